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


def test_trap_2_the_24_months_run_from_the_end_of_the_old_plan() -> None:
    """Not from its start: a long plan that ended last year is one to repeat."""
    rows = """
    person_id | cp_plan_id | start_date | end_date   | is_ola
    long      | a1         | 2019-06-01 | 2022-06-01 | no
    long      | a2         | 2023-12-05 | -          | no
    longer    | b1         | 2018-01-01 | 2021-12-06 | no
    longer    | b2         | 2023-12-05 | -          | no
    short     | c1         | 2022-01-01 | 2022-06-01 | no
    short     | c2         | 2023-12-05 | -          | no
    ago       | d1         | 2021-01-01 | 2021-12-05 | no
    ago       | d2         | 2023-12-05 | -          | no
    """
    right("repeat_cp_24m_pct", {"cp_plans": rows}, {"numerator": 3, "denominator": 4, "value": 75.0})


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


def test_trap_4_first_core_groups_are_placed_by_the_day_they_are_due() -> None:
    """Plans of November are due in December; those of late December, also when held in it, in January."""
    plans = """
    person_id | cp_plan_id | start_date
    held      | a1         | 2023-11-24
    not held  | b1         | 2023-11-24
    begun     | c1         | 2023-12-20
    begun too | d1         | 2023-12-20
    """
    groups = """
    person_id | cp_plan_id | held_date
    held      | a1         | 2023-11-30
    begun     | c1         | 2023-12-22
    begun too | d1         | 2023-12-22
    """
    rows = {"cp_plans": plans, "core_groups": groups}
    right("core_group_first_10wd_pct", rows, {"numerator": 1, "denominator": 2, "value": 50.0})


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
    assert shipped_measures()["icpc_15wd_pct"].benchmarks == ()  # the published one has every conference


def test_trap_6_only_the_variant_of_every_conference_stands_beside_the_published_series() -> None:
    """Its base has every conference; its clock is the enquiry's, and of transfers in alone the referral's."""
    rows = {
        "referrals": """
        person_id | referral_id | referral_date
        ann       | r1          | 2023-11-01
        ben       | r2          | 2023-12-01
        cal       | r3          | 2023-12-01
        eli       | r4          | 2023-12-01
        """,
        "s47_enquiries": """
        person_id | s47_id | referral_id | start_date
        ann       | e1     | r1          | 2023-12-01
        eli       | e2     | r4          | 2023-11-01
        """,
        "icpcs": """
        person_id | s47_id | conference_date | is_transfer_in
        ann       | e1     | 2023-12-05      | no
        ben       | -      | 2023-12-05      | yes
        cal       | -      | 2023-12-05      | no
        dot       | -      | 2023-12-05      | no
        eli       | e2     | 2023-12-05      | no
        """,
    }
    right("icpc_15wd_pct__all", rows, {"numerator": 2, "denominator": 5, "value": 40.0})
    right("icpc_15wd_pct", rows, {"numerator": 1, "denominator": 2, "value": 50.0})
    assert shipped_measures()["icpc_15wd_pct__all"].benchmarks == ("LAIT:CP_conf_15days",)


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


def test_trap_8_another_status_or_adoption_by_the_carer_does_not_end_the_time_with_the_carer() -> None:
    """A new episode or label with the same carer breaks nothing; another carer of the same kind does."""
    rows = {
        "persons": """
        person_id | dob
        label     | 2015-05-05
        status    | 2015-05-05
        both      | 2015-05-05
        adopted   | 2015-05-05
        new home  | 2015-05-05
        """,
        "cla_periods": """
        person_id | start_date
        label     | 2020-01-01
        status    | 2020-01-01
        both      | 2020-01-01
        adopted   | 2020-01-01
        new home  | 2020-01-01
        """,
        "cla_episodes": """
        person_id | episode_id | placement_id | start_date | end_date   | start_reason | legal_status
        label     | a1         | p1           | 2020-01-01 | 2023-05-01 | S            | C2
        label     | a2         | p2           | 2023-05-01 | -          | T            | C2
        status    | b1         | p3           | 2020-01-01 | 2023-05-01 | S            | C1
        status    | b2         | p3           | 2023-05-01 | -          | L            | C2
        both      | c1         | p4           | 2020-01-01 | 2023-05-01 | S            | C1
        both      | c2         | p5           | 2023-05-01 | -          | U            | C2
        adopted   | d1         | p6           | 2020-01-01 | 2023-05-01 | S            | C2
        adopted   | d2         | p7           | 2023-05-01 | -          | T            | E1
        new home  | e1         | p8           | 2020-01-01 | 2023-05-01 | S            | C2
        new home  | e2         | p9           | 2023-05-01 | -          | P            | C2
        """,
        "placements": """
        person_id | placement_id | carer_spell_id | start_date | end_date   | place
        label     | p1           | a              | 2020-01-01 | 2023-05-01 | U6
        label     | p2           | a              | 2023-05-01 | -          | U4
        status    | p3           | b              | 2020-01-01 | -          | U6
        both      | p4           | c              | 2020-01-01 | 2023-05-01 | U3
        both      | p5           | c              | 2023-05-01 | -          | U1
        adopted   | p6           | d              | 2020-01-01 | 2023-05-01 | U6
        adopted   | p7           | d              | 2023-05-01 | -          | A3
        new home  | p8           | e1             | 2020-01-01 | 2023-05-01 | U6
        new home  | p9           | e2             | 2023-05-01 | -          | U6
        """,
    }
    right("placement_longterm_pct", rows, {"numerator": 4, "denominator": 5, "value": 80.0})


