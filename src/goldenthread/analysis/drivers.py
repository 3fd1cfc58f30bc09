"""What drove a change: what the groups of a breakdown add to it, exact to the last digit.

Of a count or a sum a group adds its own difference. Of a share or a rate, which is a sum of numerators over a
sum of denominators, it adds twice: because its own rate moved, and because it became a larger or smaller part
of the whole while its rate lies above or below the whole's. Both effects are taken at the mean of the two
periods, so that neither period comes first and nothing is left over.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.model.result import ADOLESCENT, ALL, CROSS, Result
from goldenthread.model.results import Results

NOT_ADDED = {
    "median": "a median is not made up of those of its groups",
    "index": "an index is not made up of those of its groups",
}
"""Forms that no groups add to."""

Counted = tuple[float, float]
"""Numerator and denominator of one group in one period; of a count the denominator is nought."""


@dataclass(frozen=True)
class Driver:
    """What one group adds to the change, in the unit of the measure.

    `own` is the effect of its own figure, `mix` that of its part of the whole (nought for counts). Both are
    None for a group without a figure in one of the periods: `reason` says why, and what it adds is in the
    rest. `then` and `now` are its numerator and denominator.
    """

    group: str
    own: float | None
    mix: float | None
    then: Counted | None = None
    now: Counted | None = None
    reason: str = ""

    @property
    def total(self) -> float | None:
        """What the group adds in all."""
        return None if self.own is None or self.mix is None else self.own + self.mix


@dataclass(frozen=True)
class Drivers:
    """The change of a total and what its groups add to it, the largest contribution first.

    `rest` is what the groups leave: those without a figure, and what is counted in no group or in several.
    It is None when they leave nothing. Where nothing can be said, `reason` says why and there are no groups.
    """

    breakdown: str
    difference: float | None
    groups: tuple[Driver, ...] = ()
    rest: Driver | None = None
    reason: str = ""

    @property
    def lines(self) -> tuple[Driver, ...]:
        """Every line to show, the rest last."""
        return (*self.groups, self.rest) if self.rest else self.groups


def drivers(
    measure: Measure, results: Results, authority: str, then: Period, now: Period, breakdown: str
) -> Drivers:
    """What drove the change of a measure from one period to another of the same kind, by a breakdown."""
    before, after = (results.find(measure.id, authority, str(period)) for period in (then, now))
    reason = _unsaid(measure, breakdown) or _absent(before, then) or _absent(after, now)
    if reason or before is None or after is None or before.value is None or after.value is None:
        return Drivers(breakdown, None, reason=reason)
    by_period = [
        {r.group: r for r in results.groups(measure.id, authority, str(period), breakdown)}
        for period in (then, now)
    ]
    for groups, period in zip(by_period, (then, now), strict=True):
        if set(groups) <= {ALL}:
            said = groups[ALL].reason if groups else "it was not computed"
            return Drivers(
                breakdown, after.value - before.value, reason=f"no {breakdown} for {period.words()}: {said}"
            )
    known, unknown = _sides(*by_period)
    times, whole = times_of(measure, now), (_counted(before), _counted(after))
    if times is not None and not all(among for _, among in whole):
        return Drivers(
            breakdown, after.value - before.value, reason="nobody is counted in one of the periods"
        )
    made = counts(whole, known) if times is None else ratios(whole, known, times)
    rest = made.rest
    if rest is None and unknown:
        rest = Driver("rest", 0.0, 0.0)
    ordered = sorted(made.groups, key=lambda d: (-abs(d.total or 0), d.group))
    return Drivers(breakdown, after.value - before.value, (*ordered, *unknown), rest)


def counts(whole: tuple[Counted, Counted], groups: dict[str, tuple[Counted, Counted]]) -> Drivers:
    """Contributions to the change of a count: `whole` and each group as (then, now)."""
    left = _left(whole, groups)
    lines = [Driver(name, now[0] - then[0], 0.0, then, now) for name, (then, now) in groups.items()]
    rest = Driver("rest", left[1][0] - left[0][0], 0.0, *left) if any(side[0] for side in left) else None
    return Drivers("", whole[1][0] - whole[0][0], tuple(lines), rest)


def ratios(
    whole: tuple[Counted, Counted], groups: dict[str, tuple[Counted, Counted]], times: float
) -> Drivers:
    """Contributions to the change of `times` × numerator ÷ denominator. Both denominators of the whole are
    above nought. A group of nobody has no rate of its own: it is taken to have had the other period's."""
    (n0, d0), (n1, d1) = whole
    left = _left(whole, groups)
    parts = dict(groups)
    has_rest = any(number for side in left for number in side)
    if has_rest:
        parts["rest"] = left
    middle = (n0 / d0 + n1 / d1) / 2
    lines = {name: _ratio(name, sides, (d0, d1), middle, times) for name, sides in parts.items()}
    rest = lines.pop("rest") if has_rest else None
    return Drivers("", times * (n1 / d1 - n0 / d0), tuple(lines.values()), rest)


