"""Truths of the path from contact to assessment: both sides of each boundary of the readings."""

from __future__ import annotations

import pytest

from tests.sample.hand import council, figures, lines

DOB = "2012-01-01"
PEOPLE = [
    {"mid_year": 2022, "locality_id": "ALL", "age_from": low, "age_to": high, "sex": sex, "ethnicity": "ALL",
     "persons": count}
    for low, high, count in ((0, 0, 50), (1, 4, 200), (5, 9, 250), (10, 15, 300), (16, 17, 200))
    for sex in "MF"
]  # fmt: skip


def test_what_follows_a_contact_in_its_days() -> None:
    made = council(
        contacts=[
            {"person_id": name, "contact_date": "2023-11-01", "outcome": outcome, "source": "6"}
            for name, outcome in (("in", None), ("late", None), ("said", "new_referral"), ("no", "advice"))
        ],
        early_help_assessments=[
            {"person_id": "in", "start_date": "2023-11-29"},
            {"person_id": "late", "start_date": "2023-11-30"},
        ],
        referrals=[
            {"person_id": "in", "referral_id": "1", "referral_date": "2023-11-08"},
            {"person_id": "late", "referral_id": "2", "referral_date": "2023-11-09"},
            {"person_id": "no", "referral_id": "3", "referral_date": "2023-11-01"},
        ],
        assessments=[
            {"person_id": "in", "referral_id": "1", "start_date": "2023-11-22"},
            {"person_id": "no", "referral_id": "3", "start_date": "2023-11-01"},
        ],
    )
    found = lines(made, "funnel_conversion_pct", "2023-11")
    assert found["stage", "early_help"] == (1, 4, 25)
    assert found["stage", "referral"] == (2, 4, 50)
    assert found["stage", "assessment"] == (1, 4, 25)


def test_an_assessment_too_late_or_of_another_referral_is_not_of_the_contact() -> None:
    made = council(
        contacts=[{"person_id": name, "contact_date": "2023-11-01"} for name in ("late", "other", "none")],
        referrals=[
            {"person_id": name, "referral_id": name, "referral_date": "2023-11-01"}
            for name in ("late", "other", "none")
        ],
        assessments=[
            {"person_id": "late", "referral_id": "late", "start_date": "2023-11-16"},
            {"person_id": "other", "referral_id": "before", "start_date": "2023-11-01"},
            {"person_id": "none", "referral_id": None, "start_date": "2023-11-15"},
        ],
    )
    assert figures(made, "funnel_conversion_pct", "2023-11", "stage", "assessment")[:2] == (1, 3)


def test_a_group_set_against_the_population() -> None:
    people = [{"person_id": f"boy {n}", "dob": DOB, "sex": "M"} for n in range(6)]
    people += [{"person_id": f"girl {n}", "dob": DOB, "sex": "F"} for n in range(4)]
    people += [{"person_id": "adult", "dob": "2000-01-01", "sex": "M"}, {"person_id": "no sex", "dob": DOB}]
    made = council(
        persons=people,
        population=PEOPLE,
        contacts=[{"person_id": row["person_id"], "contact_date": "2023-12-10"} for row in people],
    )
    found = lines(made, "representation_index")
    assert found["stage × sex", "contact × male"] == (6, 10, pytest.approx(1.2))
    assert ("stage × sex", "contact × female") not in found  # fewer than five
    assert found["stage × age_band", "contact × 10-15"] == (11, 11, pytest.approx(1 / 0.3))
    assert found["stage × age_band × sex", "contact × 10-17 × male"] == (6, 10, pytest.approx(0.6 / 0.25))
    rates = lines(made, "relative_rate_index")
    assert rates["stage × sex", "contact × female"] == (4, 10, pytest.approx(4 / 6))
    assert rates["stage × age_band × sex", "contact × 10-15 × male"][2] == pytest.approx(
        (6 / 300) / (4 / 1700)
    )


def test_ethnic_groups_against_white_children() -> None:
    groups = [
        {"mid_year": 2021, "locality_id": "ALL", "age_from": 0, "age_to": 17, "sex": sex, "ethnicity": group,
         "persons": persons}
        for group, persons in {"white": 400, "mixed": 25, "asian": 25, "black": 25, "other": 25}.items()
        for sex in "MF"
    ]  # fmt: skip
    made = council(
        persons=[
            {"person_id": code, "dob": DOB, "ethnicity": code} for code in ("WBRI", "WIRI", "BAFR", "REFU")
        ],
        population=groups,
        referrals=[
            {"person_id": code, "referral_date": "2023-12-10"} for code in ("WBRI", "WIRI", "BAFR", "REFU")
        ],
    )
    found = lines(made, "relative_rate_index__against_white")
    assert found["stage × ethnicity", "referral × black"] == (1, 3, pytest.approx(8))
    assert found["stage × ethnicity", "referral × white"] == (2, 3, 1)
    assert found["stage × ethnicity", "referral × asian"] == (0, 3, 0)
