"""The workbook: a cover, one sheet a list, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from goldenthread.sample.annex_a.context import Line, Value

DATE_FORMAT = "dd/mm/yyyy"
COLUMN_WIDTH = 18
STAMP = dt.datetime(2024, 1, 31, tzinfo=dt.UTC)
ZIP_TIME = (2024, 1, 31, 0, 0, 0)
"""The times in the file: those of no clock."""


def new_workbook(title: str) -> Workbook:
    """An empty workbook whose properties name no person and no clock."""
    book = Workbook(write_only=True)
    book.properties.creator = "goldenthread sample (synthetic)"
    book.properties.title = title
    book.properties.created = STAMP.replace(tzinfo=None)
    return book


def add_cover(book: Workbook, sentences: Iterable[str]) -> None:
    """A first sheet that says what the workbook is."""
    sheet = book.create_sheet("Front_Sheet")
    sheet.column_dimensions["A"].width = 100
    for place, sentence in enumerate(sentences):
        sheet.append([_bold(sheet, sentence) if place == 0 else sentence])


def add_list(book: Workbook, name: str, headings: tuple[str, ...], rows: Iterable[Line]) -> int:
    """One list on a sheet of its own; returns how many rows it has."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place in range(len(headings)):
        sheet.column_dimensions[_letter(place)].width = COLUMN_WIDTH
    sheet.append([_bold(sheet, heading) for heading in headings])
    count = 0
    for row in rows:
        if len(row) != len(headings):
            raise ValueError(f"{name}: {len(row)} cells for {len(headings)} headings")
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    return count


def save(book: Workbook, path: Path) -> None:
    """Write the workbook with fixed times, so that equal councils give equal bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w") as target:
        for name, content in _fixed(source):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)


def _fixed(source: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts in order of name; saving writes the time of day into the properties, which is put right."""
    stamp = f">{STAMP:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode()
    for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
        content = source.read(name)
        if name == "docProps/core.xml":
            content = re.sub(rb">[^<]*</dcterms:modified>", stamp, content)
        yield name, content


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> object:
    if not isinstance(value, dt.date):
        return value
    cell = WriteOnlyCell(sheet, dt.datetime.combine(value, dt.time()))
    cell.number_format = DATE_FORMAT
    return cell


def _bold(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _letter(place: int) -> str:
    """A, B, ... Z, AA, AB, ... of a column's place."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
