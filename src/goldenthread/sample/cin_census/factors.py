"""The factors found at the end of an assessment, drawn from it alone: no table of the sample has them."""

from __future__ import annotations

import random

from goldenthread.sample.chance import Weighted
from goldenthread.sample.council import Row

NONE_FOUND = "21"
FACTORS = Weighted(
    [
        ("3B", 22),
        ("4B", 20),
        ("18B", 12),
        ("19B", 12),
        ("2B", 9),
        ("1B", 8),
        ("4A", 8),
        ("3A", 8),
        ("5A", 7),
        ("17A", 6),
        ("18C", 5),
        ("15A", 4),
        ("16A", 4),
        ("12A", 4),
        ("2A", 3),
        ("24A", 2),
        ("8B", 1),
    ]
)
"""Domestic abuse and mental health of a parent lead, as they do in the country."""


def factors(assessment: Row) -> list[str]:
    """The codes of an assessment, the same at every reading; one that ended without action may have none."""
    chance = random.Random(f"factors:{assessment['assessment_id']}")
    if assessment["outcome_nfa"] and chance.random() < 0.4:
        return [NONE_FOUND]
    return sorted({FACTORS.draw(chance) for _ in range(chance.randrange(1, 4))})
