"""The definitions most often built wrongly: rows by which the wrong reading gives another figure."""

from __future__ import annotations

from typing import Any

from goldenthread.engine.cards import shipped_measures
from tests.support.from_rows import differences

DECEMBER = "2023-12"


def right(measure: str, rows: dict[str, str], expect: Any, **settings: Any) -> None:
    assert differences(measure, rows, {DECEMBER: expect}, **settings) == []


def test_trap_1_a_rereferral_runs_from_referral_to_referral() -> None:
    """Not from the closure, not from a twin of the same day, and with no further action in both parts."""
    rows = """
    person_id | referral_id | referral_date | closure_date | nfa
    closed    | a1          | 2022-12-10    | 2023-11-30   | no
    closed    | a2          | 2023-12-10    | -            | no
    again     | b1          | 2022-12-11    | 2022-12-12   | yes
    again     | b2          | 2023-12-10    | -            | yes
    twin      | c1          | 2023-12-10    | -            | no
    twin      | c2          | 2023-12-10    | -            | no
    """
    right("rereferrals_12m_pct", {"referrals": rows}, {"numerator": 1, "denominator": 4, "value": 25.0})


def test_trap_2_a_repeat_plan_is_not_cut_by_the_years_of_an_extract() -> None:
    rows = """
    person_id | start_date | end_date   | previous_plans_reported
    told      | 2023-12-05 | -          | 1
    long ago  | 2009-01-01 | 2009-06-01 | -
    long ago  | 2023-12-05 | -          | -
    first     | 2023-12-05 | -          | 0
    """
    right("repeat_cp_ever_pct", {"cp_plans": rows}, {"numerator": 2, "denominator": 3})


def test_trap_3_repeat_plans_started_are_not_repeat_plans_open() -> None:
    """Only the starts stand beside the published series, which counts starts."""
    rows = """
    person_id | start_date | end_date | previous_plans_reported
    new       | 2023-12-05 | -        | 1
    older     | 2023-06-05 | -        | 0
    other     | 2023-07-05 | -        | 0
    """
    right("repeat_cp_ever_pct", {"cp_plans": rows}, {"numerator": 1, "denominator": 1})
    right("repeat_cp_current_pct", {"cp_plans": rows}, {"numerator": 1, "denominator": 3})
    measures = shipped_measures()
    assert "LAIT:PrevRegCPR" in measures["repeat_cp_ever_pct"].benchmarks
    assert measures["repeat_cp_current_pct"].benchmarks == ()


def test_trap_4_timeliness_of_assessments_is_placed_by_authorisation() -> None:
    rows = """
    person_id | start_date | authorised_date
    begun     | 2023-12-05 | 2024-01-10
    done      | 2023-10-02 | 2023-12-04
    late      | 2023-08-01 | 2023-12-04
    """
    right("assessments_45wd_pct", {"assessments": rows}, {"numerator": 1, "denominator": 2})


def test_trap_4_timeliness_of_conferences_is_placed_by_the_conference() -> None:
    enquiries = """
    person_id | s47_id | start_date
    held      | e1     | 2023-11-28
    later     | e2     | 2023-12-20
    """
    conferences = """
    person_id | s47_id | conference_date | is_transfer_in
    held      | e1     | 2023-12-05      | no
    later     | e2     | 2024-01-05      | no
    """
    rows = {"s47_enquiries": enquiries, "icpcs": conferences}
    right("icpc_15wd_pct", rows, {"numerator": 1, "denominator": 1})


def test_trap_4_initial_health_assessments_are_placed_by_the_day_they_are_due() -> None:
    """Care that began in November is due in December; care that began in December is due in January."""
    periods = """
    person_id | start_date
    due       | 2023-11-10
    not due   | 2023-12-20
    """
    health = """
    person_id | check_type | check_date | status
    due       | iha        | 2023-11-20 | completed
    """
    rows = {"cla_periods": periods, "cla_health": health}
    right("iha_20wd_pct", rows, {"numerator": 1, "denominator": 1})


def test_trap_5_45_working_days_run_from_the_start_of_the_assessment() -> None:
    """From the referral is the variant."""
    rows = {
        "referrals": """
        person_id | referral_id | referral_date
        ann       | r1          | 2023-09-01
        """,
        "assessments": """
        person_id | referral_id | start_date | authorised_date
        ann       | r1          | 2023-10-16 | 2023-12-04
        """,
    }
    right("assessments_45wd_pct", rows, {"numerator": 1, "denominator": 1})
    right("assessments_45wd_pct__from_referral", rows, {"numerator": 0, "denominator": 1})


def test_trap_6_transfers_in_are_out_and_the_clock_is_of_the_own_enquiry() -> None:
    rows = {
        "s47_enquiries": """
        person_id | s47_id | start_date
        ann       | e1     | 2023-11-01
        ann       | e2     | 2023-12-01
        ben       | e3     | 2023-12-01
        """,
        "icpcs": """
        person_id | s47_id | conference_date | is_transfer_in
        ann       | e1     | 2023-12-05      | no
        ben       | e3     | 2023-12-05      | yes
        """,
    }
    right("icpc_15wd_pct", rows, {"numerator": 0, "denominator": 1})


