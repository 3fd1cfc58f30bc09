"""Sums over the groups of a split: what the parts come to, and what is left of another whole."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import Figure
from goldenthread.base.numbers import plain
from goldenthread.model.result import Result


def added(groups: Sequence[Result]) -> float:
    """The groups of a split added up; a split puts each counted thing in one group."""
    return sum(result.value or 0 for result in groups)


def sum_of(groups: Sequence[Result]) -> Figure:
    """The sum as printed."""
    first = groups[0]
    return Figure(plain(added(groups)), first.measure, first.period, first.breakdown, "", "sum")


def remainder_of(whole: Result, groups: Sequence[Result]) -> Figure:
    """What is left of another measure's total once the groups are taken from it, as printed."""
    first = groups[0]
    left = (whole.value or 0) - added(groups)
    return Figure(
        plain(left), first.measure, first.period, first.breakdown, "", "remainder", against=whole.measure
    )
