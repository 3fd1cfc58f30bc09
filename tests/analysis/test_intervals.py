"""Intervals held against published tables, against other libraries, and against plain properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from goldenthread.analysis import intervals
from goldenthread.analysis.intervals import (
    Interval,
    Method,
    Verdict,
    byar,
    clopper_pearson,
    compare,
    compare_with,
    difference_of_proportions,
    garwood,
    interval_of,
    poisson,
    ratio_of_rates,
    wilson,
)
from goldenthread.model.measure import Per
from goldenthread.model.result import Result, Status
from tests.analysis.build import measure, result, share

SHARES = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
EVENTS = st.integers(0, 5000)
CONFIDENCES = st.sampled_from([0.9, 0.95, 0.99, 0.998])


@pytest.mark.parametrize(
    ("top", "bottom", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0000),
    ],
)
def test_wilson_gives_the_published_limits(top: int, bottom: int, low: float, high: float) -> None:
    made = wilson(top, bottom)
    assert (round(made.low, 4), round(made.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17:873-890, Table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_newcombe_gives_the_published_limits(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    made = difference_of_proportions(first, second)
    assert (round(made.low, 4), round(made.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (20, 12.217, 30.888)],
)
def test_garwood_gives_the_limits_of_the_published_table(events: int, low: float, high: float) -> None:
    """Garwood (1936), Biometrika 28:437-442, as in Pearson and Hartley's table 40."""
    made = garwood(events)
    assert (round(made.low, 3), round(made.high, 3)) == (low, high)


@given(SHARES, CONFIDENCES)
def test_wilson_agrees_with_statsmodels(top_of: tuple[int, int], confidence: float) -> None:
    made = wilson(*top_of, confidence)
    low, high = proportion_confint(*top_of, alpha=1 - confidence, method="wilson")
    assert (made.low, made.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


@given(SHARES, CONFIDENCES)
def test_clopper_pearson_agrees_with_statsmodels(top_of: tuple[int, int], confidence: float) -> None:
    made = clopper_pearson(*top_of, confidence)
    low, high = proportion_confint(*top_of, alpha=1 - confidence, method="beta")
    assert (made.low, made.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


@given(EVENTS, CONFIDENCES)
def test_garwood_agrees_with_the_quantiles_of_chi_square(events: int, confidence: float) -> None:
    made, tail = garwood(events, confidence), (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * events) / 2 if events else 0.0
    high = stats.chi2.ppf(1 - tail, 2 * events + 2) / 2
    assert (made.low, made.high) == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))


@given(EVENTS, CONFIDENCES)
def test_byar_agrees_with_its_formula_worked_out_another_way(events: int, confidence: float) -> None:
    """Breslow and Day (1987), formula 2.13, by cube roots: x(1 − 1/9x ∓ z/3√x)³ is (a ∓ b)³ below."""
    z = stats.norm.ppf(1 - (1 - confidence) / 2)

    def limit(x: float, sign: int) -> float:
        root = x ** (1 / 3)
        return float((root - root / (9 * x) + sign * z * root / (3 * math.sqrt(x))) ** 3)

    made = byar(events, confidence)
    assert made.low == pytest.approx(max(limit(events, -1), 0) if events else 0, rel=1e-9, abs=1e-12)
    assert made.high == pytest.approx(limit(events + 1, 1), rel=1e-9)


@given(st.integers(10, 5000))
def test_byar_is_within_a_fifth_of_a_per_cent_of_the_exact_limits(events: int) -> None:
    """As the technical guide of Public Health Data Science (25 May 2018) says of numerators from 10 on."""
    near, exact = byar(events), garwood(events)
    assert near.low == pytest.approx(exact.low, rel=0.002)
    assert near.high == pytest.approx(exact.high, rel=0.002)


