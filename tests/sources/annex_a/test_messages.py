"""What a user is told of a bad return: reviewed words, and never a cell's value."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from tests.golden import assert_golden
from tests.sources.annex_a.lists_made import read, record, table

SECRETS = ("Zebedee", "31/31/2023", "QX", "PSRMEM", "nowhere")


@pytest.mark.golden
def test_messages_of_a_bad_return():
    bad = [
        table(
            1,
            [
                record(1),
                record(1),
                record(1, child=None),
                record(1, contact_date="31/31/2023"),
                record(1, source="QX"),
            ],
            headers={"age": "Child's Nickname"},
        ),
        table(4, [record(4, needs_support="nowhere", child="Zebedee")], headers={"start": None}),
        table(
            6,
            [record(6, need="PSRMEM - x"), record(6, child="B", seen="31/31/2023")],
            headers={"seen": "Date Chlid Was Last Seen"},
        ),
        table(7, [record(7, end="31/31/2023")], headers={"epo": None}),
        table(8, [record(8, postcode="nowhere", placed="31/31/2023")]),
    ]
    raw = bad[0]
    bad[0] = type(raw)(raw.file, raw.sheet, raw.cells.append_column("Gender ", pa.array(["F"] * 5)), raw.rows)
    reading = read(*bad)
    lines = [f"{one.level}: {one.text}" for one in reading.notes]
    lines += [
        f"{one.fate}: {one.list_name}, {one.sheet}, row {one.row}, {one.column}: {one.code}. {one.reason}"
        for one in reading.exceptions
    ]
    text = "\n".join(lines)
    assert not [secret for secret in SECRETS if secret in text]
    path = Path(__file__).parent / "golden" / "messages.txt"
    assert_golden(path, text, look_for="plain sentences that say where, why and what is not available")


def test_a_sheet_that_may_be_the_list_that_is_missed_is_named():
    """A list whose headings were all given other names is no list: it is said beside what is not there."""
    plain = table(7, [record(7)])
    names = [f"Heading {'abcdefghijklmnopqrstuvwxyz'[at]}" for at in range(plain.cells.num_columns)]
    other = type(plain)(plain.file, "Plans 2023", plain.cells.rename_columns(names), plain.rows)
    texts = [one.text for one in read(table(1, [record(1)]), other).notes]
    (absent,) = [text for text in texts if "not there" in text]  # one line for all ten
    assert absent.startswith("List 2 ")
    assert "List 7 (child protection plans)" in absent
    assert any("Passed over" in text and "sheet 'Plans 2023'" in text for text in texts)
