"""Figures of longer periods: of the period's own rows, counted again; never the sum or mean of its months."""

from __future__ import annotations

from tests.support.from_rows import differences

REFERRALS = """
person_id | referral_date
a         | 2022-12-31
b         | 2023-01-01
c         | 2023-03-31
d         | 2023-04-01
e         | 2023-09-30
f         | 2023-10-01
g         | 2023-12-31
h         | 2024-01-01
i         | 2024-03-31
j         | 2024-04-01
"""
CARE = """
person_id | start_date | end_date
twice     | 2023-04-03 | 2023-05-01
twice     | 2023-10-02 | 2023-11-01
twice     | 2023-12-04 | -
once      | 2023-11-06 | 2023-12-15
before    | 2023-03-31 | 2023-12-20
"""


def check(measure: str, table: str, rows: str, expect: dict[str, object]) -> None:
    assert differences(measure, {table: rows}, expect) == []


def test_a_month_a_quarter_and_years_hold_both_their_end_days() -> None:
    counts = {
        "2023-12": 1,
        "FY2023-24Q3": 2,
        "FYTD2023-12": 4,
        "FY2023-24": 6,
        "CY2023": 6,
        "R12-2023-12": 6,
        "R12-2023-11": 6,
        "R12-2024-03": 6,
    }
    check("referrals_received", "referrals", REFERRALS, {label: {"value": n} for label, n in counts.items()})


def test_a_financial_year_to_date_ends_with_its_month_and_in_april_is_that_month() -> None:
    check(
        "referrals_received",
        "referrals",
        REFERRALS,
        {"FYTD2023-04": {"value": 1}, "2023-04": {"value": 1}, "FYTD2023-03": {"value": 3}},
    )


def test_children_who_start_care_count_once_in_a_quarter_and_once_in_a_year() -> None:
    """The sum of the months would be 3 in the quarter and 4 in the year to date."""
    check(
        "cla_started",
        "cla_periods",
        CARE,
        {
            "2023-10": {"value": 1},
            "2023-11": {"value": 1},
            "2023-12": {"value": 1},
            "FY2023-24Q3": {"value": 2},
            "FYTD2023-12": {"value": 2},
            "FY2023-24": {"value": 2},
            "CY2023": {"value": 3},
            "R12-2023-12": {"value": 3},
        },
    )


def test_children_who_cease_care_count_once_in_a_year() -> None:
    check(
        "cla_ceased",
        "cla_periods",
        CARE,
        {
            "2023-05": {"value": 1},
            "2023-11": {"value": 1},
            "FY2023-24": {"value": 3},
            "FY2023-24Q3": {"value": 3},
        },
    )


def test_people_at_hubs_count_once_in_a_quarter() -> None:
    rows = """
    attendee_id | hub_id | attended_on
    one         | H1     | 2023-10-02
    one         | H1     | 2023-11-02
    two         | H1     | 2023-12-02
    """
    expect = {
        "2023-10": {"value": 1},
        "2023-11": {"value": 1},
        "2023-12": {"value": 1},
        "FY2023-24Q3": {"value": 2},
    }
    check("hub_individuals", "family_hub_attendance", rows, expect)


def test_a_stock_of_a_longer_period_is_that_of_its_last_day() -> None:
    rows = """
    person_id | start_date | end_date
    all       | 2023-01-01 | -
    early     | 2023-10-02 | 2023-12-31
    brief     | 2023-11-01 | 2023-11-20
    """
    expect = {
        "2023-10": {"value": 2},
        "2023-11": {"value": 2},
        "2023-12": {"value": 1},
        "FY2023-24Q3": {"value": 1},
        "FYTD2023-12": {"value": 1},
        "CY2023": {"value": 1},
        "R12-2023-12": {"value": 1},
    }
    check("cp_plans_open", "cp_plans", rows, expect)


def test_a_percentage_of_a_quarter_is_over_the_quarter_and_not_the_mean_of_its_months() -> None:
    rows = """
    person_id | start_date | authorised_date
    a         | 2023-10-02 | 2023-10-20
    b         | 2023-06-01 | 2023-11-20
    c         | 2023-06-01 | 2023-11-20
    d         | 2023-06-01 | 2023-11-20
    """
    expect = {
        "2023-10": {"numerator": 1, "denominator": 1, "value": 100.0},
        "2023-11": {"numerator": 0, "denominator": 3, "value": 0.0},
        "FY2023-24Q3": {"numerator": 1, "denominator": 4, "value": 25.0},
    }
    check("assessments_45wd_pct", "assessments", rows, expect)


def test_a_rate_is_of_the_period_itself() -> None:
    expect = {
        "2023-12": {"numerator": 1, "denominator": 10000, "value": 1.0},
        "FY2023-24": {"numerator": 6, "denominator": 10000, "value": 6.0},
    }
    population = [{"mid_year": 2022, "persons": 10000}]
    assert differences("referrals_rate", {"referrals": REFERRALS}, expect, population=population) == []


def test_children_at_a_stage_count_once_in_a_quarter() -> None:
    rows = """
    person_id | contact_date
    a         | 2023-10-02
    a         | 2023-11-02
    b         | 2023-12-02
    c         | 2023-12-03
    d         | 2023-12-03
    e         | 2023-12-03
    """
    expect = {
        "2023-12": {"breakdown": "stage", "group": "contact", "status": "confidential"},
        "FY2023-24Q3": {
            "breakdown": "stage",
            "group": "contact",
            "numerator": 5,
            "denominator": 5,
            "value": 1.0,
        },
    }
    population = [{"mid_year": 2022, "persons": 1000}]
    assert differences("representation_index", {"contacts": rows}, expect, population=population) == []
