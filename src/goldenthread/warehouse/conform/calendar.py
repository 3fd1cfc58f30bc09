"""The calendar that facts join: months, working days, look-backs and birthdays of every day, as integers."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pyarrow as pa

from goldenthread.base.dates import day_number, month_end, month_number, month_start
from goldenthread.base.workdays import LAST_CERTIFIED_DAY, bank_holidays

FIRST_DAY = dt.date(1990, 1, 1)
LAST_DAY = dt.date(2045, 12, 31)
LOOK_BACKS = (3, 6, 12, 24)
AGES = (1, 5, 10, 16, 18)


@cache
def calendar() -> pa.Table:
    """One row a day.

    day, month: numbers as in base.dates; day_of_month: 1 to 31. working_day: working days from FIRST_DAY up
    to and including the day (null past the certified list), so that wd(a, b) is one subtraction. lapses_Nm:
    first day on which the day is no longer within N months. turns_N: Nth birthday of a child born on the
    day. school_age: compulsory school age of a child born on the day.
    """
    days = [FIRST_DAY + dt.timedelta(n) for n in range((LAST_DAY - FIRST_DAY).days + 1)]
    places = [(month_number(day), day.day) for day in days]
    columns: dict[str, pa.Array] = {
        "day": _integers([day_number(day) for day in days]),
        "month": _integers([month for month, _ in places]),
        "day_of_month": _integers([number for _, number in places]),
        "working_day": _integers(_running_working_days(days)),
    }
    for months in LOOK_BACKS:
        columns[f"lapses_{months}m"] = _integers(_lapses(places, months))
    for age in AGES:
        columns[f"turns_{age}"] = _integers([_same_day(month + 12 * age, number) for month, number in places])
    columns["school_age"] = _integers([day_number(_school_age(day)) for day in days])
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


def _same_day(month: int, number: int) -> int:
    """The day with that number in a month, clipped to its end (base.dates.months_before, over integers)."""
    first, length = _month(month)
    return first + min(number, length) - 1


def _lapses(places: list[tuple[int, int]], months: int) -> list[int]:
    """For each day the first later day whose look-back of `months` no longer passes it.

    The look-back never goes back as days go on, so one walk finds them all; base.dates.lapse_after is the
    same for a single day. `places` are the days as (month, day of month); the walk goes on past their end.
    """
    later = [
        *places,
        *(
            (m, d)
            for m in range(places[-1][0] + 1, places[-1][0] + months + 2)
            for d in range(1, _month(m)[1] + 1)
        ),
    ]
    start = _same_day(*places[0])
    lapses, at = [], 0
    for day in range(start, start + len(places)):
        while _same_day(later[at][0] - months, later[at][1]) < day:
            at += 1
        lapses.append(start + at)
    return lapses


def _school_age(born: dt.date) -> dt.date:
    """The first prescribed day (31 March, 31 August, 31 December) on or after the fifth birthday."""
    month = 3 if born.month <= 3 else 8 if born.month <= 8 else 12
    return dt.date(born.year + 5, month, 31)


def _integers(values: list[int] | list[int | None]) -> pa.Array:
    return pa.array(values, pa.int32())
