"""Targets in force and the rating against them, on unrounded values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

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
    NO_TARGET = "no target"
    NOT_RATED = "not rated"


Shape = Literal["circle", "triangle", "diamond", "question mark", "dash"]

SHAPES: Mapping[Rating, Shape] = {
    Rating.MET: "circle",
    Rating.NEAR: "triangle",
    Rating.MISSED: "diamond",
    Rating.TOO_FEW: "question mark",
    Rating.NO_TARGET: "dash",
    Rating.NOT_RATED: "dash",
}
"""The shape drawn beside the word, so that greyscale tells ratings apart."""

COLOURS: Mapping[Rating, Literal["green", "amber", "red"]] = {
    Rating.MET: "green",
    Rating.NEAR: "amber",
    Rating.MISSED: "red",
}
"""The colour that goes with the shape and the word; what is not rated has none."""


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
    """The target that holds on a day, at its level of that day; of two that overlap, the later begun.

    On a trajectory the level lies on the straight line from the target's first day to that of the next one.
    """
    known = [target for target in targets if target.measure == measure and target.scope == scope]
    held = max((t for t in known if t.in_force(day)), key=lambda target: target.valid_from, default=None)
    if held is None or held.trajectory == "step":
        return held
    later = [target for target in known if target.valid_from > held.valid_from]
    following = min(later, key=lambda target: target.valid_from, default=None)
    return replace(held, value=_on_the_line(held, following, day)) if following else held


def _on_the_line(held: Target, following: Target, day: dt.date) -> float:
    part = (day - held.valid_from) / (following.valid_from - held.valid_from)
    return held.value + (following.value - held.value) * part


def rate(measure: Measure, result: Result | None, target: Target | None) -> Rated:
    """Rate one result.

    Met: on the target or its better side. Near: within the amber margin. Missed: beyond it. For a measure
    best near its target, met means within the margin either side. Too few to tell: a percentage of fewer
    than 20 cases, or a rate of fewer than 20 events, that is not met, and that one the other way would have.
    """
    if target is None:
        return Rated(Rating.NO_TARGET, reason="no target is set")
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
    """Whether one case more or less would have met the target, where cases are few."""
    if result.numerator is None or not result.denominator or result.value is None:
        return False
    step = 1 if measure.polarity == "higher" else -1
    if measure.form == "percentage" and result.denominator < FEW:
        other = (result.numerator + step) / result.denominator * 100
    elif measure.form == "rate" and 0 < result.numerator < FEW:
        other = result.value * (result.numerator + step) / result.numerator
    else:
        return False
    return distance_to(measure, other, target.value) <= 0
