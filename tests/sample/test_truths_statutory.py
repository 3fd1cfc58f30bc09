"""Truths of how plans last and end, of all who are open, of workers and of what is kept in date."""

from __future__ import annotations

import pytest

from goldenthread.sample.council import Row
from tests.sample.hand import council, figures, lines, number, share


def _plan(key: str, start: str, end: str | None = None, **more: object) -> Row:
    return {"cp_plan_id": key, "person_id": "A", "start_date": start, "end_date": end, **more}


@pytest.mark.parametrize(
    ("ended", "again"),
    [("2021-12-05", 0), ("2021-12-06", 1), ("2023-12-04", 1), ("2023-12-05", 0), (None, 0)],
)
def test_a_repeat_plan_starts_within_24_months_of_the_end(ended: str | None, again: int) -> None:
    made = council(cp_plans=[_plan("1", "2020-01-01", ended), _plan("2", "2023-12-05")])
    assert share(made, "repeat_cp_24m_pct") == (again, 1)


def test_the_latest_earlier_plan_of_this_authority_decides() -> None:
    first, second = _plan("1", "2022-01-01", "2022-06-01"), _plan("2", "2023-01-01", "2023-12-05")
    assert share(council(cp_plans=[first, second, _plan("3", "2023-12-05")]), "repeat_cp_24m_pct") == (0, 1)
    other = council(cp_plans=[first, second | {"is_ola": True}, _plan("3", "2023-12-05")])
    assert share(other, "repeat_cp_24m_pct") == (1, 1)


def test_two_years_are_730_days() -> None:
    made = council(
        cp_plans=[
            _plan("1", "2021-12-31") | {"person_id": "B"},
            _plan("2", "2022-01-01") | {"person_id": "C"},
            _plan("3", "2021-12-05", "2023-12-05", latest_category="NEG"),
            _plan("4", "2021-12-06", "2023-12-05"),
        ]
    )
    assert share(made, "cp_plans_2y_open_pct") == (1, 2)
    assert share(made, "cp_plans_2y_ended_pct") == (1, 2)
    assert share(made, "cp_plans_2y_ended_pct", group="abuse_category:NEG") == (1, 1)


def _reviewed(start: str, *days: str | None, conference: str | None = None) -> tuple[float, float]:
    held = [{"person_id": "A", "cp_plan_id": "1", "review_date": day} for day in days]
    met = [{"icpc_id": "I", "person_id": "A", "conference_date": conference}]
    made = council(cp_plans=[_plan("1", start, icpc_id="I")], cp_reviews=held, icpcs=met)
    return share(made, "cp_reviews_in_time_pct", "2023-11")


def test_reviews_are_due_after_3_and_every_6_months_to_the_day() -> None:
    assert _reviewed("2023-08-31") == (0, 0)
    assert _reviewed("2023-08-30") == (1, 1)
    assert _reviewed("2023-08-29") == (0, 1)
    assert _reviewed("2023-06-10", "2023-09-10") == (1, 1)
    assert _reviewed("2023-06-10", "2023-09-11") == (0, 1)
    assert _reviewed("2023-06-10", None) == (0, 1)
    assert _reviewed("2023-03-10", "2023-05-30") == (1, 1)
    assert _reviewed("2023-03-10", "2023-05-29") == (0, 1)
    assert _reviewed("2022-03-10", "2022-06-10", "2022-12-11", "2023-06-01") == (0, 1)
    assert _reviewed("2023-06-10", "2023-09-10", conference="2023-06-09") == (0, 1)


def test_core_groups_are_counted_by_their_day_and_stage() -> None:
    days = ("2023-11-30", "2023-12-01", "2023-12-31", "2024-01-01")
    made = council(core_groups=[{"person_id": "A", "held_date": day, "is_first": True} for day in days])
    assert number(made, "core_groups_held") == 2
    assert number(made, "core_groups_held", group="stage:first") == 2