def test_trap_8_adopters_bring_the_time_with_the_carer_just_before() -> None:
    """Only adopters who were not the carers, and only the carer just before them."""
    rows = {
        "persons": """
        person_id | dob
        adopters  | 2019-05-05
        two ago   | 2019-05-05
        foster    | 2019-05-05
        by carer  | 2019-05-05
        """,
        "cla_periods": """
        person_id | start_date
        adopters  | 2020-01-01
        two ago   | 2020-01-01
        foster    | 2020-01-01
        by carer  | 2020-01-01
        """,
        "placements": """
        person_id | placement_id | carer_spell_id | start_date | end_date   | place
        adopters  | a1           | a1             | 2020-01-01 | 2023-06-01 | U6
        adopters  | a2           | a2             | 2023-06-01 | -          | A6
        two ago   | b1           | b1             | 2020-01-01 | 2022-06-01 | U6
        two ago   | b2           | b2             | 2022-06-01 | 2023-06-01 | U6
        two ago   | b3           | b3             | 2023-06-01 | -          | A6
        foster    | c1           | c1             | 2020-01-01 | 2023-06-01 | U6
        foster    | c2           | c2             | 2023-06-01 | -          | U4
        by carer  | d1           | d1             | 2020-01-01 | 2022-06-01 | U6
        by carer  | d2           | d2             | 2022-06-01 | 2023-06-01 | U6
        by carer  | d3           | d2             | 2023-06-01 | -          | A5
        """,
    }
    right("placement_longterm_pct", rows, {"numerator": 1, "denominator": 4, "value": 25.0})


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


LEAVERS = {
    "persons": """
    person_id   | dob
    well        | 2003-05-05
    bed         | 2003-05-05
    not         | 2003-05-05
    refuses     | 2003-05-05
    needs none  | 2003-05-05
    not told    | 2003-05-05
    died        | 2003-05-05
    home        | 2003-05-05
    transferred | 2003-05-05
    abroad      | 2003-05-05
    deported    | 2003-05-05
    not known   | 2003-05-05
    """,
    "cla_periods": """
    person_id   | start_date | end_date   | end_reason
    transferred | 2018-01-01 | 2020-06-01 | E3
    well        | 2018-01-01 | 2021-05-05 | E5
    """,
    "care_leavers": """
    person_id   | status_date | eligibility     | in_touch | accommodation | accommodation_suitable | activity
    well        | 2023-12-01  | former_relevant | YES      | U             | yes                    | F1
    bed         | 2023-12-01  | former_relevant | YES      | W             | no                     | G4
    not         | 2023-12-01  | former_relevant | NO       | 0             | -                      | 0
    refuses     | 2023-12-01  | former_relevant | REFU     | 0             | -                      | 0
    needs none  | 2023-12-01  | former_relevant | NREQ     | 0             | -                      | 0
    not told    | 2023-12-01  | former_relevant | -        | -             | -                      | -
    died        | 2023-12-01  | former_relevant | DIED     | U             | yes                    | F1
    home        | 2023-12-01  | former_relevant | RHOM     | B             | yes                    | F1
    transferred | 2023-12-01  | former_relevant | YES      | U             | yes                    | F1
    abroad      | 2023-12-01  | former_relevant | YES      | G             | yes                    | F2
    deported    | 2023-12-01  | former_relevant | NO       | H             | no                     | G4
    not known   | 2023-12-01  | former_relevant | YES      | R             | yes                    | F2
    """,
}


