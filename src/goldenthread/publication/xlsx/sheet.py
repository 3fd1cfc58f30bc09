"""What a sheet holds before it is written: a title, lines under it, and at most one table from column A."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number and the format that shows it as the pages print it."""

    value: float
    format: str


@dataclass(frozen=True)
class Jump:
    """Words that lead to another sheet of the workbook."""

    text: str
    sheet: str


Cell = str | Number | Jump | None
"""None is a blank cell: there is nothing to print, and a line above the table says so."""


@dataclass(frozen=True)
class Sheet:
    """A sheet. `name` is on its tab; lines stand under the title; a sheet without columns has no table."""

    name: str
    title: str
    lines: tuple[str | Jump, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


def without_blank_columns(
    columns: tuple[str, ...], rows: list[tuple[Cell, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Columns and rows without the columns that hold nothing in any row."""
    held = [i for i in range(len(columns)) if any(row[i] not in (None, "") for row in rows)]
    return tuple(columns[i] for i in held), tuple(tuple(row[i] for i in held) for row in rows)
