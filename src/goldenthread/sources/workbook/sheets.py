"""Sheets to columns of text, once the workbook may be opened.

Runs in the process of `child`: it imports nothing that is slow to import, and hands on a batch at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain, islice
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from goldenthread.sources.confined import Refusal
from goldenthread.sources.workbook.limits import AGAIN, Limits, active, damaged, protected, too_big

BATCH = 20_000
LOOKED_AT = 40
"""First filled rows among which the header is sought."""

Cell = tuple[str | None, bool]


Emit = Callable[[dict[str, Any]], None]


def read(content: bytes, limits: Limits, emit: Emit) -> None:
    """Give every visible sheet of a workbook that has been inspected, as messages in order."""
    cells = 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for described in book.sheets_metadata:
            if described.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba, SheetTypeEnum.DialogSheet):
                raise active("macro sheets")
            if described.typ is SheetTypeEnum.ChartSheet:
                continue
            if described.visible is not SheetVisibleEnum.Visible:
                emit({"hidden": described.name})
                continue
            sheet = book.get_sheet_by_name(described.name)
            cells += _check_shape(sheet, limits)
            if cells > limits.cells:
                raise too_big(f"it has more than {limits.cells:,} cells")
            _give(sheet, limits, emit)
    except PasswordError as error:
        raise protected() from error
    except (CalamineError, ValueError, OSError) as error:
        raise damaged("its sheets cannot be read") from error


def _check_shape(sheet: CalamineSheet, limits: Limits) -> int:
    """Rows and columns within the caps; a sheet that ends exactly where Excel ends is suspected cut."""
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


def _give(sheet: CalamineSheet, limits: Limits, emit: Emit) -> None:
    """One sheet: its header, then its rows in batches."""
    rows = _filled_rows(sheet, limits)
    first = list(islice(rows, LOOKED_AT))
    if not first:
        return
    at = _header(first)
    merged = sum(end[0] > start[0] for start, end in sheet.merged_cell_ranges or [])
    above = [text for _, row in first[:at] for text, _ in row if text]
    headers = [text or "" for text, _ in first[at][1]]
    emit({"sheet": sheet.name, "headers": headers, "above": above, "merged": merged})
    following = chain(first[at + 1 :], rows)
    while batch := list(islice(following, BATCH)):
        columns = list(zip(*(row for _, row in batch), strict=True))
        emit(
            {
                "rows": [number for number, _ in batch],
                "texts": [[text for text, _ in column] for column in columns],
                "numbers": ["".join("1" if numeric else "0" for _, numeric in column) for column in columns],
            }
        )


def _filled_rows(sheet: CalamineSheet, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    """Rows that hold anything, numbered as the user sees them."""
    text_of = _texts()
    for number, values in enumerate(sheet.iter_rows(), 1):
        if values.count("") == len(values):  # a stray cell far off makes thousands of rows of nothing
            continue
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
            yield number, row


def _texts() -> Callable[[Any], Cell]:
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
