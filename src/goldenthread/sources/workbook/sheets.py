"""Sheets to columns of text: what is read, once the workbook may be opened."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, BinaryIO

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from goldenthread.sources.workbook.limits import AGAIN, Limits, Refusal, active, damaged, protected, too_big

BATCH = 20_000
LOOKED_AT = 40
"""First filled rows among which the header is sought."""

Cell = tuple[str | None, bool]


@dataclass
class Sheet:
    """One visible sheet: header texts, columns of text, which cells held numbers, and row numbers."""

    name: str
    headers: list[str]
    columns: list[pa.ChunkedArray]
    numeric: list[pa.ChunkedArray]
    rows: pa.ChunkedArray
    merged: int = 0


@dataclass
class Sheets:
    """What a workbook holds: the visible sheets with content, and the names of those not taken."""

    taken: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def read(content: bytes, limits: Limits) -> Sheets:
    """Every visible sheet of a workbook that has been inspected."""
    found, cells = Sheets(), 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for described in book.sheets_metadata:
            if described.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba, SheetTypeEnum.DialogSheet):
                raise active("macro sheets")
            if described.typ is SheetTypeEnum.ChartSheet:
                continue
            if described.visible is not SheetVisibleEnum.Visible:
                found.hidden.append(described.name)
                continue
            opened = book.get_sheet_by_name(described.name)
            cells += _check_shape(opened, limits)
            if cells > limits.cells:
                raise too_big(f"it has more than {limits.cells:,} cells")
            sheet = _sheet(opened, limits)
            if sheet is None:
                found.empty.append(described.name)
            else:
                found.taken.append(sheet)
    except PasswordError as error:
        raise protected() from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged("its sheets cannot be read") from error
    return found


def _check_shape(sheet: CalamineSheet, limits: Limits) -> int:
    """Rows and columns within the caps; a sheet that ends exactly where Excel ends is suspected cut."""
    height, width = sheet.total_height + 1, sheet.total_width + 1
    if sheet.end is None:
        return 0
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > limits.rows or height in limits.suspect_rows:
        raise Refusal(
            f"Sheet '{sheet.name}' has {height:,} rows, which is where an Excel sheet ends.",
            "Excel drops what does not fit without a word, so rows may be missing.",
            "Export the list as CSV, which has no such end, and load that.",
            sheet.name,
        )
    if width > limits.columns:
        raise too_big(f"sheet '{sheet.name}' has {width:,} columns, more than {limits.columns:,}")
    return height * width


def _sheet(sheet: CalamineSheet, limits: Limits) -> Sheet | None:
    rows = _filled_rows(sheet, limits)
    first = [row for _, row in zip(range(LOOKED_AT), rows, strict=False)]
    if not first:
        return None
    at = _header(first)
    width = max(len(row) for _, row in first)
    headers = [text or "" for text, _ in first[at][1]]
    batches = _Batches(width)
    for number, row in first[at + 1 :]:
        batches.add(number, row)
    for number, row in rows:
        batches.add(number, row)
    merged = sum(end[0] > start[0] for start, end in sheet.merged_cell_ranges or [])
    return _trimmed(Sheet(sheet.name, headers, *batches.done(), merged))


def _filled_rows(sheet: CalamineSheet, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    """Rows that hold anything, numbered as the user sees them."""
    offset = (sheet.start or (0, 0))[0]
    text_of = _texts(limits)
    for number, values in enumerate(sheet.iter_rows(), 1):
        row = [text_of(value) for value in values]
        if any(text is not None for text, _ in row):
            if any(text is not None and len(text) >= limits.cell_characters for text, _ in row):
                raise Refusal(
                    f"Sheet '{sheet.name}' has a cell of {limits.cell_characters:,} characters or more.",
                    "That is as much as Excel keeps in a cell, so the text has been cut.",
                    AGAIN,
                    sheet.name,
                    number,
                )
            yield number if offset is None else number, row


def _texts(limits: Limits) -> Callable[[Any], Cell]:
    """A function from a cell's value to its text and whether it was a number; repeats are remembered."""
    known: dict[Any, Cell] = {}

    def text_of(value: Any) -> Cell:
        key = (value.__class__, value)
        found = known.get(key)
        if found is None:
            found = _text(value)
            if len(known) < 100_000:
                known[key] = found
        return found

    return text_of


def _text(value: Any) -> Cell:
    if isinstance(value, str):
        return (value, False) if value.strip() else (None, False)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE", False
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e22
        return str(int(value)) if whole else repr(value), True
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" "), False
    return (value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)), False


def _header(first: list[tuple[int, list[Cell]]]) -> int:
    """Which of the first filled rows is the header: the first with half as many filled cells as the fullest
    row whose cells are text. A title above it fills one or two cells."""
    filled = [sum(text is not None for text, _ in row) for _, row in first]
    fullest = max(filled)
    return next(at for at, count in enumerate(filled) if count * 2 > fullest or count == fullest)


class _Batches:
    """Rows gathered to columns, a batch at a time."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._columns: list[list[pa.Array]] = [[] for _ in range(width)]
        self._numeric: list[list[pa.Array]] = [[] for _ in range(width)]
        self._rows: list[pa.Array] = []
        self._waiting: list[tuple[int, list[Cell]]] = []

    def add(self, number: int, row: list[Cell]) -> None:
        """One more row."""
        self._waiting.append((number, row))
        if len(self._waiting) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        for at, cells in enumerate(zip(*(row for _, row in self._waiting), strict=True)):
            self._columns[at].append(pa.array([text for text, _ in cells], pa.string()))
            self._numeric[at].append(pa.array([numeric for _, numeric in cells], pa.bool_()))
        self._rows.append(pa.array([number for number, _ in self._waiting], pa.int64()))
        self._waiting = []

    def done(self) -> tuple[list[pa.ChunkedArray], list[pa.ChunkedArray], pa.ChunkedArray]:
        """Columns, which cells held numbers, row numbers."""
        if self._waiting:
            self._flush()
        return (
            [pa.chunked_array(parts, pa.string()) for parts in self._columns],
            [pa.chunked_array(parts, pa.bool_()) for parts in self._numeric],
            pa.chunked_array(self._rows, pa.int64()),
        )


def _trimmed(sheet: Sheet) -> Sheet:
    """Without columns that have neither header nor content."""
    kept = [
        at
        for at, (header, column) in enumerate(zip(sheet.headers, sheet.columns, strict=True))
        if header.strip() or column.null_count < len(column)
    ]
    sheet.headers = [sheet.headers[at] for at in kept]
    sheet.columns = [sheet.columns[at] for at in kept]
    sheet.numeric = [sheet.numeric[at] for at in kept]
    return sheet


def write(taken: list[Sheet], out: BinaryIO) -> None:
    """Each sheet as an Arrow stream, its length before it; columns by position: texts, numbers, rows."""
    for sheet in taken:
        columns = [*sheet.columns, *sheet.numeric, sheet.rows]
        table = pa.Table.from_arrays(columns, names=[str(at) for at in range(len(columns))])
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        buffer = sink.getvalue()
        out.write(struct.pack("<Q", buffer.size))
        out.write(buffer)
