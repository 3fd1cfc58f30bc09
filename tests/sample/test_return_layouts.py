"""What changed in the returns from year to year: codes, files and elements on both sides of each change."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from goldenthread.sample import cin_census, ssda903
from goldenthread.sample.cin_census import layouts as census
from goldenthread.sample.council import Council, Row
from goldenthread.sample.return_years import ReturnYear, pupil_number, whole_years
from goldenthread.sample.ssda903 import layouts
from goldenthread.sample.truths.records import Records

STARTED = dt.date(2023, 6, 1)


@pytest.mark.parametrize(
    ("year", "sex", "place", "other"),
    [(2024, "2", "H5", "Z1"), (2025, "F", "K3", "Z1"), (2026, "F", "K3", "Z11")],
)
def test_codes_of_care(year: int, sex: str, place: str, other: str) -> None:
    when = ReturnYear(year)
    assert layouts.sex("F", when) == sex
    assert layouts.place("H5", when) == place
    assert layouts.place("Z1", when) == other
    assert layouts.place("U6", when) == "U6"


def test_an_unknown_sex_has_no_number() -> None:
    assert layouts.sex("U", ReturnYear(2024)) is None
    assert layouts.sex("U", ReturnYear(2025)) == "U"
    assert census.sex("U", ReturnYear(2024)) == ("GenderCurrent", "0")
    assert census.sex("U", ReturnYear(2025)) == ("Sex", "U")


@pytest.mark.parametrize(("year", "reason"), [(2018, "E43"), (2019, "E45")])
def test_special_guardianship_by_carer(year: int, reason: str) -> None:
    assert layouts.end_reason("E45", ReturnYear(year)) == reason
    assert layouts.end_reason("E4A", ReturnYear(year)) == "E4A"
    assert layouts.end_reason(None, ReturnYear(year)) is None


@pytest.mark.parametrize(("year", "activity"), [(2021, "F3"), (2022, "F5")])
def test_activities_of_care_leavers(year: int, activity: str) -> None:
    assert layouts.activity("F5", ReturnYear(year)) == activity
    assert layouts.activity("G5", ReturnYear(year)) == "G5"


@pytest.mark.parametrize(("year", "there"), [(2023, False), (2024, True)])
def test_social_workers_have_a_file_of_their_own(year: int, there: bool) -> None:
    assert ("sw_episodes" in layouts.files(ReturnYear(year))) == there


@pytest.mark.parametrize(("year", "source", "reason"), [(2022, "5A", "RC8"), (2023, "5D", "RC9")])
def test_early_help_in_the_census(year: int, source: str, reason: str) -> None:
    assert census.source("5D", ReturnYear(year)) == source
    assert census.closure_reason("RC9", ReturnYear(year)) == reason


@pytest.mark.parametrize(("year", "later"), [(2021, False), (2022, True)])
def test_plans_in_need_and_later_factors_in_the_census(year: int, later: bool) -> None:
    assert census.has_plans(ReturnYear(year)) == later
    assert census.asks_factor("24A", ReturnYear(year)) == later
    assert census.asks_factor("3B", ReturnYear(year))


def test_a_year_is_from_april_to_march() -> None:
    year = ReturnYear(2024)
    assert (year.label, year.first, year.last) == ("2023-24", dt.date(2023, 4, 1), dt.date(2024, 3, 31))
    assert year.touches(dt.date(2020, 1, 1), dt.date(2023, 4, 1))
    assert not year.touches(dt.date(2020, 1, 1), dt.date(2023, 3, 31))
    assert year.touches(dt.date(2024, 3, 31), None)
    assert not year.touches(dt.date(2024, 4, 1), None)
    assert year.holds(dt.date(2023, 4, 1))
    assert year.holds(dt.date(2024, 3, 31))
    assert not year.holds(dt.date(2023, 3, 31))
    assert not year.holds(dt.date(2024, 4, 1))
    assert year.known(dt.date(2024, 3, 31))
    assert year.known(dt.date(2024, 4, 1)) is None


def test_a_pupil_number_has_its_check_letter() -> None:
    assert re.fullmatch("[A-HJ-NP-RT-Z]999[0-9]{9}", pupil_number("P000123"))
    assert len({pupil_number(f"P{one:06d}") for one in range(500)}) == 500


def child_in_care() -> Council:
    """One child in supported accommodation since June 2023, whose social worker changed in May 2024."""
    person: Row = {"person_id": "P1", "dob": dt.date(2008, 5, 3), "expected_dob": None, "sex": "F"}
    person |= {"ethnicity": "WBRI", "death_date": None}
    period: Row = {"cla_period_id": "L1", "person_id": "P1", "start_date": STARTED, "end_date": None}
    period |= {"is_short_breaks": False, "primary_need": "N1", "end_reason": None}
    placed: Row = {"placement_id": "A1", "person_id": "P1", "place": "H5", "provider": "PR4"}
    placed |= {"urn": None, "postcode": "ZZ1 1AA"}
    episode: Row = {"episode_id": "E1", "person_id": "P1", "cla_period_id": "L1", "placement_id": "A1"}
    episode |= {"start_date": STARTED, "start_reason": "S", "end_date": None, "end_reason": None}
    episode |= {"legal_status": "V2", "need": "N1", "change_reason": None}
    held = {"person_id": "P1", "role": "allocated_worker", "change_reason": None}
    change = dt.date(2024, 5, 1)
    return Council(
        "X0",
        "Handmade",
        dt.date(2026, 4, 30),
        {
            "contacts": [{"contact_date": dt.date(2023, 4, 1)}],
            "persons": [person],
            "cla_periods": [period],
            "placements": [placed],
            "cla_episodes": [episode],
            "involvements": [
                held | {"worker_id": "W1", "start_date": STARTED, "end_date": change},
                held | {"worker_id": "W2", "start_date": change, "end_date": None},
            ],
            "workers": [{"worker_id": "W1", "swe_number": "SW123"}, {"worker_id": "W2", "swe_number": None}],
        },
    )


def test_a_child_through_the_years() -> None:
    made = child_in_care()
    years = whole_years(made)
    assert [year.label for year in years] == ["2023-24", "2024-25", "2025-26"]
    tables = [ssda903.tables(made, Records(made), year) for year in years]
    assert [table["header"][0]["SEX"] for table in tables] == ["2", "F", "F"]
    assert [table["episodes"][0]["PLACE"] for table in tables] == ["H5", "K3", "K3"]
    workers = [[(row["SW_ID"], row["SW_DEC"]) for row in table["sw_episodes"]] for table in tables]
    change = dt.date(2024, 5, 1)
    assert workers == [[("SW123", None)], [("SW123", change), ("XXW2", None)], [("XXW2", None)]]
    assert [len(table["prev_perm"]) for table in tables] == [1, 0, 0]
    assert [len(table["oc2"]) for table in tables] == [0, 1, 1]


def test_the_return_goes_to_the_same_bytes_twice(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = child_in_care()
    one, two = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    for folder in (one, two):
        ssda903.write_csvs(made, folder)
        ssda903.write_xml(made, folder)
        ssda903.write_workbook(made, folder)
        cin_census.write(made, folder)
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in two.iterdir())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)
    assert len(names) > 30
