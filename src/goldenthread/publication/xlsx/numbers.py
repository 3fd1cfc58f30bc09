"""From a printed number to a number in a cell, shown by its format as it was printed."""

from __future__ import annotations

import re

from goldenthread.analysis.figures import Figure
from goldenthread.publication.xlsx.sheet import Cell, Number

PRINTED = re.compile(
    r"(?P<sign>[+−])?(?P<money>£)?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<places>\.[0-9]+)?"
    r"(?P<unit>%| points)?"
)
"""A number as `base.numbers` and `analysis.figures` print it."""


def number_of(text: str, *, signed: bool = False, raw: float | None = None) -> Number | None:
    """The number that a text prints, or None where it prints none. `raw` stands in its place unrounded.

    `signed` says that the sign is always shown, as it is of changes.
    """
    found = PRINTED.fullmatch(text)
    if found is None:
        return None
    digits = found["digits"].replace(",", "") + (found["places"] or "")
    value = float(digits) if raw is None else raw
    if raw is None and found["sign"] == "−":
        value = -value
    return Number(value, _format(found, signed=signed or found["sign"] == "+"))


def cell_of(figure: Figure, raw: float | None) -> Cell:
    """A figure in a cell: its number, or the words that stand in its place."""
    return number_of(figure.text, signed=figure.part in _CHANGES, raw=raw) or figure.text


_CHANGES = ("difference", "percent", "contribution", "others")


def _format(found: re.Match[str], *, signed: bool) -> str:
    shape = "#,##0" + ("." + "0" * (len(found["places"]) - 1) if found["places"] else "")
    shape = f'"£"{shape}' if found["money"] else shape
    unit = f'"{found["unit"]}"' if found["unit"] else ""
    plus = "+" if signed else ""
    return f"{plus}{shape}{unit};\N{MINUS SIGN}{shape}{unit};{shape}{unit}"
