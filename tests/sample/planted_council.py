"""The sample council with a short history, simulated once: its last months carry the planted figures."""

from __future__ import annotations

from functools import cache

from goldenthread.sample import council_name, council_plan, simulate
from goldenthread.sample.council import Council

MONTHS = 30


@cache
def planted_council() -> Council:
    """The first council of the sample."""
    return simulate.build(*council_name(0), council_plan(0, seed=1), MONTHS)
