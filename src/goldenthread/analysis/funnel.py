"""The funnel: of a cohort that reached one stage, how many reached the next by it, and how sure that is.

Every conversion is of the cohort's own members: never what happened in a month over what else happened in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.analysis.intervals import CONFIDENCE, wilson
from goldenthread.base.periods import Period
from goldenthread.model.result import ALL, CROSS, Result, Status
from goldenthread.model.results import Results


@dataclass(frozen=True)
class Passage:
    """From one stage to another: the measure that counts it, and its line where stages are lines."""

    origin: str
    destination: str
    measure: str
    line: str = ""


PASSAGES = (
    Passage("contact", "early_help", "funnel_conversion_pct", "early_help"),
    Passage("contact", "referral", "funnel_conversion_pct", "referral"),
    Passage("contact", "assessment", "funnel_conversion_pct", "assessment"),
    Passage("s47", "conference", "s47_to_icpc_pct"),
    Passage("conference", "plan", "icpc_to_cp_plan_pct"),
)
"""The passages in the order of the path."""

STAGE = "stage"
"""The breakdown whose groups are the lines."""


@dataclass(frozen=True)
class Conversion:
    """One passage of one cohort and group: `reached` of `began`, in per cent with Wilson's interval.

    The three are None unless the status is ok: a cohort of which some may still reach the stage has status
    not_yet_known, and `reason` says why.
    """

    passage: Passage
    cohort: str
    group: str
    status: Status
    reached: int | None = None
    began: int | None = None
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    flags: tuple[str, ...] = ()


def funnel(
    results: Results,
    authority: str,
    cohorts: Sequence[Period],
    breakdown: str = ALL,
    confidence: float = CONFIDENCE,
) -> list[Conversion]:
    """Every passage of every cohort, by the groups of a breakdown. A passage that was not computed is not
    available, and says so."""
    return [
        made
        for passage in PASSAGES
        for cohort in cohorts
        for made in _conversions(results, authority, passage, str(cohort), breakdown, confidence)
    ]


def _conversions(
    results: Results, authority: str, passage: Passage, cohort: str, breakdown: str, confidence: float
) -> list[Conversion]:
    parts = ([STAGE] if passage.line else []) + ([breakdown] if breakdown != ALL else [])
    found = results.groups(passage.measure, authority, cohort, CROSS.join(parts) or ALL)
    made = []
    for result in found:
        line, _, group = result.group.partition(CROSS) if passage.line else ("", "", result.group)
        if line in (passage.line, ALL):  # 'all': one word for every line
            made.append(_conversion(passage, cohort, group or ALL, result, confidence))
    if not made:
        why = "no figure was computed"
        made.append(Conversion(passage, cohort, ALL, Status.NOT_AVAILABLE, reason=why))
    return made


def _conversion(passage: Passage, cohort: str, group: str, result: Result, confidence: float) -> Conversion:
    reason, flags = result.reason, result.flags
    if result.value is None or result.numerator is None or not result.denominator:
        return Conversion(passage, cohort, group, result.status, reason=reason, flags=flags)
    made = wilson(result.numerator, result.denominator, confidence).times(100)
    return Conversion(
        passage,
        cohort,
        group,
        result.status,
        int(result.numerator),
        int(result.denominator),
        made.value,
        made.low,
        made.high,
        reason,
        flags,
    )
