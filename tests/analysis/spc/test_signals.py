"""Each rule at its boundaries: the cases of NHSRplotthedots' tests, and those of gaps and ties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.analysis.spc.limits import Line, even
from goldenthread.analysis.spc.rules import NHS_ENGLAND, Rule, RuleSet
from goldenthread.analysis.spc.signals import Judged, signals

LINE = even(0.0, 1.0)
SIX = RuleSet("six", run=6, trend=6)


def marked(
    numbers: list[float | None], rule: Rule, rules: RuleSet = NHS_ENGLAND, line: Line = LINE
) -> list[int]:
    """1 where the rule holds high or rising, -1 where low or falling, 0 elsewhere."""
    points: list[Judged] = [None if number is None else (number, line) for number in numbers]
    found = []
    for told in signals(points, rules):
        sides = [1 if signal.side == "high" else -1 for signal in told if signal.rule is rule]
        assert len(sides) <= 1
        found.append(sum(sides))
    return found


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1] * 6, [0] * 6),
        ([1] * 6 + [-1], [0] * 7),
        ([1] * 8 + [-1], [1] * 8 + [0]),
        ([-1] * 8 + [1], [-1] * 8 + [0]),
        ([-1] + [1] * 8 + [-1], [0] + [1] * 8 + [0]),
        ([1] * 3 + [0] + [1] * 4, [0] * 8),  # on the line is on neither side
        ([1] * 4 + [None] + [1] * 4, [0] * 9),  # across a gap there is no run
        ([1] * 7 + [None] + [1], [1] * 7 + [0, 0]),
        ([], []),
    ],
)
def test_a_run_on_one_side(numbers: list[float | None], expected: list[int]) -> None:
    assert marked(numbers, Rule.RUN) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4, 5, 6], [0] * 6),
        ([1, 2, 3, 3, 4, 5, 6], [0] * 7),  # two equal points end it
        ([1, 2, 3, 4, 5, 6, 7], [1] * 7),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [0] + [1] * 7 + [0]),
        ([7, 6, 5, 4, 3, 2, 1], [-1] * 7),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [0] + [-1] * 7 + [0]),
        ([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], [1] * 7 + [-1] * 6),  # the top belongs to the rise
        ([1, 2, 3, None, 4, 5, 6, 7], [0] * 8),
        ([1, 2, 3, 4, 5, 6, 7, None], [1] * 7 + [0]),
    ],
)
def test_a_trend(numbers: list[float | None], expected: list[int]) -> None:
    assert marked(numbers, Rule.TREND) == expected


def test_six_points_are_enough_by_the_rule_set_of_six() -> None:
    assert marked([1] * 6, Rule.RUN, SIX) == [1] * 6
    assert marked([1] * 5, Rule.RUN, SIX) == [0] * 5
    assert marked([1, 2, 3, 4, 5, 6], Rule.TREND, SIX) == [1] * 6
    assert marked([1, 2, 3, 4, 5], Rule.TREND, SIX) == [0] * 5


def test_a_trend_takes_the_side_of_the_mean_where_the_rule_set_says_so() -> None:
    rising = [-3.0, -2.5, -2, -1.5, -1, -0.5, 0, 0.5]
    assert marked(rising, Rule.TREND) == [1] * 8
    by_mean = replace(NHS_ENGLAND, trend_side="mean")
    assert marked(rising, Rule.TREND, by_mean) == [-1] * 6 + [0, 1]


FAR, NEAR, IN = 3.5, 2.5, 0.5


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([NEAR, IN, NEAR], [1, 0, 1]),
        ([IN, NEAR, NEAR], [0, 1, 1]),
        ([NEAR, NEAR, IN], [1, 1, 0]),
        ([NEAR, IN, IN, NEAR], [0] * 4),
        ([NEAR, IN, IN, NEAR, NEAR], [0, 0, 0, 1, 1]),
        ([NEAR, -IN, NEAR], [0] * 3),  # the third lies on the other side
        ([NEAR, -NEAR, IN], [0] * 3),
        ([-NEAR, -IN, -NEAR], [-1, 0, -1]),
        ([FAR, NEAR, IN], [0] * 3),  # one is outside, which is a signal of its own
        ([FAR, NEAR, NEAR], [0, 1, 1]),
        ([NEAR, None, NEAR], [0] * 3),
        ([NEAR, NEAR], [0] * 2),
        ([2.0, 2.0, 2.0], [0] * 3),  # at two thirds of the way is not beyond
    ],
)
def test_two_of_three_near_a_limit(numbers: list[float | None], expected: list[int]) -> None:
    assert marked(numbers, Rule.NEAR) == expected


def test_a_rule_set_may_leave_two_of_three_out() -> None:
    assert marked([NEAR, IN, NEAR], Rule.NEAR, replace(NHS_ENGLAND, near=False)) == [0] * 3


def test_near_says_nothing_where_limits_are_not_alike_each_way() -> None:
    assert marked([NEAR, IN, NEAR], Rule.NEAR, line=Line(0, -3, 3)) == [0] * 3


def test_outside_is_beyond_a_limit_and_not_on_it() -> None:
    assert marked([3.0, 3.0001, -3.0, -3.0001, None], Rule.OUTSIDE) == [0, 1, 0, -1, 0]


def test_values_that_arithmetic_alone_tells_apart_are_one() -> None:
    """0.1 + 0.2 is not 0.3, and still no trend, no run and no point outside."""
    assert marked([0.0] * 8, Rule.RUN, line=even(2.7e-17, 1.0)) == [0] * 8
    same = [0.1 + 0.2, 0.3] * 5
    level = Line(0.3, 0.3, 0.3)
    for rule in Rule:
        assert marked(list(same), rule, line=level) == [0] * 10


def test_a_point_may_be_part_of_several_patterns() -> None:
    told = signals([(1 + n / 10, LINE) for n in range(7)], NHS_ENGLAND)
    assert {signal.rule for signal in told[3]} == {Rule.RUN, Rule.TREND}
