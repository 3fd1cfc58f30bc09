from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from goldenthread.analysis.change import Against, change, direction, earlier
from goldenthread.base.periods import parse
from tests.analysis.build import measure, result, share

COUNT = measure(form="count", unit="referrals")


def test_a_count_changes_by_a_difference_and_a_per_cent() -> None:
    moved = change(COUNT, result(90), result(120))
    assert (moved.difference, moved.percent) == (-30, -25)


def test_a_percentage_changes_by_points_only() -> None:
    moved = change(measure(), share(77, 308), share(96, 320))
    assert moved.difference == pytest.approx(-5)
    assert moved.percent is None


def test_a_ratio_in_per_cent_changes_by_points_only() -> None:
    assert change(measure(form="ratio"), result(20), result(10)).percent is None


@pytest.mark.parametrize("form", ["difference", "index"])
def test_a_per_cent_of_a_net_change_or_an_index_is_not_given(form: str) -> None:
    assert change(measure(form=form, unit=""), result(3), result(-2)).percent is None


def test_from_nought_there_is_no_per_cent() -> None:
    moved = change(COUNT, result(3), result(0))
    assert (moved.difference, moved.percent) == (3, None)


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        (result(None, reason="no table"), result(3), "no table"),
        (result(3), result(None, reason="not covered"), "not covered"),
        (result(3), result(None), "no value for the earlier period"),
        (None, result(3), "no result was computed for this period"),
        (result(3), None, "no result was computed for the earlier period"),
    ],
)
def test_without_a_value_on_either_side_there_is_a_reason(now: object, then: object, reason: str) -> None:
    moved = change(COUNT, now, then)  # type: ignore[arg-type]
    assert (moved.difference, moved.percent, moved.reason) == (None, None, reason)


@pytest.mark.parametrize(
    ("period", "against", "expected"),
    [
        ("2023-12", "previous", "2023-11"),
        ("2023-12", "six_months", "2023-06"),
        ("2023-12", "year", "2022-12"),
        ("2023-12", "two_years", "2021-12"),
        ("FY2023-24Q3", "previous", "FY2023-24Q2"),
        ("FY2023-24Q3", "six_months", "FY2023-24Q1"),
        ("FY2022-23", "previous", "FY2021-22"),
        ("R12-2023-12", "previous", "R12-2023-11"),
        ("FYTD2023-12", "previous", "FYTD2022-12"),
    ],
)
def test_the_period_to_compare_with(period: str, against: Against, expected: str) -> None:
    assert earlier(parse(period), against) == parse(expected)


def test_a_year_has_no_period_six_months_before() -> None:
    assert earlier(parse("FY2022-23"), "six_months") is None


@pytest.mark.parametrize(
    ("polarity", "difference", "word"),
    [
        ("higher", 2, "better"),
        ("higher", -2, "worse"),
        ("lower", -2, "better"),
        ("lower", 2, "worse"),
        ("neutral", 2, "higher"),
        ("nearest", -2, "lower"),
        ("lower", 0, "no change"),
    ],
)
def test_direction_in_a_word(polarity: str, difference: float, word: str) -> None:
    assert direction(measure(polarity=polarity), difference) == word


def test_differences_and_per_cents_are_those_of_pandas() -> None:
    values = [12.0, 15.0, 9.0, 9.0, 30.0]
    series = pd.Series(values)
    card = measure(form="count", unit="children")
    made = [change(card, result(b), result(a)) for a, b in pairwise(values)]
    assert [each.difference for each in made] == pytest.approx(series.diff().tolist()[1:])
    assert [each.percent for each in made] == pytest.approx((series.pct_change() * 100).tolist()[1:])
