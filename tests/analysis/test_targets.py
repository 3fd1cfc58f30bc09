from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.analysis.targets import Rating, rate, target_in_force
from goldenthread.model.result import Result
from goldenthread.model.strategy import Target
from tests.analysis.build import measure, result, share, target

HIGHER = measure(polarity="higher")


@pytest.mark.parametrize(
    ("polarity", "value", "margin", "rating"),
    [
        ("higher", 90.0, None, Rating.MET),
        ("higher", 89.9, None, Rating.MISSED),
        ("higher", 89.9, 5, Rating.NEAR),
        ("higher", 85.0, 5, Rating.NEAR),
        ("higher", 84.9, 5, Rating.MISSED),
        ("lower", 90.0, None, Rating.MET),
        ("lower", 90.1, None, Rating.MISSED),
        ("lower", 95.0, 5, Rating.NEAR),
        ("lower", 95.1, 5, Rating.MISSED),
        ("nearest", 92.0, 2, Rating.MET),
        ("nearest", 87.9, 2, Rating.MISSED),
        ("nearest", 90.0, None, Rating.NOT_RATED),
        ("neutral", 90.0, 2, Rating.NOT_RATED),
    ],
)
def test_ratings_at_their_boundaries(
    polarity: str, value: float, margin: float | None, rating: Rating
) -> None:
    assert rate(measure(polarity=polarity), result(value), target(90, margin)).rating is rating


def test_the_unrounded_value_is_rated() -> None:
    missed = rate(HIGHER, share(8996, 10000), target(90))
    assert missed.rating is Rating.MISSED
    assert missed.distance == pytest.approx(0.04)


@pytest.mark.parametrize(
    ("made", "rating"),
    [
        (share(17, 19), Rating.TOO_FEW),  # 89%; 18 of 19 would meet 90%
        (share(16, 19), Rating.MISSED),  # two cases short
        (share(17, 20), Rating.MISSED),  # one case short of 90%, but 20 are not few
        (share(18, 19), Rating.MET),
    ],
)
def test_too_few_to_tell_when_one_case_would_have_met_it(made: Result, rating: Rating) -> None:
    assert rate(HIGHER, made, target(90)).rating is rating


def test_too_few_to_tell_where_lower_is_better() -> None:
    assert rate(measure(), share(3, 19), target(15)).rating is Rating.TOO_FEW


def test_counts_are_never_too_few() -> None:
    count = measure(form="count", unit="children")
    assert rate(count, result(1, 1), target(0)).rating is Rating.MISSED


def test_what_cannot_be_rated_says_why() -> None:
    assert rate(HIGHER, result(3), None).reason == "no target is set"
    assert rate(HIGHER, None, target(90)).reason == "there is no value to rate"
    assert rate(HIGHER, result(None, reason="no register"), target(90)).reason == "no register"
    assert (
        rate(measure(polarity="neutral"), result(3), target(1)).reason == "neither higher nor lower is better"
    )


def test_the_target_in_force_on_a_day() -> None:
    old = target(85, valid_from=dt.date(2022, 4, 1), valid_to=dt.date(2023, 4, 1))
    new = target(90)
    team = target(95, scope="team=North")
    held: list[Target] = [new, old, team]
    assert target_in_force(held, "m", dt.date(2023, 3, 31)) is old
    assert target_in_force(held, "m", dt.date(2023, 4, 1)) is new
    assert target_in_force(held, "m", dt.date(2023, 4, 1), "team=North") is team
    assert target_in_force(held, "m", dt.date(2022, 3, 31)) is None
    assert target_in_force(held, "other", dt.date(2023, 4, 1)) is None


def test_of_two_in_force_the_later_start_holds() -> None:
    later = target(92, valid_from=dt.date(2023, 9, 1))
    assert target_in_force([later, target(90)], "m", dt.date(2023, 12, 31)) is later
