"""Forecasts and their trials: plain methods by hand, models against the library's own recursions."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest

from goldenthread.analysis.forecast import (
    _METHODS,
    LEARNT,
    MODELS,
    SHORTEST,
    Forecast,
    Method,
    Miss,
    Point,
    Trial,
    _trial,
    _widened,
    forecast,
)

Z = NormalDist().inv_cdf(0.9)


def trial(found: Forecast, method: Method) -> Trial:
    return next(one for one in found.trials if one.method == method)


def walk(seed: int, length: int = 60) -> list[float]:
    generator = np.random.default_rng(seed)
    return list(300 + np.cumsum(generator.normal(0, 5, length)))


def trend(seed: int, length: int = 60) -> list[float]:
    """A steady rise of four a month with noise about it: yesterday's value is a poor guide."""
    generator = np.random.default_rng(seed)
    return [200 + 4 * month + float(generator.normal(0, 8)) for month in range(length)]


def seasonal(seed: int, length: int = 60) -> list[float]:
    """High in some months and low in others, each year alike."""
    generator = np.random.default_rng(seed)
    year = [40, -35, 20, -40, 30, 45, -20, -30, 10, -15, 35, -25]
    return [300 + year[month % 12] + float(generator.normal(0, 3)) for month in range(length)]


STEPS = [300.0 + 2 * (month % 3) for month in range(38)]


def test_the_trials_of_plain_methods_by_hand() -> None:
    """Of 38 months trials start after the 24th: fourteen origins, each tried on up to three months."""
    found = forecast(STEPS, months=3)
    months = [(origin, ahead) for origin in range(24, 38) for ahead in range(3) if origin + ahead < 38]
    last = [abs(STEPS[origin - 1] - STEPS[origin + ahead]) for origin, ahead in months]
    year = [abs(STEPS[origin + ahead - 12] - STEPS[origin + ahead]) for origin, ahead in months]
    steps = [abs(STEPS[i] - STEPS[i - 1]) for i in range(1, 24)]
    scale = sum(steps) / 23
    inside = 0
    for origin, ahead in months:
        changes = [(STEPS[i] - STEPS[i - 1]) ** 2 for i in range(1, origin)]
        half = Z * math.sqrt(sum(changes) / len(changes) * (ahead + 1))
        past = sorted(abs(STEPS[o - 1] - STEPS[o + ahead]) for o in range(24, origin - ahead))
        if len(past) >= 8:
            half = max(half, past[min(math.ceil((len(past) + 1) * 0.8), len(past)) - 1])
        inside += abs(STEPS[origin - 1] - STEPS[origin + ahead]) <= half
    assert trial(found, Method.LAST_MONTH) == Trial(
        Method.LAST_MONTH,
        pytest.approx(sum(last) / len(last)),
        pytest.approx(sum(last) / len(last) / scale),
        inside / len(months),
        len(months),
    )
    assert trial(found, Method.LAST_YEAR).mean_error == pytest.approx(sum(year) / len(year)) == 0.0
    assert (found.method, found.beats_plain) == (Method.LAST_YEAR, False)
    assert [point.value for point in found.points] == STEPS[26:29]


def test_a_walk_is_the_same_as_last_month_whatever_hair_a_model_wins_by() -> None:
    values = walk(0, 72)
    found = forecast(values)
    assert (found.method, found.beats_plain) == (Method.LAST_MONTH, False)
    assert found.trials[0].method in MODELS
    spread = math.sqrt(sum((b - a) ** 2 for a, b in pairwise(values)) / 71)
    for point in found.points:
        ahead = point.ahead
        past = sorted(abs(values[i + ahead] - values[i]) for i in range(47, 72 - ahead))
        seen = past[min(math.ceil((len(past) + 1) * 0.8), len(past)) - 1]
        assert point.value == values[-1]
        assert point.high - point.value == pytest.approx(max(Z * spread * math.sqrt(ahead), seen))
        assert point.value - point.low == pytest.approx(point.high - point.value)


def test_an_interval_widens_when_the_past_erred_more_than_it_says() -> None:
    """Calm for four years, then steps of ten a month: limits learnt from the calm would seldom hold."""
    values = [300.0 + month % 2 for month in range(48)] + [300.0 + 10 * month for month in range(24)]
    found = forecast(values, months=1)
    own = _METHODS[Method.LAST_MONTH](values[:60], 1, 0.8, None)[0][0]
    assert own.high - own.value < 10
    assert trial(found, Method.LAST_MONTH).held >= 0.6
    assert found.points[0].high - found.points[0].low >= 10 or found.beats_plain


def test_errors_of_months_not_yet_known_widen_nothing() -> None:
    points, misses = (Point(1, 100.0, 99.0, 101.0),), [Miss(30, 1, 50.0)] * 8
    assert _widened(points, misses, 30, 0.8) == points
    assert _widened(points, misses[:7], 31, 0.8) == points
    assert _widened(points, [Miss(30, 2, 50.0)] * 8, 31, 0.8) == points
    assert _widened(points, misses, 31, 0.8) == (Point(1, 100.0, 50.0, 150.0),)


