"""The oracle: every measure computed slowly and plainly from canonical rows.

Written from docs/explanation/readings.md, not from the product's SQL. Nothing here is imported from the
product but the record of a period. Where the readings leave a choice, a comment says "Choice".
"""

from __future__ import annotations

from tests.oracle.counting import Figure
from tests.oracle.figures import MEASURES, PARAMETERS, breakdowns, figures, not_yet_known
from tests.oracle.words import Council

__all__ = ["MEASURES", "PARAMETERS", "Council", "Figure", "breakdowns", "figures", "not_yet_known"]
