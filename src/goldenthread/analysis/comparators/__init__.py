"""A measure beside published figures: England, the region, statistical neighbours and named councils."""

from __future__ import annotations

from goldenthread.analysis.comparators.comparator import (
    Choice,
    Comparator,
    Comparators,
    Rank,
    Verdict,
)

__all__ = ["Choice", "Comparator", "Comparators", "Rank", "Verdict"]
