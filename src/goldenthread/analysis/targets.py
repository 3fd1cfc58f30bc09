"""Targets in force and the rating against them, on unrounded values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from goldenthread.analysis.few import FEW
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result
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

NEARLY = "nearly met"
"""What everybody reads of a target that is near, in a sentence, a sum or a badge."""

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


@dataclass(frozen=True)
class Course:
    """A target over time: its level on each of some days, None where none held, and the places in them at
    which it came by a step. Empty where it was one level throughout."""

    levels: tuple[float | None, ...] = ()
    steps: frozenset[int] = frozenset()


def course(targets: Iterable[Target], measure: str, days: Sequence[dt.date], scope: str = "all") -> Course:
    """The level of a measure's target on days in order, where that is not always the same.

    That no target held at first is no other level: a chart shows where the first begins.
    """
    known = [each for each in targets if each.measure == measure and each.scope == scope]
    held = [target_in_force(known, measure, day, scope) for day in days]
    levels = tuple(None if each is None else each.value for each in held)
    if len(set(levels) - {None}) < 2:
        return Course()
    sloped = {each.valid_from for each in known if each.trajectory == "line"}
    steps = frozenset(
        at
        for at, (one, two) in enumerate(pairwise(held), start=1)
        if one and two and one.valid_from != two.valid_from and one.valid_from not in sloped
    )
    return Course(levels, steps)


def dated(targets: Iterable[Target], measure: str, since: dt.date, scope: str = "all") -> tuple[Target, ...]:
    """The targets of a measure in the order of their days: the one in force on a day, and those after it,
    the coming ones too."""
    known = [each for each in targets if each.measure == measure and each.scope == scope]
    kept = [each for each in known if each.valid_to is None or each.valid_to >= since]
    begun = [each for each in kept if each.valid_from <= since]
    first = max(begun, key=lambda target: target.valid_from, default=None)
    later = (each for each in kept if each.valid_from > since)
    return (*([first] if first else []), *sorted(later, key=lambda target: target.valid_from))


def near_levels(measure: Measure, target: Target) -> tuple[float, ...]:
    """The levels up to which a value is near the target by its margin: one on its worse side, or one on each
    for a measure best near it; none without a margin or a better side."""
    margin = target.amber_margin
    if not margin or measure.polarity == "neutral":
        return ()
    if measure.polarity == "nearest":
        return (target.value - margin, target.value + margin)
    return (target.value - margin if measure.polarity == "higher" else target.value + margin,)


def scope_of(breakdown: str, group: str) -> str:
    """The scope of the targets of a group: 'breakdown=group', or 'all' of the total."""
    return "all" if breakdown == ALL else f"{breakdown}={group}"


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
