"""Truths of protection and plans: both sides of each boundary of the readings."""

from __future__ import annotations

import pytest

from tests.sample.hand import council, figures, number, share


def test_enquiries_are_counted_by_start_and_by_end() -> None:
    made = council(
        s47_enquiries=[
            {"person_id": "A", "start_date": "2023-11-30", "end_date": "2023-12-01", "team_id": "T1"},
            {"person_id": "B", "start_date": "2023-12-31", "end_date": "2024-01-01"},
            {"person_id": "C", "start_date": "2023-12-01", "end_date": None},
        ],
        strategy_discussions=[{"person_id": "A", "held_date": day} for day in ("2023-12-31", "2024-01-01")],
    )
    assert number(made, "s47_started") == 2
    assert number(made, "s47_completed") == 1
    assert number(made, "s47_completed", group="team:T1") == 1
    assert number(made, "strategy_discussions_held") == 1


def _linked(conference: dict[str, object], other: dict[str, object] | None = None) -> tuple[float, float]:
    enquiry = {"s47_id": "S", "person_id": "A", "start_date": "2023-10-10", "end_date": "2023-12-05"}
    more = [{"person_id": "A", **other}] if other else []
    return share(
        council(s47_enquiries=[enquiry], icpcs=[{"person_id": "A", **conference}, *more]), "s47_to_icpc_pct"
    )


def test_an_enquiry_leads_to_a_conference_by_id_or_within_60_days() -> None:
    assert _linked({"s47_id": "S", "conference_date": "2024-01-20"}) == (1, 1)
    assert _linked({"s47_id": "S", "conference_date": None}) == (0, 1)
    assert _linked({"conference_date": "2023-10-09"}) == (0, 1)
    assert _linked({"conference_date": "2023-10-10"}) == (1, 1)
    assert _linked({"conference_date": "2023-12-09"}) == (1, 1)
    assert _linked({"conference_date": "2023-12-10"}) == (0, 1)
    assert _linked({"conference_date": "2023-12-01", "is_transfer_in": True}) == (0, 1)
    assert _linked({"s47_id": "S", "person_id": "B", "conference_date": "2023-12-01"}) == (0, 1)


def test_a_conference_of_another_enquiry_is_not_taken_by_date() -> None:
    made = council(
        s47_enquiries=[
            {"s47_id": "S1", "person_id": "A", "start_date": "2023-11-20", "end_date": "2023-12-05"},
            {"s47_id": "S2", "person_id": "A", "start_date": "2023-11-21", "end_date": "2023-12-05"},
        ],
        icpcs=[{"person_id": "A", "s47_id": "S2", "conference_date": "2023-12-06"}],
    )
    assert share(made, "s47_to_icpc_pct") == (1, 2)


@pytest.mark.parametrize(("start", "known"), [("2024-01-10", True), ("2024-01-11", False)])
def test_the_share_is_known_when_15_working_days_have_passed(start: str, known: bool) -> None:
    enquiry = {"person_id": "A", "start_date": start, "end_date": "2024-01-20"}
    made = council("2024-01-31", s47_enquiries=[enquiry])
    assert figures(made, "s47_to_icpc_pct", "2024-01") == (0, 1, 0 if known else None)
    unneeded = council("2024-01-31", s47_enquiries=[enquiry | {"icpc_not_required": True}])
    assert figures(unneeded, "s47_to_icpc_pct", "2024-01")[2] == 0


def test_conferences_are_in_time_on_the_15th_working_day() -> None:
    enquiries = [
        {"s47_id": "S1", "person_id": "A", "start_date": "2023-11-10"},
        {"s47_id": "S2", "person_id": "A", "start_date": "2023-11-20"},
        {"s47_id": "S1", "person_id": "B", "start_date": "2023-11-30"},
    ]

    def met(**conference: object) -> tuple[float, float]:
        made = council(s47_enquiries=enquiries, icpcs=[{"person_id": "A", **conference}])
        return share(made, "icpc_15wd_pct")

    assert met(s47_id="S1", conference_date="2023-12-01") == (1, 1)
    assert met(s47_id="S1", conference_date="2023-12-04") == (0, 1)
    # Without an id the latest enquiry of the child counts: the 15th working day is 11 December.
    assert met(conference_date="2023-12-11") == (1, 1)
    assert met(conference_date="2023-12-12") == (0, 1)
    assert met(s47_id="S2", conference_date="2023-12-11", is_transfer_in=True) == (0, 0)
    assert met(person_id="C", conference_date="2023-12-11") == (0, 0)
    assert met(s47_id="S1", person_id="B", conference_date="2023-12-21") == (1, 1)


