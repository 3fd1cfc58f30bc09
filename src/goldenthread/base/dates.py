"""Days, months and birthdays, as whole numbers.

A day number counts days since 1 January 1970 and a month number months since January 1970, so that a
measure is integer arithmetic on every engine.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

EPOCH = dt.date(1970, 1, 1)


def day_number(day: dt.date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


def day_of(number: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(number)


def day_words(day: dt.date) -> str:
    """'31 March 2026'."""
    return f"{day.day} {day:%B %Y}"


def month_number(day: dt.date) -> int:
    """Months since January 1970."""
    return (day.year - 1970) * 12 + day.month - 1


@lru_cache(maxsize=4096)
def month_start(month: int) -> dt.date:
    """First day of a month number."""
    return dt.date(1970 + month // 12, month % 12 + 1, 1)


@lru_cache(maxsize=4096)
def month_end(month: int) -> dt.date:
    """Last day of a month number."""
    return month_start(month + 1) - dt.timedelta(1)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day number `months` earlier, clipped to the month's end (31 March - 1 = 28 February)."""
    target = month_start(month_number(day) - months)
    last = calendar.monthrange(target.year, target.month)[1]
    return target.replace(day=min(day.day, last))


def lapse_after(day: dt.date, months: int) -> dt.date:
    """The first day on which `day` is no longer within `months` months: d - months >= day.

    This is not always `day` + months: 31 August + 6 months is 28 February, but on 28 February the look-back
    reaches to 28 August only, so 31 August lapses on 1 March.
    """
    lapse = months_before(day, -months)
    while months_before(lapse, months) < day:
        lapse += dt.timedelta(1)
    return lapse


def birthday(born: dt.date, age: int) -> dt.date:
    """The day on which a person turns `age`; born on 29 February: 28 February in other years."""
    return months_before(born, -12 * age)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years reached on `day` (negative before birth)."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1
