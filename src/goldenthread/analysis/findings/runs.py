"""How many points the run or the trend has that the latest point of a chart is part of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from goldenthread.analysis.spc import Chart, Rule
from goldenthread.analysis.spc.signals import ALIKE


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
