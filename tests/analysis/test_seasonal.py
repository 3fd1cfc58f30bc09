"""The usual December: found at this year's level, known only from enough years, never from gaps."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from goldenthread.analysis.seasonal import Season, usual
from goldenthread.analysis.spc import Observation
from goldenthread.base.periods import month, parse
from goldenthread.model.measure import Form
from tests.analysis.spc.series_of import FIRST

SHAPE = [1.0] * 11 + [0.6]
"""Eleven equal months and a quiet December."""


def years(*each: list[float | None]) -> list[Observation]:
    """Whole calendar years of months from January 2020."""
    flat = [value for one in each for value in one]
    return [Observation(month(FIRST + place), value) for place, value in enumerate(flat)]


def year(level: float, december: float) -> list[float | None]:
    return [level] * 11 + [level * december]


def test_a_quiet_december_is_usual_where_decembers_are_quiet() -> None:
    """Half of last December is a fall; at the level of each year it is what Decembers are."""
    made = usual(years(year(100, 0.62), year(120, 0.60), year(90, 0.58), year(200, 0.6)), "count")
    assert made.season is Season.USUAL
    assert made.expected == pytest.approx(120, rel=1e-3)
    assert made.low < 120 < made.high
    assert [each for each, _ in made.history] == [2020, 2021, 2022]


def test_december_without_its_fall_is_higher_than_usual() -> None:
    before = [year(100, 0.62), year(120, 0.60), year(90, 0.58)]
    assert usual(years(*before, year(100, 1.0)), "count").season is Season.HIGHER
    assert usual(years(*before, year(100, 0.2)), "count").season is Season.LOWER


def test_the_range_is_that_of_one_more_year() -> None:
    """The prediction interval of Student's t over the logarithms, worked out again with SciPy."""
    before = [(100, 0.62), (120, 0.60), (90, 0.56), (80, 0.66)]
    made = usual(years(*(year(*each) for each in before), year(100, 0.6)), "count")
    lifts = [math.log(share / ((11 + share) / 12)) for _, share in before]
    middle, spread = statistics.mean(lifts), statistics.stdev(lifts)
    low, high = stats.t.interval(0.95, 3, middle, spread * math.sqrt(1 + 1 / 4))
    level = 100 * 11.6 / 12
    assert made.level == pytest.approx(level, rel=1e-12)
    assert made.expected == pytest.approx(level * math.exp(middle), rel=1e-9)
    assert (made.low, made.high) == (
        pytest.approx(level * math.exp(low), rel=1e-9),
        pytest.approx(level * math.exp(high), rel=1e-9),
    )


def test_percentages_never_leave_what_they_can_be() -> None:
    high = [97.0] * 11
    made = usual(years([*high, 99.0], [*high, 98.0], [*high, 99.5], [*high, 98.5]), "percentage")
    assert 0 < made.low < made.expected < made.high < 100


@pytest.mark.parametrize("form", ["average", "difference", "index"])
def test_other_forms_are_moved_by_the_difference(form: Form) -> None:
    made = usual(years([0.0] * 12, [-5.0] * 11 + [-4.0], [10.0] * 11 + [10.5], [3.0] * 12), form)
    assert made.season is Season.USUAL
    assert made.expected == pytest.approx(3.0 + statistics.mean([0, 11 / 12, 5.5 / 12]))


def test_two_earlier_years_are_too_few() -> None:
    made = usual(years(year(100, 0.6), year(100, 0.6), year(100, 1.0)), "count")
    assert made.season is Season.NOT_KNOWN
    assert made.reason == "2 of the 3 earlier years wanted are known"
    assert made.expected is None


@pytest.mark.parametrize("place", [0, 11, 30, 47])
def test_a_gap_is_no_month_and_leaves_its_year_out(place: int) -> None:
    series = years(year(100, 0.62), year(120, 0.60), year(90, 0.58), year(100, 0.6))
    series[place] = Observation(series[place].period, None)
    made = usual(series, "count")
    assert made.season is Season.NOT_KNOWN
    whose = "latest twelve months" if place >= 36 else "2 of the 3 earlier years"
    assert whose in made.reason


def test_a_december_of_nought_has_no_place_on_the_scale_and_is_left_out() -> None:
    made = usual(years(year(100, 0), year(120, 0.6), year(90, 0.58), year(100, 0.6)), "count")
    assert "2 of the 3" in made.reason
    four = usual(years(year(100, 0), year(120, 0.6), year(90, 0.58), year(80, 0.62), year(100, 0)), "count")
    assert four.season is Season.LOWER
    never = usual(years(*[[0.0] * 12] * 4), "count")
    assert never.season is Season.NOT_KNOWN


def test_no_months_have_no_season() -> None:
    assert usual([], "count").reason == "no monthly figures"
    quarter = Observation(parse("FY2023-24Q3"), 4.0)
    assert usual([quarter], "count").season is Season.NOT_KNOWN


@given(
    st.lists(st.lists(st.integers(1, 500), min_size=12, max_size=12), min_size=4, max_size=6),
    st.sampled_from([0.5, 3.0, 1000.0]),
)
def test_the_unit_of_a_count_does_not_matter(each: list[list[int]], factor: float) -> None:
    plain = usual(years(*([float(value) for value in one] for one in each)), "count")
    moved = usual(years(*([value * factor for value in one] for one in each)), "count")
    assert moved.expected == pytest.approx(plain.expected * factor, rel=1e-9)
    if plain.low < plain.high * (1 - 1e-9):
        assert moved.season is plain.season
