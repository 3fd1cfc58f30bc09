"""Control charts held against published data with published limits, to the places that are printed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from goldenthread.analysis import spc
from goldenthread.analysis.spc.icons import assurance
from goldenthread.analysis.spc.limits import T_POWER, to_days, to_normal
from tests.analysis.spc.series_of import rates, shares, values

SHORT = spc.RuleSet("short", minimum=10)
PLAIN = spc.RuleSet("plain", widened=False)
"""The charts of books, whose points spread more than by chance."""


def outside(chart: spc.Chart) -> list[int]:
    """The points outside the limits, counted from 1 as books do."""
    return [
        number
        for number, point in enumerate(chart.points, start=1)
        if any(signal.rule is spc.Rule.OUTSIDE for signal in point.signals)
    ]


def test_xmr_of_the_engineering_statistics_handbook() -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: ten batches, mean 50.81, mean moving range
    1.8778, limits 45.8159 and 55.8041 by 3 ÷ 1.128; by 2.66, as NHS England prints it, 0.0008 wider."""
    flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    made = spc.chart(values(flow), "higher", "average", rules=SHORT)
    assert made.kind is spc.Kind.XMR
    assert made.mean == pytest.approx(50.81)
    assert made.upper == pytest.approx(55.8041, abs=1e-3)
    assert made.lower == pytest.approx(45.8159, abs=1e-3)
    assert made.upper - made.mean == pytest.approx(2.66 * 16.9 / 9, rel=1e-12)
    assert outside(made) == []


SEED_123 = [
    -0.56047565,
    -0.23017749,
    1.55870831,
    0.07050839,
    0.12928774,
    1.71506499,
    0.46091621,
    -1.26506123,
    -0.68685285,
    -0.44566197,
    1.22408180,
    0.35981383,
    0.40077145,
    0.11068272,
    -0.55584113,
    1.78691314,
    0.49785048,
    -1.96661716,
    0.70135590,
    -0.47279141,
]
"""Twenty normal numbers of R, seed 123: the data of the tests of NHSRplotthedots."""


def test_xmr_of_the_tests_of_nhsrplotthedots() -> None:
    """nhs-r-community/NHSRplotthedots, tests/testthat/_snaps: mean 0.142, limits −3.01 and 3.29 over all
    twenty; 0.0746, −2.60, 2.75 and 0.209, −3.28, 3.70 over the first and the last ten. All common cause."""
    rules = spc.RULE_SETS["nhs_r"]
    made = spc.chart(values(SEED_123), "higher", "average", target=0.5, rules=rules)
    assert [round(each, 2) for each in (made.mean, made.lower, made.upper)] == [0.14, -3.01, 3.29]
    assert not any(point.signals for point in made.points)
    assert made.assurance is spc.Assurance.HIT_AND_MISS
    ten = spc.RuleSet("ten", minimum=10, screened=True, trend_side="mean")
    halves = {SEED_123[0]: (0.0746, -2.60, 2.75), SEED_123[10]: (0.209, -3.28, 3.70)}
    for first, (mean, lower, upper) in halves.items():
        start = SEED_123.index(first)
        half = spc.chart(values(SEED_123[start : start + 10]), "higher", "average", rules=ten)
        assert half.mean == pytest.approx(mean, abs=5e-4)
        assert (round(half.lower, 2), round(half.upper, 2)) == (lower, upper)


def test_screening_as_nhsrplotthedots_tells_it_from_the_spreadsheet() -> None:
    """Vignette 'Deviations from Excel defaults': one ten among ones and twos. The spreadsheet keeps all
    moving ranges (mean 32 ÷ 17), NHSRplotthedots leaves out those beyond 3.267 means (the 8 and the 9)."""
    one_ten = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    kept = spc.chart(values(one_ten), "higher", "average")
    screened = spc.chart(values(one_ten), "higher", "average", rules=spc.RULE_SETS["nhs_r"])
    assert kept.mean == screened.mean == pytest.approx(35 / 18)
    assert (round(kept.lower, 2), round(kept.upper, 2)) == (-3.06, 6.95)
    assert (round(screened.lower, 2), round(screened.upper, 2)) == (-0.72, 4.60)
    assert outside(kept) == outside(screened) == [5]


ORANGE_JUICE = [
    *(12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7),
    *(13, 9, 6, 9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5),
]
"""Cans that leak of 50, in 30 trial samples and 24 after: Montgomery, Introduction to Statistical Quality
Control, tables on p charts; 'orangejuice' in R's package qcc."""


def test_p_chart_of_montgomery_with_the_first_thirty_as_baseline() -> None:
    """Montgomery and qcc: p 0.2313333, limits 0.05242755 and 0.4102391; samples 15 and 23 outside."""
    rules = spc.RuleSet("trial", baseline=30, widened=False)
    made = spc.chart(shares(ORANGE_JUICE, 50), "lower", "percentage", rules=rules)
    assert made.kind is spc.Kind.P
    assert made.mean == pytest.approx(23.13333, abs=1e-5)
    assert made.lower == pytest.approx(5.242755, abs=1e-6)
    assert made.upper == pytest.approx(41.02391, abs=1e-5)
    assert [each for each in outside(made) if each <= 30] == [15, 23]
    assert [point.in_baseline for point in made.points] == [True] * 30 + [False] * 24
    assert made.variation is spc.Variation.IMPROVEMENT_LOW  # the machine was adjusted after sample 30


