"""Truths of the front door: both sides of each boundary of the readings."""

from __future__ import annotations

import pytest

from tests.sample.hand import council, figures, lines, number, share


def test_contacts_that_agree_on_child_date_and_source_count_once() -> None:
    made = council(
        contacts=[
            {"person_id": "A", "contact_date": "2023-12-01", "source": "6"},
            {"person_id": "A", "contact_date": "2023-12-01", "source": "6"},
            {"person_id": "A", "contact_date": "2023-12-01", "source": None},
            {"person_id": "A", "contact_date": "2023-12-01", "source": None},
            {"person_id": "A", "contact_date": "2023-12-31", "source": "6"},
            {"person_id": "B", "contact_date": "2023-11-30", "source": "6"},
            {"person_id": "B", "contact_date": "2024-01-01", "source": "6"},
        ]
    )
    assert number(made, "contacts_received") == 3
    assert number(made, "contacts_received", group="source:police") == 2
    assert number(made, "contacts_received", group="source:unknown") == 1
    assert share(made, "contacts_police_share_pct") == (2, 3)


def test_a_repeated_contact_stands_in_the_group_of_its_lowest_id() -> None:
    twin = {"person_id": "A", "contact_date": "2023-12-01", "source": "6"}
    made = council(
        contacts=[twin | {"contact_id": "2", "team_id": "T2"}, twin | {"contact_id": "1", "team_id": "T1"}]
    )
    assert number(made, "contacts_received", group="team:T1") == 1
    assert ("team", "T2") not in lines(made, "contacts_received")


def test_the_adolescent_group_stands_beside_the_bands_and_is_crossed_with_sex() -> None:
    made = council(
        persons=[
            {"person_id": "nine", "dob": "2013-12-16", "sex": "M"},
            {"person_id": "ten", "dob": "2013-12-15", "sex": "M"},
            {"person_id": "last day 17", "dob": "2005-12-16", "sex": "F"},
            {"person_id": "18", "dob": "2005-12-15", "sex": "M"},
            {"person_id": "unborn", "expected_dob": "2024-03-01", "sex": "U"},
            {"person_id": "born later", "dob": "2023-12-20", "sex": "F"},
            {"person_id": "no date", "sex": "F"},
        ],
        contacts=[
            {"person_id": person, "contact_date": "2023-12-15", "source": "6" if person == "ten" else "8"}
            for person in ["nine", "ten", "last day 17", "18", "unborn", "born later", "no date", "nobody"]
        ],
    )
    found = lines(made, "contacts_received")
    by_age = {group: line[0] for (breakdown, group), line in found.items() if breakdown == "age_band"}
    assert by_age == {"5-9": 1, "10-15": 1, "16-17": 1, "18+": 1, "unborn": 2, "unknown": 2, "10-17": 2}
    assert found["age_band × sex", "10-17 × male"][0] == 1
    assert found["age_band × sex", "10-15 × male"][0] == 1
    assert figures(made, "contacts_police_share_pct", breakdown="age_band × sex", group="10-17 × male") == (
        1,
        1,
        100,
    )


def test_the_birthday_of_29_february_is_28_february() -> None:
    made = council(
        persons=[{"person_id": "A", "dob": "2012-02-29", "sex": "F"}],
        contacts=[
            {"person_id": "A", "contact_date": "2022-02-27", "source": "8"},
            {"person_id": "A", "contact_date": "2022-02-28", "source": "8"},
        ],
    )
    assert number(made, "contacts_received", "2022-02", "age_band:10-15") == 1
    assert number(made, "contacts_received", "2022-02", "age_band:5-9") == 1


