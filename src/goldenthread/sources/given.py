"""The cells a file gives for a column, and what is made good of the harm a spreadsheet does to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import Column, Table
from goldenthread.sources.reading import RawTable

LONGEST_NUMBER = 15
"""Digits that a spreadsheet's number keeps."""

ROUNDED = r"^\s*[0-9](\.[0-9]+)?[eE]\+[0-9]{2,}\s*$"
"""A long number as spreadsheets write it to CSV: 1.23457E+15."""

FROM_1904 = 1462
"""Days between the two origins from which spreadsheets count."""


@dataclass(frozen=True)
class Given:
    """The cells that a file gives for one canonical column, and the header they stood under."""

    cells: pa.Array | pa.ChunkedArray
    header: str
    overrides: Mapping[str, str] = field(default_factory=dict)
    numeric: bool = False


def restored(raw: RawTable, column: Column, given: Given) -> Given:
    """Dates that a workbook counts from 1904 as the usual serials, where the cells held numbers."""
    numbers = _numbers(raw, given)
    if column.type != "date" or not raw.serials_from_1904 or numbers is None:
        return given
    texts = given.cells.to_pylist()
    moved = [
        str(int(float(text)) + FROM_1904) if number and text and text.replace(".", "", 1).isdigit() else text
        for text, number in zip(texts, numbers.to_pylist(), strict=True)
    ]
    return replace(given, cells=pa.array(moved, pa.string()))


def damaged_ids(raw: RawTable, table: Table, given: Mapping[str, Given]) -> dict[int, tuple[str, str]]:
    """Rows whose id was a number too long for a spreadsheet to keep: it is no longer what was typed."""
    found: dict[int, tuple[str, str]] = {}
    for name, one in given.items():
        if not table.column(name).identifier:
            continue
        damaged = pc.match_substring_regex(one.cells, ROUNDED)
        numbers = _numbers(raw, one)
        if numbers is not None:
            long = pc.greater(pc.utf8_length(one.cells), LONGEST_NUMBER)
            damaged = pc.or_kleene(damaged, pc.and_kleene(long, numbers))
        for row in pc.indices_nonzero(pc.fill_null(damaged, False)).to_pylist():
            found.setdefault(row, (name, "damaged_id"))
    return found


def _numbers(raw: RawTable, given: Given) -> pa.Array | None:
    """Which cells of the column held numbers; None when the file does not say."""
    if raw.numeric is None or given.header not in raw.numeric.column_names:
        return None
    found = raw.numeric.column(raw.numeric.column_names.index(given.header)).combine_chunks()
    return pc.fill_null(found, False) if len(found) == len(given.cells) else None
