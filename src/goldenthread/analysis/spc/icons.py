"""The icons: what the latest point says, and whether the target can be relied on."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.spc.records import Assurance, Side, Signal, Variation
from goldenthread.analysis.spc.rules import Rule
from goldenthread.model.measure import Polarity

STRENGTH = (Rule.OUTSIDE, Rule.NEAR, Rule.RUN, Rule.TREND)
"""Which signal gives the side of a point that has several: a trend only where it stands alone."""

_VARIATION: dict[tuple[str, Side], Variation] = {
    ("improvement", "high"): Variation.IMPROVEMENT_HIGH,
    ("improvement", "low"): Variation.IMPROVEMENT_LOW,
    ("concern", "high"): Variation.CONCERN_HIGH,
    ("concern", "low"): Variation.CONCERN_LOW,
    ("neither", "high"): Variation.NEITHER_HIGH,
    ("neither", "low"): Variation.NEITHER_LOW,
}


def variation(signals: Sequence[Signal], polarity: Polarity) -> Variation:
    """The icon of one point. Of a measure best near its target, and of one that is neither better high nor
    low, a signal is neither concern nor improvement."""
    if not signals:
        return Variation.COMMON_CAUSE
    strongest = min(signals, key=lambda signal: STRENGTH.index(signal.rule))
    if polarity not in ("higher", "lower"):
        return _VARIATION["neither", strongest.side]
    better = (strongest.side == "high") == (polarity == "higher")
    return _VARIATION["improvement" if better else "concern", strongest.side]


def assurance(
    limits: tuple[float, float] | None, target: float | None, polarity: Polarity, margin: float | None = None
) -> Assurance:
    """Whether the target lies beyond the limits, lower and upper, in which the process moves by chance.

    Of a measure best near its target: whether its margin either side holds all of the limits, or none.
    """
    if target is None:
        return Assurance.NO_TARGET
    if limits is None or polarity == "neutral":
        return Assurance.NOT_KNOWN
    lower, upper = limits
    if polarity == "nearest":
        return _nearest(lower, upper, target, margin)
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    return Assurance.PASS if (target < lower) == (polarity == "higher") else Assurance.FAIL


def _nearest(lower: float, upper: float, target: float, margin: float | None) -> Assurance:
    if margin is None:
        return Assurance.NOT_KNOWN
    if target - margin <= lower and upper <= target + margin:
        return Assurance.PASS
    beside = upper < target - margin or lower > target + margin
    return Assurance.FAIL if beside else Assurance.HIT_AND_MISS
