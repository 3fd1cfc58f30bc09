"""Where a stock is likely to stand in the coming months, by the method that its own past speaks for.

Two models of exponential smoothing (a level; a level and a trend that fades) stand against two plain methods:
the same as last month, and the same as last year. Each had to forecast the past from what was known before
it. Beside the forecast stands how far each erred and how often its interval held: where no model does clearly
better than the plain ones, the better of those is the forecast.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import NormalDist, fmean
from typing import Any

SHORTEST = 36
"""The fewest months: two years to learn from, and a year of months to be tried on."""

LEARNT = 24
"""The fewest months that a trial learns from."""

TRIALS = 24
"""At most so many of the latest months are tried from."""

REFIT = 12
"""A model's parameters are found anew after so many trials, on what was known then."""

LEAD = 0.05
"""A model is shown when it erred by at least this part less than both plain methods: a hair is chance."""

CONFIDENCE = 0.8
"""The interval is to hold four months in five: of so few trials a higher share could not be checked."""

ENOUGH = 8
"""So many errors of the past, so far ahead, say something about those to come."""

SHORT_OF = 0.1
"""An interval whose share of months lies further than this below what it says does not hold."""

YEAR = 12


class Method(StrEnum):
    """A way to forecast."""

    LAST_MONTH = "same as last month"
    LAST_YEAR = "same as last year"
    LEVEL = "exponential smoothing of the level"
    TREND = "exponential smoothing with a fading trend"


PLAIN = (Method.LAST_MONTH, Method.LAST_YEAR)
MODELS = (Method.LEVEL, Method.TREND)


@dataclass(frozen=True)
class Point:
    """The forecast of the month that lies `ahead` months after the last one known."""

    ahead: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Trial:
    """How a method did on the past: the mean absolute error over every month forecast, the same over that of
    'same as last month' a month ahead while learning (below 1 is better; None where that never erred), and
    the share of months that lay in its interval."""

    method: Method
    mean_error: float
    scaled_error: float | None
    held: float
    months: int


@dataclass(frozen=True)
class Forecast:
    """The forecast by the method chosen, and the trials of all from the least error to the most.

    `beats_plain` says that it is a model, which erred clearly less than both plain methods. `holds` is false
    where the interval held far less often than it says, so that it must not be relied on. Without a forecast,
    `reason` says why.
    """

    method: Method | None
    points: tuple[Point, ...]
    trials: tuple[Trial, ...]
    confidence: float
    beats_plain: bool = False
    holds: bool = True
    reason: str = ""


def forecast(values: Sequence[float | None], months: int = 6, confidence: float = CONFIDENCE) -> Forecast:
    """The next `months` of a monthly series that ends with the latest month; None is a month without figure.

    Only the unbroken run at its end is used. A stock is not below nought, nor is its interval.
    """
    known = _unbroken(values)
    if len(known) < SHORTEST:
        reason = f"{len(known)} months in a row are known, and a forecast needs {SHORTEST}"
        return Forecast(None, (), (), confidence, reason=reason)
    methods = PLAIN if len(set(known)) == 1 else (*PLAIN, *MODELS)
    first = max(LEARNT, len(known) - TRIALS)
    scale = fmean(abs(b - a) for a, b in pairwise(known[:first]))
    tried = {method: _trial(method, known, first, months, confidence, scale) for method in methods}
    order = sorted((trial for trial, _ in tried.values()), key=lambda trial: trial.mean_error)
    best = next(trial for trial in order if trial.method in PLAIN)
    if order[0].mean_error < (1 - LEAD) * best.mean_error:
        best = order[0]
    points = _METHODS[best.method](known, months, confidence, None)[0]
    points = _widened(points, tried[best.method][1], len(known), confidence)
    model, holds = best.method in MODELS, best.held >= confidence - SHORT_OF
    return Forecast(best.method, points, tuple(order), confidence, model, holds)


@dataclass(frozen=True)
class Miss:
    """By how much a trial erred about a month (its place in the series), so many months ahead."""

    month: int
    ahead: int
    error: float


Made = tuple[tuple[Point, ...], Any]
"""A forecast, and the parameters it was made with."""


