"""Targets in force and the rating against them, on unrounded values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.analysis.few import FEW
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result
from goldenthread.model.strategy import Target


class Rating(StrEnum):
    """How a value stands against its target. The word is always printed, never colour alone."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    TOO_FEW = "too few to tell"
    NOT_RATED = "not rated"


@dataclass(frozen=True)
class Rated:
    """A rating with what it rests on. `distance` is in the measure's unit and positive on the worse side."""

    rating: Rating
    target: Target | None = None
    distance: float | None = None
    reason: str = ""


def target_in_force(
    targets: Iterable[Target], measure: str, day: dt.date, scope: str = "all"
) -> Target | None:
    """The target that holds on a day; of two that overlap, the one that began later."""
    held = [t for t in targets if t.measure == measure and t.scope == scope and t.in_force(day)]
    return max(held, key=lambda target: target.valid_from, default=None)


def rate(measure: Measure, result: Result | None, target: Target | None) -> Rated:
    """Rate one result.

    Met: on the target or its better side. Near: within the amber margin. Missed: beyond it. For a measure
    best near its target, met means within the margin either side. Too few to tell: a percentage of fewer
    than 20 that is not met, and that one case the other way would have met.
    """
    if target is None:
        return Rated(Rating.NOT_RATED, reason="no target is set")
    if result is None or result.value is None:
        reason = (result.reason if result else "") or "there is no value to rate"
        return Rated(Rating.NOT_RATED, target, reason=reason)
    if measure.polarity == "neutral":
        return Rated(Rating.NOT_RATED, target, reason="neither higher nor lower is better")
    distance = distance_to(measure, result.value, target.value)
    if measure.polarity == "nearest":
        return _rate_nearest(target, distance)
    if distance <= 0:
        return Rated(Rating.MET, target, distance)
    if _one_case_would_meet(measure, result, target):
        return Rated(Rating.TOO_FEW, target, distance, f"fewer than {FEW}, and one case would have met it")
    within = target.amber_margin is not None and distance <= target.amber_margin
    return Rated(Rating.NEAR if within else Rating.MISSED, target, distance)


def distance_to(measure: Measure, value: float, target: float) -> float:
    """How far the value lies on the worse side of the target; either side for a measure best near it."""
    if measure.polarity == "nearest":
        return abs(value - target)
    return target - value if measure.polarity == "higher" else value - target


def _rate_nearest(target: Target, distance: float) -> Rated:
    if target.amber_margin is None:
        return Rated(Rating.NOT_RATED, target, distance, "no margin is set around the target")
    return Rated(Rating.MET if distance <= target.amber_margin else Rating.MISSED, target, distance)


def _one_case_would_meet(measure: Measure, result: Result, target: Target) -> bool:
    if measure.form != "percentage" or result.numerator is None or not result.denominator:
        return False
    step = 1 if measure.polarity == "higher" else -1
    other = (result.numerator + step) / result.denominator * 100
    return result.denominator < FEW and distance_to(measure, other, target.value) <= 0
