"""Working days, held against the published bank holidays and against a walk over every day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import GoldenthreadError
from goldenthread.base.workdays import (
    FIRST_DAY,
    LAST_CERTIFIED_DAY,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

D = dt.date
ONE_DAY = dt.timedelta(1)

PUBLISHED = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",  # early May moved to VE day
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",  # jubilee; the Queen's funeral
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",  # coronation
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
"""The published list for England and Wales, typed by hand: the days on which offices are shut."""

SPECIAL = [D(1995, 5, 8), D(1999, 12, 31), D(2002, 6, 3), D(2002, 6, 4), D(2011, 4, 29), D(2012, 6, 4)]
"""Holidays before that list which follow no rule."""

NOT_OURS = [D(2023, 1, 3), D(2023, 3, 17), D(2023, 7, 12), D(2023, 8, 7), D(2023, 11, 30)]
"""Holidays of Scotland or Northern Ireland."""

CERTIFIED = st.dates(D(2018, 1, 1), LAST_CERTIFIED_DAY)


def published(year: int) -> set[dt.date]:
    return {D.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}


@pytest.mark.parametrize("year", PUBLISHED)
def test_weekday_holidays_are_those_published(year: int) -> None:
    ours = {day for day in bank_holidays() if day.year == year and day.weekday() < 5}
    assert ours == published(year)


def test_the_list_above_reaches_to_the_last_certified_day() -> None:
    assert max(PUBLISHED) == LAST_CERTIFIED_DAY.year
    assert (LAST_CERTIFIED_DAY + ONE_DAY).year == LAST_CERTIFIED_DAY.year + 1


@pytest.mark.parametrize("day", SPECIAL)
def test_a_special_holiday_is_no_working_day(day: dt.date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", NOT_OURS)
def test_a_holiday_elsewhere_is_a_working_day_here(day: dt.date) -> None:
    assert is_working_day(day)


@given(day=CERTIFIED)
def test_a_working_day_is_a_weekday_that_is_not_on_the_list(day: dt.date) -> None:
    assert is_working_day(day) == (day.weekday() < 5 and day not in published(day.year))


def test_may_2020_lost_its_first_monday() -> None:
    assert is_working_day(D(2020, 5, 4))
    assert not is_working_day(D(2020, 5, 8))


def walk(start: dt.date, end: dt.date) -> int:
    """Working days in (start, end], a day at a time, by the hand-typed list."""
    count, day = 0, start
    while day < end:
        day += ONE_DAY
        count += day.weekday() < 5 and day not in published(day.year)
    return count


@given(start=CERTIFIED, length=st.integers(0, 400))
def test_counting_agrees_with_a_walk(start: dt.date, length: int) -> None:
    end = min(start + dt.timedelta(length), LAST_CERTIFIED_DAY)
    assert working_days_between(start, end) == walk(start, end)


def test_counting_agrees_with_a_walk_from_every_day_of_2019_to_2025() -> None:
    day, count = D(2018, 12, 31), 0
    while day < D(2025, 12, 31):
        day += ONE_DAY
        count += walk(day - ONE_DAY, day)
        assert working_days_between(D(2018, 12, 31), day) == count


@given(first=CERTIFIED, second=CERTIFIED, third=CERTIFIED)
def test_spans_add_up_and_turn_round(first: dt.date, second: dt.date, third: dt.date) -> None:
    assert working_days_between(first, second) + working_days_between(second, third) == (
        working_days_between(first, third)
    )
    assert working_days_between(first, second) == -working_days_between(second, first)


@given(start=st.dates(D(2018, 1, 1), D(2026, 12, 31)), count=st.integers(1, 200))
def test_adding_lands_on_the_first_day_with_that_count(start: dt.date, count: int) -> None:
    day = add_working_days(start, count)
    assert working_days_between(start, day) == count
    assert working_days_between(start, day - ONE_DAY) == count - 1
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (D(2023, 12, 1), D(2023, 12, 1), 0),  # the same day
        (D(2023, 12, 1), D(2023, 12, 4), 1),  # Friday to Monday
        (D(2023, 12, 2), D(2023, 12, 3), 0),  # within a weekend
        (D(2023, 12, 22), D(2023, 12, 27), 1),  # over Christmas
        (D(2023, 10, 2), D(2023, 12, 4), 45),
        (D(2023, 12, 4), D(2023, 12, 1), -1),
    ],
)
def test_spans_known_by_heart(start: dt.date, end: dt.date, count: int) -> None:
    assert working_days_between(start, end) == count


@pytest.mark.parametrize("day", [FIRST_DAY - ONE_DAY, LAST_CERTIFIED_DAY + ONE_DAY])
def test_a_day_past_the_published_list_is_refused(day: dt.date) -> None:
    for call in (
        lambda: is_working_day(day),
        lambda: working_days_between(day, D(2020, 1, 1)),
        lambda: working_days_between(D(2020, 1, 1), day),
        lambda: add_working_days(day, 1),
    ):
        with pytest.raises(GoldenthreadError, match="Working days are known from 01 January 1990"):
            call()


def test_adding_past_the_published_list_is_refused() -> None:
    with pytest.raises(GoldenthreadError, match="to 31 December 2027 only"):
        add_working_days(D(2027, 12, 30), 2)


@pytest.mark.parametrize("count", [0, -1])
def test_adding_no_days_is_a_fault_of_the_caller(count: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        add_working_days(D(2023, 12, 1), count)
