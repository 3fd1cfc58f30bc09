"""Rows that add up the rows above them: 'Total' where an id stands is no child's id."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import Table
from goldenthread.sources.given import Given
from goldenthread.sources.reading import RawTable

TOTAL_ROW = "total_row"
WORDS = (
    r"(?:(?:grand|sub|overall)[ -]?)?totals?(?: (?:of )?(?:rows?|records?|children|count|number))?"
    r"|sum|count|(?:row|record) count|(?:number|no\.?) of (?:rows|records|children)"
)
IS_TOTAL = rf"^[\s=\"']*(?:{WORDS})\s*(?:[:=]\s*[\d,]*)?\s*[\"']*$"
"""The whole of a cell, in letters of either size. An id that holds more, as TOTAL1, is an id."""


def total_rows(table: Table, raw: RawTable, given: Mapping[str, Given]) -> dict[int, tuple[str, str]]:
    """Index of each row that is a total, with the column of its id and the code of the reason to hold it.

    The word stands in place of an id, or in the first cell of a record about a person or worker."""
    ids = {
        name: one.cells
        for name, one in given.items()
        if table.column(name).identifier or name.endswith("_id")
    }
    found: dict[int, tuple[str, str]] = {}
    for name, cells in ids.items():
        found |= dict.fromkeys(_totals(cells), (name, TOTAL_ROW))
    about = next((name for name in ids if table.column(name).identifier in ("person", "worker")), None)
    if about and raw.cells.num_columns:
        found |= dict.fromkeys(_totals(raw.cells.column(0)), (about, TOTAL_ROW))
    return found


def _totals(cells: pa.Array | pa.ChunkedArray) -> list[int]:
    if not pa.types.is_string(cells.type):  # the place of an element in a file
        return []
    matches = pc.match_substring_regex(cells, IS_TOTAL, ignore_case=True)
    return [] if not pc.any(matches).as_py() else pc.indices_nonzero(pc.fill_null(matches, False)).to_pylist()
