"""The run or trend that the latest point of a chart is part of: how long it is, and whether it is news."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from goldenthread.analysis.spc import Chart, Rule
from goldenthread.analysis.spc.signals import ALIKE

NEWS = 12
"""A run or trend that began more points ago than this is no news; a run asks for a decision to rebase."""

BEYOND = {Rule.OUTSIDE: {Rule.OUTSIDE}, Rule.NEAR: {Rule.OUTSIDE, Rule.NEAR}}
"""For each rule of single points, the rules by which a point is as far from the centre or farther."""


def old_signals(chart: Chart) -> set[Rule]:
    """The rules of the latest point that say no more than that a run or trend of long ago goes on.

    A point beyond the limits, or near them, is one of them where half of such a run lay there already: then
    the limits were made from both levels, and lie between them.
    """
    run, trend = run_length(chart), abs(trend_steps(chart)) + 1
    found = {rule for rule, length in ((Rule.RUN, run), (Rule.TREND, trend)) if length > NEWS}
    if run > NEWS:
        side = next(each.side for each in chart.points[-1].signals if each.rule is Rule.RUN)
        before = chart.points[-run:-1]
        for rule, as_far in BEYOND.items():
            there = sum(
                any(each.rule in as_far and each.side == side for each in point.signals) for point in before
            )
            if 2 * there >= len(before):
                found.add(rule)
    return found


def run_length(chart: Chart) -> int:
    """Points in a row on one side of the centre up to the latest; 0 when no rule calls them a run."""
    sides = [{each.side for each in point.signals if each.rule is Rule.RUN} for point in chart.points]
    length = 0
    while length < len(sides) and sides[-1] and sides[-1 - length] == sides[-1]:
        length += 1
    return length


def trend_steps(chart: Chart) -> int:
    """Steps in a row in one direction up to the latest point, negative when they fall; whatever the rules."""
    steps = list(_steps(chart))
    length = 0
    while length < len(steps) and steps[-1] and steps[-1 - length] == steps[-1]:
        length += 1
    return length * steps[-1] if steps else 0


def _steps(chart: Chart) -> Iterator[int]:
    """1 for a rise, -1 for a fall, 0 for neither or beside a gap."""
    for before, after in pairwise(chart.points):
        if (
            before.value is None
            or after.value is None
            or math.isclose(before.value, after.value, rel_tol=ALIKE)
        ):
            yield 0
        else:
            yield 1 if after.value > before.value else -1
