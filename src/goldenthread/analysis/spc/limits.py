"""Centre lines and sigmas of a stretch of points, by the kind of chart.

Every function takes the points of one stretch in order, None for a gap, and gives a `Line` for each point.
A moving range is taken between neighbours alone: none is taken across a gap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import fmean
from typing import TypeVar

from scipy.special import bdtr, pdtr

T = TypeVar("T")

TAIL = 0.00135
"""How seldom chance alone passes three sigmas of a normal distribution, each way."""

XMR_LIMIT = 2.66
"""How many mean moving ranges the limits of an XmR chart lie from its mean: 3 ÷ 1.128, as printed."""

RANGE_PER_SIGMA = 1.128
"""The mean moving range of two in sigmas (d2)."""

RANGE_LIMIT = 3.267
"""A moving range beyond so many times the mean one is screened out, where the rule set screens (D4)."""

T_POWER = 1 / 3.6
"""Nelson's power, by which days between rare events are as good as normal."""

MEDIAN_OF_G = 0.693
"""The median of a g chart in means, by which half the points lie either side (Provost and Murray 2011)."""


@dataclass(frozen=True)
class Line:
    """The line that runs are counted about, the upper and lower limit, and a mark two thirds of the way.

    `near` is None where the limits are not alike each way, so that two thirds of the way says nothing.
    """

    centre: float
    lower: float
    upper: float
    near: tuple[float, float] | None = None

    @property
    def sigma(self) -> float:
        """A third of the way to the limits; where they are unlike each way, to the farther."""
        return max(self.upper - self.centre, self.centre - self.lower) / 3

    def times(self, factor: float) -> Line:
        """The same in another unit, such as per cent."""
        near = (self.near[0] * factor, self.near[1] * factor) if self.near else None
        return Line(self.centre * factor, self.lower * factor, self.upper * factor, near)


def even(mean: float, sigma: float) -> Line:
    """Limits three sigmas each way."""
    return Line(mean, mean - 3 * sigma, mean + 3 * sigma, (mean - 2 * sigma, mean + 2 * sigma))


@dataclass(frozen=True)
class Counted:
    """What a p or u chart needs of a point: events among so many cases, or in so large an exposure."""

    events: float
    among: float


def moving_ranges(values: Sequence[float | None]) -> list[float]:
    """The distances between neighbours."""
    return [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]


def mean_range(values: Sequence[float | None], *, screened: bool) -> float | None:
    """The mean moving range; with the widest left out once when screened. None without neighbours."""
    ranges = moving_ranges(values)
    if not ranges:
        return None
    mean = fmean(ranges)
    return fmean([each for each in ranges if each <= RANGE_LIMIT * mean]) if screened else mean


def xmr(values: Sequence[float | None], *, count: int, screened: bool) -> list[Line] | None:
    """An XmR chart from the first `count` points of the stretch."""
    base = _first(values, count)
    spread = mean_range(base, screened=screened)
    if spread is None:
        return None
    mean = fmean([value for value in base if value is not None])
    return [even(mean, XMR_LIMIT / 3 * spread)] * len(values)


def leaning(values: Sequence[float | None]) -> float:
    """How far each value leans on the one before: their correlation, 0 to 1, of neighbours without a gap."""
    held = [value for value in values if value is not None]
    mean = fmean(held) if held else 0.0
    whole = math.fsum((value - mean) ** 2 for value in held)
    pairs = [(a - mean) * (b - mean) for a, b in pairwise(values) if a is not None and b is not None]
    return max(math.fsum(pairs) / whole, 0.0) if whole else 0.0


def leaning_by_chance(points: int) -> float:
    """The lean that one stretch in twenty of so many independent points passes."""
    return 1.645 / math.sqrt(max(points, 1)) - 1 / max(points, 1)


def proportions(
    points: Sequence[Counted | None], *, count: int, dispersion: float = 1.0
) -> list[Line | None] | None:
    """A p chart in shares, 0 to 1; with Laney's sigma z as `dispersion` a p' chart."""
    share = pooled(points, count)
    if share is None:
        return None
    spread = share * (1 - share)
    return [even(share, dispersion * math.sqrt(spread / point.among)) if point else None for point in points]


