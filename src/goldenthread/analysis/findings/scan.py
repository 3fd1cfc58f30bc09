"""Many series tested at once for a level of their latest months unlike that of the months before.

For each number of latest months in `WINDOWS` a step before them is tested by Student's t. A series that holds
on to its level from month to month is tested on what each month adds to that (first-order autoregression).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

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
    for size in tried:
        levels = persistence(values, size)
        for level in np.unique(levels):
            rows = np.flatnonzero(levels == level)
            t = _step(values[rows], weights, floor, float(level), size)
            better = np.abs(t) > best[rows]
            chosen = rows[better]
            best[chosen], window[chosen], rise[chosen] = np.abs(t[better]), size, t[better] > 0
            kept[chosen] = level
    log_p = math.log(2) + stats.t.logsf(best, points - 3)
    unheard = np.isinf(best)
    log_p = np.where(unheard, -math.log(points), log_p)
    return Scan(np.minimum(log_p + math.log(len(tried)), 0.0), window, rise, kept)


def _step(values: Array, weights: Array, floor: float, level: float, size: int) -> Array:
    """Student's t of a step before the last `size` points, by weighted least squares on what is left when
    each point gives up `level` of the one before. Infinite where a series that never moved has moved."""
    points = values.shape[1]
    step = np.zeros(points)
    step[points - size :] = 1.0
    if level:
        values, step = values[:, 1:] - level * values[:, :-1], step[1:] - level * step[:-1]
        weights, floor = weights[1:], floor * (1 - level**2)
    share = weights / weights.sum()
    step = step - step @ share
    centred = values - (values @ share)[:, None]
    spread = float(weights @ step**2)
    slope = (centred * weights) @ step / spread
    rest = np.maximum((centred**2) @ weights - slope**2 * spread, 0.0)
    variance = np.maximum(rest / (points - 3), floor)
    square = values**2 @ share
    still = variance <= STILL * square * weights.mean()
    t = slope * np.sqrt(spread / np.where(still, 1.0, variance))
    moved = np.where(slope**2 > STILL * square, np.copysign(np.inf, slope), 0.0)
    return np.where(still, moved, t)


def persistence(values: Array, size: int) -> Array:
    """How much of its distance from the level each series keeps to the next point, the last `size` points
    having a level of their own: 0 to 0.9 in tenths, of shape (series,).

    The lag-one correlation, put right for what short series lose of it; nought within one standard error.
    """
    points = values.shape[1]
    before, latest = values[:, : points - size], values[:, points - size :]
    away = np.hstack([each - each.mean(axis=1, keepdims=True) for each in (before, latest)])
    total = (away**2).sum(axis=1)
    kept = (away[:, 1:] * away[:, :-1]).sum(axis=1) / np.where(total > 0, total, 1.0)
    whole = np.clip((kept + 2 / points) / (1 - 4 / points), 0.0, MOST_PERSISTENT) * (total > 0)
    tenths = np.round(whole / PERSISTENCE) * PERSISTENCE
    return np.where(whole > CLEAR / math.sqrt(points), np.minimum(np.round(tenths, 1), MOST_PERSISTENT), 0.0)