@given(SHARES, SHARES)
def test_newcombe_agrees_with_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    made = difference_of_proportions(first, second)
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (made.low, made.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.1, 1000), st.floats(0.1, 1000))
def test_the_ratio_of_rates_agrees_with_scipy_given_the_sum(
    events: int, others: int, exposure: float, other_exposure: float
) -> None:
    if events + others == 0:
        with pytest.raises(ValueError, match="not a proportion"):
            ratio_of_rates((events, exposure), (others, other_exposure))
        return
    made = ratio_of_rates((events, exposure), (others, other_exposure))
    split = stats.binomtest(events, events + others).proportion_ci(0.95, "exact")
    scale = other_exposure / exposure
    assert made.low == pytest.approx(split.low / (1 - split.low) * scale, rel=1e-8)
    expected = math.inf if split.high == 1 else split.high / (1 - split.high) * scale
    assert made.high == pytest.approx(expected, rel=1e-8)


@given(SHARES)
def test_what_is_counted_the_other_way_round_mirrors_the_interval(top_of: tuple[int, int]) -> None:
    top, bottom = top_of
    for method in (wilson, clopper_pearson):
        one, other = method(top, bottom), method(bottom - top, bottom)
        assert (one.low, one.high) == (
            pytest.approx(1 - other.high, abs=1e-9),
            pytest.approx(1 - other.low, abs=1e-9),
        )
        assert 0 <= one.low <= one.value <= one.high <= 1


@pytest.mark.parametrize(("top", "bottom"), [(1, 0), (3, 2), (-1, 5), (0, -1)])
def test_what_is_no_proportion_is_refused(top: int, bottom: int) -> None:
    for method in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match="not a proportion"):
            method(top, bottom)


def test_fewer_events_than_none_and_no_exposure_are_refused() -> None:
    for method in (byar, garwood):
        with pytest.raises(ValueError, match="fewer than none"):
            method(-1)
    for one, other in (((1, 0), (1, 1)), ((1, 1), (1, 0))):
        with pytest.raises(ValueError, match="exposure"):
            ratio_of_rates(one, other)


def test_counts_are_exact_below_ten_and_by_byar_from_ten() -> None:
    assert poisson(9).method is Method.GARWOOD
    assert poisson(10).method is Method.BYAR


HIGHER = measure(polarity="higher")
COUNT = measure(form="count", unit="children")
RATE = measure(form="rate", unit="per 10,000", per=Per("0-17", 10000))
YEARLY = measure(form="rate", unit="per 10,000", per=Per("0-17", 10000), annualise=True)


def test_the_interval_of_a_result_is_in_the_unit_of_its_value() -> None:
    made = interval_of(HIGHER, share(81, 263))
    assert made is not None
    assert (round(made.low, 2), round(made.high, 2)) == (25.53, 36.62)
    rate = interval_of(RATE, result(51.0, 51, 10000))
    assert rate == poisson(51).times(1.0)
    assert interval_of(COUNT, result(4.0, 4)) == garwood(4)


def test_the_interval_of_a_yearly_rate_of_one_month_is_twelve_times_as_wide() -> None:
    month = interval_of(YEARLY, result(120.0, 10, 10000))
    quarter = interval_of(YEARLY, result(40.0, 10, 10000, period="FY2023-24Q3"))
    assert month is not None
    assert quarter is not None
    assert month.value == pytest.approx(120)
    assert quarter.value == pytest.approx(40)
    assert month.high / quarter.high == pytest.approx(3)


def test_a_rate_without_events_has_an_upper_limit() -> None:
    made = interval_of(RATE, result(0.0, 0, 20000))
    assert made is not None
    assert made.low == 0
    assert made.high == pytest.approx(3.6888794541139363 / 2, rel=1e-9)  # −ln 0.025


@pytest.mark.parametrize("form", ["average", "median", "sum", "ratio", "difference", "index"])
def test_forms_that_do_not_say_how_they_spread_have_no_interval(form: str) -> None:
    made = measure(form=form)
    assert interval_of(made, share(3, 9)) is None
    verdict = compare_with(made, share(3, 9), 10)
    assert verdict.verdict is Verdict.NOT_COMPARED
    assert form in verdict.reason


