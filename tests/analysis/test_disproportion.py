"""Relative rates: known tables of textbooks and both sides of each limit."""

from __future__ import annotations

import pytest

from goldenthread.analysis.disproportion import Rates


def test_a_ratio_and_its_interval_by_the_log_method() -> None:
    rates = Rates(met=30, people=100, others_met=20, others=100)
    assert rates.ratio == pytest.approx(1.5)
    assert rates.interval == pytest.approx((0.9159, 2.4566), abs=1e-3)


def test_chi_squared_without_correction() -> None:
    assert Rates(30, 100, 20, 100).probability == pytest.approx(0.1025, abs=1e-4)


def test_fisher_exact_where_fewer_than_five_are_expected() -> None:
    """The lady who tastes tea: three of four right."""
    assert Rates(3, 4, 1, 4).probability == pytest.approx(0.4857, abs=1e-4)
    assert Rates(4, 4, 0, 4).probability == pytest.approx(0.0286, abs=1e-4)


def test_the_exact_test_ends_where_five_are_expected() -> None:
    exact, approximate = Rates(8, 99, 2, 101), Rates(8, 100, 2, 100)
    assert exact.probability == pytest.approx(0.0574, abs=2e-3)
    assert approximate.probability == pytest.approx(0.0516, abs=1e-3)


def test_no_verdict_on_fewer_than_five_children() -> None:
    assert Rates(4, 10, 10, 10_000).verdict == ""
    assert Rates(5, 10, 10, 10_000).verdict == "higher"


def test_verdicts() -> None:
    assert Rates(60, 1000, 300, 10_000).verdict == "higher"
    assert Rates(10, 1000, 300, 10_000).verdict == "lower"
    assert Rates(30, 1000, 300, 10_000).verdict == "no difference"


def test_nobody_to_set_a_group_against() -> None:
    nobody = Rates(5, 100, 0, 100)
    assert (nobody.ratio, nobody.interval, nobody.verdict) == (None, None, "")
    assert Rates(0, 100, 0, 100).probability == 1.0
    assert Rates(0, 100, 5, 100).interval is None
