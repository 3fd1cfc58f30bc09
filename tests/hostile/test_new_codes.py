"""A code that no list knows, in every coded column in turn: the row stays, the code counts as unknown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import TELLING
from goldenthread.sources.reading import Reading
from goldenthread.sources.registers.files import register_of
from goldenthread.sources.ssd.mapping import SSD_TABLES
from goldenthread.sources.ssd.outcomes import READERS
from goldenthread.sources.ssd.special import EXPLODED
from goldenthread.sources.text import fold
from tests.hostile.test_headers import LISTS, loaded

NEW = "QX9"


def coded() -> Iterator[tuple[str, str, str, str]]:
    """List, header, table and column of everything that is read by a code list."""
    for name, rows in LISTS.items():
        table = SSD_TABLES[name].target if name in SSD_TABLES else register_of(name)
        assert table
        wanted = (
            SSD_TABLES[name].carried()
            if name in SSD_TABLES
            else {c.name: c.name for c in TABLES[table].columns}
        )
        for header in rows[0]:
            column = wanted.get(fold(header), "")
            known = column and column in {one.name for one in TABLES[table].columns}
            if known and TABLES[table].column(column).type == "enum" and fold(header) not in READERS:
                yield name, header, table, column


CASES = list(coded())


@pytest.mark.faults
def test_no_new_code_loses_a_row(record_property: pytest.RecordProperty) -> None:
    """L14."""
    assert len(CASES) >= 10
    for case in CASES:
        a_new_code_loses_no_row(*case)
    record_property("count", f"L14: {len(CASES)} coded columns with a new code, 0 rows dropped")


def a_new_code_loses_no_row(name: str, header: str, table: str, column: str) -> None:
    rows = LISTS[name]
    before = loaded(name, rows)
    after = loaded(name, [{**row, header: NEW} if at == 0 else row for at, row in enumerate(rows)])
    if table not in EXPLODED:  # a cell with several codes is several rows
        assert stored(after, table) == stored(before, table)
    assert [one.rows_in - one.held for one in after.accounts] == [one.stored for one in before.accounts]
    assert [one for one in after.exceptions if one.fate != "excluded"] == [
        one for one in before.exceptions if one.fate != "excluded"
    ]
    if column != TELLING.get(table):  # such a row is stored, and excluded with the reason
        assert any("as unknown" in note.text and header in note.text for note in after.notes)
    assert NEW not in str(
        [batch.rows.column(column).to_pylist() for batch in after.batches if batch.table == table]
    )


def stored(found: Reading, table: str) -> int:
    (batch,) = [one for one in found.batches if one.table == table]
    rows: int = batch.rows.num_rows
    return rows