def test_trap_14_care_leavers_not_in_touch_stay_in_the_denominator() -> None:
    """Out are those who died, went home, or whose care was transferred."""
    right("care_leavers_in_touch_pct", LEAVERS, {"numerator": 4, "denominator": 9, "value": 44.44})


def test_trap_14_those_not_in_touch_are_not_in_a_suitable_home_and_those_abroad_are_out() -> None:
    """Abroad, deported and home not known: out of this measure, not of education and work."""
    expect = {"numerator": 1, "denominator": 6, "value": 16.67}
    right("care_leavers_suitable_accom_pct", LEAVERS, expect)
    right("care_leavers_eet_pct", LEAVERS, {"numerator": 3, "denominator": 9, "value": 33.33})


def test_trap_15_children_whose_distance_is_not_known_stay_in_the_denominator() -> None:
    """They are shown beside the figure: over the known distances alone it is a variant."""
    rows = {
        "cla_periods": """
        person_id | start_date
        far       | 2023-02-01
        near      | 2023-02-01
        not said  | 2023-02-01
        not found | 2023-02-01
        no place  | 2023-02-01
        """,
        "placements": """
        person_id | placement_id | start_date | place | distance_miles | is_outside_authority
        far       | a1           | 2023-02-01 | U6    | 20.1           | yes
        near      | b1           | 2023-02-01 | U6    | 3.0            | yes
        not said  | c1           | 2023-02-01 | U6    | -              | yes
        not found | d1           | 2023-02-01 | U6    | 999.9          | yes
        """,
    }
    right("placed_20_miles_pct", rows, {"numerator": 1, "denominator": 5, "value": 20.0})
    right("placed_20_miles_pct__known", rows, {"numerator": 1, "denominator": 2, "value": 50.0})


def test_trap_16_order_to_match_is_of_children_adopted_and_0_when_matched_before_the_order() -> None:
    """A match of the year that is no adoption yet counts only in the variant."""
    rows = """
    person_id | placement_order_date | matched_date | placed_date | order_date | order_type
    adopted   | 2022-01-01           | 2022-02-10   | 2022-04-01  | 2023-06-01 | adoption
    before    | 2022-01-01           | 2021-09-23   | 2022-04-01  | 2023-06-01 | adoption
    matched   | 2023-05-01           | 2023-08-09   | 2023-09-01  | -          | -
    """
    right(
        "adoption_order_to_match_days",
        {"permanence": rows},
        {"numerator": 40, "denominator": 2, "value": 20.0},
    )
    right("adoption_order_to_match_days__matched", {"permanence": rows}, {"numerator": 100, "denominator": 1})


def test_trap_17_3_months_are_not_the_longest_gap_between_visits() -> None:
    """By agreement 6 months, in long-term fostering of a year or more alone."""
    rows = {
        "cla_periods": """
        person_id  | start_date
        five       | 2020-01-01
        seven      | 2020-01-01
        not a year | 2020-01-01
        home       | 2020-01-01
        short-term | 2020-01-01
        three      | 2020-01-01
        """,
        "placements": """
        person_id  | placement_id | carer_spell_id | start_date | place | intended_to_18
        five       | p1           | c1             | 2022-01-01 | U4    | -
        seven      | p2           | c2             | 2022-01-01 | U4    | -
        not a year | p3           | c3             | 2023-03-01 | U4    | -
        home       | p4           | c4             | 2022-01-01 | K2    | yes
        short-term | p5           | c5             | 2022-01-01 | U6    | no
        three      | p6           | c6             | 2022-01-01 | U1    | -
        """,
        "visits": """
        person_id  | visit_id | visit_date | visit_type | child_seen
        five       | v1       | 2023-07-31 | cla        | yes
        seven      | v2       | 2023-05-31 | cla        | yes
        not a year | v3       | 2023-07-31 | cla        | yes
        home       | v4       | 2023-07-31 | cla        | yes
        short-term | v5       | 2023-07-31 | cla        | yes
        three      | v6       | 2023-10-10 | cla        | yes
        """,
    }
    agreed = {"cla_visit_lt_agreed": 1}
    right("cla_visits_in_date_pct", rows, {"numerator": 2, "denominator": 6}, parameters=agreed)
    right("cla_visits_in_date_pct", rows, {"numerator": 1, "denominator": 6})
