"""Many series tested at once for a level of their latest months unlike that of the months before.

For each number of latest months in `WINDOWS` a step before them is tested by Student's t. A series that holds
on to its level from month to month is tested on what each month adds to that (first-order autoregression).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtr

Array = Any  # numpy's arrays; shapes stand in the docstrings

WINDOWS = (1, 2, 3, 4, 6, 9, 12)
"""Numbers of latest months that are set against the months before them."""

BEFORE = 12
"""Months that must lie before a window."""

PERSISTENCE = 0.1
"""The step in which the persistence of a series is taken."""

MOST_PERSISTENT = 0.95
"""A series that keeps all of it has no level to go back to."""

CLEAR = 0.5
"""Standard errors of a correlation within which a series is taken to have no persistence."""

NOISE = 1e-12
"""Movement about two levels below this share of the movement about one is arithmetic, not movement."""

STILL = 1e-18
"""Variances below this share of the squared level are arithmetic, not movement."""


@dataclass(frozen=True)
class Scan:
    """The test of many series at once; each array of shape (series,), as the fields of a `Strength`,
    whose `log_p` may be larger (see `trials.py`)."""

    log_p: Array
    window: Array
    rise: Array
    persistence: Array


def windows_of(points: int) -> tuple[int, ...]:
    """The windows that a series of so many points is tested in."""
    return tuple(each for each in WINDOWS if points - each >= BEFORE)


def scan(values: Array, weights: Array, floor: float) -> Scan:
    """The test on many series at once: `values` of shape (series, points), `weights` of shape (points,)."""
    series, points = values.shape
    best, kept = np.zeros(series), np.zeros(series)
    window, rise = np.ones(series, dtype=int), np.zeros(series, dtype=bool)
    tried = windows_of(points)
    away = _points(values)
    lags, steps = _Lags(values, away), _Steps(values, away, weights, floor)
    for size in tried:
        level = lags.persistence(size)
        t = steps.t(level, size)
        better = np.abs(t) > best
        best, window = np.where(better, np.abs(t), best), np.where(better, size, window)
        kept, rise = np.where(better, level, kept), np.where(better, t > 0, rise)
    log_p = math.log(2) + _log_beyond(best, points - 3)
    unheard = np.isinf(best)
    log_p = np.where(unheard, -math.log(points), log_p)
    return Scan(np.minimum(log_p + math.log(len(tried)), 0.0), window, rise, kept)


def _log_beyond(t: Array, freedom: int) -> Array:
    """The logarithm of how often Student's t is larger; infinitely small where no number holds how seldom."""
    with np.errstate(divide="ignore"):
        return np.log(stdtr(freedom, -t))


def persistence(values: Array, size: int) -> Array:
    """How much of its distance from the level each series keeps to the next point, the last `size` points
    having a level of their own: 0 to 0.9 in tenths, of shape (series,).

    The lag-one correlation, put right for what short series lose of it; nought within one standard error.
    """
    return _Lags(values, _points(values)).persistence(size)


def _points(values: Array) -> Array:
    """How far the points of each series are from its mean, of shape (points, series): a row is all series at
    one time. Sums of their squares lose no digits where a level is high."""
    return np.ascontiguousarray(values.T) - values.mean(axis=1)


