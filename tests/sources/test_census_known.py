"""Up to which day a census knows its year, and headers that speak of another year than the dates."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.cin_census import read_cin_census
from goldenthread.sources.identity import Identities
from goldenthread.sources.quiet import is_cut_short, longest_quiet
from goldenthread.sources.reading import Reading
from tests.sources.census_written import AUTHORITY, KEY, child, episode, written

BEGINS = dt.date(2023, 4, 1)
ENDS = dt.date(2024, 3, 31)


def census(
    last: dt.date, reference: str = "2024-03-31", year: str = "", every: int = 3, **more: str
) -> bytes:
    """A return of referrals every third day from April 2023, each closed after a month, up to a last day."""
    days = [BEGINS + dt.timedelta(at) for at in range(0, 400, 3)]
    made = [
        episode(str(day), CINclosureDate=str(closed) if (closed := day + dt.timedelta(30)) <= last else None)
        for day in days
        if day <= last
    ]
    return written([child(f"A{at}", one) for at, one in enumerate(made)], reference, **more)


def read(content: bytes) -> Reading:
    return read_cin_census("CIN.xml", content, Identities(KEY, AUTHORITY))[1]


def warnings(reading: Reading) -> str:
    return " ".join(one.text for one in reading.notes if one.level == "warning")


def test_a_return_made_after_its_year_knows_all_of_it() -> None:
    reading = read(census(ENDS))
    assert reading.extracted_on == ENDS
    assert reading.how_dated == "the reference date of the return"
    assert {cover.covers_to for cover in reading.covers.values()} == {ENDS}
    assert "reference date" not in warnings(reading)


def test_a_return_made_within_its_year_is_known_up_to_that_day() -> None:
    """Councils make them monthly: February and March are not months in which nothing happened."""
    day = dt.date(2024, 1, 31)
    reading = read(census(day, DateTime="2024-01-31T09:00:00Z"))
    assert reading.extracted_on == day
    assert "the day on which the return was made" in reading.how_dated
    spans = {(cover.covers_from, cover.covers_to) for cover in reading.covers.values()}
    assert spans == {(BEGINS, day)}
    assert "made on 31 January 2024, before its reference date, 31 March 2024" in warnings(reading)


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_a_reference_date_within_the_year_begins_with_its_april(year: str) -> None:
    """The file holds nothing from before, whatever year its header names: that in which it is or ends."""
    content = census(dt.date(2023, 12, 31), "2023-12-31", DateTime="2023-12-31T09:00:00")
    reading = read(content.replace(b"<Year>2023", b"<Year>" + year.encode()))
    spans = {(cover.covers_from, cover.covers_to) for cover in reading.covers.values()}
    assert spans == {(BEGINS, dt.date(2023, 12, 31))}


def test_a_date_or_two_of_what_is_planned_move_no_day_of_making() -> None:
    content = census(dt.date(2024, 1, 31), DateTime="2024-01-31T09:00:00Z")
    planned = child("P1", episode("2024-01-20", DateOfInitialCPC="2024-02-14"))
    more = written([planned]).split(b"<Children>")[1].split(b"</Children>")[0]
    assert read(content.replace(b"</Children>", more + b"</Children>")).extracted_on == dt.date(2024, 1, 31)


@pytest.mark.parametrize("made", ["2023-05-23T11:14:05", "2022-06-01T00:00:00"])
def test_a_day_of_making_that_the_dates_contradict_is_not_believed(made: str) -> None:
    reading = read(census(ENDS, DateTime=made))
    assert reading.extracted_on == ENDS
    assert "dates lie between the two: it is taken as known up to the reference date" in warnings(reading)


def test_dates_that_stop_early_say_when_the_return_was_made() -> None:
    last = BEGINS + dt.timedelta(300)
    reading = read(census(last))
    assert reading.extracted_on == last
    assert "No date of the return lies after 26 January 2024" in warnings(reading)


@pytest.mark.parametrize(("reference", "year"), [("2024-03-31", "2023"), ("2023-03-31", "2024")])
def test_a_year_and_a_reference_date_that_disagree_are_refused(reference: str, year: str) -> None:
    content = census(ENDS, reference).replace(b"<Year>" + reference[:4].encode(), b"<Year>" + year.encode())
    with pytest.raises(RefusedInput, match=f"the year {year} and the reference date 31 March"):
        read(content)
    few = written([child("A1", episode("2023-05-01"))], reference)
    few = few.replace(b"<Year>" + reference[:4].encode(), b"<Year>" + year.encode())
    assert "The reference date stands." in warnings(read(few))


@pytest.mark.parametrize("reference", ["2023-03-31", "2025-03-31"])
def test_a_return_of_another_year_than_its_header_says_is_refused(reference: str) -> None:
    content = census(ENDS, reference, DateTime="2025-05-01T09:00:00")
    with pytest.raises(RefusedInput, match="the return is of another year than it says"):
        read(content)


def test_some_dates_after_the_reference_date_are_said() -> None:
    reading = read(census(ENDS + dt.timedelta(30)))
    assert reading.extracted_on == ENDS
    assert (
        "dates lie after the reference date, 31 March 2024; what happened then is in no figure."
        in warnings(reading)
    )


@pytest.mark.parametrize(("every", "days"), [(1, 10), (2, 10), (4, 25), (10, 45)])
def test_the_longest_quiet_follows_the_pace(every: int, days: int) -> None:
    """Once in a thousand years: half of all days busy makes ten quiet ones, every fourth day 25."""
    busy = [BEGINS + dt.timedelta(at) for at in range(0, 360, every)]
    assert longest_quiet(busy, BEGINS).days == pytest.approx(days, abs=1)
    last = max(busy)
    assert not is_cut_short(busy, BEGINS, last + longest_quiet(busy, BEGINS))
    assert is_cut_short(busy, BEGINS, last + longest_quiet(busy, BEGINS) + dt.timedelta(1))
    assert not is_cut_short(busy[:20], BEGINS, ENDS)
