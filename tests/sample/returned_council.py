"""A small sample council whose history holds two whole years of returns, simulated once."""

from __future__ import annotations

from functools import cache

from goldenthread.sample import council_name, council_plan, simulate
from goldenthread.sample.council import Council

MONTHS = 42


@cache
def returned_council() -> Council:
    """The fourth council of the sample, from August 2020: the returns of 2021-22 and 2022-23."""
    return simulate.build(*council_name(3), council_plan(3, seed=1), MONTHS)
