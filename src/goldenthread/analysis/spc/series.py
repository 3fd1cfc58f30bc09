"""A series for a chart from the results of a measure."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.spc.records import Observation
from goldenthread.analysis.spc.rules import RuleSet
from goldenthread.base.periods import Period
from goldenthread.model.result import Result

LATEST = 36
"""The latest points that a chart is made from: older ones say little of what is usual now."""


def charted(series: Sequence[Observation], rules: RuleSet) -> tuple[Observation, ...]:
    """The points of a series that its chart is made from: the latest, or with a baseline all of them, since
    limits from the first points after a start stay where they are only while those points are there."""
    return tuple(series if rules.baseline else series[-LATEST:])


def observations(periods: Sequence[Period], results: Sequence[Result | None]) -> tuple[Observation, ...]:
    """One observation a period, oldest first. A result without a value, or none, is a gap."""
    return tuple(
        Observation(period, None)
        if result is None or result.value is None
        else Observation(period, result.value, result.numerator, result.denominator)
        for period, result in zip(periods, results, strict=True)
    )