def test_an_interval_that_does_not_hold_is_said_not_to() -> None:
    """Ever faster: each month errs by more than any before it."""
    values = [300.0] * 40 + [300.0 + month**2 for month in range(20)]
    found = forecast(values, months=3)
    best = trial(found, found.method)  # type: ignore[arg-type]
    assert best.held < 0.7
    assert not found.holds
    assert forecast(walk(0, 72)).holds


def test_a_model_is_shown_where_it_does_better_than_both() -> None:
    found = forecast(trend(1))
    assert found.beats_plain
    assert found.method in MODELS
    best, *others = [one.mean_error for one in found.trials]
    assert all(best <= other for other in others)
    assert found.trials[0].method == found.method
    assert found.points[5].value == pytest.approx(200 + 4 * 65, abs=15)


def test_last_year_is_shown_where_months_of_the_year_are_alike() -> None:
    found = forecast(seasonal(1))
    assert (found.method, found.beats_plain) == (Method.LAST_YEAR, False)
    assert trial(found, Method.LAST_YEAR).scaled_error == pytest.approx(0.08, abs=0.05)


def test_the_level_is_that_of_the_recursion() -> None:
    """The model's forecast is the level of its own smoothing, worked out a month at a time."""
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = walk(5, 48)
    points, _ = _METHODS[Method.LEVEL](values, 4, 0.8, None)
    alpha, level = ETSModel(pd.Series(values), error="add").fit(disp=False).params
    errors = []
    for value in values:
        errors.append(value - level)
        level += alpha * (value - level)
    sigma = math.sqrt(sum(error * error for error in errors) / len(errors))
    for point in points:
        half = Z * sigma * math.sqrt(1 + (point.ahead - 1) * alpha * alpha)
        assert point.value == pytest.approx(level, rel=1e-9)
        assert (point.low, point.high) == pytest.approx((level - half, level + half), rel=1e-6)


def test_the_fading_trend_is_that_of_the_recursion() -> None:
    """Level and trend worked out a month at a time, and the variance ahead by Hyndman and others (2008),
    Forecasting with Exponential Smoothing, table 6.2: sigma² (1 + Σ (alpha + beta (phi + … + phi^j))²)."""
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    values = trend(5, 48)
    points, _ = _METHODS[Method.TREND](values, 4, 0.8, None)
    fitted = ETSModel(pd.Series(values), error="add", trend="add", damped_trend=True).fit(disp=False)
    alpha, beta, phi, level, slope = fitted.params
    errors = []
    for value in values:
        expected = level + phi * slope
        errors.append(value - expected)
        level, slope = expected + alpha * errors[-1], phi * slope + beta * errors[-1]
    variance = sum(error * error for error in errors) / len(errors)
    fading, spread = 0.0, 1.0
    for point in points:
        fading += phi**point.ahead
        assert point.value == pytest.approx(level + fading * slope, rel=1e-9)
        half = Z * math.sqrt(variance * spread)
        assert (point.low, point.high) == pytest.approx((point.value - half, point.value + half), rel=1e-6)
        spread += (alpha + beta * fading) ** 2


def test_no_trial_knows_what_came_after_it() -> None:
    """A jump in the last month changes no error of the months before it."""
    calm = walk(9, 40)
    jumped = [*calm[:-1], calm[-1] + 500]
    before = trial(forecast(calm, months=1), Method.LEVEL)
    after = trial(forecast(jumped, months=1), Method.LEVEL)
    assert (before.months, after.months) == (16, 16)
    gained = after.mean_error * 16 - before.mean_error * 16
    assert 400 < gained <= 500


def test_the_interval_holds_about_as_often_as_it_says() -> None:
    held = [_trial(Method.LAST_MONTH, walk(seed), 36, 3, 0.8, 1.0)[0].held for seed in range(40)]
    assert 0.75 < sum(held) / len(held) < 0.9


@pytest.mark.parametrize(
    ("values", "known"),
    [([1.0] * (SHORTEST - 1), 35), ([1.0] * 40 + [None] + [2.0] * 20, 20), ([*[1.0] * 40, None], 0), ([], 0)],
)
def test_too_short_a_run_says_so(values: list[float | None], known: int) -> None:
    found = forecast(values)
    assert (found.method, found.points) == (None, ())
    assert found.reason == f"{known} months in a row are known, and a forecast needs 36"
    assert SHORTEST >= LEARNT + 12


def test_months_before_a_gap_are_not_used() -> None:
    values = walk(3, 40)
    assert forecast([5.0, None, *values], months=3) == forecast(values, months=3)


def test_what_never_changes_stays_and_is_not_divided_by_nought() -> None:
    found = forecast([12.0] * 40, months=3)
    assert [(p.value, p.low, p.high) for p in found.points] == [(12.0, 12.0, 12.0)] * 3
    assert [(one.mean_error, one.scaled_error, one.held) for one in found.trials] == [(0.0, None, 1.0)] * 2


def test_a_stock_is_not_below_nought() -> None:
    low = [float(month % 4) for month in range(40)]
    assert min(point.low for point in forecast(low).points) == 0.0


def test_the_library_is_read_only_when_a_forecast_is_made() -> None:
    """It takes a second to read, which no other command should wait for."""
    code = "import sys, goldenthread.analysis.forecast; print('statsmodels' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
