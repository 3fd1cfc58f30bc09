"""The patterns that are more than chance, within one stretch of a chart.

A gap breaks them all: points either side of a month without a figure are no neighbours. A point on the centre
line is on neither side and ends a run; two equal points end a trend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from goldenthread.analysis.spc.limits import Line
from goldenthread.analysis.spc.records import Side, Signal
from goldenthread.analysis.spc.rules import Rule, RuleSet

ALIKE = 1e-9
"""Values nearer than this share of their size are one value: arithmetic alone tells them apart."""

Judged = tuple[float, Line] | None
"""A value with its line; None for a gap."""

Way = int
"""1 for high or rising, -1 for low or falling, 0 for neither."""


def signals(points: Sequence[Judged], rules: RuleSet) -> list[tuple[Signal, ...]]:
    """The signals of each point."""
    by_rule = {
        Rule.OUTSIDE: [_outside(point) for point in points],
        Rule.NEAR: _near(points) if rules.near else [0] * len(points),
        Rule.RUN: _runs([_side_of(point) for point in points], rules.run),
        Rule.TREND: _trends(points, rules),
    }
    return [
        tuple(Signal(rule, side(ways[place])) for rule, ways in by_rule.items() if ways[place])
        for place in range(len(points))
    ]


def side(way: Way) -> Side:
    """A way in words."""
    return "high" if way > 0 else "low"


def _runs(ways: Sequence[Way], length: int) -> list[Way]:
    """Each place of a run of at least `length` equal ways, by its way."""
    found = [0] * len(ways)
    for start, end in _stretches(ways):
        if end - start >= length:
            found[start:end] = [ways[start]] * (end - start)
    return found


def _trends(points: Sequence[Judged], rules: RuleSet) -> list[Way]:
    """Each point of a rise or fall through enough points, the first of them too.

    A turning point belongs to the trend that led to it.
    """
    steps = [_sign(b[0], a[0]) if a is not None and b is not None else 0 for a, b in pairwise(points)]
    found = [0] * len(points)
    for start, end in _stretches(steps):
        if end - start >= rules.trend - 1:
            found[start] = found[start] or steps[start]
            found[start + 1 : end + 1] = [steps[start]] * (end - start)
    if rules.trend_side == "mean":
        return [_side_of(point) if way else 0 for way, point in zip(found, points, strict=True)]
    return found


def _near(points: Sequence[Judged]) -> list[Way]:
    """Points near a limit of which two lie among three neighbours on one side of the centre.

    Near is beyond two thirds of the way and within the limits: a point outside is a signal of its own.
    """
    sides = [_side_of(point) for point in points]
    close = [_is_near(point) for point in points]
    found = [0] * len(points)
    for start in range(len(points) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[place] for place in three)) == 3 and sum(close[place] for place in three) >= 2:
            for place in three:
                found[place] = sides[place] if close[place] else found[place]
    return found


def _stretches(ways: Sequence[Way]) -> Iterator[tuple[int, int]]:
    """Where equal ways follow one another: first place, and the place after the last."""
    start = 0
    for place in range(1, len(ways) + 1):
        if place == len(ways) or ways[place] != ways[start]:
            if ways[start]:
                yield start, place
            start = place


def _side_of(point: Judged) -> Way:
    return 0 if point is None else _sign(point[0], point[1].centre, _width(point[1]))


def _outside(point: Judged) -> Way:
    return 0 if point is None else _beyond(point[0], (point[1].lower, point[1].upper), point[1])


def _is_near(point: Judged) -> bool:
    if point is None or point[1].near is None or _outside(point):
        return False
    return _beyond(point[0], point[1].near, point[1]) != 0


def _beyond(value: float, limits: tuple[float, float], line: Line) -> Way:
    """Which of a lower and an upper limit a value lies beyond, if any."""
    lower, upper = limits
    if _sign(value, upper, _width(line)) > 0:
        return 1
    return -1 if _sign(value, lower, _width(line)) < 0 else 0


def _width(line: Line) -> float:
    return line.upper - line.lower


def _sign(value: float, other: float, width: float = 0) -> Way:
    """Which of two is larger, unless they lie as near as arithmetic leaves them: beside themselves, or beside
    the width of the limits where both are near nought."""
    if abs(value - other) <= ALIKE * max(abs(value), abs(other), width):
        return 0
    return 1 if value > other else -1
