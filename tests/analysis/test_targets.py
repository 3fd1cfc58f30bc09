from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from goldenthread.analysis.targets import (
    COLOURS,
    SHAPES,
    Course,
    Rating,
    course,
    dated,
    rate,
    target_in_force,
)
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


def test_a_target_holds_on_its_last_day_and_not_after() -> None:
    only = target(90, valid_to=dt.date(2024, 3, 31))
    assert target_in_force([only], "m", dt.date(2024, 3, 31)) is only
    assert target_in_force([only], "m", dt.date(2024, 4, 1)) is None


def test_a_trajectory_runs_straight_from_target_to_target() -> None:
    """From 80 on 1 April 2023 to 90 on 31 March 2024, 365 days on: 80 + 10 × 274 ÷ 365 on 31 December."""
    path = target(80, trajectory="line", amber_margin=5, source="Plan")
    goal = target(90, valid_from=dt.date(2024, 3, 31))
    held = [goal, path, target(50, scope="team=North", valid_from=dt.date(2023, 6, 1))]
    december = target_in_force(held, "m", dt.date(2023, 12, 31))
    assert december is not None
    assert december.value == pytest.approx(80 + 10 * 274 / 365, rel=1e-12)
    assert (december.amber_margin, december.source) == (5, "Plan")
    assert target_in_force(held, "m", dt.date(2023, 4, 1)) == path
    assert target_in_force(held, "m", dt.date(2024, 3, 31)) is goal
    assert target_in_force(held, "m", dt.date(2030, 1, 1)) is goal
    assert target_in_force([path], "m", dt.date(2023, 12, 31)) is path


def test_each_month_is_rated_by_the_target_of_its_day() -> None:
    held = [target(80, trajectory="line"), target(92, valid_from=dt.date(2024, 4, 1))]
    ratings = [
        rate(HIGHER, result(84.0), target_in_force(held, "m", dt.date(2023, month, 28))).rating
        for month in (5, 7, 9, 11)
    ]
    assert ratings == [Rating.MET, Rating.MET, Rating.MISSED, Rating.MISSED]


@pytest.mark.parametrize(
    ("events", "aim", "rating"),
    [
        (19, 18, Rating.TOO_FEW),  # 18 events would have met it
        (19, 17, Rating.MISSED),
        (20, 19, Rating.MISSED),  # 20 are not few
        (18, 18, Rating.MET),
    ],
)
def test_too_few_events_to_tell_of_a_rate(events: float, aim: float, rating: Rating) -> None:
    """Events among 10,000, told per 10,000."""
    rated = rate(measure(form="rate", unit="per 10,000"), result(events, events, 10000), target(aim))
    assert rated.rating is rating


def test_no_target_is_a_rating_and_every_rating_has_a_shape_of_its_own() -> None:
    assert rate(HIGHER, result(3), None).rating is Rating.NO_TARGET
    assert set(SHAPES) == set(Rating)
    told = [SHAPES[each] for each in (Rating.MET, Rating.NEAR, Rating.MISSED, Rating.TOO_FEW)]
    assert len(set(told)) == 4
    assert [COLOURS.get(each) for each in Rating] == ["green", "amber", "red", None, None, None]


def test_a_trajectory_is_the_straight_line_of_numpy() -> None:
    days = [dt.date(2023, 4, 1), dt.date(2023, 10, 1), dt.date(2024, 3, 31)]
    held = [
        target(80, trajectory="line"),
        *(target(v, valid_from=d) for v, d in ((86, days[1]), (90, days[2]))),
    ]
    held[1] = target(86, valid_from=days[1], trajectory="line")
    for number in range(366):
        day = days[0] + dt.timedelta(number)
        found = target_in_force(held, "m", day)
        wanted = np.interp(day.toordinal(), [each.toordinal() for each in days], [80, 86, 90])
        assert found is not None
        assert found.value == pytest.approx(wanted, rel=1e-12)


def test_the_course_of_a_target_is_empty_where_it_was_one_level() -> None:
    days = [dt.date(2023, each, 28) for each in (3, 4, 5)]
    one = Target("m", "all", 20, "", dt.date(2023, 4, 1))
    assert course([one], "m", days) == Course()
    before = replace(one, value=10, valid_from=dt.date(2022, 4, 1))
    assert course([one, before], "m", days) == Course((10, 20, 20), frozenset({1}))
    assert course([one, before], "m", days, "team=a") == course([one, before], "other", days) == Course()
    ended = replace(before, valid_to=dt.date(2023, 3, 1))
    late = replace(one, value=15, valid_from=dt.date(2023, 5, 2))
    assert course([one, ended, late], "m", days) == Course((None, 20, 15), frozenset({2}))


def test_dated_targets_are_those_in_force_since_a_day_and_all_to_come() -> None:
    years = [Target("m", "all", year, "", dt.date(year, 4, 1)) for year in (2020, 2021, 2023, 2025)]
    said = dated(reversed(years), "m", dt.date(2022, 1, 31))
    assert [each.value for each in said] == [2021, 2023, 2025]
    assert dated(years, "m", dt.date(2019, 1, 1)) == tuple(years)
    over = replace(years[1], valid_to=dt.date(2021, 12, 31))
    assert [each.value for each in dated([over, years[2]], "m", dt.date(2022, 1, 31))] == [2023]
