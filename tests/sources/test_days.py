"""Dates: every accepted form round trips, none is read month-first, nothing crashes."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.sources.days import SERIAL_ZERO, ambiguous, read_date, reads_two_ways, swapped

D = dt.date
PLAUSIBLE = st.dates(D(1930, 1, 1), D(2098, 12, 31))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def forms(day: dt.date) -> list[str]:
    """The day in every accepted form."""
    d, m, y = day.day, day.month, day.year
    name = MONTHS[m - 1]
    return [
        day.isoformat(),
        f"{day.isoformat()}T00:00:00",
        f"{day.isoformat()} 13:45:00.000",
        f"{y}/{m:02d}/{d:02d}",
        f"{d:02d}/{m:02d}/{y}",
        f"{d}/{m}/{y}",
        f"{d:02d}-{m:02d}-{y}",
        f"{d:02d}.{m:02d}.{y}",
        f"{d:02d}/{m:02d}/{y} 09:30",
        f"{d} {name} {y}",
        f"{d}-{name}-{y}",
        f"{d:02d} {name.upper()} {y}",
        f"{name} {d} {y} 12:00AM",
        str((day - SERIAL_ZERO).days),
        f"{(day - SERIAL_ZERO).days}.0",
    ]


@given(PLAUSIBLE)
def test_every_form_gives_the_day_back(day: dt.date) -> None:
    assert [read_date(text) for text in forms(day)] == [(day, None)] * len(forms(day))


@given(PLAUSIBLE)
def test_a_date_written_month_first_is_never_taken_as_meant(day: dt.date) -> None:
    found, code = read_date(f"{day.month:02d}/{day.day:02d}/{day.year}")
    if day.day > 12:
        assert (found, code) == (None, "month_first_date")
    else:
        assert found == D(day.year, day.day, day.month)


@given(st.text(max_size=30))
def test_no_text_crashes_it(text: str) -> None:
    found, code = read_date(text)
    assert found is None or code is None


@pytest.mark.parametrize(
    "text",
    [
        "1900-01-01",
        "01/01/1900",
        "9999-12-31",
        "31/12/9999",
        "9999-12-31T00:00:00",
        "1753-01-01",
        "0",
        "0000-00-00",
        "2958465",
    ],
)
def test_days_that_stand_for_no_date_are_empty(text: str) -> None:
    assert read_date(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/12/23", "short_year"),
        ("1 Jan 23", "short_year"),
        ("31/02/2023", "unreadable_date"),
        ("May be 8 Jan 2000", "unreadable_date"),
        ("0201-05-03", "implausible_date"),
        ("2203-05-17", "implausible_date"),
        ("2999-12-31", "never_date"),
        ("3000-01-01 00:00:00", "never_date"),
        ("31/12/2099", "never_date"),
        ("1900-01-02", "never_date"),
        ("0001-01-01T00:00:00", "never_date"),
        ("401769", "never_date"),
        ("12/31/2023", "month_first_date"),
        ("20231231", "unreadable_date"),
        ("1234", "unreadable_date"),
        ("99999", "unreadable_date"),
        ("2023-06-30T25:00:00", "unreadable_date"),
    ],
)
def test_what_is_no_sure_date_is_a_fault(text: str, code: str) -> None:
    assert read_date(text) == (None, code)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-06-30T23:30:00Z", D(2023, 7, 1)),
        ("2023-06-30T00:30:00+01:00", D(2023, 6, 30)),
        ("2023-12-30T23:30:00Z", D(2023, 12, 30)),
        ("2023-03-26T00:59:00Z", D(2023, 3, 26)),
        ("2023-10-29 23:30:00+00:00", D(2023, 10, 29)),
        ("2023-06-30T23:30:00", D(2023, 6, 30)),
    ],
)
def test_a_time_with_a_zone_falls_on_the_day_in_london(text: str, day: dt.date) -> None:
    assert read_date(text) == (day, None)


@pytest.mark.parametrize("zone", ["Z", "z", "+01:00", "-05:00", "+00:00"])
def test_a_date_alone_with_a_zone_is_the_day_that_is_written(zone: str) -> None:
    assert read_date(f"2023-04-01{zone}") == (D(2023, 4, 1), None)


def test_a_column_that_was_written_month_first_is_seen() -> None:
    assert ambiguous(Counter(["03/04/2023", "12/31/2023"]))
    assert not ambiguous(Counter(["03/04/2023", "31/12/2023", "12/31/2023"]))
    assert not ambiguous(Counter(["03/04/2023", "2023-12-31"]))
    assert reads_two_ways("03/04/2023")
    assert not reads_two_ways("03/03/2023")
    assert not reads_two_ways("2023-04-03")
    assert reads_two_ways("2023-04-03 00:00:00", year_first=True)
    assert not reads_two_ways("2023-04-13", year_first=True)


def test_one_date_that_fits_only_day_first_does_not_vouch_for_a_column() -> None:
    assert ambiguous({"03/04/2023": 1, "31/12/2023": 1, "12/31/2023": 3})
    assert not ambiguous({"03/04/2023": 1, "31/12/2023": 1, "12/31/2023": 2})


@pytest.mark.parametrize(("rows", "seen"), [(299, True), (301, False)])
def test_a_few_slips_in_a_long_column_are_slips(rows: int, seen: bool) -> None:
    assert ambiguous({"03/04/2023": rows - 4, "31/12/2023": 1, "12/31/2023": 3}) == seen


MADE = {f"2023-{month:02d}-{1 + month % 12:02d} 00:00:00": 2 for month in range(1, 11)}
"""20 dates of a workbook with days up to 12."""
LEFT = {"13/01/2023": 1, "25/12/2023": 1, "31/08/2023": 1}
"""Texts beside them which no spreadsheet takes for dates month-first."""


def test_dates_that_a_spreadsheet_made_month_first_of_texts_are_seen() -> None:
    assert swapped({**MADE, **LEFT})


@pytest.mark.parametrize(
    "other",
    [
        {**MADE, **LEFT, "2023-12-25 00:00:00": 1},  # it would have stayed a text
        {**MADE, **LEFT, "05/12/2023": 1},  # it would have been made a date
        {**dict(list(MADE.items())[1:]), **LEFT},  # 18 may be chance
        {**MADE, "31/12/2023": 2},
        {**{f"2023-{month:02d}-01": 2 for month in range(1, 11)}, **LEFT},  # firsts of months
    ],
)
def test_dates_that_may_be_as_they_were_typed_are_not(other: dict[str, int]) -> None:
    assert not swapped(other)
