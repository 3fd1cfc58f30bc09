"""How sure a figure is: intervals for proportions, counts and rates, and what a comparison may claim.

Proportions by Wilson's score (1927); counts and rates by Byar's approximation from ten events on and by the
exact Poisson limits of Garwood (1936) below, as the technical guide of public health in England has it.
Limits are in the unit of the value: per cent of a percentage, per 10,000 of such a rate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

from scipy.special import betaincinv, gammaincinv

from goldenthread.analysis.few import is_few
from goldenthread.base.periods import parse
from goldenthread.model.measure import Measure, Polarity
from goldenthread.model.result import Result

CONFIDENCE = 0.95

BYAR_FROM = 10
"""Byar's limits are used from so many events on: below, the exact ones are as easy and differ visibly."""


class Method(StrEnum):
    """How the limits were found."""

    WILSON = "Wilson score"
    CLOPPER_PEARSON = "exact binomial (Clopper-Pearson)"
    BYAR = "Byar"
    GARWOOD = "exact Poisson (Garwood)"
    NEWCOMBE = "difference of proportions (Newcombe)"
    CONDITIONAL = "ratio of rates (exact, conditional)"


@dataclass(frozen=True)
class Interval:
    """A value with its lower and upper limit, at a confidence, by a method."""

    value: float
    low: float
    high: float
    method: Method
    confidence: float = CONFIDENCE

    def holds(self, value: float) -> bool:
        """Whether a value lies within the limits."""
        return self.low <= value <= self.high

    def times(self, factor: float) -> Interval:
        """The same in another unit, such as per cent."""
        return Interval(
            self.value * factor, self.low * factor, self.high * factor, self.method, self.confidence
        )


class Verdict(StrEnum):
    """What a comparison by interval may claim."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    TOO_FEW = "too few to tell"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Compared:
    """A verdict with what it rests on: an interval of the figure, of a difference or of a ratio."""

    verdict: Verdict
    interval: Interval | None = None
    reason: str = ""


def wilson(numerator: float, denominator: float, confidence: float = CONFIDENCE) -> Interval:
    """A proportion, 0 to 1. Raises ValueError when it is none."""
    _proportion(numerator, denominator)
    z = _z(confidence)
    share, spread = numerator / denominator, z * z / denominator
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / denominator + spread / denominator / 4)
    low = 0.0 if numerator == 0 else max(0.0, middle - half)
    high = 1.0 if numerator == denominator else min(1.0, middle + half)
    return Interval(share, low, high, Method.WILSON, confidence)


def clopper_pearson(numerator: float, denominator: float, confidence: float = CONFIDENCE) -> Interval:
    """A proportion, 0 to 1, by limits that are never too narrow."""
    _proportion(numerator, denominator)
    tail, rest = (1 - confidence) / 2, denominator - numerator
    low = float(betaincinv(numerator, rest + 1, tail)) if numerator else 0.0
    high = float(betaincinv(numerator + 1, rest, 1 - tail)) if rest else 1.0
    return Interval(numerator / denominator, low, high, Method.CLOPPER_PEARSON, confidence)


def byar(events: float, confidence: float = CONFIDENCE) -> Interval:
    """A count of events. No events: from nought to Byar's upper limit."""
    _events(events)
    z = _z(confidence)
    low = events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3 if events else 0.0
    more = events + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return Interval(events, max(0.0, low), high, Method.BYAR, confidence)


def garwood(events: float, confidence: float = CONFIDENCE) -> Interval:
    """A count of events by the exact limits of the Poisson distribution."""
    _events(events)
    tail = (1 - confidence) / 2
    low = float(gammaincinv(events, tail)) if events else 0.0
    return Interval(events, low, float(gammaincinv(events + 1, 1 - tail)), Method.GARWOOD, confidence)


def poisson(events: float, confidence: float = CONFIDENCE) -> Interval:
    """A count of events: exact below ten, Byar's from there on."""
    return byar(events, confidence) if events >= BYAR_FROM else garwood(events, confidence)


def difference_of_proportions(
    first: tuple[float, float], second: tuple[float, float], confidence: float = CONFIDENCE
) -> Interval:
    """First less second, each (numerator, denominator): Newcombe's square-and-add of Wilson limits (1998)."""
    one, two = wilson(*first, confidence), wilson(*second, confidence)
    gap = one.value - two.value
    low = gap - math.hypot(one.value - one.low, two.high - two.value)
    high = gap + math.hypot(one.high - one.value, two.value - two.low)
    return Interval(gap, low, high, Method.NEWCOMBE, confidence)


