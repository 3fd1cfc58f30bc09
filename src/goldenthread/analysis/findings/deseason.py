"""A series with its season taken out, where the months of its years are seen to differ.

Each month is set beside the level of its year (the mean of the twelve months round it). What a calendar
month usually is beside its year is the median of that over *other* years, so that no month is judged by
itself, and the latest half year, which has no year round it yet, by earlier years alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from scipy.special import fdtrc

from goldenthread.analysis.spc import Observation
from goldenthread.model.measure import Form

YEARS = 3
"""Earlier years wanted before anything is called usual: of two nobody can say which is the odd one."""

SEASON_ALPHA = 0.05
"""How seldom a series without seasons is taken for one that has them."""

FEWEST = 5.0
"""Mean of a count below which single cases hide any season."""

RATIO_FORMS = ("count", "sum", "rate", "average", "median", "ratio")
"""Forms whose seasons multiply the level; to others they add."""


@dataclass(frozen=True)
class WithoutSeason:
    """A series without its season. `effects` has, for each point, what was taken out: a factor of the value
    where `multiplies`, else an amount in its unit."""

    observations: tuple[Observation, ...]
    effects: tuple[float, ...]
    multiplies: bool
    p: float

    def back(self, value: float, place: int) -> float:
        """A value without season as it would be in the month at `place`."""
        return value * self.effects[place] if self.multiplies else value + self.effects[place]


def without_season(observations: Sequence[Observation], form: Form) -> WithoutSeason | None:
    """The season of a series of months without gaps in the calendar, oldest first; None where there is none
    to be seen, or too few years to see one."""
    if any(each.period.kind != "month" for each in observations):
        return None
    multiplies = form in RATIO_FORMS
    values = np.array([np.nan if each.value is None else each.value for each in observations])
    held = values[~np.isnan(values)]
    if len(held) < 12 * (YEARS + 1) or (multiplies and (held.min() < 0 or held.mean() < FEWEST)):
        return None
    beside = _beside_year(values, multiplies=multiplies)
    months = [each.period.last_month % 12 for each in observations]
    p = _differ(beside, months)
    if p is None or p > SEASON_ALPHA:
        return None
    effects = _effects(beside, months)
    if effects is None:
        return None
    scale = tuple(float(np.exp(each)) for each in effects) if multiplies else tuple(effects)
    without = [
        _without(each, effect, form, multiplies=multiplies)
        for each, effect in zip(observations, scale, strict=True)
    ]
    return WithoutSeason(tuple(without), scale, multiplies, p)


def _beside_year(values: np.ndarray, *, multiplies: bool) -> np.ndarray:
    """Each value beside the mean of the twelve months round it (half weights at the ends): a difference, or
    of what multiplies the logarithm of a ratio. NaN in the first and last six months and near gaps."""
    weights = np.array([0.5, *[1.0] * 11, 0.5]) / 12
    beside = np.full(len(values), np.nan)
    for place in range(6, len(values) - 6):
        level = float(values[place - 6 : place + 7] @ weights)
        if not multiplies:
            beside[place] = values[place] - level
        elif level > 0:
            beside[place] = np.log(max(values[place], 0.5 * level / 12) / level)
    return beside


def _differ(beside: np.ndarray, months: Sequence[int]) -> float | None:
    """The probability by chance of calendar months that differ so much (analysis of variance)."""
    by_month = [
        [value for value, each in zip(beside, months, strict=True) if each == month and not np.isnan(value)]
        for month in range(12)
    ]
    if min(map(len, by_month)) < YEARS - 1 or max(map(len, by_month)) < YEARS:
        return None
    within = sum(float(np.var(group)) * len(group) for group in by_month)
    if within <= 0:
        return None
    held = sum(map(len, by_month))
    middle = sum(map(sum, by_month)) / held
    between = sum(len(group) * (sum(group) / len(group) - middle) ** 2 for group in by_month)
    groups, rest = len(by_month) - 1, held - len(by_month)
    return float(fdtrc(groups, rest, (between / groups) / (within / rest)))


def _effects(beside: np.ndarray, months: Sequence[int]) -> list[float] | None:
    """What is usual of each point's calendar month, from the other years; None when a month has none."""
    found = []
    for place, month in enumerate(months):
        others = [
            float(beside[other])
            for other, each in enumerate(months)
            if each == month and other != place and not np.isnan(beside[other])
        ]
        if len(others) < YEARS - 1:
            return None
        found.append(median(others))
    return found


def _without(each: Observation, effect: float, form: Form, *, multiplies: bool) -> Observation:
    """An observation without its season; counts stay where a value is still so many of so many."""
    if each.value is None:
        return each
    value = each.value / effect if multiplies else each.value - effect
    top = None
    if form == "percentage" and each.denominator is not None:
        top = min(max(value, 0.0), 100.0) / 100 * each.denominator
    elif form == "rate" and each.numerator is not None:
        top = each.numerator / effect
    return replace(each, value=value, numerator=top, denominator=None if top is None else each.denominator)