class _Lags:
    """Sums over each series of its squares and of each point times the one before: taken once, they give the
    persistence beside a step at any place."""

    def __init__(self, values: Array, away: Array) -> None:
        self.away = away
        self.square = (away**2).sum(axis=0)
        self.product = (away[1:] * away[:-1]).sum(axis=0)
        self.noise = STILL * (values**2).sum(axis=1)

    def persistence(self, size: int) -> Array:
        """As the function of that name."""
        away, points = self.away, len(self.away)
        start = points - size
        first, last, left, right = away[0], away[-1], away[start - 1], away[start]
        latest = away[start:].sum(axis=0)
        high, low = latest / size, -latest / start  # the levels after and before: together they are nought
        kept = self.product - left * right + (left - low) * (right - high)
        kept += low * (2 * latest + first + left) + (start - 1) * low**2
        kept += (size - 1) * high**2 - high * (2 * latest - right - last)
        total = self.square - start * low**2 - size * high**2
        moves = total > np.maximum(self.noise, NOISE * self.square)
        share = np.where(moves, kept / np.where(moves, total, 1.0), 0.0)
        whole = np.where(moves, np.clip((share + 2 / points) / (1 - 4 / points), 0.0, MOST_PERSISTENT), 0.0)
        tenths = np.minimum(np.round(np.round(whole / PERSISTENCE) * PERSISTENCE, 1), MOST_PERSISTENT)
        return np.where(whole > CLEAR / math.sqrt(points), tenths, 0.0)


class _Steps:
    """Student's t of a step before the last points of each series, by weighted least squares on what is left
    when each point gives up a part of the one before.

    The first point has none before it: it counts where nothing is given up, and only there.
    """

    def __init__(self, values: Array, away: Array, weights: Array, floor: float) -> None:
        self.freedom, self.floor = values.shape[1] - 3, floor
        self.middle = values.mean(axis=1)
        self.all = _Pairs(away, away, weights)
        self.later = _Pairs(away[1:], away[:-1], weights[1:])

    def t(self, level: Array, size: int) -> Array:
        """The t of a step before the last `size` points where each series gives up its `level` of the point
        before, both of shape (series,). Infinite where a series that never moved has moved."""
        keeps = level > 0
        if keeps.all():
            return self._t(self.later, level, size)
        with_all = self._t(self.all, np.zeros(len(level)), size)
        return np.where(keeps, self._t(self.later, level, size), with_all) if keeps.any() else with_all

    def _t(self, pairs: _Pairs, level: Array, size: int) -> Array:
        rest_of_step = 1 - level  # the step rises by 1 at its first point, and keeps this much of it after
        total, first = pairs.weights.sum(), pairs.weights[-size]
        after = pairs.weights[-size:].sum() - first
        mean = (first + rest_of_step * after) / total
        spread = first + rest_of_step**2 * after - total * mean**2
        of_first = pairs.sum(level, size) - pairs.sum(level, size - 1)
        whole, squares = pairs.sum(level), pairs.squares(level)
        slope = (of_first + rest_of_step * pairs.sum(level, size - 1) - mean * whole) / spread
        rest = squares - whole**2 / total - slope**2 * spread
        rest = np.where(rest <= NOISE * squares, 0.0, rest)  # what cancelling leaves of like sums
        variance = np.maximum(rest / self.freedom, self.floor * (1 - level**2))
        from_nought = self.middle * (1 - level)
        square = (squares + 2 * from_nought * whole) / total + from_nought**2
        still = variance <= STILL * square * total / len(pairs.weights)
        t = slope * np.sqrt(spread / np.where(still, 1.0, variance))
        return np.where(still, np.where(slope**2 > STILL * square, np.copysign(np.inf, slope), 0.0), t)


class _Pairs:
    """Weighted sums over points that each give up a part of the one before, `now - level * before`: linear in
    the level, so that they are taken once for series with levels of their own. `now` and `before` have the
    shape (points, series), the sums (series,)."""

    def __init__(self, now: Array, before: Array, weights: Array) -> None:
        self.now, self.before, self.weights = now, before, weights
        self.both = (weights @ now**2, weights @ (now * before), weights @ before**2)

    def sum(self, level: Array, latest: int | None = None) -> Array:
        """The sum of all points, or of so many of the latest."""
        start = 0 if latest is None else len(self.weights) - latest
        weights = self.weights[start:]
        return weights @ self.now[start:] - level * (weights @ self.before[start:])

    def squares(self, level: Array) -> Array:
        """The sum of the squares of all points."""
        now, product, before = self.both
        return now - 2 * level * product + level**2 * before
