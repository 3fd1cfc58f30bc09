"""Reads a workbook back with another library: its sheets as rows, its cells as a reader sees them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from goldenthread.publication.pack import content_of
from goldenthread.publication.rendering import Content
from goldenthread.publication.xlsx import files


def written(content: Content) -> bytes:
    """The workbook of a content."""
    [book] = files(content).values()
    return book


def content_with(edition: object) -> Content:
    return content_of(edition)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Read:
    """A sheet: its title, its headings and each row of its table by heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]


def sheets_of(book: bytes) -> dict[str, Read]:
    """Every sheet by its name."""
    return {sheet.title: _read(sheet) for sheet in openpyxl.load_workbook(io.BytesIO(book))}


def _read(sheet: Worksheet) -> Read:
    title = str(sheet["A1"].value)
    if not sheet.tables:
        return Read(title, (), ())
    [table] = sheet.tables.values()
    head, *rows = sheet[table.ref]
    columns = tuple(str(cell.value) for cell in head)
    return Read(title, columns, tuple(dict(zip(columns, row, strict=True)) for row in rows))


def seen(cell: Cell) -> str:
    """What a spreadsheet shows in a cell: a text as it is, a number by its format."""
    if not isinstance(cell.value, int | float):
        return "" if cell.value is None else str(cell.value)
    above, below, nought = cell.number_format.split(";")
    digits = re.search(r"0(\.0+)?", above)
    assert digits
    places = len((digits[1] or ".")[1:])
    rounded = Decimal(repr(float(cell.value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shape = nought if rounded == 0 else above if rounded > 0 else below
    before, after = shape.replace('"', "").split("#,##0" + (digits[1] or ""))
    return f"{before}{abs(rounded):,}{after}"
