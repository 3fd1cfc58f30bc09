"""Results: what a measure gave for one authority, period, breakdown and group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
