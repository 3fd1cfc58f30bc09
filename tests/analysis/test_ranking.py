from __future__ import annotations

from goldenthread.analysis.change import change
from goldenthread.analysis.ranking import Reading, misses, year_changes
from goldenthread.analysis.targets import rate
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.strategy import Target
from tests.analysis.build import measure, result, share, target


def reading(card: Measure, now: Result, then: Result | None = None, aim: Target | None = None) -> Reading:
    return Reading(card, now, rate(card, now, aim), change(card, now, then))


def test_misses_by_distance_relative_to_the_target() -> None:
    lower = {"polarity": "lower", "form": "rate", "unit": "per 10,000"}
    small = reading(measure(id="small", **lower), result(12), None, target(10))
    large = reading(measure(id="large", **lower), result(110), None, target(100))
    nought = reading(measure(id="nought", **lower), result(1), None, target(0))
    near = reading(measure(id="near", **lower), result(101), None, target(100, 5))
    met = reading(measure(id="met", **lower), result(9), None, target(10))
    unset = reading(measure(id="unset", **lower), result(9))
    ranked = misses([met, large, unset, near, nought, small])
    assert [each.measure.id for each in ranked] == ["nought", "small", "large", "near"]


def test_changes_are_ranked_in_points_and_in_per_cent_apart() -> None:
    count = {"form": "count", "unit": "referrals"}
    a = reading(measure(id="a"), share(30, 100), share(20, 100))
    b = reading(measure(id="b"), share(10, 100), share(50, 100))
    c = reading(measure(id="c", **count), result(300), result(200))
    d = reading(measure(id="d", **count), result(90), result(300))
    found = year_changes([a, b, c, d])
    assert [each.measure.id for each in found.in_points] == ["b", "a"]
    assert [each.measure.id for each in found.in_per_cent] == ["d", "c"]


def test_what_is_left_out_of_the_ranking() -> None:
    same = reading(measure(id="same"), share(30, 100), share(30, 100))
    absent = reading(measure(id="absent"), share(30, 100), result(None))
    missing = reading(measure(id="missing"), share(30, 100), None)
    net = reading(measure(id="net", form="difference", unit="plans"), result(30), result(-40))
    found = year_changes([same, absent, missing, net])
    assert (found.in_points, found.in_per_cent) == ((), ())


def test_few_in_either_year_are_listed_apart() -> None:
    count = {"form": "count", "unit": "children"}
    few_now = reading(measure(id="now", **count), result(4), result(40))
    few_then = reading(measure(id="then"), share(30, 100), share(9, 19))
    rate_few = reading(measure(id="rate", form="rate", unit="per 10,000"), result(1.8, 9, 49_978),
                       result(2.6, 13, 49_978))  # fmt: skip
    found = year_changes([few_now, few_then, rate_few])
    assert [each.measure.id for each in found.few] == ["now", "then", "rate"]
    assert (found.in_points, found.in_per_cent) == ((), ())
