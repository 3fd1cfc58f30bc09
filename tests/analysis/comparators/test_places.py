"""Rank, quartile and their likely range, against separate code and by hand."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from goldenthread.analysis.comparators import comparators
from goldenthread.analysis.comparators.averages import average
from goldenthread.analysis.comparators.places import (
    FEWEST_MOVES,
    place,
    quartile,
    range_by_counts,
    range_by_movement,
    usual_movement,
)
from tests.analysis.comparators.published_made import MEASURES, made

DECEMBER = dt.date(2023, 12, 31)


def pandas_bands(values: pd.Series, polarity: str) -> pd.Series:
    """LAIT's bands by pandas: quartiles of all, an edge belonging to the band below it."""
    edges = values.quantile([0.25, 0.5, 0.75]).tolist()
    labels = list("ABCD") if polarity == "Low" else list("DCBA")
    bins = [-float("inf"), *edges, float("inf")]
    codes = pd.cut(values, bins, labels=False, right=True, duplicates="drop")
    if len(set(bins)) < len(bins):
        codes = values.map(lambda one: sum(one > edge for edge in edges))
    return codes.map(lambda one: labels[int(one)])


@pytest.mark.parametrize("polarity", ["Low", "High"])
@pytest.mark.parametrize("seed", range(8))
def test_place_and_quartile_are_those_of_pandas(seed: int, polarity: str) -> None:
    source = random.Random(seed)
    values = pd.Series([round(source.gauss(20, 5), seed % 2) for _ in range(151)])
    ranks = values.rank(method="min", ascending=polarity == "Low")
    bands = pandas_bands(values, polarity)
    every = values.tolist()
    for at, value in enumerate(every):
        assert place(value, every, polarity) == ranks[at]
        assert quartile(value, every, polarity) == bands[at]


def test_ties_share_the_lowest_number() -> None:
    assert [place(one, [10, 20, 20, 30], "Low") for one in (10, 20, 30)] == [1, 2, 4]
    assert [place(one, [10, 20, 20, 30], "High") for one in (10, 20, 30)] == [4, 2, 1]


def test_an_edge_belongs_to_the_band_of_the_lower_values() -> None:
    values = [0.0, 25.0, 50.0, 75.0, 100.0]  # its own quartiles
    assert [quartile(one, values, "Low") for one in values] == ["A", "A", "B", "C", "D"]
    assert [quartile(one, values, "High") for one in values] == ["D", "D", "C", "B", "A"]
    assert quartile(1.0, [1.0], "Low") == ""


def test_mean_and_median_are_those_of_pandas() -> None:
    source = random.Random(3)
    for count in range(1, 12):
        values = [round(source.uniform(0, 100), 1) for _ in range(count)]
        assert average(values, "mean") == pytest.approx(pd.Series(values).mean(), abs=1e-9)
        assert average(values, "median") == pytest.approx(pd.Series(values).median(), abs=1e-9)
    assert average([], "mean") is None


def test_the_range_by_counts_narrows_as_counts_grow() -> None:
    values = {str(n): 10.0 + n for n in range(21)}
    few = range_by_counts("10", values, dict.fromkeys(values, 100.0), "Low", share=True)
    many = range_by_counts("10", values, dict.fromkeys(values, 1e7), "Low", share=True)
    assert many == (11, 11)
    assert few[0] < 11 < few[1]
    assert range_by_counts("10", values, dict.fromkeys(values, 1e7), "High", share=True) == (11, 11)
    rates = range_by_counts("10", values, dict.fromkeys(values, 50.0), "Low", share=False)
    assert rates[0] < 11 < rates[1]


def test_the_range_of_two_is_what_probability_says() -> None:
    """Of two authorities the first is better in a share of draws; with 90 of 100 either place is likely."""
    cases = {"a": 100.0, "b": 100.0}
    close = range_by_counts("a", {"a": 20.0, "b": 22.0}, cases, "Low", share=True)
    apart = range_by_counts("a", {"a": 20.0, "b": 60.0}, cases, "Low", share=True)
    assert (close, apart) == ((1, 2), (1, 1))
    better = stats.norm.sf(0, loc=0.40, scale=(2 * 0.2 * 0.8 / 100) ** 0.5)
    assert better > 0.975  # so that the second place is not within 95%


SURE = [(0.985, (1, 1)), (0.965, (1, 2))]
"""How likely the first of two is the better one, and its likely places: by 97.5% the second falls out."""