def test_p_chart_of_sas_with_few_failures() -> None:
    """SAS/QC User's Guide, PCHART, 'Circuits': failures of 500 in 30 batches, 292 of 15,000."""
    fails = [5, 6, 11, 6, 4, 9, 17, 10, 12, 9, 8, 7, 7, 15, 8, 18, 12, 16, 4, 7, 17, 12, 8, 7, 15, 6, 8, 12]
    made = spc.chart(shares([*fails, 7, 9], 500), "lower", "percentage", rules=PLAIN)
    assert made.kind is spc.Kind.P
    assert made.mean == pytest.approx(1.9467, abs=1e-4)
    assert made.lower == pytest.approx(0.0930786, abs=1e-6)
    assert made.upper == pytest.approx(3.8003, abs=1e-4)
    assert outside(made) == []


CIRCUIT_BOARDS = [
    *(21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15),
]
"""Faults in 26 samples of 100 boards: Montgomery's c chart, 'circuit' in qcc."""


def test_u_chart_of_equal_samples_is_the_c_chart_of_montgomery() -> None:
    """Montgomery and qcc: c 19.84615, limits 6.481447 and 33.21086; samples 6 and 20 outside."""
    made = spc.chart(rates(CIRCUIT_BOARDS, 100, 100), "lower", "rate", rules=PLAIN)
    assert made.kind is spc.Kind.U
    assert made.mean == pytest.approx(19.84615, abs=1e-5)
    assert made.lower == pytest.approx(6.481447, abs=1e-6)
    assert made.upper == pytest.approx(33.21086, abs=1e-5)
    assert outside(made) == [6, 20]


def test_u_chart_of_unequal_samples() -> None:
    """'dyedcloth' in qcc: faults in ten rolls of different lengths, u 1.40367, upper limit 2.48034 for a roll
    of the mean length 10.9; each roll has limits of its own length."""
    faults, units = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23], [10, 8, 13, 10, 10, 10, 12, 11, 12, 13]
    made = spc.chart(rates(faults, units, 1), "lower", "rate", rules=SHORT)
    assert made.kind is spc.Kind.U
    assert made.mean == pytest.approx(1.40367, abs=1e-5)
    for point, n in zip(made.points, units, strict=True):
        mean_length = point.centre + (point.upper - point.centre) * (n / 10.9) ** 0.5
        assert mean_length == pytest.approx(2.48034, abs=5e-4)


def test_the_power_of_nelson_makes_times_as_good_as_normal() -> None:
    """Nelson (1994), Journal of Quality Technology 26:169-171: the power 1 ÷ 3.6 = 0.27778."""
    assert round(T_POWER, 5) == 0.27778
    assert to_days(to_normal(286)) == pytest.approx(286)
    assert to_days(-0.3) == 0


def test_assurance_of_nhsrplotthedots() -> None:
    """tests/testthat/test-ptd_calculate_assurance_type.R: a target of 4 with limits 1 to 3, 5 to 7, 1 to 5;
    increase: fail, pass, hit and miss; decrease: pass, fail, hit and miss; neutral: none."""
    limits = [(1.0, 3.0), (5.0, 7.0), (1.0, 5.0)]
    up = [assurance(each, 4, "higher") for each in limits]
    down = [assurance(each, 4, "lower") for each in limits]
    assert up == [spc.Assurance.FAIL, spc.Assurance.PASS, spc.Assurance.HIT_AND_MISS]
    assert down == [spc.Assurance.PASS, spc.Assurance.FAIL, spc.Assurance.HIT_AND_MISS]
    assert {assurance(each, 4, "neutral") for each in limits} == {spc.Assurance.NOT_KNOWN}


def test_t_chart_is_an_xmr_chart_of_transformed_days() -> None:
    """Days between failures of a valve, Montgomery's table on times between events; limits worked out here
    by hand from y = days^(1 ÷ 3.6), back-transformed."""
    gaps = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]
    day = dt.date(2000, 1, 1)
    days = [day]
    for gap in gaps:
        day += dt.timedelta(gap)
        days.append(day)
    rare = values([0, 0, 0, 1] * 6)
    made = spc.chart(rare, "lower", "count", between=spc.EventDays(tuple(days)))
    y = [gap ** (1 / 3.6) for gap in gaps]
    mean = sum(y) / 20
    spread = 2.66 * sum(abs(b - a) for a, b in pairwise(y)) / 19
    assert made.kind is spc.Kind.T
    assert [point.value for point in made.points] == gaps
    assert made.mean == pytest.approx(mean**3.6, rel=1e-9)
    assert made.upper == pytest.approx((mean + spread) ** 3.6, rel=1e-9)
    assert made.lower == 0
    assert mean - spread < 0
    assert outside(made) == []
