"""Sheets written as a workbook: text always as text, one marked-up table a sheet, nothing hidden."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from goldenthread.publication.xlsx.front import CONTENTS, COVER
from goldenthread.publication.xlsx.sheet import Cell, Jump, Number, Sheet

NARROW, WIDE, COVER_WIDTH = 9, 70, 100
LINE = 15.75
"""Points that a line of text is high. Not every program makes room for wrapped text, so each row is given its
height."""

LONGEST = 32_767
"""Characters that a cell can hold."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, before its properties are set."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, _options()) as book:
        formats = _Formats(book)
        pages = [(sheet, book.add_worksheet(sheet.name)) for sheet in sheets]
        for number, (sheet, page) in enumerate(pages):
            _write(sheet, page, formats, number)
    return sink.getvalue()


def _options() -> dict[str, object]:
    """The options of a workbook, made anew each time: the library writes into them."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 12, "font_scheme": "none"},
    }


class _Formats:
    """The formats of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._numbers: dict[str, Format] = {}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.line = book.add_format({"text_wrap": True, "valign": "top"})
        self.plain_line = book.add_format({"valign": "top"})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.head_text = book.add_format(
            {"bold": True, "text_wrap": True, "align": "left", "valign": "top", "bottom": 1, "indent": 1}
        )
        self.head_right = book.add_format(
            {"bold": True, "text_wrap": True, "align": "right", "valign": "top", "bottom": 1}
        )
        self.first = book.add_format({"text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "align": "left", "valign": "top", "indent": 1})
        self.right = book.add_format({"align": "right", "valign": "top"})
        self.link = book.add_format({"font_color": "#0000EE", "underline": 1, "valign": "top"})

    def head_of(self, cells: Format) -> Format:
        """The format of the heading over cells of a format."""
        return {id(self.right): self.head_right, id(self.text): self.head_text}.get(id(cells), self.head)

    def number(self, shape: str) -> Format:
        """The format of a number."""
        if shape not in self._numbers:
            self._numbers[shape] = self._book.add_format({"num_format": shape, "valign": "top"})
        return self._numbers[shape]


def _write(sheet: Sheet, page: Worksheet, formats: _Formats, number: int) -> None:
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, clean(sheet.title), formats.title)
    has_table = bool(sheet.columns)
    lines: tuple[str | Jump, ...] = sheet.lines
    if has_table:
        lines = ("This sheet holds one table.", *lines)
    if sheet.name not in (COVER, CONTENTS):
        lines = (*lines, Jump("Back to the contents", CONTENTS))
    line = formats.plain_line if has_table else formats.line
    for row, said in enumerate(lines, start=1):
        if not has_table:
            page.set_row(row, LINE * _lines(said, COVER_WIDTH))
        _cell(page, row, 0, said, line, formats)
    if has_table:
        _table(sheet, page, formats, len(lines) + 1, number)
    else:
        page.set_column(0, 0, COVER_WIDTH)


def _table(sheet: Sheet, page: Worksheet, formats: _Formats, top: int, number: int) -> None:
    heads = _distinct(sheet.columns)
    columns = list(zip(*sheet.rows, strict=True))
    widths = [_width(head, cells) for head, cells in zip(heads, columns, strict=True)]
    words = [
        formats.right if any(isinstance(c, Number) for c in cells) else formats.text for cells in columns
    ]
    words[0] = formats.first
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    for row, cells in enumerate((tuple(heads), *sheet.rows), start=top):
        page.set_row(row, LINE * max(map(_lines, cells, widths)))
    for row, cells in enumerate(sheet.rows, start=top + 1):
        for place, cell in enumerate(cells):
            _cell(page, row, place, cell, words[place], formats)
    page.add_table(
        top,
        0,
        top + len(sheet.rows),
        len(heads) - 1,
        {
            "name": f"table_{number}_{re.sub('[^a-z0-9]+', '_', sheet.name.lower())}",
            "autofilter": False,
            "style": None,
            "banded_rows": False,
            "title": clean(sheet.title)[:255],
            "columns": [
                {"header": head, "header_format": formats.head_of(word)}
                for head, word in zip(heads, words, strict=True)
            ],
        },
    )


def _cell(page: Worksheet, row: int, column: int, value: Cell, words: Format, formats: _Formats) -> None:
    if isinstance(value, Number):
        page.write_number(row, column, value.value, formats.number(value.format))
    elif isinstance(value, Jump):
        page.write_url(row, column, f"internal:'{value.sheet}'!A1", formats.link, clean(value.text))
    elif value:
        page.write_string(row, column, clean(value), words)


def clean(text: str) -> str:
    """A text that a workbook can hold: of allowed characters, not too long, every line ended alike."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def _distinct(heads: Sequence[str]) -> list[str]:
    """Headings that differ in more than case, as a marked-up table needs: one met before is numbered."""
    found: list[str] = []
    for head in heads:
        text, number = clean(head).strip() or "Column", 1
        wanted = text
        while wanted.lower() in (each.lower() for each in found):
            number += 1
            wanted = f"{text} ({number})"
        found.append(wanted)
    return found


def _width(head: str, cells: Sequence[Cell]) -> int:
    """Wide enough for the longest cell up to a limit, beyond which text wraps."""
    lengths = [len(head) // 2, max((len(word) for word in head.split()), default=0)]
    for cell in cells:
        if isinstance(cell, Number):
            lengths.append(len(f"{cell.value:,.0f}") + 5)
        elif cell is not None:
            lengths.append(len(cell if isinstance(cell, str) else cell.text))
    return min(max(NARROW, *lengths) + 3, WIDE)


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes in a column so many characters wide."""
    text = cell if isinstance(cell, str) else cell.text if isinstance(cell, Jump) else ""
    if len(text) < width and "\n" not in text:
        return 1
    return sum(max(len(textwrap.wrap(part, width - 1)), 1) for part in text.split("\n")) or 1