def _trial(
    method: Method, known: Sequence[float], first: int, months: int, confidence: float, scale: float
) -> tuple[Trial, list[Miss]]:
    """From every month since `first`: forecast the months after it, of which those known are compared."""
    misses: list[Miss] = []
    held, settings = 0, None
    for number, origin in enumerate(range(first, len(known))):
        if number % REFIT == 0:
            settings = None
        points, settings = _METHODS[method](known[:origin], months, confidence, settings)
        points = _widened(points, misses, origin, confidence)
        for point, truth in zip(points, known[origin:], strict=False):
            misses.append(Miss(origin + point.ahead - 1, point.ahead, abs(point.value - truth)))
            held += point.low <= truth <= point.high
    mean = fmean(miss.error for miss in misses)
    made = Trial(method, mean, mean / scale if scale else None, held / len(misses), len(misses))
    return made, misses


def _widened(
    points: Sequence[Point], misses: Sequence[Miss], origin: int, confidence: float
) -> tuple[Point, ...]:
    """The points with intervals no narrower than the errors of months already known at the origin ask for.

    Of `n` errors so far ahead the one of rank (n + 1) × confidence, rounded up, holds the share whatever the
    errors are like (split conformal prediction); a method's own limits hold it only if its model is right.
    """
    made = []
    for point in points:
        past = sorted(m.error for m in misses if m.ahead == point.ahead and m.month < origin)
        if len(past) >= ENOUGH:
            half = past[min(math.ceil((len(past) + 1) * confidence), len(past)) - 1]
            low, high = min(point.low, max(0.0, point.value - half)), max(point.high, point.value + half)
            made.append(Point(point.ahead, point.value, low, high))
        else:
            made.append(point)
    return tuple(made)


def _last_month(known: Sequence[float], months: int, confidence: float, _: Any) -> Made:
    """A random walk: the spread grows with the root of the months ahead."""
    spread = _spread(known, 1)
    return _plain([known[-1]] * months, [spread * math.sqrt(h + 1) for h in range(months)], confidence)


def _last_year(known: Sequence[float], months: int, confidence: float, _: Any) -> Made:
    """The same month of the last year known: the spread grows with the years ahead."""
    spread = _spread(known, YEAR)
    values = [known[h % YEAR - YEAR] for h in range(months)]
    return _plain(values, [spread * math.sqrt(h // YEAR + 1) for h in range(months)], confidence)


def _spread(known: Sequence[float], lag: int) -> float:
    """The root of the mean squared change over `lag` months: a plain method expects none."""
    changes = [b - a for a, b in zip(known[:-lag], known[lag:], strict=True)]
    return math.sqrt(fmean(change * change for change in changes))


def _plain(values: Sequence[float], spreads: Sequence[float], confidence: float) -> Made:
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    limits = ((v, v - z * s, v + z * s) for v, s in zip(values, spreads, strict=True))
    return _points(limits), None


def models() -> tuple[Any, Any]:
    """The libraries' series and model: loaded when first needed, since that takes a second."""
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    return pd.Series, ETSModel


def _smoothed(trend: str | None) -> Callable[[Sequence[float], int, float, Any], Made]:
    """Exponential smoothing as state space model with additive errors, and its own prediction limits."""

    def made(known: Sequence[float], months: int, confidence: float, settings: Any) -> Made:
        series, smoothing = models()
        model = smoothing(series(known), error="add", trend=trend, damped_trend=trend is not None)
        with warnings.catch_warnings():  # a search that stops at its limit is tried like any other
            warnings.simplefilter("ignore")
            fitted = model.fit(disp=False) if settings is None else model.smooth(settings)
            ahead = fitted.get_prediction(start=len(known), end=len(known) + months - 1)
            limits = ahead.pred_int(alpha=1 - confidence).to_numpy()
        means = ahead.predicted_mean.to_numpy()
        return _points((mean, *two) for mean, two in zip(means, limits, strict=True)), fitted.params

    return made


def _points(limits: Any) -> tuple[Point, ...]:
    return tuple(
        Point(ahead, *(max(0.0, float(number)) for number in numbers))
        for ahead, numbers in enumerate(limits, start=1)
    )


_METHODS: dict[Method, Callable[[Sequence[float], int, float, Any], Made]] = {
    Method.LAST_MONTH: _last_month,
    Method.LAST_YEAR: _last_year,
    Method.LEVEL: _smoothed(None),
    Method.TREND: _smoothed("add"),
}


def _unbroken(values: Sequence[float | None]) -> list[float]:
    """The months after the last one without a figure."""
    found: list[float] = []
    for value in reversed(values):
        if value is None:
            break
        found.append(float(value))
    return found[::-1]