def test_early_help_leaves_out_only_the_universal_level_and_counts_children() -> None:
    made = council(
        early_help_episodes=[
            {"person_id": "A", "start_date": "2023-12-31", "level": "targeted", "team_id": "T1"},
            {"person_id": "A", "start_date": "2023-01-01", "level": None, "team_id": "T2"},
            {"person_id": "B", "start_date": "2023-01-01", "end_date": "2023-12-31", "level": "intensive"},
            {"person_id": "C", "start_date": "2023-01-01", "end_date": "2024-01-01", "level": "intensive"},
            {"person_id": "D", "start_date": "2023-01-01", "level": "universal"},
        ],
        population=[_children(2022, 50_000)],
    )
    assert number(made, "early_help_open_children") == 2
    assert number(made, "early_help_open_children", group="team:T2") == 1
    assert figures(made, "early_help_rate") == (2, 50_000, pytest.approx(0.4))


def _children(year: int, persons: int, **more: object) -> dict[str, object]:
    plain = {
        "mid_year": year,
        "locality_id": "ALL",
        "age_from": 0,
        "age_to": 17,
        "sex": "T",
        "ethnicity": "ALL",
    }
    return {**plain, "persons": persons, **more}


def test_a_rereferral_lies_one_day_to_less_than_twelve_months_before() -> None:
    def met(earlier: str, later: str = "2023-12-15") -> tuple[float, float]:
        made = council(
            referrals=[
                {"person_id": "A", "referral_date": earlier, "nfa": True, "source": "6"},
                {"person_id": "A", "referral_date": later, "source": "6"},
            ]
        )
        return share(made, "rereferrals_12m_pct", later[:7])

    assert met("2022-12-15") == (0, 1)
    assert met("2022-12-16") == (1, 1)
    assert met("2023-12-14") == (1, 2)
    assert met("2023-12-15") == (0, 2)
    # From 29 February the look-back reaches to 28 February: what lies on that day is 12 months ago.
    assert met("2023-02-28", "2024-02-29") == (0, 1)
    assert met("2023-03-01", "2024-02-29") == (1, 1)


def test_referrals_from_schools_are_those_of_code_2a() -> None:
    made = council(
        referrals=[
            {"person_id": "A", "referral_date": "2023-12-15", "source": source, "primary_need": need}
            for source, need in [("2A", "N1"), ("2B", "N1"), ("10", None), (None, None)]
        ],
        population=[_children(2022, 20_000)],
    )
    assert number(made, "referrals_from_schools") == 1
    assert number(made, "referrals_received", group="source:unknown") == 2
    assert number(made, "referrals_received", group="primary_need:N1") == 2
    assert figures(made, "referrals_rate") == (4, 20_000, pytest.approx(2.0))


def test_assessments_are_placed_by_authorisation_and_met_at_45_working_days() -> None:
    rows = [
        {"person_id": "A", "referral_id": "R", "start_date": "2023-10-02", "authorised_date": "2023-12-04"},
        {"person_id": "A", "referral_id": "R", "start_date": "2023-10-02", "authorised_date": "2023-12-05"},
        {"person_id": "A", "referral_id": "R", "start_date": "2023-12-08", "authorised_date": "2023-12-08"},
        {"person_id": "A", "referral_id": "R", "start_date": "2023-12-11", "authorised_date": "2023-12-08"},
        {"person_id": "A", "referral_id": "R", "start_date": "2023-12-09", "authorised_date": None},
    ]
    made = council(
        assessments=rows,
        referrals=[
            {"referral_id": "R", "person_id": "A", "referral_date": "2023-09-29", "primary_need": "N2"}
        ],
    )
    assert number(made, "assessments_completed") == 4
    assert number(made, "assessments_completed", group="primary_need:N2") == 4
    assert share(made, "assessments_45wd_pct") == (2, 4)
    # Only the first of the referral, and from the referral's date it is one day late.
    assert share(made, "assessments_45wd_pct__from_referral") == (0, 1)


def test_brothers_and_sisters_may_share_a_referral_and_each_has_a_first_assessment() -> None:
    made = council(
        referrals=[
            {"referral_id": "R", "person_id": person, "referral_date": "2023-10-02"} for person in ("A", "B")
        ],
        assessments=[
            {
                "person_id": "A",
                "referral_id": "R",
                "start_date": "2023-10-02",
                "authorised_date": "2023-12-04",
            },
            {
                "person_id": "B",
                "referral_id": "R",
                "start_date": "2023-10-03",
                "authorised_date": "2023-12-05",
            },
            {
                "person_id": "C",
                "referral_id": "R",
                "start_date": "2023-10-03",
                "authorised_date": "2023-12-04",
            },
        ],
    )
    assert share(made, "assessments_45wd_pct__from_referral") == (1, 2)


