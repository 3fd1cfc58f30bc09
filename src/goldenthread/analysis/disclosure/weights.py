"""How much a cell is worth to readers: totals and the latest most, single breakdowns before crossed ones."""

from __future__ import annotations

from math import log10

from goldenthread.analysis.disclosure.cells import Cell
from goldenthread.base.periods import parse
from goldenthread.model.result import CROSS

TOTAL, GROUP, CROSSED = 1000.0, 20.0, 10.0
MONTHS_BACK = 36
"""So many months back a total is worth half as much as the latest."""


def weight_of(cell: Cell, latest: int) -> float:
    """What is lost by withholding a cell; `latest` is the last month of the release."""
    age = max(latest - parse(cell.result.period).last_month, 0)
    freshness = 1.0 / (1.0 + age / MONTHS_BACK)
    if cell.is_total:
        return TOTAL * freshness
    kind = CROSSED if CROSS in cell.result.breakdown else GROUP
    size = abs(cell.result.denominator or cell.result.numerator or 0.0)
    return (kind + 5.0 * log10(1.0 + size)) * freshness
