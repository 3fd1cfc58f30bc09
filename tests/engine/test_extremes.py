"""The bound of a figure against every way in which its doubtful rows could come out."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engine.extremes import Row, difference, extremes, of_line, ratio


def some(most: int) -> st.SearchStrategy[list[Row]]:
    """Rows of a few keys, values and lines."""
    return st.lists(
        st.builds(
            Row,
            key=st.sampled_from(["a", "b", "c", "d"]),
            counts=st.booleans(),
            in_numerator=st.booleans(),
            value=st.integers(-3, 9).map(float),
            line=st.sampled_from(["x", "y"]),
            may_be_in=st.booleans(),
        ),
        max_size=most,
    )


def outcomes(touched: Sequence[Row]) -> Iterator[list[Row]]:
    """Every way to mend rows: each out, in the denominator alone, or in the numerator."""
    ways = [[(False, False), (True, False), *[(True, True)] * row.may_be_in] for row in touched]
    for answers in product(*ways):
        yield [
            Row(row.key, counts, numerator, row.value)
            for row, (counts, numerator) in zip(touched, answers, strict=True)
        ]


def figure(form: str, made: Sequence[Row]) -> float | None:
    """The figure of a form, counted slowly."""
    counted = [row for row in made if row.counts]
    values = [row.value for row in counted if row.value is not None]
    if form == "count":
        return float(len({row.key for row in counted}))
    if form == "percentage":
        whole = {row.key for row in counted}
        part = {row.key for row in counted if row.in_numerator}
        return 100 * len(part) / len(whole) if whole else None
    if form == "sum":
        return math.fsum(values)
    if not values:
        return None
    return statistics.median(values) if form == "median" else math.fsum(values) / len(values)


@pytest.mark.parametrize("form", ["count", "percentage", "sum", "average", "median"])
@given(sure=some(5), touched=some(4))
def test_the_bound_is_reached_and_never_passed(form: str, sure: list[Row], touched: list[Row]) -> None:
    found = [figure(form, [*sure, *made]) for made in outcomes(touched)]
    known = [value for value in found if value is not None]
    bound = extremes(form, sure, touched)
    if not known:
        assert bound is None
        return
    assert bound is not None
    assert bound == pytest.approx((min(known), max(known)))


@given(sure=some(4), touched=some(3), share=st.booleans())
def test_the_bound_of_a_line(sure: list[Row], touched: list[Row], share: bool) -> None:
    """A row with an issue may turn out to be of any line."""
    form = "percentage" if share else "count"
    known = []
    for lines in product("xy", repeat=len(touched)):
        for made in outcomes(touched):
            placed = [
                Row(r.key, r.counts, r.in_numerator, r.value, line)
                for r, line in zip(made, lines, strict=True)
            ]
            every = [*sure, *placed]
            kept = (
                [Row(r.key, r.counts, r.in_numerator and r.line == "x") for r in every]
                if share
                else [r for r in every if r.line == "x"]
            )
            known.append(figure(form, kept))
    values = [value for value in known if value is not None]
    bound = extremes(form, of_line(sure, "x", share), touched)
    assert (bound is None) == (not values)
    if bound:
        assert bound == pytest.approx((min(values), max(values)))


def test_a_row_without_a_key_may_be_somebody_new() -> None:
    assert extremes("count", [Row("a", True, True)], [Row(None, True, True)]) == (1, 2)


def test_a_value_that_is_not_known_has_no_bound() -> None:
    assert extremes("average", [Row(1, True, True, 4.0)], [Row(2, True, True, None)]) is None


@given(
    st.lists(st.floats(0, 9), min_size=2, max_size=2).map(sorted),
    st.lists(st.floats(1, 9), min_size=2, max_size=2).map(sorted),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_two_ranges_make_holds_every_pair(
    first: list[float], second: list[float], i: float, j: float
) -> None:
    a, b = first[0] + i * (first[1] - first[0]), second[0] + j * (second[1] - second[0])
    over, less = ratio((first[0], first[1]), (second[0], second[1]), 10), None
    less = difference((first[0], first[1]), (second[0], second[1]))
    assert over is not None
    assert less is not None
    assert over[0] - 1e-9 <= 10 * a / b <= over[1] + 1e-9
    assert less[0] - 1e-9 <= a - b <= less[1] + 1e-9


def test_over_what_may_be_nothing_there_is_no_bound() -> None:
    assert ratio((1, 2), (0, 2), 1) is None
    assert ratio(None, (1, 2), 1) is None
