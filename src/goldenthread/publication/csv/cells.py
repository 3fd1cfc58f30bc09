"""How a value stands in a CSV: numbers bare, text such that no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | float | int | None
"""A text, a number, or nothing."""

LIVE = frozenset("=+-@＝＋－＠")  # noqa: RUF001 - the full-width forms are meant
"""What a spreadsheet takes for the beginning of a formula, also in full width."""

BREAKS = frozenset("\t\r\n")
"""Beginnings by which a reader that trims or splits may come to one of them."""

MARK = "'"
"""What is set before a text that begins so. Spreadsheets show the rest as text."""


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV: UTF-8 without a byte order mark, one header, a line feed after each line."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return sink.getvalue().encode("utf-8", errors="replace")


def safe(text: str) -> str:
    """The text with every line ended alike, as a lone return begins a row for some readers; and with a mark
    before it where it could be taken for a formula."""
    live = _is_live(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return MARK + text if live else text


def _cell(value: Cell) -> Cell:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value)
    return int(value) if float(value).is_integer() else value


def _is_live(text: str) -> bool:
    """Whether the first thing seen is live: spaces and characters without a shape before it do not help."""
    if text[:1] in BREAKS:
        return True
    for character in text:
        if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
            continue
        return character in LIVE
    return False
