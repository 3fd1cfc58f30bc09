"""The Annex A workbook of the sample: windows, list keys, one row a child where Ofsted asks for one."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from goldenthread.base.dates import months_before
from goldenthread.sample import annex_a, truths
from goldenthread.sample.annex_a.context import Context
from goldenthread.sample.council import Council
from tests.sample.hand import council
from tests.sample.planted_council import planted_council

Row = dict[str, Any]


def listed(name: str, made: Council) -> list[Row]:
    """The rows of a list by heading."""
    rows = annex_a.LISTS[name](Context(made))
    return [dict(zip(annex_a.HEADINGS[name], row, strict=True)) for row in rows]


@cache
def sample(name: str) -> list[Row]:
    return listed(name, planted_council())


def column(rows: list[Row], heading: str) -> list[Any]:
    return [row[heading] for row in rows]


def test_the_window_of_six_months_begins_on_the_day_after() -> None:
    days = ["2023-07-31", "2023-08-01", "2024-01-31"]
    made = council(contacts=[{"person_id": "A", "contact_date": day, "source": "6"} for day in days])
    assert column(listed("List 1", made), "Date of Contact") == [dt.date(2023, 8, 1), dt.date(2024, 1, 31)]


def test_the_window_of_adopters_is_twelve_months() -> None:
    made = council(
        adopters=[
            {"adopter_id": "out", "enquiry_date": "2022-01-01", "approved_date": "2023-01-31"},
            {"adopter_id": "in", "enquiry_date": "2022-01-01", "approved_date": "2023-02-01", "is_ffa": True},
        ]
    )
    rows = listed("List 11", made)
    assert column(rows, "Individual adopter identifier") == ["in"]
    assert column(rows, "Is the (prospective) adopter fostering for adoption?") == ["Yes"]


def test_adoption_lists_decisions_adoptions_and_reversals_of_twelve_months() -> None:
    steps = [
        {"person_id": "decided", "decision_date": "2023-02-01"},
        {"person_id": "long ago", "decision_date": "2023-01-31"},
        {
            "person_id": "adopted",
            "decision_date": "2020-01-01",
            "order_date": "2023-06-01",
            "order_type": "adoption",
        },
        {"person_id": "guardian", "order_date": "2023-06-01", "order_type": "sgo"},
        {"person_id": "reversed", "reversed_date": "2024-01-01", "reversed_reason": "RD2"},
    ]
    care = [{"person_id": "adopted", "start_date": "2019-05-05", "end_date": "2023-06-01"}]
    rows = listed("List 10", council(permanence=steps, cla_periods=care))
    assert column(rows, "Child Unique ID") == ["adopted", "decided", "reversed"]
    assert rows[0]["Date the Child Entered Care"] == dt.date(2019, 5, 5)
    assert rows[2]["Reason Why Child No Longer Placed for Adoption"].startswith("RD2 - ")


def test_the_columns_of_a_child() -> None:
    made = council(
        persons=[
            {"person_id": "born", "dob": "2010-02-01", "sex": "M", "ethnicity": "WBRI"},
            {"person_id": "unborn", "expected_dob": "2024-04-01", "sex": "U", "ethnicity": "NOBT"},
            {"person_id": "no date", "sex": "F", "ethnicity": "REFU"},
        ],
        contacts=[
            {"person_id": person, "contact_date": "2024-01-01", "source": source}
            for person, source in (("born", "5A"), ("unborn", None), ("no date", "5D"))
        ],
    )
    rows = {row.pop("Child Unique ID"): list(row.values()) for row in listed("List 1", made)}
    day = dt.date(2024, 1, 1)
    assert rows["born"] == ["a) Male", "a) WBRI", dt.date(2010, 2, 1), 13, day, "n) 5A: LA services"]
    assert rows["unborn"] == [
        "c) Not stated/recorded", "s) NOBT", dt.date(2024, 4, 1), -1, day, "u) 10: Unknown"]  # fmt: skip
    assert rows["no date"] == ["b) Female", "s) REFU", None, None, day, "5D: LA services"]


def test_referrals_are_counted_back_from_the_childs_latest() -> None:
    days = ["2022-11-15", "2022-12-01", "2023-09-01", "2023-12-01"]
    made = council(
        referrals=[{"person_id": "A", "referral_date": day, "nfa": day > "2023-10"} for day in days]
    )
    rows = listed("List 3", made)
    assert column(rows, "Date of referral") == [dt.date(2023, 9, 1), dt.date(2023, 12, 1)]
    assert column(rows, "Number of Referrals in Last 12 Months") == [1, 1]
    assert column(rows, "Referral NFA?") == ["b) No", "a) Yes"]


def test_assessments_started_authorised_or_open_in_the_window() -> None:
    made = council(
        assessments=[
            {"person_id": "A", "start_date": "2023-06-01", "authorised_date": "2023-07-31"},
            {
                "person_id": "B",
                "start_date": "2023-06-02",
                "authorised_date": "2023-08-01",
                "outcome_nfa": True,
            },
            {"person_id": "C", "start_date": "2023-06-03", "outcome_nfa": False, "child_seen": False},
            {
                "person_id": "D",
                "start_date": "2023-08-01",
                "authorised_date": "2023-08-02",
                "outcome_nfa": False,
            },
        ]
    )
    rows = listed("List 4", made)
    assert column(rows, "Child Unique ID") == ["B", "C", "D"]
    needed = "Was the child assessed as requiring LA children's social care support?"
    assert column(rows, needed) == ["b) No", None, "a) Yes"]
    assert column(rows, "Child Seen During Continuous Assessment") == ["c) Unknown", "b) No", "c) Unknown"]


def test_enquiries_with_their_conference() -> None:
    made = council(
        s47_enquiries=[
            {"s47_id": "S1", "person_id": "A", "start_date": "2023-09-01", "end_date": "2023-09-15"},
            {"s47_id": "S2", "person_id": "A", "start_date": "2023-12-01", "icpc_not_required": False},
            {"s47_id": "S3", "person_id": "B", "start_date": "2024-01-20"},
        ],
        icpcs=[
            {"person_id": "A", "s47_id": "S1", "conference_date": "2023-09-20", "outcome_cp_plan": False},
            {"person_id": "A", "conference_date": "2023-12-05", "is_transfer_in": True},
        ],
    )
    rows = listed("List 5", made)
    unneeded = "Was an Initial Child Protection Conference deemed unnecessary?"
    assert column(rows, "Date of Initial Child Protection Conference") == [dt.date(2023, 9, 20), None, None]
    assert column(rows, unneeded) == [None, None, None]
    assert column(rows, "Number of Section 47 Enquiries in the last 12 months") == [1, 1, 0]
    assert column(rows, "Number of ICPCs in the last 12 months") == [1, 1, 0]
    plan = "Did the Initial Child Protection Conference Result in a Child Protection Plan"
    assert column(rows, plan) == ["b) No", None, None]


def test_case_status_is_the_highest_and_a_referral_alone_is_not_listed() -> None:
    people = ["care", "plan", "need", "assess", "referral", "closed", "gone"]
    ends = {"closed": "2023-08-01", "gone": "2023-07-31"}
    made = council(
        referrals=[
            {"person_id": one, "referral_date": "2023-01-01", "closure_date": ends.get(one)} for one in people
        ],
        cla_periods=[{"person_id": "care", "start_date": "2023-02-01"}],
        cp_plans=[{"person_id": one, "start_date": "2023-02-01"} for one in ("care", "plan")],
        cin_plans=[{"person_id": one, "start_date": "2023-02-01"} for one in ("plan", "need")],
        assessments=[{"person_id": one, "start_date": "2023-02-01"} for one in ("need", "assess", "closed")],
    )
    statuses = {row["Child Unique ID"]: row["Case Status"] for row in listed("List 6", made)}
    assert statuses == {
        "assess": "d) Open assessment", "care": "a) Looked after child", "closed": "e) Closed episode",
        "need": "c) Child in need plan", "plan": "b) Child Protection plan"}  # fmt: skip


def test_the_latest_plan_of_each_child_with_its_last_visit() -> None:
    made = council(
        cp_plans=[
            {"cp_plan_id": "1", "person_id": "A", "start_date": "2020-01-01", "end_date": "2023-12-01"},
            {"cp_plan_id": "2", "person_id": "A", "start_date": "2024-01-01", "latest_category": "EMO"},
            {"cp_plan_id": "3", "person_id": "B", "start_date": "2023-01-01", "end_date": "2023-07-31"},
            {"cp_plan_id": "4", "person_id": "C", "start_date": "2024-01-01", "is_ola": True},
        ],
        visits=[
            {"person_id": "A", "visit_type": "cp", "visit_date": day, "child_seen": seen, "seen_alone": None}
            for day, seen in (("2023-12-31", True), ("2024-01-10", True), ("2024-01-20", False))
        ],
    )
    (row,) = listed("List 7", made)
    assert row["Child Protection Plan Start Date"] == dt.date(2024, 1, 1)
    assert row["Latest Category of Abuse"] == "d) Emotional abuse"
    assert row["Date of the Last Statutory Visit"] == dt.date(2024, 1, 10)
    assert row["Was the Child Seen Alone?"] == "c) Unknown"
    assert row["Number of Previous Child Protection Plans"] == 1


def test_one_row_for_each_child_in_care() -> None:
    made = council(
        persons=[{"person_id": "A", "dob": "2012-01-01", "sex": "F", "ethnicity": "WBRI"}],
        cla_periods=[
            {"person_id": "A", "start_date": "2022-01-01", "end_date": "2023-03-01"},
            {"person_id": "A", "start_date": "2023-05-01", "end_date": "2023-09-01", "primary_need": "N1"},
            {"person_id": "A", "start_date": "2023-09-01", "primary_need": "N1"},
            {"person_id": "B", "start_date": "2023-01-01", "end_date": "2023-08-01", "end_reason": "E4A"},
            {"person_id": "C", "start_date": "2023-01-01", "end_date": "2023-07-31"},
        ],
        placements=[
            {"person_id": "A", "start_date": "2023-05-01", "end_date": "2023-09-01", "place": "U6"},
            {"person_id": "A", "start_date": "2023-09-01", "place": "K2", "is_outside_authority": True},
        ],
        missing_episodes=[
            {"person_id": "A", "missing_type": "M", "start_date": "2023-06-01", "rhi_offered": True},
            {"person_id": "A", "missing_type": "A", "start_date": "2023-07-01"},
        ],
    )  # fmt: skip
    first, second = listed("List 8", made)
    assert first["Date Started to be Looked After"] == dt.date(2023, 5, 1)
    assert first[annex_a.HEADINGS["List 8"][9]] == "a) Yes"
    assert first["Placement Type"] == "p) K2: Children’s Homes"
    assert first["Placement Location"] == "b) Out"
    assert first["Number of Placements in the Last 12 months"] == 2
    assert [first[heading] for heading in annex_a.HEADINGS["List 8"][28:32]] == [1, 1, "a) Yes", "c) Unknown"]
    assert second["Date Ceased to be Looked After"] == dt.date(2023, 8, 1)
    assert second["Reason Ceased to be Looked After"].startswith("e) E4A: ")


def test_care_leavers_without_those_still_eligible() -> None:
    made = council(
        care_leavers=[
            {
                "person_id": "A",
                "status_date": "2023-01-31",
                "eligibility": "former_relevant",
                "in_touch": "NO",
            },
            {
                "person_id": "A",
                "status_date": "2024-01-31",
                "eligibility": "former_relevant",
                "in_touch": "REFU",
            },
            {"person_id": "B", "status_date": "2024-01-31", "eligibility": "eligible"},
        ]
    )
    (row,) = listed("List 9", made)
    assert (row["Eligibility Category"], row["LA in Touch"]) == ("b) Former relevant child", "d) Refu")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = annex_a.write(planted_council(), tmp_path_factory.mktemp("annex_a"))
    assert path.name == "Annex_A_Solmere_synthetic_2024-01-31.xlsx"
    return openpyxl.load_workbook(path)


def test_the_workbook_has_a_cover_and_eleven_lists(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["Front_Sheet", *(f"List {n}" for n in range(1, 12))]
    assert "SYNTHETIC" in book["Front_Sheet"]["A1"].value
    for name, headings in annex_a.HEADINGS.items():
        assert tuple(cell.value for cell in book[name][1]) == headings
        assert len(set(headings)) == len(headings)
        assert book[name].max_row > 5, name


def test_dates_are_dates_and_nothing_lies_ahead_but_an_expected_birth(book: openpyxl.Workbook) -> None:
    for name, headings in annex_a.HEADINGS.items():
        for row in book[name].iter_rows(min_row=2, max_row=200):
            for heading, cell in zip(headings, row, strict=True):
                if isinstance(cell.value, dt.datetime):
                    assert cell.number_format == "dd/mm/yyyy"
                    assert cell.value.date() <= dt.date(2024, 1, 31) or heading == "Date of Birth"
                elif "Date" in heading:
                    assert cell.value is None, (name, heading)


def test_equal_councils_give_equal_bytes(tmp_path: Path) -> None:
    made = council(contacts=[{"person_id": "A", "contact_date": "2024-01-01", "source": "6"}])
    first = annex_a.write(made, tmp_path / "first").read_bytes()
    assert annex_a.write(made, tmp_path / "second").read_bytes() == first


def test_every_row_of_the_sample_lies_in_its_window() -> None:
    since = months_before(planted_council().extracted_on, 6)
    for name, heading in (
        ("List 1", "Date of Contact"),
        ("List 3", "Date of referral"),
        ("List 5", "Strategy discussion initiating Section 47 Enquiry Start Date"),
    ):
        assert min(column(sample(name), heading)) > since
    for name, heading in (
        ("List 6", "CIN Closure Date"),
        ("List 7", "Child Protection Plan End Date"),
        ("List 8", "Date Ceased to be Looked After"),
    ):
        assert min(day for day in column(sample(name), heading) if day) > since
        assert len(set(column(sample(name), "Child Unique ID"))) == len(sample(name))


def test_the_lists_agree_with_the_recount() -> None:
    lines = truths.compute(planted_council(), [dt.date(2024, 1, 31)])
    january = {line[0]: line[5] for line in lines if line[3] == "all"}
    month = dt.date(2024, 1, 1)
    who_when_whom = [
        (row["Child Unique ID"], row["Date of Contact"], row["Contact Source"]) for row in sample("List 1")
    ]
    plans = [row for row in sample("List 7") if row["Child Protection Plan End Date"] is None]
    care = [row for row in sample("List 8") if not row["Child's Legal Status"].startswith("V4")]
    now = [row for row in care if row["Date Ceased to be Looked After"] is None]
    assert january["contacts_received"] == len({row for row in who_when_whom if row[1] >= month})
    assert january["referrals_received"] == sum(
        day >= month for day in column(sample("List 3"), "Date of referral")
    )
    assert january["cp_plans_open"] == len(plans)
    assert january["repeat_cp_current_pct"] == sum(
        count > 0 for count in column(plans, "Number of Previous Child Protection Plans")
    )
    assert january["cla_count"] == len(now)
    assert january["cla_started"] == sum(
        day >= month for day in column(care, "Date Started to be Looked After")
    )
    assert january["placements_3plus_pct"] == sum(
        count >= 3 for count in column(now, "Number of Placements in the Last 12 months")
    )
