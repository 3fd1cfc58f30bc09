"""False alarms: how often a series in which nothing changes is called changed, by the rules in use.

There is no formula for it: limits come from the same points that are judged, and the rules overlap. So it is
found by trying: `TRIALS` series without change, as long as the one in question and as persistent, are judged
by the same rules. The series are normal, on whose scale control charts judge; a chart of rare events has
limits and runs that chance passes less often, so that for it the figure is an upper bound.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean
from typing import Literal

import numpy as np

from goldenthread.analysis.findings.scan import Array, windows_of
from goldenthread.analysis.findings.strength import ALPHA, SLOW_ALPHA, STILL_THERE
from goldenthread.analysis.findings.trials import LEVELS, SLOW, calibrated, unchanged, unchanged_scan
from goldenthread.analysis.spc import Kind, RuleSet
from goldenthread.analysis.spc.limits import RANGE_LIMIT, RANGE_PER_SIGMA, XMR_LIMIT, widest_by_chance

NEARLY = 0.05
"""Expected numbers so near a whole one are said as that."""

Sigma = Literal["ranges", "counts"]
"""What the limits of a chart are made from: moving ranges, or counts alone unless they spread wider."""

_SIGMA: dict[Kind, Sigma] = {
    Kind.XMR: "ranges",
    Kind.P_PRIME: "counts",
    Kind.U_PRIME: "counts",
    Kind.P: "counts",
    Kind.U: "counts",
    Kind.C: "counts",
}


@dataclass(frozen=True)
class ByChance:
    """False alarms to expect in so many series: their mean number, and the most in 19 of 20 months."""

    series: int
    expected: float
    most: int

    def words(self) -> str:
        """The expected number as whole numbers round it: '1 or 2', 'none or 1', '2'."""
        if self.expected < NEARLY:
            return "almost none" if self.expected else "none"
        low, high = math.floor(self.expected), math.ceil(self.expected)
        if min(self.expected - low, high - self.expected) < NEARLY:
            return str(round(self.expected))
        return f"{low or 'none'} or {high}"


def by_chance(alarms: Iterable[float]) -> ByChance:
    """The false alarms to expect of series with these probabilities of one, each by itself (the distribution
    of their number is exact: the product of the single ones)."""
    each = list(alarms)
    chance = np.ones(1)
    for one in each:
        chance = np.convolve(chance, [1 - one, one])
    most = int(np.searchsorted(np.cumsum(chance), 0.95 - 1e-12))
    return ByChance(len(each), math.fsum(each), most)


@lru_cache(maxsize=512)
def false_alarm(kind: Kind, rules: RuleSet, points: int, persistence: float) -> float:
    """The probability that a series without change is called changed at its latest point: by a rule of its
    chart, or by the strength of several months. Nought where there is no chart.

    A series that moves slowly mostly keeps more from point to point than it seems to: it stands for trials
    that keep as much and for those that keep more.
    """
    if kind not in _SIGMA or points < rules.minimum or not windows_of(points):
        return 0.0
    levels = [level for level in LEVELS if level >= persistence] if persistence >= SLOW else [persistence]
    return fmean(_called(_SIGMA[kind], rules, points, level) for level in levels)


@lru_cache(maxsize=512)
def _called(sigma: Sigma, rules: RuleSet, points: int, level: float) -> float:
    """The share of the trials of a level that are called changed."""
    values, found = unchanged(points, level), unchanged_scan(points, level)
    log_p = calibrated(found, points)
    signal = signals_now(values, rules, sigma)
    signal &= (found.persistence < SLOW) | (log_p <= math.log(SLOW_ALPHA))
    moved = (found.window > 1) & (log_p <= math.log(ALPHA)) & _is_still_there(values, found.window)
    return float((signal | moved).mean())


def _is_still_there(values: Array, windows: Array) -> Array:
    """Whether the latest point of each series has kept `STILL_THERE` of the way from the level before its
    latest `windows` points to theirs; of shape (series,)."""
    sums = np.cumsum(values[:, ::-1], axis=1)
    rows, points = np.arange(len(values)), values.shape[1]
    latest = sums[rows, windows - 1] / windows
    before = (sums[:, -1] - sums[rows, windows - 1]) / (points - windows)
    return (values[:, -1] - before) * np.sign(latest - before) >= STILL_THERE * np.abs(latest - before)


def signals_now(values: Array, rules: RuleSet, sigma: Sigma) -> Array:
    """Whether each series, of shape (series, points) and with chance of 1, has a signal at its last point.

    The same rules as `spc.signals`, which judges one series with its gaps; for many series at once.
    """
    base = values[:, : rules.baseline] if rules.baseline else values
    mean = base.mean(axis=1)
    spread = spread_of(base if sigma == "ranges" else base - mean[:, None], rules, sigma)
    away = (values - mean[:, None]) / spread[:, None]
    found = np.abs(away[:, -1]) > 3
    if rules.near:
        three = away[:, -3:]
        close = (np.abs(three) > 2) & (np.abs(three) <= 3)
        aside = np.abs(np.sign(three).sum(axis=1)) == 3
        found |= aside & (close.sum(axis=1) >= 2) & close[:, -1]
    return sided_signals(away, found, values, rules)


def sided_signals(away: Array, found: Array, values: Array, rules: RuleSet) -> Array:
    """`found`, of shape (series,), and whether each series ends in a run on one side of its centre, which it
    is `away` from, or in a trend; `away` and `values` of shape (series, points)."""
    found = found.copy()
    if values.shape[1] >= rules.run:
        found |= np.abs(np.sign(away[:, -rules.run :]).sum(axis=1)) == rules.run
    if values.shape[1] >= rules.trend:
        steps = np.sign(np.diff(values[:, -rules.trend :], axis=1))
        found |= np.abs(steps.sum(axis=1)) == rules.trend - 1
    return found


def spread_of(base: Array, rules: RuleSet, sigma: Sigma) -> Array:
    """A third of the way to the limits, of shape (series,)."""
    ranges = np.abs(np.diff(base, axis=1))
    mean = ranges.mean(axis=1)
    if rules.screened or sigma == "counts":
        kept = ranges <= RANGE_LIMIT * mean[:, None]
        mean = np.where(kept, ranges, 0.0).sum(axis=1) / kept.sum(axis=1)
    if sigma == "ranges":
        return XMR_LIMIT / 3 * mean
    wide = mean / RANGE_PER_SIGMA
    return np.where(rules.widened & (wide > widest_by_chance(base.shape[1])), wide, 1.0)
