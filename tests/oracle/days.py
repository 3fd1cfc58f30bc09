"""Days, months and working days, the slow way: by looking at one day after another.

Nothing here comes from goldenthread: the product's calendar is held against this one.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from tests.support.bank_holidays import BY_YEAR

ONE_DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and not a bank holiday."""
    if day.weekday() >= 5:
        return False
    return f"{day:%m-%d}" not in BY_YEAR[day.year].split()


@cache
def wd(first: dt.date, last: dt.date) -> int:
    """Working days in (first, last]; negative when `last` comes before `first`."""
    if last < first:
        return -wd(last, first)
    count = 0
    day = first
    while day < last:
        day = day + ONE_DAY
        if is_working_day(day):
            count += 1
    return count


def day_with_wd(first: dt.date, count: int) -> dt.date:
    """The first day on which `count` working days have passed since `first`."""
    day, passed = first, 0
    while passed < count:
        day = day + ONE_DAY
        if is_working_day(day):
            passed += 1
    return day


def is_leap(year: int) -> bool:
    """A year with a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Thirty days hath September ..."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def month_end(day: dt.date) -> dt.date:
    """The last day of the month of a day."""
    return dt.date(day.year, day.month, days_in_month(day.year, day.month))


def back_months(day: dt.date, months: int) -> dt.date:
    """The same day number so many months earlier, clipped to the end of that month."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return dt.date(year, month, min(day.day, days_in_month(year, month)))


def within_months(date: dt.date, months: int, day: dt.date) -> bool:
    """`date` lies within so many months of `day`: after the look-back day, not after `day`."""
    return back_months(day, months) < date <= day


def birthday(born: dt.date, years: int) -> dt.date:
    """The birthday of that age; of 29 February, 28 February in other years."""
    year = born.year + years
    if born.month == 2 and born.day == 29 and not is_leap(year):
        return dt.date(year, 2, 28)
    return dt.date(year, born.month, born.day)


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years reached on `day`; -1 before birth."""
    age = -1
    while birthday(born, age + 1) <= day:
        age += 1
    return age


def inside(date: dt.date | None, start: dt.date, end: dt.date) -> bool:
    """`date` is known and lies in a period, both end days in."""
    return date is not None and start <= date <= end
