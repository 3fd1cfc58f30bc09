"""Truths of reviews and of leaving care: both sides of boundaries of the readings."""

from __future__ import annotations

from tests.sample.hand import council, share

Row = dict[str, object]


def _care(person: str, start: str, end: str | None = None, **more: object) -> Row:
    return {"person_id": person, "start_date": start, "end_date": end, **more}


def test_reviews_within_20_working_days_then_3_months() -> None:
    made = council(
        cla_periods=[
            _care("in time", "2023-11-03"),
            _care("late", "2023-11-03"),
            _care("too new", "2023-11-29"),
            _care("second due", "2023-09-04"),
            _care("overdue", "2023-09-04"),
        ],
        cla_reviews=[
            {"person_id": "in time", "review_date": "2023-12-01"},
            {"person_id": "late", "review_date": "2023-12-04"},
            {"person_id": "second due", "review_date": "2023-09-30"},
            {"person_id": "overdue", "review_date": "2023-09-29"},
        ],
    )
    assert share(made, "cla_reviews_in_time_pct") == (2, 4)


def test_care_leavers_by_age_and_those_whose_care_went_elsewhere() -> None:
    born = {"A": "2004-12-31", "B": "2005-01-01", "C": "2003-05-05", "D": "2003-05-05"}
    status = {"status_date": "2023-12-01", "eligibility": "former_relevant", "activity": "F2"}
    made = council(
        persons=[{"person_id": person, "dob": day} for person, day in born.items()],
        cla_periods=[_care("C", "2018-01-01", "2020-06-01", end_reason="E3")],
        care_leavers=[
            *({"person_id": person, "in_touch": "YES", **status} for person in "ABC"),
            {"person_id": "D", "in_touch": "DIED", **status},
        ],
    )
    assert share(made, "care_leavers_in_touch_pct") == (1, 1)
    assert share(made, "care_leavers_in_touch_pct__aged_17_18") == (1, 1)
    assert share(made, "care_leavers_eet_pct") == (1, 1)


def test_a_pathway_plan_of_six_months_ago_is_out_of_date() -> None:
    days = {"A": "2023-07-01", "B": "2023-06-30"}
    made = council(
        persons=[{"person_id": person, "dob": "2004-05-05"} for person in days],
        care_leavers=[
            {
                "person_id": person,
                "status_date": "2023-12-31",
                "eligibility": "former_relevant",
                "pathway_plan_date": day,
            }
            for person, day in days.items()
        ],
    )
    assert share(made, "pathway_plan_in_date_pct") == (1, 2)