@pytest.mark.parametrize(
    ("held", "met"),
    [("2023-10-31", 0), ("2023-11-01", 1), ("2023-11-15", 1), ("2023-11-16", 0), (None, 0)],
)
def test_the_first_core_group_is_in_time_on_working_day_10(held: str | None, met: int) -> None:
    group = {"person_id": "A", "cp_plan_id": "1", "held_date": held}
    made = council(cp_plans=[_plan("1", "2023-11-01")], core_groups=[group])
    assert share(made, "core_group_first_10wd_pct", "2023-11") == (met, 1)


def test_plans_that_end_by_the_day_are_not_asked_for_a_core_group() -> None:
    for end, asked in (("2023-11-15", 0), ("2023-11-16", 1)):
        made = council(cp_plans=[_plan("1", "2023-11-01", end)])
        assert share(made, "core_group_first_10wd_pct", "2023-11") == (0, asked)


def _in_need(*spans: tuple[str, str | None], **tables: list[Row]) -> tuple[float, float]:
    rows = [{"person_id": "A", "start_date": start, "end_date": end} for start, end in spans]
    return share(council(cin_plans=rows, **tables), "cin_plans_ended_6m_pct", "2023-11")


def test_plans_in_need_end_within_6_months_and_follow_one_another() -> None:
    assert _in_need(("2023-05-10", "2023-11-10")) == (1, 1)
    assert _in_need(("2023-05-09", "2023-11-10")) == (0, 1)
    assert _in_need(("2023-01-10", "2023-06-10"), ("2023-06-11", "2023-11-10")) == (0, 1)
    assert _in_need(("2023-01-10", "2023-06-10"), ("2023-06-12", "2023-11-10")) == (1, 1)
    assert _in_need(("2023-10-10", "2023-11-05"), ("2023-11-06", None)) == (0, 0)


@pytest.mark.parametrize(
    ("began", "left_out"), [("2023-11-09", 0), ("2023-11-10", 1), ("2023-11-17", 1), ("2023-11-18", 0)]
)
def test_plans_in_need_that_escalate_are_left_out(began: str, left_out: int) -> None:
    span = ("2023-08-10", "2023-11-10")
    follows = {"person_id": "A", "start_date": began}
    assert _in_need(span, cp_plans=[follows]) == (1 - left_out, 1 - left_out)
    assert _in_need(span, cla_periods=[follows]) == (1 - left_out, 1 - left_out)
    assert _in_need(span, cp_plans=[follows | {"is_ola": True}]) == (1, 1)
    plan = {"person_id": "A", "start_date": span[0], "end_date": span[1]}
    made = council(cin_plans=[plan], cp_plans=[follows])
    assert share(made, "cin_plans_ended_6m_pct__escalated", "2023-11") == (left_out, 1)


@pytest.mark.parametrize(("extracted_on", "value"), [("2023-12-06", None), ("2023-12-07", 100)])
def test_an_end_is_known_7_days_on(extracted_on: str, value: float | None) -> None:
    plan = {"person_id": "A", "start_date": "2023-08-01", "end_date": "2023-11-30"}
    made = council(extracted_on, cin_plans=[plan])
    assert figures(made, "cin_plans_ended_6m_pct", "2023-11") == (1, 1, value)


def test_each_open_child_stands_in_its_highest_status() -> None:
    def one(person: str, **more: object) -> Row:
        return {"person_id": person, "start_date": "2023-06-01", **more}

    made = council(
        referrals=[
            {"person_id": person, "referral_date": "2023-06-01", "nfa": person == "G"} for person in "ABCDEFG"
        ],
        s47_enquiries=[one("A"), one("B", end_date="2023-12-31")],
        assessments=[one("A"), one("C")],
        cin_plans=[one("A"), one("D")],
        cp_plans=[one("A"), one("E", is_ola=True)],
        cla_periods=[one("A"), one("F", is_short_breaks=True)],
    )
    found = {g: line[0] for (b, g), line in lines(made, "statutory_open_children").items() if b == "stage"}
    assert found == {"cla": 1, "assessment": 1, "cin_plan": 1, "referral": 3}
    assert number(made, "statutory_open_children") == 6


