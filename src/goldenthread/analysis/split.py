"""Sums over the groups of a split: what the parts come to, and what is left of another whole."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import Figure
from goldenthread.base.numbers import plain
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result


def sum_of(measure: Measure, groups: Sequence[Result]) -> Figure:
    """The groups of a split added up; a split puts each counted thing in one group."""
    total = sum(result.value or 0 for result in groups)
    first = groups[0]
    return Figure(plain(total), measure.id, first.period, first.breakdown, "", "sum")
