"""Marlshire's returns and its Annex A: the same figure wherever the two know the same, and why elsewhere not.

Held against each other are the two recounts, each of which the product equals.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.support.annex_a_recount import MONTHS, Figures
from tests.support.annex_a_recount import recount as lists_recounted
from tests.support.returns_recount import recount as returns_recounted

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "child_level" / "synthetic_marlshire"
WORKBOOK = FOLDER / "Annex_A_Marlshire_2023-12-31.xlsx"

pytestmark = pytest.mark.skipif(
    not WORKBOOK.exists(), reason="the shared data folder is not beside the checkout"
)

TEMPORARY = "of a child on a temporary stay the list names the stay, the return the placement before it too"
COUNTED = "the list brings a number that the council counted, the return the placements themselves"
DIFFERENT = {
    "cla_count by placement_group": TEMPORARY,
    "cla_count by provider": TEMPORARY,
    "placement_mix_pct": TEMPORARY,
    "placements_3plus_pct": COUNTED,
    "cla_reentry_12m_pct": "the list brings the council's own yes or no, the return the periods themselves",
    "uasc": "the list says it of the last 12 months, the return of any year loaded",
}
"""Where the two may differ, and why."""

RETURNS_LACK = frozenset({"team", "disability"})


def reason(measure: str, breakdown: str) -> str:
    """Why the figures of a measure in a breakdown may differ; '' when they may not."""
    if "uasc" in breakdown and measure != "cla_started_in_care_at_end":
        return DIFFERENT["uasc"]
    return DIFFERENT.get(f"{measure} by {breakdown}") or DIFFERENT.get(measure) or ""


@pytest.fixture(scope="module")
def both() -> tuple[Figures, Figures]:
    return returns_recounted(FOLDER / "ssda903"), lists_recounted(WORKBOOK)


def test_both_give_one_figure_unless_they_know_different_things(both: tuple[Figures, Figures]) -> None:
    returns, lists = both
    shared = {key[0] for key in returns} & {key[0] for key in lists}
    alike: Counter[str] = Counter()
    unexplained = []
    differing = set()
    for key in lists:
        measure, month, breakdown, _ = key
        if measure not in shared or month not in MONTHS or breakdown in RETURNS_LACK:
            continue
        ours, theirs = returns.get(key), lists[key]
        if ours == theirs or (ours is None and not theirs[0]):
            alike[measure] += 1
        elif reason(measure, breakdown):
            differing.add(reason(measure, breakdown))
        else:
            unexplained.append((key, ours, theirs))
    assert unexplained == []
    assert differing == set(DIFFERENT.values()), "a reason that nothing needs any more"
    assert {"cla_count", "cla_started", "cla_ceased", "cla_net_change", "cla_rate", "adopted_pct"} <= set(
        alike
    )
    assert alike.total() > 700
