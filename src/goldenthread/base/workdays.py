"""Working days of England: Monday to Friday, less the bank holidays of England and Wales.

Counting past the last certified day is refused, because a guess would look like a figure.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from functools import cache

import holidays

from goldenthread.base.errors import GoldenthreadError

FIRST_DAY = dt.date(1990, 1, 1)
LAST_CERTIFIED_DAY = dt.date(2027, 12, 31)
"""Last day for which the list was held against the published list of England and Wales."""


@cache
def bank_holidays() -> frozenset[dt.date]:
    """The bank holidays of England and Wales within the certified span."""
    years = range(FIRST_DAY.year, LAST_CERTIFIED_DAY.year + 1)
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=years))


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and not a bank holiday. A council's own Christmas closure is a working day."""
    _certified(day)
    return day.weekday() < 5 and day not in bank_holidays()


@cache
def _working_days() -> list[dt.date]:
    span = (LAST_CERTIFIED_DAY - FIRST_DAY).days + 1
    days = (FIRST_DAY + dt.timedelta(n) for n in range(span))
    return [day for day in days if day.weekday() < 5 and day not in bank_holidays()]


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Working days in (start, end]: the day after `start` is day 1, the same day is 0.

    Negative when `end` is before `start`, which in records is a fault and never a good time.
    """
    _certified(start)
    _certified(end)
    days = _working_days()
    return bisect_right(days, end) - bisect_right(days, start)


def add_working_days(start: dt.date, count: int) -> dt.date:
    """The first day d with working_days_between(start, d) == count, for count >= 1."""
    if count < 1:
        raise ValueError(f"count must be 1 or more, got {count}")
    _certified(start)
    days = _working_days()
    position = bisect_right(days, start) + count - 1
    if position >= len(days):
        _certified(LAST_CERTIFIED_DAY + dt.timedelta(1))
    return days[position]


def _certified(day: dt.date) -> None:
    if not FIRST_DAY <= day <= LAST_CERTIFIED_DAY:
        raise GoldenthreadError(
            f"Working days are known from {FIRST_DAY:%d %B %Y} to {LAST_CERTIFIED_DAY:%d %B %Y} only.",
            why="A count past the published bank holidays would be a guess.",
            do="Install a newer release, or check the date.",
        )