def test_a_result_without_a_value_is_not_compared_and_says_why() -> None:
    for status in (Status.NOT_AVAILABLE, Status.NO_CASES, Status.NOT_YET_KNOWN, Status.CONFIDENTIAL):
        absent = result(None, 0, 0, status=status, reason=f"because {status}")
        assert interval_of(HIGHER, absent) is None
        assert compare_with(HIGHER, absent, 50).reason == f"because {status}"
        assert compare(HIGHER, share(40, 50), absent).reason == f"because {status}"


@pytest.mark.parametrize(
    ("polarity", "made", "against", "verdict"),
    [
        ("higher", share(81, 263), 25.0, Verdict.BETTER),  # from 25.53
        ("higher", share(81, 263), 26.0, Verdict.SIMILAR),
        ("higher", share(81, 263), 37.0, Verdict.WORSE),  # to 36.62
        ("lower", share(81, 263), 25.0, Verdict.WORSE),
        ("lower", share(81, 263), 37.0, Verdict.BETTER),
        ("neutral", share(81, 263), 37.0, Verdict.LOWER),
        ("nearest", share(81, 263), 25.0, Verdict.HIGHER),
        ("higher", share(9, 19), 50.0, Verdict.TOO_FEW),
        ("higher", share(10, 20), 50.0, Verdict.SIMILAR),
        ("higher", share(0, 19), 50.0, Verdict.WORSE),  # few, and still beyond chance
        ("higher", share(1, 1), 20.0, Verdict.TOO_FEW),  # Wilson's limit is 20.7
    ],
)
def test_a_verdict_against_a_fixed_value(
    polarity: str, made: Result, against: float, verdict: Verdict
) -> None:
    assert compare_with(measure(polarity=polarity), made, against).verdict is verdict


def test_two_figures_are_compared_by_the_interval_between_them() -> None:
    """56 of 70 lies above 48 of 80 although their own intervals overlap: 68.9 to 87.8, 49.0 to 70.0."""
    one, other = share(56, 70), share(48, 80)
    assert compare(HIGHER, one, other).verdict is Verdict.BETTER
    assert compare(HIGHER, other, one).verdict is Verdict.WORSE
    assert compare(HIGHER, share(56, 70), share(52, 70)).verdict is Verdict.SIMILAR
    assert compare(HIGHER, share(5, 9), share(48, 80)).verdict is Verdict.TOO_FEW
    assert compare(HIGHER, share(48, 80), share(5, 9)).verdict is Verdict.TOO_FEW


def test_counts_and_rates_are_compared_by_their_ratio() -> None:
    fewer = measure(form="count", polarity="lower", unit="children")
    assert compare(fewer, result(30.0, 30), result(60.0, 60)).verdict is Verdict.BETTER
    assert compare(fewer, result(30.0, 30), result(33.0, 33)).verdict is Verdict.SIMILAR
    assert compare(fewer, result(3.0, 3), result(5.0, 5)).verdict is Verdict.TOO_FEW
    assert compare(fewer, result(0.0, 0), result(0.0, 0)).reason == "neither has a case"
    large, small = result(30.0, 300, 100000), result(60.0, 60, 10000)
    made = compare(RATE, large, small)
    assert made.verdict is Verdict.BETTER
    assert made.interval is not None
    assert made.interval.value == pytest.approx(0.5)


@given(SHARES, SHARES)
def test_the_other_polarity_turns_a_verdict_round(first: tuple[int, int], second: tuple[int, int]) -> None:
    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    up = compare(measure(polarity="higher"), share(*first), share(*second)).verdict
    down = compare(measure(polarity="lower"), share(*first), share(*second)).verdict
    assert down is turned.get(up, up)


def test_an_interval_holds_its_limits() -> None:
    made = Interval(2, 1, 3, Method.BYAR)
    assert made.holds(1)
    assert made.holds(3)
    assert not made.holds(3.01)
    assert made.confidence == intervals.CONFIDENCE
