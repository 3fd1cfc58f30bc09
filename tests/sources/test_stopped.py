"""Datasets and tables that stop before their extract date at their own pace, and those that only rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from goldenthread.sources.reading import Reading
from tests.sources.folders import REGISTERS, SSD, Rows, load, reading, rows_of, write_folder

D = dt.date
DECEMBER, JANUARY, MAY = D(2023, 12, 31), D(2024, 1, 31), D(2024, 5, 31)
BEGINS = D(2021, 6, 1)


def days(last: dt.date, every: int = 1, first: dt.date = BEGINS) -> list[dt.date]:
    return [first + dt.timedelta(at) for at in range(0, (last - first).days + 1, every)]


def working(last: dt.date) -> list[dt.date]:
    """Monday to Friday, and nothing between Christmas and Twelfth Night or in August."""
    rest = [day for day in days(last) if day.weekday() < 5 and day.month != 8]
    return [day for day in rest if (day.month, day.day) < (12, 22) and (day.month, day.day) > (1, 5)]


def contacts(of: Sequence[dt.date]) -> Rows:
    return [
        {**SSD["ssd_contacts"][0], "cont_contact_id": f"C{at}", "cont_contact_date": day}
        for at, day in enumerate(of)
    ]


def enquiries(of: Sequence[dt.date]) -> Rows:
    first = SSD["ssd_s47_enquiry"][0]
    return [
        {**first, "s47e_s47_enquiry_id": f"S{at}", "s47e_s47_start_date": day, "s47e_s47_end_date": ""}
        for at, day in enumerate(of)
    ]


def plans(of: Sequence[dt.date]) -> Rows:
    return [
        {
            "cppl_cp_plan_id": f"P{at}",
            "cppl_person_id": "CANARYID1",
            "cppl_cp_plan_start_date": day,
            "cppl_cp_plan_end_date": "",
        }
        for at, day in enumerate(of)
    ]


def dataset(folder: Path, as_at: dt.date, **tables: Rows) -> Reading:
    rest = {name: SSD[name] for name in ("ssd_person", "ssd_care_leavers")}
    return reading(load(write_folder(folder, {**rest, **tables}), as_at=as_at), "SSD")


def said(found: Reading) -> str:
    return " ".join(one.text for one in found.notes if "at its own pace" in one.text)


@pytest.mark.parametrize("as_at", [JANUARY, D(2024, 2, 29), MAY])
def test_a_copy_that_is_no_longer_brought_up_to_date_is_of_its_last_day(
    tmp_path: Path, as_at: dt.date
) -> None:
    """Neither nought contacts in January nor the plans that were open in December."""
    found = dataset(
        tmp_path, as_at, ssd_contacts=contacts(days(DECEMBER)), ssd_cp_plans=plans(days(DECEMBER, 60))
    )
    assert found.extracted_on == DECEMBER
    assert "stops before the extract date" in found.how_dated
    assert {cover.covers_to for cover in found.covers.values()} == {DECEMBER}
    assert f"after 31 December 2023, though the extract date is {as_at:%d %B %Y}" in said(found)
    (leaver,) = rows_of(found, "care_leavers")
    assert leaver["status_date"] == found.covers["care_leavers"].covers_from == DECEMBER


def test_a_month_is_known_where_only_its_last_weekend_is_left(tmp_path: Path) -> None:
    of = [day for day in days(DECEMBER) if day.weekday() < 5]  # 31 December 2023 is a Sunday
    assert dataset(tmp_path, JANUARY, ssd_contacts=contacts(of)).extracted_on == DECEMBER


def test_a_slip_after_the_last_day_is_no_life(tmp_path: Path) -> None:
    of = [*days(DECEMBER), D(2024, 1, 19)]
    assert dataset(tmp_path, JANUARY, ssd_contacts=contacts(of)).extracted_on == DECEMBER
    assert (
        dataset(tmp_path / "goes on", JANUARY, ssd_contacts=contacts(days(JANUARY))).extracted_on == JANUARY
    )


def test_one_table_alone_is_known_up_to_its_last_day(tmp_path: Path) -> None:
    found = dataset(
        tmp_path, JANUARY, ssd_contacts=contacts(days(DECEMBER)), ssd_s47_enquiry=enquiries(days(JANUARY))
    )
    assert found.extracted_on == JANUARY
    assert found.covers["contacts"].covers_to == DECEMBER
    assert found.covers["s47_enquiries"].covers_to == found.covers["persons"].covers_to == JANUARY
    assert said(found).startswith("Contacts: nothing after 31 December 2023")


@pytest.mark.parametrize(
    ("of", "as_at"),
    [
        pytest.param(working, D(2024, 1, 3), id="Christmas"),
        pytest.param(working, D(2023, 8, 31), id="August"),
        pytest.param(lambda last: days(last - dt.timedelta(60), 45), JANUARY, id="a slow pace"),
        pytest.param(lambda last: [last - dt.timedelta(100)] * 9, JANUARY, id="a few rows"),
        pytest.param(lambda last: days(last - dt.timedelta(9)), JANUARY, id="nine days"),
    ],
)
def test_a_rest_is_no_end(tmp_path: Path, of: Callable[[dt.date], Sequence[dt.date]], as_at: dt.date) -> None:
    """By themselves, and beside a table that goes on."""
    alone = dataset(tmp_path / "alone", as_at, ssd_s47_enquiry=enquiries(of(as_at)))
    beside = dataset(
        tmp_path / "beside", as_at, ssd_s47_enquiry=enquiries(of(as_at)), ssd_contacts=contacts(days(as_at))
    )
    for found in (alone, beside):
        assert (found.extracted_on, found.covers["s47_enquiries"].covers_to) == (as_at, as_at), said(found)


def test_a_list_that_is_not_kept_any_more_is_known_up_to_its_last_day(tmp_path: Path) -> None:
    """Ten a year show that they stopped long ago."""
    of = days(D(2022, 3, 1), 36)
    found = dataset(tmp_path, JANUARY, ssd_contacts=contacts(days(JANUARY)), ssd_s47_enquiry=enquiries(of))
    assert found.covers["s47_enquiries"].covers_to == of[-1]


def test_cover_csv_says_that_nothing_happened(tmp_path: Path) -> None:
    cover = [{"table": "contacts", "covers_from": "2021-07-01", "covers_to": JANUARY}]
    found = dataset(tmp_path, JANUARY, ssd_contacts=contacts(days(DECEMBER)), cover=cover)
    assert (found.extracted_on, found.covers["contacts"].covers_to) == (JANUARY, JANUARY)


def test_a_register_that_stops_is_known_up_to_its_last_day(tmp_path: Path) -> None:
    row = REGISTERS["supervision"][0]
    of = days(D(2023, 11, 30), 2)
    rows = [{**row, "person_id": f"CANARY{at}", "supervision_date": day} for at, day in enumerate(of)]
    found = reading(load(write_folder(tmp_path, {**REGISTERS, "supervision": rows})), "L")
    assert found.covers["supervisions"].covers_to == D(2023, 11, 30)
    assert found.covers["workforce_spells"].covers_to == JANUARY


def test_the_six_years_are_said_where_they_decide(tmp_path: Path) -> None:
    old = [D(2015, 5, 5), *days(JANUARY)]
    notes = " ".join(one.text for one in dataset(tmp_path, JANUARY, ssd_contacts=contacts(old)).notes)
    assert "from 01 February 2018 (the six years that the standard's scripts extract)" in notes
    new = " ".join(
        one.text for one in dataset(tmp_path / "new", JANUARY, ssd_contacts=contacts(days(JANUARY))).notes
    )
    assert "from 01 July 2021 (the first whole month after the earliest contact or referral)" in new
