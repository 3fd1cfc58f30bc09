"""Headers that drift: each column of each list renamed, misspelt, moved, dropped or doubled in turn.

What may come of it: the same rows, a refusal that names the column, or the column as not supplied. Never a
value in another column.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources import Identities, read
from goldenthread.sources.database import Extract
from goldenthread.sources.reading import PROVENANCE, Reading
from goldenthread.sources.received import Received
from tests.hostile.seeds import as_csv, many
from tests.sources.folders import AS_AT, AUTHORITY, KEY, REGISTERS, SSD

pytestmark = pytest.mark.faults
Row = dict[str, str]
LISTS = {name: many(rows) for name, rows in {**SSD, **REGISTERS}.items()}
HARMLESS = {
    "in capitals": str.upper,
    "with spaces": lambda name: f"  {name.replace('_', ' ')} ",
    "with a mark before": lambda name: "\ufeff" + name,
    "with a hard space": lambda name: name.replace("_", "\u00a0"),
    "with a zero-width space": lambda name: name[:3] + "\u200b" + name[3:],
}
HARMFUL = {
    "renamed": lambda name: "x_" + name,
    "misspelt": lambda name: name[:-2] + name[-1] + name[-2] if name[-1] != name[-2] else name + "x",
    "numbered": lambda name: name + "_2",
    "emptied": lambda name: "",
}


TWO_SOURCES = ("s47_enquiries.icpc_not_required", "workers.is_social_worker")
"""Columns that are read from a second field where the first says nothing."""


def loaded(name: str, rows: list[Row]) -> Reading:
    """The reading of one list, under a name that says nothing when its columns are a dataset's."""
    file = Received(f"{name}.csv", "", as_csv(rows))
    delivery = read(
        [],
        authority=AUTHORITY,
        identities=Identities(KEY, AUTHORITY),
        as_at=AS_AT,
        extracted=Extract((file,), ()),
    )
    return delivery.readings[0]


def renamed(rows: list[Row], old: str, new: str) -> list[Row]:
    return [{new if name == old else name: value for name, value in row.items()} for row in rows]


def columns(found: Reading) -> dict[str, list[object]]:
    """Every column of every table that was supplied; generated ids and places aside."""
    return {
        f"{batch.table}.{name}": batch.rows[name].to_pylist()
        for batch in found.batches
        for name in batch.rows.column_names
        if name in found.covers[batch.table].columns and name not in PROVENANCE
    }


def cases() -> Iterator[tuple[str, str]]:
    return ((name, header) for name, rows in LISTS.items() for header in rows[0])


@pytest.mark.parametrize("name", LISTS)
def test_another_order_is_the_same(name: str) -> None:
    backwards = [dict(reversed(row.items())) for row in LISTS[name]]
    assert columns(loaded(name, backwards)) == columns(loaded(name, LISTS[name]))


@pytest.mark.parametrize("how", HARMLESS)
def test_a_header_written_otherwise_is_the_same(how: str) -> None:
    for name, rows in LISTS.items():
        changed = [{HARMLESS[how](header): value for header, value in row.items()} for row in rows]
        assert columns(loaded(name, changed)) == columns(loaded(name, rows)), name


@pytest.mark.parametrize("how", HARMFUL)
def test_a_header_that_is_not_known_fills_no_column(how: str, record_property: pytest.RecordProperty) -> None:
    fates: Counter[str] = Counter()
    for name, header in cases():
        whole = columns(loaded(name, LISTS[name]))
        try:
            found = loaded(name, renamed(LISTS[name], header, HARMFUL[how](header)))
        except RefusedInput as refusal:
            fates["refused" if "lacks the column" in refusal.message() else refusal.what] += 1
            continue
        if any(one.code == "ragged_row" for one in found.exceptions):
            fates["rows held"] += 1
            continue
        for column, values in columns(found).items():
            if (
                column in whole and column not in TWO_SOURCES and not column.endswith("_id")
            ):  # ids may be made from other columns
                pairs = zip(values, whole[column], strict=True)
                assert all(new in (old, None) for new, old in pairs), (name, header, column)
        fates["not supplied" if len(columns(found)) < len(whole) else "not read anyway"] += 1
    record_property("count", f"L13: headers {how}: {dict(fates)}")
    assert fates.total() == len(list(cases()))
    assert fates["refused"] > 10
    assert set(fates) <= {"refused", "rows held", "not supplied", "not read anyway"}


def test_a_header_that_stands_twice_over_different_cells_is_refused() -> None:
    rows = LISTS["ssd_contacts"]
    text = as_csv(rows).decode()
    head, _, body = text.partition("\r\n")
    doubled = f"{head},cont_contact_date\r\n" + "\r\n".join(
        f"{line},2001-01-01" for line in body.split("\r\n")[:-1]
    )
    file = Received("ssd_contacts.csv", "", doubled.encode())
    with pytest.raises(RefusedInput, match="same header"):
        read(
            [],
            authority=AUTHORITY,
            identities=Identities(KEY, AUTHORITY),
            as_at=AS_AT,
            extracted=Extract((file,), ()),
        )