def test_every_conference_is_in_time_of_its_enquiry_and_a_transfer_in_of_its_referral() -> None:
    referrals = [
        {"referral_id": "R1", "person_id": "A", "referral_date": "2023-11-10"},
        {"referral_id": "R2", "person_id": "A", "referral_date": "2023-11-20"},
        {"referral_id": "R3", "person_id": "A", "referral_date": "2023-12-13"},
        {"referral_id": "R1", "person_id": "B", "referral_date": "2023-11-30"},
    ]
    enquiries = [
        {"s47_id": "S1", "person_id": "A", "referral_id": "R1", "start_date": "2023-11-27"},
        {"s47_id": "S2", "person_id": "A", "start_date": "2023-12-21"},
    ]

    def met(moved_in: bool = True, **conference: object) -> tuple[float, float]:
        row = {"person_id": "A", "is_transfer_in": moved_in, **conference}
        made = council(referrals=referrals, s47_enquiries=enquiries, icpcs=[row])
        return share(made, "icpc_15wd_pct__all")

    # From the enquiry of 27 November the 15th working day is 18 December, by its id or by the day alone.
    assert met(False, conference_date="2023-12-18", s47_id="S1", referral_id="R1") == (1, 1)
    assert met(False, conference_date="2023-12-19", s47_id="S1", referral_id="R3") == (0, 1)
    assert met(False, conference_date="2023-12-18") == (1, 1)
    assert met(False, conference_date="2023-12-20", s47_id="S2") == (0, 1)
    assert met(False, person_id="B", conference_date="2023-12-11") == (0, 1)

    # The latest referral by the day is that of 20 November: the 15th working day is 11 December.
    assert met(conference_date="2023-12-11") == (1, 1)
    assert met(conference_date="2023-12-12") == (0, 1)
    assert met(conference_date="2023-12-11", referral_id="R1") == (0, 1)
    assert met(conference_date="2023-12-11", referral_id="R3") == (0, 1)
    assert met(conference_date="2023-12-11", referral_id="nobody's") == (1, 1)
    assert met(conference_date="2023-12-11", s47_id="S1") == (0, 1)
    assert met(conference_date="2023-12-11", s47_id="S1", referral_id="R2") == (1, 1)
    assert met(person_id="B", conference_date="2023-12-11", referral_id="R2") == (1, 1)
    assert met(person_id="C", conference_date="2023-12-11") == (0, 1)


def test_episodes_of_need_are_rows_open_at_the_end_without_further_action_left_out() -> None:
    made = council(
        referrals=[
            {"person_id": "A", "referral_date": "2023-12-31", "nfa": False},
            {"person_id": "A", "referral_date": "2023-01-01", "nfa": None},
            {"person_id": "A", "referral_date": "2023-01-01", "nfa": True},
            {"person_id": "A", "referral_date": "2023-01-01", "closure_date": "2023-12-31"},
            {"person_id": "A", "referral_date": "2023-01-01", "closure_date": "2024-01-01"},
        ]
    )
    assert number(made, "cin_rate") == 3


def test_plans_of_another_authority_are_nowhere() -> None:
    plan = {"person_id": "A", "start_date": "2023-12-05", "end_date": "2023-12-20"}
    made = council(cp_plans=[plan | {"is_ola": True}, {"person_id": "A", "start_date": "2023-12-20"}])
    assert number(made, "cp_plans_open") == 1
    assert number(made, "cp_plans_started") == 1
    assert number(made, "cp_plans_ended") == 0
    assert share(made, "repeat_cp_ever_pct") == (0, 1)
    assert number(made, "cp_plans_net_change") == 1


def test_plans_are_open_to_the_day_before_their_end() -> None:
    made = council(
        cp_plans=[
            {
                "person_id": "A",
                "start_date": "2023-01-01",
                "end_date": "2023-12-31",
                "latest_category": "NEG",
            },
            {
                "person_id": "B",
                "start_date": "2023-01-01",
                "end_date": "2024-01-01",
                "latest_category": "EMO",
            },
            {
                "person_id": "C",
                "start_date": "2023-12-31",
                "initial_category": "EMO",
            },
        ]
    )
    assert number(made, "cp_plans_open") == 2
    assert number(made, "cp_plans_open", group="abuse_category:EMO") == 2
    assert number(made, "cp_plans_started", group="abuse_category:EMO") == 1
    assert number(made, "cp_plans_ended", group="abuse_category:NEG") == 1
    assert number(made, "cp_plans_net_change") == 0