def rates(
    points: Sequence[Counted | None], *, count: int, dispersion: float = 1.0
) -> list[Line | None] | None:
    """A u chart in events per unit of exposure; with Laney's sigma z as `dispersion` a u' chart."""
    rate = pooled(points, count)
    if rate is None:
        return None
    return [even(rate, dispersion * math.sqrt(rate / point.among)) if point else None for point in points]


def pooled(points: Sequence[Counted | None], count: int) -> float | None:
    """All events of the first `count` points over all cases: not the mean of their shares."""
    base = [point for point in _first(points, count) if point is not None]
    among = math.fsum(point.among for point in base)
    return math.fsum(point.events for point in base) / among if among > 0 else None


def dispersion_of(
    points: Sequence[Counted | None], lines: Sequence[Line | None], *, count: int
) -> float | None:
    """Laney's sigma z: the spread of points from one to the next, in the sigmas that chance alone gives.

    The widest moving ranges are always left out: one month that stands out is a signal, and would hide itself
    if it widened the limits. None where chance gives no spread: no events at all, or nothing but events.
    """
    scores: list[float | None] = []
    for point, line in zip(_first(points, count), lines, strict=False):
        if point is None or line is None:
            scores.append(None)
        elif line.upper <= line.centre:
            return None
        else:
            sigma = (line.upper - line.centre) / 3
            scores.append((point.events / point.among - line.centre) / sigma)
    spread = mean_range(scores, screened=True)
    return None if spread is None else spread / RANGE_PER_SIGMA


def widest_by_chance(points: int) -> float:
    """The sigma z that about one stretch in a hundred of so many points passes though nothing is the matter.

    By the variance of the mean moving range ÷ 1.128 (Cryer and Ryan 1990): (0.8264 n − 1.082) ÷ (n − 1)².
    """
    spread = math.sqrt(max(0.8264 * points - 1.082, 0)) / max(points - 1, 1)
    return 1 + 2.326 * spread


def few_events(points: Sequence[Counted | None], *, count: int) -> list[Line | None] | None:
    """Events in an exposure, by the exact Poisson limits: a u or c chart of few."""
    rate = pooled(points, count)
    if rate is None:
        return None
    return [_exact(point, partial(_poisson, rate * point.among)) if point else None for point in points]


def few_cases(points: Sequence[Counted | None], *, count: int) -> list[Line | None] | None:
    """Events among cases, by the exact binomial limits: a p chart of few. Shares, 0 to 1."""
    share = pooled(points, count)
    if share is None:
        return None
    return [_exact(point, partial(_binomial, share, int(point.among))) if point else None for point in points]


def cases_between(values: Sequence[float | None], *, count: int) -> list[Line] | None:
    """A g chart of the cases between events: geometric, so that sigma is √(mean × (mean + 1))."""
    base = [value for value in _first(values, count) if value is not None]
    if not base:
        return None
    mean = fmean(base)
    sigma = math.sqrt(mean * (mean + 1))
    return [Line(MEDIAN_OF_G * mean, mean - 3 * sigma, mean + 3 * sigma)] * len(values)


def to_normal(days: float) -> float:
    """Days between events as a t chart judges them."""
    return float(days**T_POWER)


def to_days(transformed: float) -> float:
    """Back from there; what lies below nought is no day at all."""
    return float(max(transformed, 0.0) ** (1 / T_POWER))


def _exact(point: Counted, below: Callable[[int], float]) -> Line:
    """Limits that chance passes as seldom as three sigmas, with the median for the line of runs.

    `below` is the chance of so many events or fewer.
    """
    median, lower, upper = (_events_at(below, tail) for tail in (0.5, TAIL, 1 - TAIL))
    return Line(median / point.among, lower / point.among, upper / point.among)


def _events_at(below: Callable[[int], float], tail: float) -> int:
    """The smallest number of events that a share of periods does not pass."""
    events = 0
    while below(events) < tail:
        events += 1
    return events


def _poisson(mean: float, events: int) -> float:
    return float(pdtr(events, mean))


def _binomial(share: float, cases: int, events: int) -> float:
    return 1.0 if events >= cases else float(bdtr(events, cases, share))


def _first(values: Sequence[T | None], count: int) -> Sequence[T | None]:
    """The stretch up to and with its point number `count`; gaps are no points."""
    seen = 0
    for place, value in enumerate(values):
        seen += value is not None
        if seen == count:
            return values[: place + 1]
    return values
