"""Rows of a canonical table written as text, as the examples of cards and rules show them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from goldenthread.base.errors import BadCard, suggest
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES

WHY = "why"
"""The column in which an example tells its reader what a row is for."""


def rows_of_text(
    name: str, text: object, *, where: str, beside: Sequence[str] = (WHY,)
) -> tuple[dict[str, Any], ...]:
    """A header line and a line a row, cells parted by '|'. `beside` are columns that the table has not."""
    if name not in TABLES:
        raise BadCard(f"There is no table '{name}'.", where=where, do=suggest(name, TABLES))
    lines = [line for line in str(text).splitlines() if line.strip()]
    header = [cell.strip() for cell in lines[0].split("|")]
    known = [column.name for column in TABLES[name].columns]
    for column in header:
        if column not in (*known, *beside):
            raise BadCard(f"'{name}' has no column '{column}'.", where=where, do=suggest(column, known))
    return tuple(_row(TABLES[name], header, line, beside, where) for line in lines[1:])


def _row(table: Table, header: list[str], line: str, beside: Sequence[str], where: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != len(header):
        raise BadCard(f"A row has {len(cells)} cells and the header {len(header)}.", where=where)
    kinds = ["text" if name in beside else table.column(name).type for name in header]
    made = zip(header, cells, kinds, strict=True)
    return {name: _cell(kind, text, f"{where}, field '{name}'") for name, text, kind in made}


def _cell(kind: str, text: str, where: str) -> Any:
    if text in ("", "-"):
        return None
    try:
        if kind == "date":
            return dt.date.fromisoformat(text)
        if kind == "int":
            return int(text)
        if kind == "dec":
            return float(text)
        if kind == "bool":
            return {"yes": True, "true": True, "no": False, "false": False}[text.lower()]
    except (ValueError, KeyError):
        raise BadCard(f"'{text}' is not a {kind}.", where=where, do=_form(kind)) from None
    return re.sub(r"\s+", " ", text)


def _form(kind: str) -> str:
    return {"date": "Write dates as 2023-12-04.", "bool": "Write yes or no."}.get(kind, "")
