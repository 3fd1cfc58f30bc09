"""What the header of a return says: the collection, the day it is of, the authority, which version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.days import read_date
from goldenthread.sources.text import clean

HOW_DATED = "the reference date of the return"


@dataclass(frozen=True)
class Header:
    """The header of one return. `order` puts versions of one day in order: when it was made, its number."""

    reference: dt.date
    year: str
    authority: str
    order: tuple[str, str]


def read_header(file: str, said: Mapping[str, str]) -> Header:
    """The header from the values of a return's root. Refuses a return without a day."""
    day, code = read_date(clean(said.get("ReferenceDate", "")))
    if day is None:
        what = "cannot be read" if code and "ReferenceDate" in said else "is missing"
        raise RefusedInput(
            f"The reference date of the return {what}.",
            where=Place(file, column="ReferenceDate"),
            why="It says which year the return is of, and every figure depends on that.",
            do="Export the return again, with its header.",
        )
    return Header(
        day,
        clean(said.get("Year", "")),
        clean(said.get("LEA", "")),
        (clean(said.get("DateTime", "")), clean(said.get("SerialNo", "")).zfill(9)),
    )


def refuse_strangers(headers: Mapping[str, Header]) -> None:
    """Refuse returns of different authorities in one delivery."""
    codes = {header.authority for header in headers.values() if header.authority}
    if len(codes) > 1:
        raise RefusedInput(
            f"The returns are of different authorities: {', '.join(sorted(codes))}.",
            where=", ".join(sorted(headers)),
            why="A workspace holds one authority; another's children would be counted as its own.",
            do="Load only the returns of your own authority.",
        )
