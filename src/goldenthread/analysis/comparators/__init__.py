"""A measure beside published figures: England, the region, statistical neighbours and named councils."""

from __future__ import annotations

from goldenthread.analysis.comparators.beside import TYPED, Wanted
from goldenthread.analysis.comparators.comparator import (
    Choice,
    Comparator,
    Comparators,
    Rank,
    Verdict,
)
from goldenthread.analysis.comparators.compare import comparators, every_comparators, prepare
from goldenthread.analysis.comparators.rug import Rug, RugCell, RugRow, rug

__all__ = [
    "TYPED",
    "Choice",
    "Comparator",
    "Comparators",
    "Rank",
    "Rug",
    "RugCell",
    "RugRow",
    "Verdict",
    "Wanted",
    "comparators",
    "every_comparators",
    "prepare",
    "rug",
]
