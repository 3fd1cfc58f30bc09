"""A month beside what that month usually is: 'the usual December'.

Years differ in level, so a month is set against the level of its own year: the mean of the twelve months that
it ends. A usual December is this year's level moved by what Decembers are wont to lie above or below theirs.
Counts and rates are moved in proportion, percentages by logarithms of their odds, so that neither can leave
what it can be; everything else by the difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, stdev

from scipy.special import stdtrit

from goldenthread.analysis.spc.records import Observation
from goldenthread.model.measure import Form

YEARS = 3
"""Earlier years wanted before anything is called usual: of two nobody can say which is the odd one."""

CONFIDENCE = 0.95
"""How often a month that is like those of earlier years lies within its usual range."""

MONTHS = 12


class Season(StrEnum):
    """How a month stands beside the same month of earlier years."""

    USUAL = "as usual for the month"
    HIGHER = "higher than usual for the month"
    LOWER = "lower than usual for the month"
    NOT_KNOWN = "too few earlier years"


@dataclass(frozen=True)
class Usual:
    """A month beside its usual self, in the unit of the values.

    `expected` is the usual month at this year's level, `low` and `high` the range that holds it in 19 of 20
    years. `history` is what the month would be by each earlier year that had both the month and a level.
    """

    season: Season
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    history: tuple[tuple[int, float], ...] = ()
    reason: str = ""


def usual(series: Sequence[Observation], form: Form) -> Usual:
    """The latest month of a monthly series beside the same month of all earlier years.

    The level of a month is the mean of the twelve months that end with it; a gap among them leaves no level.
    The usual range is that in which one more year like the earlier ones is expected: their mean, give or take
    Student's t of n − 1 times their standard deviation times √(1 + 1/n).
    """
    by_month = {each.period.last_month: each.value for each in series if each.period.months == 1}
    if not by_month:
        return Usual(Season.NOT_KNOWN, reason="no monthly figures")
    last = max(by_month)
    value, level = by_month[last], _level(by_month, last)
    if value is None or level is None:
        return Usual(Season.NOT_KNOWN, reason="the latest twelve months are not all known")
    lifts: dict[int, float] = {}
    for month in range(last - MONTHS, min(by_month) - 1, -MONTHS):
        lift = _lift(by_month.get(month), _level(by_month, month), form)
        if lift is not None:
            lifts[1970 + month // MONTHS] = lift
    history = _history(lifts, level, form)
    if len(lifts) < YEARS:
        known = f"{len(lifts)} of the {YEARS} earlier years wanted are known"
        return Usual(Season.NOT_KNOWN, level=level, history=history, reason=known)
    middle, reach = fmean(lifts.values()), _reach(list(lifts.values()))
    moved = [_moved(level, middle + step, form) for step in (-reach, 0.0, reach)]
    if None in moved:
        return Usual(Season.NOT_KNOWN, level=level, reason="the year has no level that can be moved")
    low, expected, high = (float(each or 0) for each in moved)
    season = Season.HIGHER if value > high else Season.LOWER if value < low else Season.USUAL
    return Usual(season, expected, low, high, level, history)


def _history(lifts: Mapping[int, float], level: float, form: Form) -> tuple[tuple[int, float], ...]:
    moved = ((year, _moved(level, lift, form)) for year, lift in sorted(lifts.items()))
    return tuple((year, value) for year, value in moved if value is not None)


def _reach(lifts: Sequence[float]) -> float:
    """How far one more year may lie from the mean of the earlier ones."""
    count = len(lifts)
    return float(stdtrit(count - 1, (1 + CONFIDENCE) / 2)) * stdev(lifts) * math.sqrt(1 + 1 / count)


def _level(by_month: Mapping[int, float | None], last: int) -> float | None:
    """The mean of the twelve months that end with a month; None unless all are known."""
    values = [by_month.get(month) for month in range(last - MONTHS + 1, last + 1)]
    held = [value for value in values if value is not None]
    return math.fsum(held) / MONTHS if len(held) == MONTHS else None


def _lift(value: float | None, level: float | None, form: Form) -> float | None:
    """How far a month lies from the level of its year, on the scale of its form."""
    there, from_ = _scaled(value, form), _scaled(level, form)
    return None if there is None or from_ is None else there - from_


def _moved(level: float, lift: float, form: Form) -> float | None:
    """A level moved so far on the scale of its form, back in the unit of the values."""
    start = _scaled(level, form)
    if start is None:
        return None
    if form == "percentage":
        return 100 / (1 + math.exp(-(start + lift)))
    return math.exp(start + lift) if form in ("count", "rate") else start + lift


def _scaled(value: float | None, form: Form) -> float | None:
    """None where the scale has no place for a value: the logarithm of nought."""
    if value is None:
        return None
    if form == "percentage":
        return math.log(value / (100 - value)) if 0 < value < 100 else None
    if form in ("count", "rate"):
        return math.log(value) if value > 0 else None
    return value
