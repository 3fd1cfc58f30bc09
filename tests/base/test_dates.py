"""Looking back by months, lapsing and birthdays, held against walks over every day."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.dates import (
    age_on,
    birthday,
    day_number,
    day_of,
    lapse_after,
    month_end,
    month_number,
    month_start,
    months_before,
)

D = dt.date
ONE_DAY = dt.timedelta(1)
DAYS = [D(2019, 1, 1) + ONE_DAY * n for n in range((D(2025, 12, 31) - D(2019, 1, 1)).days + 1)]
MONTHS = (1, 2, 3, 6, 12, 24)
ANY_DAY = st.dates(D(1900, 1, 1), D(2099, 12, 31))


@cache
def walk_back(day: dt.date, months: int) -> dt.date:
    """The same day number `months` earlier, a month at a time, then clipped once."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    last = max(number for week in calendar.monthcalendar(year, month) for number in week)
    return D(year, month, min(day.day, last))


@pytest.mark.parametrize("months", MONTHS)
def test_months_before_on_every_day(months: int) -> None:
    assert [months_before(day, months) for day in DAYS] == [walk_back(day, months) for day in DAYS]


@pytest.mark.parametrize("months", MONTHS)
def test_lapse_after_is_the_first_day_on_which_the_look_back_fails(months: int) -> None:
    for day in DAYS:
        later = day
        while walk_back(later, months) < day:
            later += ONE_DAY
        assert lapse_after(day, months) == later


@given(day=ANY_DAY, months=st.integers(0, 120))
def test_a_later_day_never_looks_back_further(day: dt.date, months: int) -> None:
    assert months_before(day, months) <= months_before(day + ONE_DAY, months)


@given(day=ANY_DAY, months=st.integers(1, 120))
def test_lapse_is_the_border_between_within_and_past(day: dt.date, months: int) -> None:
    lapse = lapse_after(day, months)
    assert months_before(lapse, months) >= day > months_before(lapse - ONE_DAY, months)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (D(2023, 3, 31), 1, D(2023, 2, 28)),
        (D(2024, 3, 31), 1, D(2024, 2, 29)),
        (D(2024, 2, 29), 12, D(2023, 2, 28)),
        (D(2024, 2, 29), 24, D(2022, 2, 28)),
        (D(2024, 1, 31), 2, D(2023, 11, 30)),
        (D(2023, 8, 31), -6, D(2024, 2, 29)),
    ],
)
def test_months_before_is_clipped_to_the_end_of_the_month(
    day: dt.date, months: int, expected: dt.date
) -> None:
    assert months_before(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (D(2022, 8, 31), 6, D(2023, 3, 1)),  # on 28 February the look-back reaches 28 August only
        (D(2023, 8, 31), 6, D(2024, 3, 1)),
        (D(2023, 9, 30), 6, D(2024, 3, 30)),
        (D(2024, 2, 29), 12, D(2025, 3, 1)),
        (D(2023, 2, 28), 12, D(2024, 2, 28)),
    ],
)
def test_lapse_at_the_end_of_short_months(day: dt.date, months: int, expected: dt.date) -> None:
    assert lapse_after(day, months) == expected


@given(day=ANY_DAY)
def test_day_and_month_numbers_there_and_back(day: dt.date) -> None:
    assert day_of(day_number(day)) == day
    month = month_number(day)
    assert month_start(month) <= day <= month_end(month)
    assert (month_start(month).day, (month_end(month) + ONE_DAY).day) == (1, 1)


def test_numbers_begin_at_1970() -> None:
    assert (day_number(D(1970, 1, 1)), month_number(D(1970, 1, 31)), month_number(D(1969, 12, 1))) == (
        0,
        0,
        -1,
    )


def test_the_years_of_a_person_born_on_29_february() -> None:
    born = D(2016, 2, 29)
    assert birthday(born, 1) == D(2017, 2, 28)
    assert birthday(born, 4) == D(2020, 2, 29)
    assert birthday(born, 18) == D(2034, 2, 28)
    assert [age_on(born, D(2017, 2, 27)), age_on(born, D(2017, 2, 28))] == [0, 1]
    assert [age_on(born, D(2020, 2, 28)), age_on(born, D(2020, 2, 29))] == [3, 4]


def test_age_before_birth_is_negative() -> None:
    assert age_on(D(2024, 5, 10), D(2024, 5, 9)) == -1
    assert age_on(D(2024, 5, 10), D(2024, 5, 10)) == 0


@pytest.mark.parametrize("born", [D(2004, 2, 29), D(2005, 3, 1), D(2006, 12, 31), D(2007, 1, 1)])
def test_age_rises_by_one_on_each_birthday_and_on_no_other_day(born: dt.date) -> None:
    for day, following in pairwise(DAYS):
        is_birthday = following == birthday(born, following.year - born.year)
        assert age_on(born, following) - age_on(born, day) == int(is_birthday)