@pytest.mark.parametrize(("likely", "places"), SURE)
def test_the_range_of_two_rates_is_that_of_the_beta_distribution(
    likely: float, places: tuple[int, int]
) -> None:
    """Of two gamma variates the first is the lesser in a share that the beta distribution gives exactly."""
    shape = 50.5
    odds = stats.beta.ppf(likely, shape, shape)  # share of the other's scale in both at which it is so likely
    values = {"a": 10.0, "b": 10.0 * odds / (1 - odds)}
    assert range_by_counts("a", values, {"a": 50.0, "b": 50.0}, "Low", share=False) == places
    assert range_by_counts("b", values, {"a": 50.0, "b": 50.0}, "High", share=False) == places


@pytest.mark.parametrize(("likely", "places"), SURE)
def test_the_range_of_two_by_movement_is_that_of_the_normal_distribution(
    likely: float, places: tuple[int, int]
) -> None:
    apart = stats.norm.ppf(likely) * 3.0 * 2**0.5
    assert range_by_movement("a", {"a": 20.0, "b": 20.0 + apart}, 3.0, "Low") == places


def test_the_usual_movement_is_that_of_scipy() -> None:
    source = random.Random(5)
    moves = [(source.gauss(20, 3), source.gauss(22, 3)) for _ in range(151)]
    changes = [after - before for before, after in moves]
    by_scipy = stats.median_abs_deviation(changes, scale="normal") / 2**0.5
    assert usual_movement(moves) == pytest.approx(by_scipy, rel=1e-4)  # 1.4826 is 1.482602…


def test_an_authority_without_counts_keeps_its_figure() -> None:
    values = {"a": 20.0, "b": 20.5}
    assert range_by_counts("a", values, {}, "Low", share=False) == (1, 1)
    assert range_by_counts("a", values, {"b": 100.0}, "Low", share=True) == (1, 2)


def test_the_range_by_movement() -> None:
    values = {str(n): float(n) for n in range(51)}
    assert range_by_movement("25", values, 1e-6, "Low") == (26, 26)
    low, high = range_by_movement("25", values, 5.0, "Low")
    assert 10 < low < 26 < high < 42
    assert (low, high) == range_by_movement("25", values, 5.0, "Low")  # the same each time


def test_the_usual_movement_is_the_spread_of_one_figure() -> None:
    source = random.Random(11)
    moves = [(source.gauss(20, 3), source.gauss(22, 3)) for _ in range(20_000)]
    assert usual_movement(moves) == pytest.approx(3, rel=0.03)
    assert usual_movement(moves[: FEWEST_MOVES - 1]) is None
    assert usual_movement([(1.0, 2.0)] * 50) is None


AUTHORITIES = {str(number): str(10 + number % 17) for number in range(301, 351)} | {"852": "15", "970": "1"}


def test_a_rank_counts_authorities_alone_and_says_what_its_range_is_by(tmp_path: Path) -> None:
    counts = [("CPP_Total_NumRef", "2023", one, "1000") for one in AUTHORITIES]
    published = made(tmp_path, "ReReferral", AUTHORITIES, *counts, kind="Financial Year")
    rank = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, published).rank
    assert rank is not None
    values = [float(value) for one, value in AUTHORITIES.items() if one != "970"]
    assert (rank.place, rank.of, rank.by) == (1 + sum(one < 15 for one in values), 51, "counts")
    assert rank.low is not None
    assert rank.high is not None
    assert rank.low < rank.place < rank.high
    assert rank.quartile == "B"


def test_without_counts_the_range_is_by_movement_or_not_at_all(tmp_path: Path) -> None:
    one = made(tmp_path, "ReReferral", AUTHORITIES, kind="Financial Year")
    rank = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, one).rank
    assert rank is not None
    assert (rank.by, rank.low, rank.high) == ("", None, None)
    before = [("ReReferral", "2022", area, str(float(v) + int(area) % 5)) for area, v in AUTHORITIES.items()]
    two = made(tmp_path, "ReReferral", AUTHORITIES, *before, kind="Financial Year")
    rank = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, two).rank
    assert rank is not None
    assert rank.by == "movement"


@pytest.mark.parametrize(
    ("polarity", "why"),
    [
        ("-", "the publisher takes neither high nor low as better"),
        ("NA", "the publisher takes neither high nor low as better"),
        ("High", "publisher and card differ on what is better"),
    ],
)
def test_nobody_is_ranked_where_no_direction_is_better(tmp_path: Path, polarity: str, why: str) -> None:
    published = made(tmp_path, "ReReferral", AUTHORITIES, polarity=polarity, kind="Financial Year")
    found = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, published)
    assert (found.rank, found.why_no_rank) == (None, why)


def test_no_quartile_where_the_publisher_gives_none(tmp_path: Path) -> None:
    published = made(tmp_path, "ReReferral", AUTHORITIES, no_quartile="N", kind="Financial Year")
    rank = comparators(MEASURES["rereferrals_12m_pct"], "852", DECEMBER, published).rank
    assert rank is not None
    assert rank.quartile == ""
