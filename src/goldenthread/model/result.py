"""Results: what a measure gave for one authority, period, breakdown and group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isclose


class Status(StrEnum):
    """The standing of a value. A value is present only when the status is OK."""

    OK = "ok"
    NOT_AVAILABLE = "not_available"
    NOT_YET_KNOWN = "not_yet_known"
    NO_CASES = "no_cases"
    CONFIDENTIAL = "confidential"


PRINTED = {
    Status.NOT_AVAILABLE: "[x]",
    Status.NOT_YET_KNOWN: "not yet known",
    Status.NO_CASES: "[z]",
    Status.CONFIDENTIAL: "[c]",
}
"""What stands in the place of a value that is absent."""

ALL = "all"
"""Breakdown and group of a total."""

CROSS = " × "
"""Joins the names and the groups of a crossed breakdown."""

AGE_BANDS = ("unborn", "under 1", "1-4", "5-9", "10-15", "16-17", "18+")
"""The bands of age, youngest first; each child is in one."""

ADOLESCENT = "10-17"
"""The age band that stands beside the others, in whose groups its children are counted already."""

COLUMNS = (
    "measure",
    "authority",
    "period",
    "timing",
    "breakdown",
    "group",
    "numerator",
    "denominator",
    "value",
    "status",
    "snapshot",
    "definition_version",
)
"""The columns of a result, in the order in which every machine-readable output writes them."""


@dataclass(frozen=True)
class Result:
    """One figure. `numerator` and `denominator` are counts or sums; `value` is raw, unrounded.

    Percentages are 0 to 100. `flags` holds approximate, provisional, revised, low_reliability or a
    'plans since …' remark, printed beside the value. `proof` is the code by which it is computed again.
    """

    measure: str
    authority: str
    period: str
    timing: str
    breakdown: str
    group: str
    numerator: float | None
    denominator: float | None
    value: float | None
    status: Status
    snapshot: str
    definition_version: int
    flags: tuple[str, ...] = ()
    reason: str = ""
    proof: str = ""


def same(one: Result | None, other: Result | None) -> bool:
    """Whether two results are the same figure made of the same parts, but for the last digits of a float. A
    group or line without a row has no result: it counts nobody."""
    if one is None or other is None:
        return not any(result and result.numerator for result in (one, other))
    return one.status is other.status and all(
        (a is None and b is None) or (a is not None and b is not None and isclose(a, b))
        for a, b in (
            (one.numerator, other.numerator),
            (one.denominator, other.denominator),
            (one.value, other.value),
        )
    )