def test_a_repeat_plan_has_an_earlier_start_or_a_reported_one() -> None:
    made = council(
        cp_plans=[
            {"person_id": "A", "start_date": "2019-01-01", "end_date": "2019-06-01"},
            {"person_id": "A", "start_date": "2023-12-05"},
            {"person_id": "B", "start_date": "2023-12-05", "previous_plans_reported": 1},
            {"person_id": "C", "start_date": "2023-12-05", "previous_plans_reported": 0},
            {"person_id": "D", "start_date": "2023-12-05", "end_date": "2023-12-05"},
            {"person_id": "D", "start_date": "2023-12-05"},
        ]
    )
    assert share(made, "repeat_cp_ever_pct") == (2, 5)
    assert share(made, "repeat_cp_current_pct") == (2, 4)


def _core_group(held: str | None, start: str = "2023-06-01", **row: object) -> tuple[float, float]:
    plan = {"cp_plan_id": "P", "person_id": "A", "start_date": start}
    groups = [{"person_id": "A", "cp_plan_id": "P", "held_date": held, **row}]
    return share(council(cp_plans=[plan], core_groups=groups), "core_group_in_date_pct")


def test_a_core_group_is_in_date_for_42_days() -> None:
    assert _core_group("2023-11-18") == (0, 1)
    assert _core_group("2023-11-19") == (1, 1)
    assert _core_group("2024-01-01") == (0, 1)
    assert _core_group(None) == (0, 1)
    assert _core_group("2023-12-01", cp_plan_id="other") == (0, 1)
    assert _core_group("2023-12-01", cp_plan_id=None) == (1, 1)
    assert _core_group("2023-12-01", start="2023-12-02", cp_plan_id=None) == (0, 1)


def test_a_core_group_is_due_after_more_than_10_working_days() -> None:
    assert _core_group(None, start="2023-12-13") == (0, 0)
    assert _core_group(None, start="2023-12-12") == (0, 1)


def test_conferences_held_and_those_that_lead_to_a_plan() -> None:
    def plan(day: str, **more: object) -> dict[str, object]:
        return {"person_id": "A", "start_date": day, "latest_category": "NEG", **more}

    def met(said: bool | None, *plans: dict[str, object]) -> tuple[float, float]:
        conference = {"person_id": "A", "conference_date": "2023-12-05", "outcome_cp_plan": said}
        return share(council(icpcs=[conference], cp_plans=list(plans)), "icpc_to_cp_plan_pct")

    assert met(True) == met(None, plan("2023-12-05")) == met(False, plan("2023-12-05")) == (1, 1)
    assert met(None) == met(False) == met(None, plan("2023-12-06")) == (0, 1)
    assert met(None, plan("2023-12-05", is_ola=True)) == (0, 1)
    made = council(
        icpcs=[
            {"person_id": "A", "conference_date": "2023-12-05", "is_transfer_in": True},
            {"person_id": "A", "conference_date": "2023-12-31", "outcome_cp_plan": True},
            {"person_id": "A", "conference_date": None},
        ],
        cp_plans=[plan("2023-12-31")],
    )
    assert number(made, "icpc_held") == 2
    assert number(made, "icpc_held__transfer_in") == 1
    assert number(made, "icpc_held", group="outcome:plan") == 1
    assert share(made, "icpc_to_cp_plan_pct", group="abuse_category:NEG") == (1, 1)


def test_the_rate_of_enquiries_for_the_month_and_as_if_for_a_year() -> None:
    made = council(
        s47_enquiries=[{"person_id": "A", "start_date": "2023-12-05"}],
        population=[
            {"mid_year": 2022, "locality_id": "ALL", "age_from": 0, "age_to": 17, "sex": "T"}
            | {"ethnicity": "ALL", "persons": 20_000}
        ],
    )
    assert figures(made, "s47_rate") == (1, 20_000, pytest.approx(0.5))
    assert figures(made, "s47_rate__annualised") == (1, 20_000, pytest.approx(6))
