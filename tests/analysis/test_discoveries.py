"""Controlled false discoveries, held against SciPy's and statsmodels' own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from goldenthread.analysis.discoveries import controlled


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80))
def test_each_probability_is_adjusted_as_scipy_and_statsmodels_do(probabilities: list[float]) -> None:
    found = controlled(probabilities)
    assert found == pytest.approx(list(false_discovery_control(probabilities)), abs=1e-12)
    assert found == pytest.approx(list(multipletests(probabilities, method="fdr_bh")[1]), abs=1e-12)


def test_of_no_tests_nothing_is_told() -> None:
    assert controlled([]) == []
