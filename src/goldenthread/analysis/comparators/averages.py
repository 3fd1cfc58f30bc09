"""Statistical neighbours together: the mean of those with a value, as LAIT takes it, or their median."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from goldenthread.analysis.comparators.comparator import Average

EXACT = 10
"""Decimal places kept: far more than are published, and fewer than a machine's own noise."""


def average(values: Sequence[float], rule: Average) -> float | None:
    """The mean or median; None of none. Order does not matter."""
    if not values:
        return None
    made = math.fsum(values) / len(values) if rule == "mean" else statistics.median(values)
    return round(made, EXACT)
