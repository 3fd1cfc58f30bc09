"""Seasons are taken out where they are seen, and no month is judged by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats
from statsmodels.tsa.seasonal import seasonal_decompose

from goldenthread.analysis.findings.deseason import _differ, without_season
from goldenthread.analysis.spc import Observation
from goldenthread.base.periods import ending, month
from goldenthread.model.measure import Form
from tests.analysis.findings.planted import SEASON

LAST = 647  # December 2023


def series(values: np.ndarray, cases: float | None = None) -> list[Observation]:
    first = LAST - len(values) + 1
    return [
        Observation(month(first + i), float(v), None if cases is None else v * cases / 100, cases)
        for i, v in enumerate(values)
    ]


def seasonal(years: int, sd: float = 0.03, seed: int = 1) -> np.ndarray:
    chance = np.random.default_rng(seed).normal(1, sd, 12 * years)
    return np.asarray(200 * np.tile(SEASON / SEASON.mean(), years) * chance)


def test_a_season_is_taken_out_and_put_back() -> None:
    values = seasonal(5)
    made = without_season(series(values), "count")
    assert made is not None
    assert made.multiplies
    left = np.array([each.value for each in made.observations])
    assert left.std() < 0.35 * values.std()
    for place, each in enumerate(made.observations):
        assert each.value is not None
        assert made.back(each.value, place) == pytest.approx(values[place])
    assert made.effects[-1] == pytest.approx(SEASON[-1] / SEASON.mean(), rel=0.05)


@pytest.mark.parametrize("seed", range(12))
def test_the_differences_of_months_are_tested_by_an_analysis_of_variance(seed: int) -> None:
    chance = np.random.default_rng(seed)
    months = [number % 12 for number in range(60)]
    beside = chance.normal(size=60) + 0.1 * seed * np.array(months)
    beside[[0, 1, 7, 58, 59]] = np.nan
    groups = [
        [value for value, each in zip(beside, months, strict=True) if each == month and not np.isnan(value)]
        for month in range(12)
    ]
    assert _differ(beside, months) == pytest.approx(stats.f_oneway(*groups).pvalue, rel=1e-9)


@pytest.mark.parametrize(("form", "seed"), [("count", 3), ("count", 4), ("percentage", 5)])
def test_what_is_usual_of_a_month_is_that_of_the_decomposition_of_statsmodels(form: Form, seed: int) -> None:
    """Each value beside the level that statsmodels finds round it; of a month the median of other years."""
    values = seasonal(5, seed=seed) / (10 if form == "percentage" else 1)
    made = without_season(series(values, 400.0 if form == "percentage" else None), form)
    assert made is not None
    level = seasonal_decompose(values, period=12).trend
    beside = np.log(values / level) if made.multiplies else values - level
    for place in range(60):
        others = [
            beside[one] for one in range(place % 12, 60, 12) if one != place and not np.isnan(beside[one])
        ]
        usual = np.exp(np.median(others)) if made.multiplies else np.median(others)
        assert made.effects[place] == pytest.approx(usual, rel=1e-9)


def test_percentages_lose_an_amount_and_keep_their_cases() -> None:
    values = 60 + 20 * (np.tile(SEASON, 5) - 1) + np.random.default_rng(2).normal(0, 0.8, 60)
    made = without_season(series(values, 400.0), "percentage")
    assert made is not None
    assert not made.multiplies
    for before, after in zip(values, made.observations, strict=True):
        assert after.denominator == 400
        assert after.value is not None
        assert after.numerator == pytest.approx(after.value * 4)
        assert abs(after.value - before) < 8


@pytest.mark.parametrize("place", [-1, -20])
def test_a_month_does_not_say_itself_what_is_usual(place: int) -> None:
    values = seasonal(5)
    odd = values.copy()
    odd[place] *= 1.5
    usual, beside = (without_season(series(each), "count") for each in (values, odd))
    assert usual is not None
    assert beside is not None
    assert usual.effects[place] == beside.effects[place]


def test_a_shift_of_this_half_year_is_no_season() -> None:
    values = seasonal(5)
    moved = values.copy()
    moved[-6:] *= 1.5
    usual, beside = (without_season(series(each), "count") for each in (values, moved))
    assert usual is not None
    assert beside is not None
    assert beside.effects[-6:] == pytest.approx(usual.effects[-6:], rel=0.03)


def test_a_series_without_season_is_rarely_taken_for_one_with() -> None:
    random = np.random.default_rng(3)
    taken = [without_season(series(random.normal(100, 10, 60)), "count") for _ in range(300)]
    share = sum(each is not None for each in taken) / 300
    assert 0.01 < share < 0.05 + 3 * math.sqrt(0.05 / 300)


def test_too_short_too_few_or_no_months() -> None:
    assert without_season(series(seasonal(3)), "count") is None
    assert without_season(series(seasonal(4)), "count") is not None
    assert without_season(series(seasonal(5) / 60), "count") is None
    assert without_season(series(seasonal(5) - 250), "count") is None
    assert without_season([], "count") is None
    quarters = [
        Observation(ending("quarter", month(LAST - 3 * back).end), 100.0 + 9 * (back % 4))
        for back in range(50)
    ]
    assert without_season(quarters[::-1], "count") is None


def test_a_gap_leaves_the_rest_of_the_season() -> None:
    held = series(seasonal(6))
    held[30] = Observation(held[30].period, None)
    made = without_season(held, "count")
    assert made is not None
    assert made.observations[30].value is None
    assert made.observations[31].value is not None
