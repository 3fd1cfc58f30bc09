"""How strong the evidence is that the latest months differ from those before: one scale for every series.

The scale is a probability. For each number of latest months in `WINDOWS` the level of those months is set
against the level of the months before by a t-test; the smallest of these probabilities, times the number of
windows tried, is the strength: chance alone gives one as small at most that often (the union bound). A single
odd month shows in the shortest window, a shift or a drift in a longer one.

Counts, rates and percentages are first put on a scale on which chance spreads alike at every level (square
root and arcsine, Anscombe 1948), and they may spread more than chance gives, never less. Series that hold on
to their level from month to month are tested on what each month adds to that (first-order autoregression).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from goldenthread.analysis.spc import Observation
from goldenthread.model.measure import Form, Timing

Array = Any  # numpy's arrays; shapes stand in the docstrings

WINDOWS = (1, 2, 3, 4, 6, 9, 12)
"""Numbers of latest months that are set against the months before them."""

ALPHA = 0.01
"""The strength at which several latest months together are called a change although no rule of the chart is
broken: no more than one unchanged series in a hundred has it."""

SLOW_ALPHA = 0.05
"""The strength that a signal of the chart needs beside it in a series that moves slowly."""

BEFORE = 12
"""Months that must lie before a window."""

PERSISTENCE = 0.1
"""The step in which the persistence of a series is taken."""

MOST_PERSISTENT = 0.95
"""A series that keeps all of it has no level to go back to."""

SLOW = 0.4
"""From this persistence on a chart calls a signal so often by chance that it needs evidence beside it."""

CLEAR = 0.5
"""Standard errors of a correlation within which a series is taken to have no persistence."""

STILL = 1e-18
"""Variances below this share of the squared level are arithmetic, not movement."""


@dataclass(frozen=True)
class Strength:
    """The evidence of change in one series.

    `p` is the probability defined above, `log_p` its natural logarithm, which tells apart what is too small
    for `p`. `window` is the number of latest points that differ most; `rise` whether they lie above.
    `persistence` is how much of its distance from its level the series keeps to the next point.
    """

    p: float
    log_p: float
    window: int
    rise: bool
    persistence: float

    @property
    def is_slow(self) -> bool:
        """Whether the series moves so slowly that a chart, which takes each point for itself, says little."""
        return self.persistence >= SLOW


@dataclass(frozen=True)
class Scan:
    """The test of many series at once; each array of shape (series,), as the fields of a `Strength`."""

    log_p: Array
    window: Array
    rise: Array
    persistence: Array


@dataclass(frozen=True)
class Scores:
    """A series on the scale on which it is tested: `values` of shape (points,), their precision `weights`,
    and the least variance that chance leaves them at weight 1 (0 where the form does not say)."""

    values: Array
    weights: Array
    floor: float


def strength(observations: Sequence[Observation], form: Form, timing: Timing) -> Strength | None:
    """The strength of one series in order; months without a figure are passed over.

    None where the latest month has no figure, or too few months have one.
    """
    held = [each for each in observations if each.value is not None]
    if not observations or observations[-1].value is None or not windows_of(len(held)):
        return None
    made = scores(held, form, timing)
    values = made.values[None, :]
    found = scan(values, made.weights, made.floor)
    log_p = float(found.log_p[0])
    return Strength(
        math.exp(log_p), log_p, int(found.window[0]), bool(found.rise[0]), float(found.persistence[0])
    )


def windows_of(points: int) -> tuple[int, ...]:
    """The windows that a series of so many points is tested in."""
    return tuple(each for each in WINDOWS if points - each >= BEFORE)


def scores(held: Sequence[Observation], form: Form, timing: Timing) -> Scores:
    """The observations, all with a value, on the scale of the test.

    Of a stock most cases are those of the month before, so that it may spread less than chance alone gives.
    """
    values = np.array([each.value for each in held], dtype=float)
    tops = np.array([_number(each.numerator) for each in held])
    bottoms = np.array([_number(each.denominator) for each in held])
    floor = 1.0 if timing == "flow" else 0.0
    if form == "count" and (values >= 0).all():
        return Scores(2 * np.sqrt(values + 0.375), np.ones(len(held)), floor)
    counted = bool((tops >= 0).all() and (bottoms > 0).all())
    if form == "rate" and counted:
        exposure = bottoms / bottoms.mean()
        return Scores(2 * np.sqrt((tops + 0.375) / exposure), exposure, floor)
    if form == "percentage" and counted and (tops <= bottoms).all():
        share = (tops + 0.375) / (bottoms + 0.75)
        return Scores(np.arcsin(np.sqrt(share)), 4 * bottoms + 2, floor)
    return Scores(values, np.ones(len(held)), 0.0)


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
    whole = np.clip((kept + 2 / points) / (1 - 4 / points), 0.0, MOST_PERSISTENT)
    tenths = np.round(whole / PERSISTENCE) * PERSISTENCE
    return np.where(whole > CLEAR / math.sqrt(points), np.minimum(np.round(tenths, 1), MOST_PERSISTENT), 0.0)


def _number(value: float | None) -> float:
    return -1.0 if value is None else float(value)
