"""The calendar that facts join: months, working days, look-backs and birthdays of every day, as integers."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pyarrow as pa

from goldenthread.base.dates import day_number, month_end, month_number, month_start
from goldenthread.base.workdays import LAST_CERTIFIED_DAY, bank_holidays

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2045, 12, 31)
LOOK_BACKS = (3, 6, 12, 24, 30)
AGES = (1, 5, 10, 16, 17, 18, 19, 21, 22)


@cache
def calendar() -> pa.Table:
    """One row a day.

    day, month: numbers as in base.dates; day_of_month: 1 to 31. working_day: working days from FIRST_DAY up
    to and including the day (null past the certified list), so that wd(a, b) is one subtraction. lapses_Nm:
    first day on which the day is no longer within N months. turns_N: Nth birthday of a child born on the
    day. school_age, leaves_school: first day of compulsory school age and first day after it, of a child born
    on the day. second_term: first day of the second school term after the one that holds the day.
    """
    first, last = month_number(FIRST_DAY), month_number(LAST_DAY)
    months = range(first, last + 1)
    days = [FIRST_DAY + dt.timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    columns: dict[str, pa.Array] = {
        "day": _integers([day_number(day) for day in days]),
        "month": _integers([month for month in months for _ in range(_month(month)[1])]),
        "day_of_month": _integers([day.day for day in days]),
        "working_day": _integers(_running_working_days(days)),
    }
    for back in LOOK_BACKS:
        columns[f"lapses_{back}m"] = _integers(_lapses(first, last, back))
    for age in AGES:
        columns[f"turns_{age}"] = _integers(_moved(months, 12 * age))
    for name, of_month in (
        ("school_age", _school_age),
        ("leaves_school", _leaves_school),
        ("second_term", _second_term),
    ):
        columns[name] = _integers([day for month in months for day in [of_month(month)] * _month(month)[1]])
    return pa.table(columns)


@cache
def working_days() -> pa.Table:
    """working_day -> day: the first day on which that count is reached, for due dates."""
    table = calendar().select(["day", "working_day"]).to_pylist()
    first: dict[int, int] = {}
    for row in table:
        if row["working_day"] is not None:
            first.setdefault(row["working_day"], row["day"])
    return pa.table(
        {"working_day": pa.array(first.keys(), pa.int32()), "day": pa.array(first.values(), pa.int32())}
    )


def _running_working_days(days: list[dt.date]) -> list[int | None]:
    counts: list[int | None] = []
    holidays, count = bank_holidays(), 0
    for day in days:
        count += day.weekday() < 5 and day not in holidays
        counts.append(count if day <= LAST_CERTIFIED_DAY else None)
    return counts


@cache
def _month(number: int) -> tuple[int, int]:
    """Day number of a month's first day, and its length."""
    first = month_start(number)
    return day_number(first), day_number(month_end(number)) - day_number(first) + 1


def _moved(months: range, by: int) -> list[int]:
    """Every day of the months, `by` months later or (below 0) before: the day with the same number, clipped
    to the month's end (base.dates.months_before, over integers)."""
    moved: list[int] = []
    for month in months:
        (first, length), days = _month(month + by), _month(month)[1]
        moved.extend(range(first, first + min(days, length)))
        moved.extend([first + length - 1] * (days - length))
    return moved


def _lapses(first: int, last: int, back: int) -> list[int]:
    """For each day of months `first` to `last` the first later day whose look-back of `back` months no longer
    passes it.

    The look-back never goes back as days go on, so one walk finds them all; base.dates.lapse_after is the
    same for a single day. The walk goes on past the last month.
    """
    looked_back = _moved(range(first, last + back + 2), -back)
    start, (end, length) = _month(first)[0], _month(last)
    lapses, at = [], 0
    for day in range(start, end + length):
        while looked_back[at] < day:
            at += 1
        lapses.append(start + at)
    return lapses


def _school_age(month: int) -> int:
    """Compulsory school age of those born in a month: the first prescribed day (31 March, 31 August,
    31 December) on or after the fifth birthday."""
    year, place = divmod(month, 12)
    prescribed = 2 if place < 3 else 7 if place < 8 else 11
    first, length = _month((year + 5) * 12 + prescribed)
    return first + length - 1


def _leaves_school(month: int) -> int:
    """The day after the last Friday in June of the school year of the 16th birthday (Education Act 1996,
    section 8), for those born in a month. A school year begins in September."""
    year, place = divmod(month, 12)
    last = month_end((year + 16 + (place >= 8)) * 12 + 5)
    return day_number(last) - (last.weekday() - 4) % 7 + 1


def _second_term(month: int) -> int:
    """First day of the second term after a month's. Terms begin on 1 January, 1 April and 1 September, the
    days after those on which compulsory school age begins."""
    year, place = divmod(month, 12)
    begins = (year, 8) if place < 3 else (year + 1, 0) if place < 8 else (year + 1, 3)
    return _month(begins[0] * 12 + begins[1])[0]


def _integers(values: list[int] | list[int | None]) -> pa.Array:
    return pa.array(values, pa.int32())
