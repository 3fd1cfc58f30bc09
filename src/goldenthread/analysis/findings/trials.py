"""Series in which nothing changes, and how strong their changes seem by chance alone."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from goldenthread.analysis.findings.scan import Array, Scan, scan

TRIALS = 6_000
"""Trials of each kind of series: the figure found is within 0.004 of the true one, 19 times in 20."""

LEVELS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
"""How much trials keep from one point to the next, where that is not known."""

SEED = 20_231_231
"""Trials start from one seed, so that an edition made again says the same."""

TAIL = 50
"""The strongest trials, whose number falls off as that of stronger ones would."""

SLOW = 0.4
"""From this persistence on a chart calls a signal so often by chance that it needs evidence beside it."""


@lru_cache(maxsize=64)
def unchanged(points: int, level: float) -> Array:
    """Series without change, of shape (trials, points), each point keeping `level` of the one before."""
    random = np.random.default_rng([SEED, round(100 * level)])
    chance = random.standard_normal((TRIALS, points))
    if not level:
        return chance
    chance[:, 0] /= math.sqrt(1 - level**2)
    for point in range(1, points):
        chance[:, point] += level * chance[:, point - 1]
    return chance


def calibrated(found: Scan, points: int) -> Array:
    """The logarithms of the probabilities, of shape (series,): of a series that seems persistent, no smaller
    than the share of unchanged series that seem as persistent, and are so or more, that are as strong.

    How persistent a series is can be told from its own points alone, and they tell too little: the trials
    that it is held against include those which are more persistent than they seem.
    """
    log_p = found.log_p.copy()
    for level in np.unique(found.persistence[found.persistence > 0]):
        rows = np.flatnonzero(found.persistence == level)
        share = _log_share(_unchanged_strengths(points, float(level)), log_p[rows])
        log_p[rows] = np.maximum(log_p[rows], share)
    return log_p


def _log_share(by_chance: Array, log_p: Array) -> Array:
    """The logarithms of the shares of trials that are as strong, of shape (series,).

    Beyond the `TAIL` strongest it falls on as it does among them (exponentially in `log_p`, by their mean
    excess), so that of two changes that no trial comes up to the stronger stays the stronger.
    """
    start = by_chance[TAIL - 1]
    excess = float(np.mean(start - by_chance[:TAIL]))
    share = np.log(np.maximum(np.searchsorted(by_chance, log_p, side="right"), 1) / len(by_chance))
    beyond = math.log(TAIL / len(by_chance)) + (log_p - start) / excess
    return np.where(log_p < start, beyond, share)


@lru_cache(maxsize=512)
def _unchanged_strengths(points: int, persistence: float) -> Array:
    """The strengths, from the strongest, of trials that seem to keep so much and keep that or more."""
    scans = [unchanged_scan(points, level) for level in LEVELS if level >= persistence]
    return np.sort(np.concatenate([each.log_p[each.persistence == persistence] for each in scans]))


@lru_cache(maxsize=512)
def unchanged_scan(points: int, level: float) -> Scan:
    """The test on the trials of `unchanged`, done once for all that ask."""
    return scan(unchanged(points, level), np.ones(points), 0.0)
