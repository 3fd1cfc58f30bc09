"""Change against earlier periods, computed from unrounded values.

Counts, sums, rates, averages and medians: the difference and the per cent. Percentages: points only, because
a per cent of a per cent is read as points. Net changes and indices: the difference only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from goldenthread.analysis.absent import NOT_COMPUTED
from goldenthread.analysis.figures import is_percentage
from goldenthread.base.errors import UsageError
from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result

Against = Literal["previous", "six_months", "year", "two_years"]

MONTHS_BACK: dict[Against, int | None] = {"previous": None, "six_months": 6, "year": 12, "two_years": 24}
"""How far back each comparison lies; the previous period depends on the kind."""

_PREVIOUS = {"month": 1, "quarter": 3, "financial_year": 12, "calendar_year": 12, "rolling_12": 1, "fytd": 12}
"""A year to date is compared with the same stretch of the year before: one month more is no comparison."""


@dataclass(frozen=True)
class Change:
    """The movement from `then` to `now`. Both figures are None with a reason when a side has no value."""

    now: Result | None
    then: Result | None
    difference: float | None
    percent: float | None
    reason: str = ""


def earlier(period: Period, against: Against) -> Period | None:
    """The period to compare with, or None when a period of this kind does not end there."""
    months = MONTHS_BACK[against] or _PREVIOUS[period.kind]
    try:
        return period.back(months)
    except UsageError:
        return None


def change(measure: Measure, now: Result | None, then: Result | None) -> Change:
    """The movement between two results of one measure and group."""
    reason = _reason(now, "this period") or _reason(then, "the earlier period")
    if reason or now is None or then is None or now.value is None or then.value is None:
        return Change(now, then, None, None, reason)
    difference = now.value - then.value
    relative = not is_percentage(measure) and measure.form not in ("difference", "index")
    percent = difference / then.value * 100 if relative and then.value else None
    return Change(now, then, difference, percent)


def direction(measure: Measure, difference: float) -> str:
    """The change as a word: better or worse by polarity; higher or lower where neither is better."""
    if difference == 0:
        return "no change"
    if measure.polarity in ("higher", "lower"):
        return "better" if (difference > 0) == (measure.polarity == "higher") else "worse"
    return "higher" if difference > 0 else "lower"


def _reason(result: Result | None, which: str) -> str:
    if result is None:
        return f"{NOT_COMPUTED} for {which}"
    if result.value is None:
        return result.reason or f"no value for {which}"
    return ""
