"""The strength of a change, held against statsmodels and against what chance does."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.stattools import acf

from goldenthread.analysis.findings.scan import BEFORE, WINDOWS, persistence, scan, windows_of
from goldenthread.analysis.findings.strength import scores, strength
from goldenthread.analysis.findings.trials import calibrated
from goldenthread.analysis.spc import Observation
from goldenthread.base.periods import month

FIRST = 600


def series(values: list[float | None], tops: list[float] | None = None, of: float = 1.0) -> list[Observation]:
    return [
        Observation(month(FIRST + place), value, None if tops is None else tops[place], of if tops else None)
        for place, value in enumerate(values)
    ]


def plain_persistence(values: np.ndarray, size: int) -> float:
    """The lag-one correlation about the levels before and after, put right for a short series."""
    points = len(values)
    parts = (values[: points - size], values[points - size :])
    away = np.concatenate([part - part.mean() for part in parts])
    kept = float((away[1:] * away[:-1]).sum() / (away**2).sum())
    whole = min(max((kept + 2 / points) / (1 - 4 / points), 0.0), 0.95)
    return round(round(whole / 0.1) * 0.1, 1) if whole > 0.5 / math.sqrt(points) else 0.0


def by_statsmodels(values: np.ndarray, weights: np.ndarray) -> float:
    """The smallest two-sided probability of a step over the windows, times their number."""
    points = len(values)
    found = []
    for size in windows_of(points):
        level = plain_persistence(values, size)
        step = np.zeros(points)
        step[-size:] = 1
        x = sm.add_constant(step)
        if level:
            y, x = values[1:] - level * values[:-1], x[1:] - level * x[:-1]
            fit = sm.WLS(y, x, weights=weights[1:]).fit()
        else:
            fit = sm.WLS(values, x, weights=weights).fit()
        free = points - 3  # one for the persistence, which is found from the same points
        t = fit.tvalues[1] * math.sqrt(free / fit.df_resid)
        found.append(2 * stats.t.sf(abs(t), free))
    return min(1.0, min(found) * len(found))


def test_the_strength_is_that_of_a_step_by_least_squares() -> None:
    random = np.random.default_rng(3)
    seen = set()
    for points in (20, 36, 60):
        values = random.normal(0, 4, (24, points))
        for before in range(points - 1):  # half of them hold on to their level, a little or much
            values[12:, before + 1] += np.linspace(0.2, 0.99, 12) * values[12:, before]
        values += 5_000
        values[0, -1] += 20
        values[1, -5:] += 12
        weights = random.uniform(0.5, 2, points)
        found = scan(values, weights, 0.0)
        for place in range(len(values)):
            assert math.exp(found.log_p[place]) == pytest.approx(
                by_statsmodels(values[place], weights), rel=1e-9
            )
            for size in windows_of(points):
                kept = float(persistence(values[place : place + 1], size)[0])
                assert kept == plain_persistence(values[place], size)
                seen.add(kept)
        assert len(seen) > 5
        assert found.window[0] == 1
        assert found.window[1] in (3, 4, 6)


def test_a_persistent_series_is_tested_on_what_each_month_adds() -> None:
    random = np.random.default_rng(8)
    for _ in range(20):
        values = np.cumsum(random.normal(0, 1, 40)) + 100
        found = scan(values[None, :], np.ones(40), 0.0)
        assert found.persistence[0] > 0
        assert math.exp(found.log_p[0]) == pytest.approx(by_statsmodels(values, np.ones(40)), rel=1e-9)


def test_chance_alone_is_as_strong_no_more_often_than_it_says() -> None:
    random = np.random.default_rng(11)
    found = scan(random.standard_normal((6000, 36)), np.ones(36), 0.0)
    for p in (0.2, 0.05, 0.01):
        share = float((found.log_p <= math.log(p)).mean())
        assert share <= p + 3 * math.sqrt(p / 6000)
        assert share > p / 4


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.8])
def test_persistence_is_found_beside_a_shift(kept: float) -> None:
    random = np.random.default_rng(5)
    chance = random.standard_normal((2000, 60))
    values = chance.copy()
    for place in range(1, 60):
        values[:, place] = kept * values[:, place - 1] + chance[:, place]
    values[:, -6:] += 5
    found = persistence(values, 6)
    assert float(np.median(found)) == pytest.approx(kept, abs=0.1)
    assert set(np.round(found, 2)) <= {*np.round(np.arange(0, 1, 0.1), 1), 0.95}


@pytest.mark.parametrize("size", [1, 4, 12])
def test_persistence_is_the_autocorrelation_of_statsmodels_about_two_levels(size: int) -> None:
    """To the nearest tenth, put right for what a short series with two levels loses of it."""
    random = np.random.default_rng(8)
    values = random.standard_normal((60, 40)).cumsum(axis=1) * 0.3 + random.standard_normal((60, 40))
    for row, found in zip(values, persistence(values, size), strict=True):
        away = np.concatenate([part - part.mean() for part in (row[:-size], row[-size:])])
        kept = acf(away, nlags=1, adjusted=False, fft=False)[1]
        whole = np.clip((kept + 2 / 40) / (1 - 4 / 40), 0, 0.95)
        if whole > 0.5 / math.sqrt(40):
            assert abs(found - whole) <= 0.05 + 1e-9
        else:
            assert found == 0


MOST = {
    # points: the most unchanged series in a hundred with a strength of 0.01 and of 0.05, by what they keep
    24: {0.0: (1, 3), 0.4: (2.4, 5.2), 0.8: (3.0, 8.5), 0.95: (4.4, 13.5)},
    36: {0.0: (1, 3), 0.4: (1.5, 3.6), 0.8: (1.5, 6), 0.95: (3.3, 11.3)},
    60: {0.0: (1, 3), 0.4: (1.2, 4.2), 0.8: (1.4, 5.8), 0.95: (3.2, 9.6)},
}
"""What strength.py and docs/explanation/findings.md state, with the errors of 6,000 trials."""


@pytest.mark.parametrize(("points", "most"), MOST.items())
def test_unchanged_series_are_as_strong_no_more_often_than_is_stated(
    points: int, most: dict[float, tuple[float, float]]
) -> None:
    random = np.random.default_rng(99)
    for kept, stated in most.items():
        values = random.standard_normal((6000, points + 200))
        for place in range(1, points + 200):
            values[:, place] += kept * values[:, place - 1]
        held = calibrated(scan(values[:, 200:], np.ones(points), 0.0), points)
        for p, share in zip((0.01, 0.05), stated, strict=True):
            assert 100 * float((held <= math.log(p)).mean()) <= share, (kept, p)


def test_what_seems_persistent_is_held_against_unchanged_series_that_are() -> None:
    random = np.random.default_rng(6)
    values = random.standard_normal((3000, 80))
    for place in range(1, 80):
        values[:, place] += 0.8 * values[:, place - 1]
    found = scan(values[:, 20:], np.ones(60), 0.0)
    held = calibrated(found, 60)
    plain, fair = (float((each <= math.log(0.01)).mean()) for each in (found.log_p, held))
    assert plain > 0.025
    assert 0.004 < fair < 0.015
    assert (held >= found.log_p).all()
    still = found.persistence == 0
    assert (held[still] == found.log_p[still]).all()


def test_counts_rates_and_percentages_are_put_where_chance_spreads_alike() -> None:
    random = np.random.default_rng(2)
    for mean in (20, 400):
        counts = random.poisson(mean, 5_000).astype(float)
        made = scores(series(list(counts)), "count", "flow")
        assert float(np.var(made.values)) == pytest.approx(1, abs=0.1)
    for share in (0.1, 0.5, 0.8):
        tops = random.binomial(200, share, 5_000).astype(float)
        made = scores(series(list(tops / 2), list(tops), 200.0), "percentage", "flow")
        assert float(np.var(made.values) * made.weights[0]) == pytest.approx(1, abs=0.1)
        rates = scores(series(list(tops / 200), list(tops), 200.0), "rate", "flow")
        assert float(np.var(rates.values)) == pytest.approx(1 - share, abs=0.1)


def test_what_counts_spreads_no_less_than_by_chance_but_a_stock_may() -> None:
    values: list[float | None] = [400.0, 401.0] * 15 + [425.0]
    flow, stock = (strength(series(values), "count", timing) for timing in ("flow", "stock"))
    assert flow is not None
    assert stock is not None
    assert stock.p < 1e-6 < 0.2 < flow.p


def test_the_window_is_that_of_the_change() -> None:
    random = np.random.default_rng(4)
    for size in (1, 3, 6, 12):
        values = [float(value) for value in random.normal(100, 3, 48)]
        for place in range(1, size + 1):
            values[-place] -= 20
        found = strength(series(list(values)), "average", "flow")
        assert found is not None
        assert (found.window, found.rise) == (size, False)
        assert found.p < 1e-4


def test_months_without_a_figure_are_passed_over_but_not_the_latest() -> None:
    random = np.random.default_rng(6)
    values: list[float | None] = [float(value) for value in random.normal(100, 3, 30)]
    gappy = [*values[:10], None, None, *values[10:]]
    whole = strength(series(values), "average", "flow")
    assert strength(series(gappy), "average", "flow") == whole
    assert strength(series([*values, None]), "average", "flow") is None
    assert strength([], "average", "flow") is None
    assert strength(series(values[:BEFORE]), "average", "flow") is None
    assert strength(series(values[: BEFORE + 1]), "average", "flow") is not None


def test_a_series_that_never_moved() -> None:
    still: list[float | None] = [5.0] * 20
    same, moved = (
        strength(series(still), "average", "flow"),
        strength(series([*still, 6.0]), "average", "flow"),
    )
    assert same is not None
    assert moved is not None
    assert same.p == 1
    assert moved.p == pytest.approx(len(windows_of(21)) / 21)
    assert moved.rise


def test_a_series_that_never_moved_before_a_step_is_no_stronger_for_what_rounding_leaves() -> None:
    """Sums of squares about two levels cancel, and what rounding leaves of them is no movement."""
    for points in range(BEFORE + 1, 61):
        for before, after in ((12.0, 24.0), (0.1, 0.3), (1000.1, 1000.7)):
            for size in windows_of(points):
                values = [*[before] * (points - size), *[after] * size]
                found = scan(np.array([values]), np.ones(points), 0.0)
                declared = min(math.log(len(windows_of(points)) / points), 0.0)
                assert found.log_p[0] == pytest.approx(declared), (points, before, size)
                assert found.window[0] == size
    made = strength(series([*[12.0] * 13, 24.0]), "average", "flow")
    assert made is not None
    assert made.log_p == pytest.approx(-1.95, abs=0.005)


def test_windows_leave_a_year_before_them() -> None:
    assert windows_of(BEFORE) == ()
    assert windows_of(BEFORE + 1) == (1,)
    assert windows_of(BEFORE + WINDOWS[-1]) == WINDOWS