def test_events_are_counted_by_their_own_date() -> None:
    made = council(
        step_downs=[
            {"person_id": "A", "decision_date": day} for day in ("2023-12-01", "2023-12-31", "2024-01-01")
        ],
        early_help_assessments=[
            {"person_id": "A", "start_date": "2023-11-01", "completion_date": "2023-12-31"},
            {"person_id": "A", "start_date": "2023-12-01", "completion_date": None},
        ],
    )
    assert number(made, "early_help_step_downs") == 2
    assert number(made, "early_help_assessments_completed") == 1
    assert number(made, "early_help_assessments_started") == 1


def test_the_population_is_that_of_june_before_the_year_end_once_released() -> None:
    made = council(
        referrals=[
            {"person_id": "A", "referral_date": f"{month}-15"}
            for month in ("2023-03", "2023-04", "2023-12", "2020-01")
        ],
        population=[
            _children(2021, 100, released_on="2022-12-21"),
            _children(2022, 200, released_on="2023-11-23"),
            _children(2022, 222, released_on="2024-01-31"),
            _children(2022, 999, released_on="2024-02-01"),
            _children(2023, 300, released_on="2024-07-15"),
        ],
    )
    denominators = {
        month: figures(made, "referrals_rate", month)[1] for month in ("2022-03", "2023-03", "2023-12")
    }
    assert denominators == {"2022-03": 100, "2023-03": 222, "2023-12": 222}
    # Without an estimate there is no rate; a later one is not taken for it.
    assert figures(made, "referrals_rate", "2020-01") == (1, None, None)


def test_a_rate_of_a_group_uses_the_people_of_the_group() -> None:
    made = council(
        persons=[
            {"person_id": "A", "dob": "2012-01-01", "sex": "F"},
            {"person_id": "B", "dob": "2000-01-01"},
        ],
        referrals=[{"person_id": person, "referral_date": "2023-12-15"} for person in "AB"],
        population=[
            _children(2022, 70, age_from=10, age_to=15, sex="M"),
            _children(2022, 30, age_from=10, age_to=15, sex="F"),
            _children(2022, 900),
        ],
    )
    assert figures(made, "cin_rate", breakdown="age_band", group="10-15") == (1, 100, 100)
    assert figures(made, "cin_rate")[:2] == (2, 900)
    assert {group for breakdown, group in lines(made, "cin_rate") if breakdown == "age_band"} == {
        "10-15",
        "10-17",
    }
    assert not [group for breakdown, group in lines(made, "cin_rate") if breakdown == "locality"]


def test_a_contact_is_decided_by_the_next_working_day() -> None:
    def met(*decided: str | None, on: str = "2023-12-08") -> tuple[float | None, ...]:
        contact = {"person_id": "A", "contact_date": on, "source": "6"}
        made = council("2024-01-02", contacts=[contact | {"decision_date": day} for day in decided])
        return figures(made, "contacts_decision_1wd_pct")

    assert met("2023-12-08") == (1, 1, 100)
    assert met("2023-12-11") == (1, 1, 100)
    assert met("2023-12-12") == (0, 1, 0)
    assert met("2023-12-07") == (0, 1, 0)
    assert met(None) == (0, 1, 0)
    assert met(None, "2023-12-11") == (1, 1, 100)
    assert met(None, on="2023-12-29") == (0, 1, 0)


def test_a_contact_whose_next_working_day_has_not_come_leaves_its_groups_unknown() -> None:
    contact = {"person_id": "A", "contact_date": "2023-12-29", "source": "6"}
    decided = {"person_id": "B", "contact_date": "2023-12-29", "source": "2A", "decision_date": "2023-12-29"}
    made = council("2024-01-01", contacts=[contact, decided])
    found = lines(made, "contacts_decision_1wd_pct")
    assert found["all", "all"] == (None, None, None)
    assert found["source", "police"] == (None, None, None)
    assert found["source", "school"] == (1, 1, 100)


