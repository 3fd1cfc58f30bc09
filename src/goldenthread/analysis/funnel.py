"""The funnel: of a cohort that reached one stage, how many reached the next by it, and how sure that is.

Every conversion is of the cohort's own members: never what happened in a month over what else happened in it.
Measures count some passages, by rules of their own (`funnel`); the waits of journeys count each passage of
the path by the month in which it began, all with the same time to take it in (`taken`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.intervals import CONFIDENCE, wilson
from goldenthread.base.periods import Period, parse
from goldenthread.model.journey import Waits
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

ALONG = (
    "contact_to_early_help",
    "contact_to_referral",
    "early_help_to_referral",
    "referral_to_assessment",
    "assessment_to_s47",
    "s47_to_conference",
    "conference_to_plan",
    "plan_to_care",
)
"""The steps of journeys that make the path from contact to care, in its order."""

WITHIN = 91
"""Days in which a step of the path is counted as taken: a quarter of a year, so that months can be set beside
one another, and three quarters of a year's months are closed."""

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


@dataclass(frozen=True)
class Taken:
    """A step of the path by those who began it in one month: `reached` of `began` within `WITHIN` days.

    While some may still take it in that time the cohort is open: `reached` is what is known so far, and there
    is no share. `percent`, `low` and `high` are the share with Wilson's interval. Where the step cannot be
    counted there are no numbers, and `reason` says why.
    """

    step: str
    cohort: str
    began: int | None = None
    reached: int | None = None
    is_open: bool = False
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def taken(waits: Waits, within: int = WITHIN, confidence: float = CONFIDENCE) -> Taken:
    """How many of a month's beginners took a step in so many days.

    It is open while one of them waits for less than that, and while the month itself is not known whole.
    """
    if waits.reason or waits.known_to is None:
        return Taken(waits.step, waits.cohort, reason=waits.reason)
    began = sum(each.reached + each.otherwise + each.waiting for each in waits.waits)
    reached = sum(each.reached for each in waits.waits if each.days <= within)
    waiting = any(each.waiting and each.days < within for each in waits.waits)
    counted = Taken(waits.step, waits.cohort, began, reached)
    if waiting or waits.known_to < parse(waits.cohort).end:
        return replace(counted, is_open=True)
    if not began:
        return counted
    made = wilson(reached, began, confidence).times(100)
    return replace(counted, percent=made.value, low=made.low, high=made.high)
