"""Columns that a list has and no row of it fills: they say nothing, and count as not supplied.

Of one record no closure means "still open", of every record it means that the extract lacks the closures. A
list of a few rows may well have none; and of what comes late or seldom many rows have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import Column, Table
from goldenthread.sources.generated_ids import id_column
from goldenthread.sources.given import Given
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.text import clean, says_nothing
from goldenthread.sources.values import read_date_or_none

SILENT = 20
"""Rows of which at least one fills a column in any real list: of a column that a third of them fill, chance
leaves 20 rows empty once in three thousand times."""

STOPS = 0.30
"""Of the rows of a list, those without a cell that all of them have from which the list is refused: the share
that the feed contract has for rows that are held."""

LATE: Mapping[str, int] = {
    "end_date": 40,
    "ended_date": 40,
    "decision_date": 40,
    "placement_order_date": 40,
    "matched_date": 40,
    "placed_date": 40,
    "screening_date": 40,
    "home_visit_date": 40,
    "stage1_date": 100,
    "stage2_date": 100,
    "panel_date": 100,
    "approved_date": 100,
}
"""By column of which a sixth of the rows or fewer say something in a list of half a year, or in a pipeline
that few come through: the rows from which none is no chance."""

SELDOM = frozenset(
    {
        "expected_dob",
        "death_date",
        "first_child_dob",
        "reversed_date",
        "ffa_decision_date",
        "ffa_placed_date",
        "foster_placed_date",
        "left_date",
        "valid_to",
    }
)
"""Columns that a list of any length may leave empty: what they tell of happens to hardly anybody."""

COUNTS_AS = " Such a column counts as not supplied: figures that need it are not available."

FEW = 8
"""Ways of writing that there is no date, in one column."""

UNSAID = frozenset({"sex", "ethnicity", "is_agency"})
"""Required columns with a default of which a file that leaves them empty says nothing at all: it is not that
all are unknown, or none."""


def may_be_silent(table: Table, column: Column) -> bool:
    """Whether rows are used without the column, so that it can be taken as not supplied."""
    return column.name != id_column(table) and (not column.required or column.name in UNSAID)


def enough(name: str) -> int | None:
    """The rows from which an empty column is no chance; None where no number is enough."""
    name = name.rpartition("__")[2]
    return None if name in SELDOM else LATE.get(name, SILENT)


def is_silent(name: str, cells: pa.Array | pa.ChunkedArray) -> bool:
    """Whether a column, by its canonical name, is empty in so many rows that it says nothing. A date that
    stands for none, as 31/12/9999 does, says nothing either."""
    least = enough(name)
    if least is None or len(cells) < least:
        return False
    return says_nothing(cells) or (name.endswith("_date") and _means_none(cells))


def _means_none(cells: pa.Array | pa.ChunkedArray) -> bool:
    """Whether every cell of a column of dates is empty, or a date that stands for none."""
    texts = pc.unique(cells).to_pylist()
    return len(texts) <= FEW and all(read_date_or_none(clean(text)) == (None, None) for text in texts if text)


def speaking(table: Table, given: Mapping[str, Given]) -> tuple[dict[str, Given], dict[str, str]]:
    """The columns that say something, and of the others the header by canonical name."""
    silent = {
        name: one.header
        for name, one in given.items()
        if may_be_silent(table, table.column(name)) and is_silent(name, one.cells)
    }
    return {name: one for name, one in given.items() if name not in silent}, silent


def silent_note(list_name: str, raw: RawTable, headers: Iterable[str]) -> list[Note]:
    """What is said of the columns of a list that no row fills."""
    named = list(dict.fromkeys(headers))
    if not named:
        return []
    shown = ", ".join(f"'{one}'" for one in named)
    text = f"{list_name}: none of {raw.cells.num_rows:,} rows has a value for {shown}.{COUNTS_AS}"
    return [Note("warning", text, raw.file)]
