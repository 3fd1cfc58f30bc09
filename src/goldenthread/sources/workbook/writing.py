"""Workbooks written by this package: plain sheets of text, in which nothing is a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

WIDEST = 70


def write_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """One sheet a name, the first row bold and kept in view."""
    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row, cells in enumerate(rows, 1):
            for column, text in enumerate(cells, 1):
                cell = sheet.cell(row, column, text)
                cell.data_type = "s"
                cell.font = Font(bold=row == 1)
                cell.alignment = Alignment(wrap_text=row > 1, vertical="top")
        for column, cells in enumerate(zip(*rows, strict=True), 1):
            letter = sheet.cell(1, column).column_letter
            sheet.column_dimensions[letter].width = min(WIDEST, max(len(text) for text in cells) + 2)
    book.save(path)