def _ratio(
    name: str, sides: tuple[Counted, Counted], wholes: tuple[float, float], middle: float, times: float
) -> Driver:
    (n0, d0), (n1, d1) = sides
    rates = [n / d for n, d in sides if d > 0]
    typical = sum(rates) / len(rates) if rates else middle
    moved = d1 / wholes[1] - d0 / wholes[0]
    own = n1 / wholes[1] - n0 / wholes[0] - moved * typical
    if len(rates) == 2:  # the same, without the cancelling of large terms
        own = (d0 / wholes[0] + d1 / wholes[1]) / 2 * (rates[1] - rates[0])
    mix = times * moved * (typical - middle)
    return Driver(name, times * own + 0.0, mix + 0.0, *sides)  # no −0


def times_of(measure: Measure, period: Period) -> float | None:
    """What numerator ÷ denominator is multiplied by; None for a form that has no denominator."""
    if measure.form == "percentage":
        return 100.0
    if measure.form == "rate" and measure.per:
        return measure.per.times * (12 / period.months if measure.annualise else 1.0)
    if measure.form == "ratio":
        return float(measure.times)
    return 1.0 if measure.form == "average" else None


def _unsaid(measure: Measure, breakdown: str) -> str:
    if measure.split:
        return "its lines are figures of their own and have no total"
    if breakdown == ALL:
        return "a total has no groups"
    return NOT_ADDED.get(measure.form, "")


def _absent(result: Result | None, period: Period) -> str:
    if result is None:
        return f"no figure was computed for {period.words()}"
    if result.value is None:
        return result.reason or f"there is no figure for {period.words()}"
    return ""


def _counted(result: Result) -> Counted:
    """A group of nobody has no value, but its numerator and denominator count."""
    return (result.numerator or 0.0, result.denominator or 0.0)


def _sides(
    then: dict[str, Result], now: dict[str, Result]
) -> tuple[dict[str, tuple[Counted, Counted]], list[Driver]]:
    """Groups with a number in both periods, and those without. A group of one period alone had nobody in the
    other. The band that stands beside the others is left out: it is in them."""
    known: dict[str, tuple[Counted, Counted]] = {}
    unknown = []
    for name in dict.fromkeys((*then, *now)):
        sides = [groups[name] for groups in (then, now) if name in groups]
        if ADOLESCENT in name.split(CROSS):
            continue
        silent = next((side for side in sides if side.numerator is None), None)
        if silent:
            unknown.append(Driver(name, None, None, reason=silent.reason or f"{silent.status}"))
        else:
            before, after = (_counted(g[name]) if name in g else (0.0, 0.0) for g in (then, now))
            known[name] = (before, after)
    return known, unknown


def _left(
    whole: tuple[Counted, Counted], groups: dict[str, tuple[Counted, Counted]]
) -> tuple[Counted, Counted]:
    """What the groups leave of the whole in each period; nought where it is no more than a float's error."""
    sides = []
    for period in (0, 1):
        side = []
        for part in (0, 1):
            numbers: Sequence[float] = [sides_of[period][part] for sides_of in groups.values()]
            left = math.fsum([whole[period][part], *(-number for number in numbers)])
            size = max([abs(whole[period][part]), *map(abs, numbers)])
            side.append(0.0 if abs(left) <= 1e-12 * size else left)
        sides.append((side[0], side[1]))
    return sides[0], sides[1]