def test_not_in_need_is_assessed_and_closed_without_plan_or_care() -> None:
    def met(reason: str = "RC8", nfa: bool = False, **tables: list[dict[str, object]]) -> tuple[float, float]:
        referral = {"referral_id": "R", "person_id": "A", "referral_date": "2023-12-01", "nfa": nfa}
        closed = {"closure_date": "2023-12-20", "closure_reason": reason}
        assessed = [{"person_id": "A", "referral_id": "R", "start_date": "2023-12-04"}]
        made = council(**{"referrals": [referral | closed], "assessments": assessed, **tables})
        return share(made, "referrals_not_in_need_pct")

    def start(day: str, end: str | None = None, **more: object) -> list[dict[str, object]]:
        ends = {"end_date": end} if end else {}
        return [{"person_id": "A", "start_date": day, **ends, **more}]

    assert met() == met("RC9") == (1, 1)
    assert met("RC7") == met(nfa=True) == (0, 1)
    assert met(assessments=start("2023-12-20")) == (1, 1)
    assert met(assessments=start("2023-12-21")) == met(assessments=start("2023-11-30")) == (0, 1)
    assert met(assessments=start("2023-12-04", referral_id="other")) == (0, 1)
    assert met(cin_plans=start("2023-12-20")) == met(cp_plans=start("2023-12-20")) == (0, 1)
    assert met(cin_plans=start("2023-12-21")) == (1, 1)
    assert met(cin_plans=start("2023-01-01", "2023-12-01")) == (1, 1)
    assert met(cin_plans=start("2023-01-01", "2023-12-02")) == (0, 1)
    assert met(cp_plans=start("2023-12-05", is_ola=True)) == (1, 1)
    assert met(cla_periods=start("2023-12-05")) == (0, 1)
    assert met(cla_periods=start("2023-12-05", is_short_breaks=True)) == (1, 1)


def test_an_open_referral_of_less_than_45_working_days_is_not_yet_known() -> None:
    def found(on: str, **more: object) -> tuple[float | None, ...]:
        made = council("2024-02-13", referrals=[{"person_id": "A", "referral_date": on, **more}])
        return figures(made, "referrals_not_in_need_pct")

    assert found("2023-12-07") == (0, 1, 0)
    assert found("2023-12-08") == (None, None, None)
    assert found("2023-12-08", nfa=True) == found("2023-12-08", closure_date="2024-01-05") == (0, 1, 0)


def test_no_further_action_is_what_is_marked() -> None:
    rows = [{"person_id": "A", "referral_date": "2023-12-05", "nfa": nfa} for nfa in (True, False, None)]
    assert share(council(referrals=rows), "referrals_nfa_pct") == (1, 3)


def test_the_median_is_the_middle_duration_or_between_the_middle_two() -> None:
    starts = ["2023-12-01", "2023-11-29", "2023-11-24", "2023-12-04"]
    rows = [{"person_id": "A", "start_date": day, "authorised_date": "2023-12-01"} for day in starts]
    assert figures(council(assessments=rows[:2]), "assessments_median_wd") == (None, 2, 1)
    assert figures(council(assessments=rows), "assessments_median_wd") == (None, 3, 2)
    assert figures(council(assessments=[]), "assessments_median_wd") == (None, 0, None)
    assert number(council(assessments=rows), "assessments_started") == 2


def test_plans_of_early_help_led_by_a_partner() -> None:
    leads = [("school", True), ("authority", True), (None, True), ("health", False), ("health", None)]
    rows: list[dict[str, object]] = [
        {"person_id": "A", "start_date": "2023-12-31", "lead_organisation_type": lead, "has_plan": plan}
        for lead, plan in leads
    ]
    ended = {**rows[0], "start_date": "2023-01-01", "end_date": "2023-12-31"}
    assert share(council(early_help_episodes=[*rows, ended]), "early_help_partner_led_pct") == (1, 3)