def ratio_of_rates(
    first: tuple[float, float], second: tuple[float, float], confidence: float = CONFIDENCE
) -> Interval:
    """First over second, each (events, exposure), exact given the sum of the events.

    Raises ValueError when neither has an event. The upper limit is infinite when the second has none.
    """
    (events, exposure), (others, other_exposure) = first, second
    if exposure <= 0 or other_exposure <= 0:
        raise ValueError("an exposure must be above nought")
    share = clopper_pearson(events, events + others, confidence)
    scale = other_exposure / exposure
    low, value, high = (_odds(each) * scale for each in (share.low, share.value, share.high))
    return Interval(value, low, high, Method.CONDITIONAL, confidence)


def interval_of(measure: Measure, result: Result, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a result in the unit of its value; None where the result does not say how it spreads.

    That is so of averages, medians, sums, ratios, differences and indices, whose spread lies in the rows.
    """
    if result.value is None:
        return None
    top, bottom = result.numerator, result.denominator
    if measure.form == "percentage" and top is not None and bottom:
        return wilson(top, bottom, confidence).times(100)
    if measure.form == "count":
        return poisson(result.value, confidence)
    if measure.form == "rate" and measure.per and top is not None and bottom:
        return poisson(top, confidence).times(1 / _exposure(measure, result))
    return None


def own_interval(measure: Measure, result: Result, confidence: float = CONFIDENCE) -> Interval | None:
    """The interval of a result as it is printed and as comparisons go by it: exact where cases are few."""
    interval = interval_of(measure, result, confidence)
    return None if interval is None else _exact_where_few(measure, result, interval)


def compare_with(
    measure: Measure,
    result: Result,
    value: float,
    confidence: float = CONFIDENCE,
    polarity: Polarity | None = None,
) -> Compared:
    """A result beside a fixed value, such as a published figure of a large area, in the same unit.

    `polarity` is that of the value, where it has one of its own: a publisher may take neither side where a
    card does.
    """
    exact = own_interval(measure, result, confidence)
    if exact is None:
        return Compared(Verdict.NOT_COMPARED, reason=_no_interval(measure, result))
    if exact.holds(value):
        few = is_few(measure, result)
        return Compared(Verdict.TOO_FEW if few else Verdict.SIMILAR, exact)
    return Compared(_side(polarity or measure.polarity, exact.value - value), exact)


def compare(measure: Measure, result: Result, other: Result, confidence: float = CONFIDENCE) -> Compared:
    """A result beside another of the same measure, both with their own chance: another area, or a team."""
    for one in (result, other):
        if interval_of(measure, one, confidence) is None:
            return Compared(Verdict.NOT_COMPARED, reason=_no_interval(measure, one))
    few = is_few(measure, result) or is_few(measure, other)
    first, second = _counted(measure, result), _counted(measure, other)
    if measure.form == "percentage":
        return _judge(measure, difference_of_proportions(first, second, confidence).times(100), 0.0, few)
    if first[0] + second[0] == 0:
        return Compared(Verdict.TOO_FEW, reason="neither has a case")
    return _judge(measure, ratio_of_rates(first, second, confidence), 1.0, few)


def _judge(measure: Measure, interval: Interval, none: float, few: bool) -> Compared:
    if interval.holds(none):
        return Compared(Verdict.TOO_FEW if few else Verdict.SIMILAR, interval)
    return Compared(_side(measure.polarity, interval.value - none), interval)


def _exact_where_few(measure: Measure, result: Result, interval: Interval) -> Interval:
    """Of few cases the exact limits decide: by Wilson's one case of one would already lie above 20%."""
    if measure.form == "percentage" and is_few(measure, result):
        return clopper_pearson(result.numerator or 0, result.denominator or 1, interval.confidence).times(100)
    return interval


def _side(polarity: Polarity, gap: float) -> Verdict:
    if polarity in ("higher", "lower"):
        return Verdict.BETTER if (gap > 0) == (polarity == "higher") else Verdict.WORSE
    return Verdict.HIGHER if gap > 0 else Verdict.LOWER


def _no_interval(measure: Measure, result: Result) -> str:
    if result.value is None:
        return result.reason or "there is no value to compare"
    return f"the figures of this {measure.form} do not say how far it varies by chance"


def _counted(measure: Measure, result: Result) -> tuple[float, float]:
    """What was counted, and among how many or in how long an exposure."""
    if measure.form == "count":
        return result.value or 0.0, 1.0
    if measure.form == "rate":
        return result.numerator or 0.0, _exposure(measure, result)
    return result.numerator or 0.0, result.denominator or 0.0


def _exposure(measure: Measure, result: Result) -> float:
    """Events divided by it are the rate: people, by the number it is per, and by the share of the year."""
    times = measure.per.times if measure.per else 1
    year = parse(result.period).months / 12 if measure.annualise else 1.0
    return (result.denominator or 0.0) / times * year


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf


def _proportion(numerator: float, denominator: float) -> None:
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("not a proportion: the numerator must lie between nought and the denominator")


def _events(events: float) -> None:
    if events < 0:
        raise ValueError("events cannot be fewer than none")