def test_trap_7_placements_are_times_with_one_carer_and_the_one_open_at_the_window_s_start_is_in() -> None:
    rows = {
        "cla_periods": """
        person_id | start_date
        three     | 2022-03-01
        one       | 2022-03-01
        """,
        "placements": """
        person_id | placement_id | carer_spell_id | start_date | end_date   | place
        three     | a1           | a1             | 2022-03-01 | 2023-01-01 | U6
        three     | a2           | a2             | 2023-01-01 | 2023-06-01 | U6
        three     | a3           | a3             | 2023-06-01 | -          | K2
        one       | b1           | b              | 2022-03-01 | 2023-05-01 | U6
        one       | b2           | b              | 2023-05-01 | 2023-05-09 | T1
        one       | b3           | b              | 2023-05-09 | -          | U6
        """,
    }
    right("placements_3plus_pct", rows, {"numerator": 1, "denominator": 2})


def test_trap_9_a_child_who_started_twice_in_a_year_is_one_start_of_the_year_and_short_breaks_are_none() -> (
    None
):
    rows = """
    person_id | start_date | end_date   | is_short_breaks
    twice     | 2023-05-01 | 2023-06-01 | no
    twice     | 2023-12-01 | -          | no
    breaks    | 2023-12-05 | -          | yes
    """
    expect = {"2023-05": {"value": 1}, "2023-12": {"value": 1}, "FY2023-24": {"value": 1}}
    assert differences("cla_started", {"cla_periods": rows}, expect) == []


def test_trap_10_care_applications_are_children_of_the_quarter_not_annualised() -> None:
    rows = """
    proceedings_id | person_id | application_type | issued_date
    c1             | ann       | s31_care         | 2023-10-02
    c2             | ann       | s31_care         | 2023-12-02
    c3             | ben       | s31_care         | 2023-12-02
    c3             | cal       | s31_care         | 2023-12-02
    """
    expect = {"FY2023-24Q3": {"numerator": 3, "denominator": 10000, "value": 3.0}}
    population = [{"mid_year": 2022, "persons": 10000}]
    found = differences("care_applications_rate", {"care_proceedings": rows}, expect, population=population)
    assert found == []


def test_trap_11_children_in_need_are_every_open_episode_and_not_plans() -> None:
    rows = {
        "referrals": """
        person_id | referral_date | closure_date | nfa
        no plan   | 2023-06-01    | -            | no
        cp        | 2023-06-01    | -            | no
        care      | 2023-06-01    | -            | no
        """,
        "cin_plans": """
        person_id | start_date
        stray     | 2023-06-01
        """,
        "cp_plans": """
        person_id | start_date
        cp        | 2023-07-01
        """,
        "cla_periods": """
        person_id | start_date
        care      | 2023-07-01
        """,
    }
    right("cin_rate", rows, {"numerator": 3}, population=[{"mid_year": 2022, "persons": 10000}])


WORKERS = """
staff_id  | start_date | end_date   | fte | role          | is_social_worker | is_agency
left      | 2020-01-01 | 2023-06-01 | 1.0 | social_worker | yes              | no
here      | 2020-01-01 | -          | 0.5 | social_worker | yes              | no
new       | 2023-12-01 | -          | 1.5 | social_worker | yes              | no
agency    | 2020-01-01 | -          | 1.0 | social_worker | yes              | yes
ag left   | 2020-01-01 | 2023-06-01 | 1.0 | social_worker | yes              | yes
"""


def test_trap_12_turnover_is_over_those_in_post_at_the_end_without_agency() -> None:
    rows = {"workforce_spells": WORKERS}
    right("sw_turnover_12m_pct", rows, {"numerator": 1.0, "denominator": 2.0, "value": 50.0})
    right("agency_rate_pct", rows, {"numerator": 1.0, "denominator": 3.0})


def test_trap_13_people_at_hubs_are_counted_again_and_not_added() -> None:
    rows = {
        "hubs": """
        hub_id | name  | locality_id
        H1     | First | central
        H2     | Other | west
        """,
        "family_hub_attendance": """
        attendee_id | hub_id | attended_on
        one         | H1     | 2023-11-02
        one         | H1     | 2023-12-02
        one         | H2     | 2023-12-03
        two         | H2     | 2023-12-03
        """,
    }
    expect = {
        "2023-11": {"value": 1},
        "2023-12": [{"value": 2}, {"breakdown": "hub", "group": "H1", "value": 1},
                    {"breakdown": "hub", "group": "H2", "value": 2}],
        "FY2023-24Q3": {"value": 2},
    }  # fmt: skip
    assert differences("hub_individuals", rows, expect) == []
