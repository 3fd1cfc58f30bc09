"""How strong the difference from a published figure is, held against the intervals of statsmodels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from goldenthread.analysis.findings import Beside, register
from goldenthread.analysis.findings.beside import BesideTest, beside_tests
from tests.analysis.findings.build import shares


def one_beside(top: int, among: int, value: float) -> BesideTest:
    series = replace(shares([(top, among)] * 24), beside=(Beside("England", "2022 to 2023", value),))
    [judged] = register([series]).judged
    [found] = beside_tests(judged)
    return found


@pytest.mark.parametrize(("top", "among"), [(96, 320), (31, 77), (300, 310)])
def test_a_figure_at_the_end_of_its_interval_differs_by_chance_once_in_twenty(top: int, among: int) -> None:
    ends = [100 * each for each in proportion_confint(top, among, alpha=0.05, method="wilson")]
    for end in ends:
        assert math.exp(one_beside(top, among, end).log_p) == pytest.approx(0.05, rel=1e-6)
    assert not one_beside(top, among, sum(ends) / 2).differs
    assert one_beside(top, among, ends[1] + 0.5).differs
    assert one_beside(top, among, ends[0] - 0.1).higher


def test_by_chance_alone_it_is_as_strong_about_as_often_as_it_says() -> None:
    tops = np.random.default_rng(8).binomial(400, 0.3, 300)
    strengths = np.array([math.exp(one_beside(int(top), 400, 30.0).log_p) for top in tops])
    assert np.mean(strengths <= 0.05) == pytest.approx(0.05, abs=0.04)
    assert np.mean(strengths <= 0.5) == pytest.approx(0.5, abs=0.1)