def _workers(*spans: tuple[str, str, str | None], role: str = "allocated_worker") -> tuple[float, float]:
    rows = [
        {"person_id": "A", "worker_id": worker, "role": role, "start_date": start, "end_date": end}
        for worker, start, end in spans
    ]
    care = [{"person_id": "A", "start_date": "2023-11-01"}]
    return share(council(involvements=rows, cla_periods=care), "sw_changes_3plus_pct")


def test_three_different_workers_within_12_months() -> None:
    first, second = ("w1", "2022-01-01", "2023-01-01"), ("w2", "2023-01-01", "2023-06-01")
    assert _workers(first, second, ("w3", "2023-06-01", None)) == (1, 1)
    assert _workers(first, second, ("w3", "2023-06-01", None), role="personal_adviser") == (0, 1)
    assert _workers(("w1", "2022-01-01", "2022-12-31"), second, ("w3", "2023-06-01", None)) == (0, 1)
    assert _workers(first, second, ("w1", "2023-06-01", None)) == (0, 1)
    assert _workers(first, second, ("w3", "2023-06-01", "2023-06-01")) == (0, 1)
    assert _workers(first, second, ("w3", "2024-01-01", None)) == (0, 1)


def _posts(read_on: str, **more: object) -> tuple[float, float]:
    post = {"as_at_month": read_on, "role": "social_worker", "fte_vacant": 0.5, **more}
    spell = {"staff_id": "s", "start_date": "2020-01-01", "fte": 1.5, "is_social_worker": True}
    made = council(
        hr_posts=[post],
        workforce_spells=[spell | {"is_agency": False}, spell | {"staff_id": "a", "is_agency": True}],
    )
    return share(made, "vacancy_rate_pct")


def test_vacancies_are_read_from_the_last_reading_within_3_months() -> None:
    assert _posts("2023-12-31") == (0.5, 2.0)
    assert _posts("2023-10-31") == (0.5, 2.0)
    assert _posts("2023-09-30") == (0, 0)
    assert _posts("2024-01-31") == (0, 0)
    assert _posts("2023-12-31", is_recruiting=False) == (0, 1.5)
    assert _posts("2023-12-31", role="manager") == (0, 1.5)


def test_agency_spend_is_added_up() -> None:
    spent = [("2023-11-01", "T1", 1.0), ("2023-12-01", "T1", 2.5), ("2023-12-01", "T2", 4.0)]
    rows = [{"period_start": day, "team_id": team, "amount": amount} for day, team, amount in spent]
    made = council(agency_spend=rows)
    assert number(made, "agency_spend") == 6.5
    assert number(made, "agency_spend", group="team:T1") == 2.5


def _record(updated: str, opened: str = "2023-01-01", kind: str = "chronology") -> tuple[float, float]:
    plan = {"person_id": "A", "start_date": opened}
    update = {"person_id": "A", "record_type": kind, "updated_date": updated}
    return share(council(cin_plans=[plan], case_records=[update]), "record_currency_pct")


def test_records_are_in_date_for_91_days_of_cases_open_for_91_days() -> None:
    assert _record("2023-10-01") == (1, 1)
    assert _record("2023-09-30") == (0, 1)
    assert _record("2024-01-01") == (0, 0)
    assert _record("2023-12-01", opened="2023-10-01") == (1, 1)
    assert _record("2023-12-01", opened="2023-10-02") == (0, 0)


def test_a_case_goes_on_from_plan_to_plan() -> None:
    update = [{"person_id": "A", "record_type": "chronology", "updated_date": "2023-12-01"}]
    plan = {"person_id": "A", "start_date": "2023-06-01", "end_date": "2023-11-01"}
    for start, asked in (("2023-11-01", 1), ("2023-11-02", 0)):
        made = council(
            cin_plans=[plan], cp_plans=[{"person_id": "A", "start_date": start}], case_records=update
        )
        assert share(made, "record_currency_pct") == (asked, asked)
