"""The extract date, where a file's name or a sheet about the file states it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from goldenthread.sources.annex_a.recognise import recognise
from goldenthread.sources.days import read_date
from goldenthread.sources.reading import RawTable

_IN_NAME = (
    (re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4})(?!\d)"), (3, 2, 1)),
    (re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)"), (3, 2, 1)),
)
_NAMED_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-_. ]*([A-Za-z]{3,9})[-_. ]*(\d{4})(?!\d)")
_SAYS = re.compile(
    r"(?:extract(?:ed|ion)?(?: date| on)?|date of (?:the )?(?:extract|extraction|list|lists|report|data)|"
    r"as at|as of|snapshot(?: date)?|data as at|report(?:ing)? date)[\s:=\-]*"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4})",
    re.IGNORECASE,
)
FIRST_ROWS = 60


def annex_a_date(name: str, tables: Sequence[RawTable]) -> dt.date | None:
    """The one day that the file's name gives, else the one that its cover or titles state; None otherwise."""
    named = _in_name(PurePath(name).stem)
    if named:
        return named
    stated = {day for text in _texts(tables) for day in _stated(text)}
    return stated.pop() if len(stated) == 1 else None


def _in_name(stem: str) -> dt.date | None:
    days: set[dt.date] = set()
    for pattern, (year, month, day) in _IN_NAME:
        for found in pattern.finditer(stem):
            try:
                days.add(dt.date(int(found[year]), int(found[month]), int(found[day])))
            except ValueError:
                continue
    for found in _NAMED_MONTH.finditer(stem):
        day_read, _ = read_date(" ".join(found.groups()))
        if day_read:
            days.add(day_read)
    plausible = {day for day in days if 2000 <= day.year <= 2100}
    return plausible.pop() if len(plausible) == 1 else None


def _stated(text: str) -> Iterable[dt.date]:
    for found in _SAYS.finditer(text):
        day, _ = read_date(found[1])
        if day:
            yield day


def _texts(tables: Sequence[RawTable]) -> Iterable[str]:
    """Titles above lists, and the rows of sheets that are no list."""
    lists = {(one.raw.file, one.raw.sheet) for one in recognise(tables)}
    for table in tables:
        yield " ".join(table.above)
        if (table.file, table.sheet) in lists:
            continue
        yield " ".join(table.cells.column_names)
        columns = [column.slice(0, FIRST_ROWS).to_pylist() for column in table.cells.columns]
        for row in zip(*columns, strict=True):
            yield " ".join(text for text in row if text)
