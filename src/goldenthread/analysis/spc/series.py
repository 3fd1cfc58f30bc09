"""A series for a chart from the results of a measure."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.spc.records import Observation
from goldenthread.base.periods import Period
from goldenthread.model.result import Result


def observations(periods: Sequence[Period], results: Sequence[Result | None]) -> tuple[Observation, ...]:
    """One observation a period, oldest first. A result without a value, or none, is a gap."""
    return tuple(
        Observation(period, None)
        if result is None or result.value is None
        else Observation(period, result.value, result.numerator, result.denominator)
        for period, result in zip(periods, results, strict=True)
    )
