"""The parts of control charts held against statsmodels, NumPy and SciPy, and against chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.tsa.stattools import acf

from goldenthread.analysis.spc.limits import (
    Counted,
    cases_between,
    dispersion_of,
    few_cases,
    few_events,
    leaning,
    leaning_by_chance,
    mean_range,
    moving_ranges,
    pooled,
    proportions,
    rates,
    widest_by_chance,
    xmr,
)

VALUES = st.lists(st.integers(-500, 500).map(float), min_size=3, max_size=40)
POINTS = st.lists(st.tuples(st.integers(0, 60), st.integers(60, 400)), min_size=2, max_size=40).map(
    lambda found: [Counted(float(events), float(among)) for events, among in found]
)


@given(VALUES)
def test_ranges_and_limits_are_those_of_numpy(values: list[float]) -> None:
    differences = np.diff(values)
    assert moving_ranges(values) == pytest.approx(np.abs(differences).tolist())
    spread = float(np.abs(differences).mean())
    assert mean_range(values, screened=False) == pytest.approx(spread)
    (line, *_) = xmr(values, count=len(values), screened=False) or []
    assert (line.centre, line.upper - line.centre) == pytest.approx((np.mean(values), 2.66 * spread))


@given(VALUES)
def test_the_lean_is_the_autocorrelation_of_statsmodels(values: list[float]) -> None:
    if len(set(values)) == 1:
        assert leaning(values) == 0
        return
    by_statsmodels = acf(values, nlags=1, adjusted=False, fft=False)[1]
    assert leaning(values) == pytest.approx(max(by_statsmodels, 0), abs=1e-9)


@pytest.mark.parametrize("points", [24, 36, 60])
def test_one_stretch_in_twenty_leans_more_than_by_chance(points: int) -> None:
    noise = np.random.default_rng(points).normal(size=(4000, points))
    passed = np.mean([leaning(row) > leaning_by_chance(points) for row in noise.tolist()])
    assert passed == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("points", [24, 36, 60])
def test_one_stretch_in_a_hundred_spreads_wider_than_by_chance(points: int) -> None:
    """The deviation is that of simulated stretches; a little more than one in a hundred lies beyond, for the
    mean of ranges is not quite normal."""
    noise = np.random.default_rng(points).normal(size=(20_000, points))
    spread = np.abs(np.diff(noise, axis=1)).mean(axis=1) / 1.128
    assert (widest_by_chance(points) - 1) / stats.norm.ppf(0.99) == pytest.approx(spread.std(), rel=0.02)
    assert 0.008 < np.mean(spread > widest_by_chance(points)) < 0.02


@given(POINTS)
def test_pooled_limits_are_those_of_scipys_distributions(points: list[Counted]) -> None:
    count = len(points)
    share = sum(point.events for point in points) / sum(point.among for point in points)
    assert pooled(points, count) == pytest.approx(share)
    for made, spread in (
        (proportions(points, count=count), lambda n: stats.binom.std(n, share) / n),
        (rates(points, count=count), lambda n: stats.poisson.std(share * n) / n),
    ):
        for point, line in zip(points, made or [], strict=True):
            assert line is not None
            assert line.centre == pytest.approx(share)
            assert line.upper - line.centre == pytest.approx(3 * spread(point.among), abs=1e-12)


@given(POINTS)
def test_exact_limits_are_those_of_scipys_quantiles(points: list[Counted]) -> None:
    count = len(points)
    share = pooled(points, count) or 0.0
    for point, cases, events in zip(
        points, few_cases(points, count=count) or [], few_events(points, count=count) or [], strict=True
    ):
        assert cases is not None
        assert events is not None
        n = int(point.among)
        assert cases.upper * n == pytest.approx(stats.binom.ppf(1 - 0.00135, n, share))
        assert events.upper * n == pytest.approx(stats.poisson.ppf(1 - 0.00135, share * n))
        assert cases.centre * n == pytest.approx(stats.binom.ppf(0.5, n, share))
        assert events.centre * n == pytest.approx(stats.poisson.ppf(0.5, share * n))


def test_sigma_z_is_one_where_nothing_but_chance_spreads_the_points() -> None:
    source = np.random.default_rng(7)
    found = []
    for _ in range(300):
        points = [Counted(float(events), 400.0) for events in source.binomial(400, 0.3, size=36)]
        lines = proportions(points, count=36)
        assert lines is not None
        found.append(dispersion_of(points, lines, count=36) or 0.0)
    assert float(np.mean(found)) == pytest.approx(1, abs=0.04)


@pytest.mark.parametrize("seed", range(4))
def test_sigma_z_is_that_of_scipys_normal_distribution(seed: int) -> None:
    """Laney (2002): the mean moving range of z scores over that of two standard normal numbers, whose
    difference spreads by √2; ranges beyond 3.267 times their mean are left out."""
    source = np.random.default_rng(seed)
    cases = source.integers(100, 400, 30)
    events = source.binomial(cases, source.beta(20, 50, 30))
    points = [Counted(float(top), float(of)) for top, of in zip(events, cases, strict=True)]
    lines = proportions(points, count=30)
    assert lines is not None
    share = events.sum() / cases.sum()
    ranges = np.abs(np.diff((events / cases - share) / stats.binom(cases, share).std() * cases))
    kept = ranges[ranges <= 3.267 * ranges.mean()]
    by_chance = stats.foldnorm(0, scale=math.sqrt(2)).mean()
    assert dispersion_of(points, lines, count=30) == pytest.approx(kept.mean() / by_chance, rel=1e-3)


def test_cases_between_spread_as_scipys_geometric_distribution() -> None:
    """Failures before a success, of mean g: scipy's geom counts the success too, so it is moved by 1."""
    values = [12.0, 30.0, 4.0, 22.0, 41.0, 9.0, 17.0]
    mean = float(np.mean(values))
    geometric = stats.geom(1 / (mean + 1), loc=-1)
    (line, *_) = cases_between(values, count=len(values)) or []
    assert geometric.mean() == pytest.approx(mean)
    assert line.upper - mean == pytest.approx(3 * geometric.std())
    assert math.isclose(line.centre, geometric.median(), abs_tol=1)  # whole cases there, 0.693 g here
