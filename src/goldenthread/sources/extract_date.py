"""The extract date: given, else stated by the files, else in their names, else the end of the period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.days import read_date

_FORMS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_.]?(?P<m>\d{2})[-_.]?(?P<d>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{2})[-_.]?(?P<m>\d{2})[-_.]?(?P<y>(?:19|20)\d{2})(?!\d)"),
)


@dataclass(frozen=True)
class Dated:
    """The extract date and how it was found."""

    day: dt.date
    how: str


def extract_date(
    *,
    as_at: dt.date | None,
    stated: dt.date | None,
    names: Iterable[str],
    beside: dt.date | None,
    period_end: dt.date | None,
    what: str,
    stated_how: str = "stated in cover.csv",
) -> Dated:
    """The extract date of a set of files, by the first way that gives one. `beside` is the date of the other
    files of the delivery."""
    if as_at:
        return Dated(as_at, "as given")
    if stated:
        return Dated(stated, stated_how)
    named = {day for name in names if (day := date_in_name(name))}
    if len(named) == 1:
        return Dated(named.pop(), "from the file names")
    if len(named) > 1:
        raise RefusedInput(
            f"The names of the files of {what} hold different dates.",
            why="Every figure depends on the day on which the records were extracted.",
            do="Load the files of one day, or say which day is right with --as-at.",
        )
    if beside:
        return Dated(beside, "as the files that came with them")
    if period_end:
        return Dated(period_end, "the end of the period, since nothing else gives it")
    raise RefusedInput(
        f"Nothing says on which day the files of {what} were extracted.",
        why="Every figure depends on it: what was open, and what could not have happened yet.",
        do="Add --as-at with the day of the extract, such as --as-at 2024-01-31.",
    )


def date_in_name(name: str) -> dt.date | None:
    """The one day that a file name holds; None when it holds none or several."""
    days = set()
    for form in _FORMS:
        for found in form.finditer(name):
            day, _ = read_date(f"{found['y']}-{found['m']}-{found['d']}")
            if day:
                days.add(day)
    return days.pop() if len(days) == 1 else None
