"""An element that no record of a return has says nothing: it is never a year in which nothing ended."""

from __future__ import annotations

import pytest

from goldenthread.sources.cin_census import reader
from goldenthread.sources.cin_census.reader import read_cin_census
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Reading
from tests.sources.census_written import AUTHORITY, KEY, Record, child, episode, written

ENDS = {
    "referrals": ("CINclosureDate", "closure_date"),
    "assessments": ("AssessmentAuthorisationDate", "authorised_date"),
    "cin_plans": ("CINPlanEndDate", "end_date"),
    "cp_plans": ("CPPendDate", "end_date"),
}


def with_ends(day: str | None) -> Record:
    """An episode of which everything has ended on a day, or nothing."""
    return episode(
        "2023-05-01",
        CINclosureDate=day,
        Assessments={"AssessmentActualStartDate": "2023-05-02", "AssessmentAuthorisationDate": day},
        CINPlanDates={"CINPlanStartDate": "2023-06-02", "CINPlanEndDate": day},
        ChildProtectionPlans={"CPPstartDate": "2023-09-01", "CPPendDate": day, "NumberOfPreviousCPP": "0"},
    )


def read(number: int, ended: int, change: tuple[str, str] = ("", "")) -> Reading:
    """A return of children of whom so many have everything ended, one element renamed."""
    made = [child(f"A{at}", with_ends("2023-12-01" if at < ended else None)) for at in range(number)]
    content = written(made)
    if all(change):
        content = content.replace(f"{change[0]}>".encode(), f"{change[1]}>".encode())
    return read_cin_census("CIN.xml", content, Identities(KEY, AUTHORITY))[1]


def supplied(reading: Reading) -> set[str]:
    return {table for table, (_, column) in ENDS.items() if column in reading.covers[table].columns}


def warnings(reading: Reading) -> list[str]:
    return [one.text for one in reading.notes if one.level == "warning" and "none of" in one.text]


@pytest.mark.parametrize("in_parts", [False, True])
@pytest.mark.parametrize(("number", "ended", "is_known"), [(20, 0, False), (19, 0, True), (20, 1, True)])
def test_dates_that_no_record_has_are_not_supplied(
    number: int, ended: int, is_known: bool, in_parts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_parts:
        monkeypatch.setattr(reader, "LARGE", 0)
    reading = read(number, ended)
    assert supplied(reading) == (set(ENDS) if is_known else set())
    said = warnings(reading)
    assert len(said) == (0 if is_known else 4)
    assert all("figures that need it are not available" in text for text in said)


@pytest.mark.parametrize(
    ("element", "table", "column"),
    [
        ("ReferralNFA", "referrals", "nfa"),
        ("NumberOfPreviousCPP", "cp_plans", "previous_plans_reported"),
    ],
)
@pytest.mark.parametrize(("number", "said"), [(20, True), (19, False)])
def test_an_answer_that_no_record_gives_is_not_nought(
    element: str, table: str, column: str, number: int, said: bool
) -> None:
    """Nor is it said of a few records, of which all may lack it, though they supply none either."""
    reading = read(number, 2, (f"<{element}>0</{element}", "<Filler></Filler"))
    assert column not in reading.covers[table].columns
    assert [element in text for text in warnings(reading)] == [True] * said


@pytest.mark.parametrize("table", ENDS)
def test_a_renamed_element_is_named_with_the_guess(table: str) -> None:
    element, _ = ENDS[table]
    reading = read(5, 3, (element, element.replace("Date", "Day")))
    assert supplied(reading) == set(ENDS) - {table}
    (text,) = warnings(reading)
    assert (
        f"none of 5 has the element {element}; it looks renamed to {element.replace('Date', 'Day')}." in text
    )
    headers = {one.table: one.headers for one in reading.profiles}
    assert element.replace("Date", "Day") in headers[table]
