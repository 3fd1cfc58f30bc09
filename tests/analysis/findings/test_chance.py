"""False alarms: the rules of many series at once are those of the chart, and their number is what comes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from goldenthread.analysis.findings import register
from goldenthread.analysis.findings.chance import ByChance, by_chance, false_alarm, signals_now
from goldenthread.analysis.findings.trials import unchanged
from goldenthread.analysis.spc import NHS_ENGLAND, RULE_SETS, Kind, Observation, RuleSet, chart
from goldenthread.base.periods import month
from tests.analysis.findings.build import series_of, values
from tests.analysis.findings.planted import MONTHS, Made

CASES = 10**8
RULES = [*RULE_SETS.values(), replace(NHS_ENGLAND, near=False, widened=False, baseline=20)]


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: f"{rules.name} {rules.baseline}")
@pytest.mark.parametrize("level", [0.0, 0.6])
def test_many_series_are_judged_as_the_chart_judges_one(rules: RuleSet, level: float) -> None:
    values = unchanged(26, level)[:250]
    ranges, counts = signals_now(values, rules, "ranges"), signals_now(values, rules, "counts")
    for row, by_ranges, by_counts in zip(values, ranges, counts, strict=True):
        plain = [Observation(month(600 + i), float(value)) for i, value in enumerate(row)]
        assert chart(plain, "lower", "average", rules=rules).is_signal == by_ranges
        tops = [float(round(CASES / 2 + value * math.sqrt(CASES) / 2)) for value in row]
        shares = [
            Observation(month(600 + i), top / CASES * 100, top, float(CASES)) for i, top in enumerate(tops)
        ]
        assert chart(shares, "lower", "percentage", rules=rules).is_signal == by_counts
    assert 0 < ranges.sum() < 250


def test_series_without_change_keep_what_they_should() -> None:
    for level in (0.0, 0.6):
        values = unchanged(30, level)
        found = np.corrcoef(values[:, 10], values[:, 11])[0, 1]
        assert found == pytest.approx(level, abs=0.045)
        assert float(values.mean()) == pytest.approx(0, abs=0.02)
        assert values[:, 0].var() == pytest.approx(values[:, -1].var(), rel=0.06)


def stable(count: int, seed: int, shape: str) -> list[Made]:
    """Series without change, season or overdispersion."""
    random = np.random.default_rng(seed)
    made = []
    for place in range(count):
        if shape == "percentage":
            bottom = random.integers(100, 300, MONTHS).astype(float)
            top = random.binomial(bottom.astype(int), 0.4).astype(float)
            value = top / bottom * 100
        else:
            value = random.normal(30, 3, MONTHS)
            top, bottom = value * 50, np.full(MONTHS, 50.0)
        made.append(Made(f"m{place:03}", shape, top, bottom, value, "", False))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize("shape", ["percentage", "average"])
def test_as_many_false_alarms_come_as_are_announced(shape: str) -> None:
    found = register([series_of(each) for each in stable(300, 17, shape)])
    expected = found.chance.expected
    assert found.chance.series == 300
    assert 4 < expected < 12
    assert len(found.claims) <= found.chance.most
    assert len(found.claims) >= expected - 3.5 * math.sqrt(expected)


def test_a_stock_that_wanders_is_announced_as_often_as_it_is_called_changed() -> None:
    """Children who come at random and stay twelve months in the mean: nothing changes but the level."""
    random, stay, count, months = np.random.default_rng(11), 12, 400, 72
    keeps = math.exp(-1 / stay)
    series = []
    for _ in range(count):
        there = [int(random.poisson(30 * stay))]
        while len(there) < months:
            came = random.poisson(30 * stay * (1 - keeps))
            there.append(int(random.binomial(there[-1], keeps)) + int(came))
        series.append(values([float(each) for each in there], form="count", unit="children", timing="stock"))
    found = register(series)
    called, expected = len(found.claims), found.chance.expected
    assert called > 10
    assert called <= expected + 2 * math.sqrt(expected)


def test_more_rules_and_more_persistence_alarm_more_often() -> None:
    few = replace(NHS_ENGLAND, run=9, near=False)
    assert false_alarm(Kind.XMR, few, 36, 0.0) < false_alarm(Kind.XMR, NHS_ENGLAND, 36, 0.0) < 0.03
    assert false_alarm(Kind.XMR, NHS_ENGLAND, 36, 0.0) < false_alarm(Kind.XMR, NHS_ENGLAND, 36, 0.3)
    assert false_alarm(Kind.NONE, NHS_ENGLAND, 36, 0.0) == 0
    assert false_alarm(Kind.XMR, NHS_ENGLAND, 11, 0.0) == 0


def test_the_number_to_expect_is_exact() -> None:
    made = by_chance([0.03] * 42)
    assert made.series == 42
    assert made.expected == pytest.approx(1.26)
    assert made.most == stats.binom.ppf(0.95, 42, 0.03)
    mixed = by_chance([0.5, 0.1])  # none 0.45, one 0.5, two 0.05
    assert mixed.most == 1
    assert by_chance([]) == ByChance(0, 0.0, 0)


@pytest.mark.parametrize(
    ("expected", "words"),
    [(1.26, "1 or 2"), (0.4, "none or 1"), (2.01, "2"), (2.98, "3"), (0.02, "almost none"), (0.0, "none")],
)
def test_the_number_in_words(expected: float, words: str) -> None:
    assert ByChance(10, expected, 9).words() == words
