"""Marks: what each measure counts, and how marks become figures in groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from goldenthread.base.periods import Period
from tests.oracle.words import UNKNOWN, Council

CROSS = " × "
ADOLESCENT = ("10-15", "16-17")


class Figure(NamedTuple):
    """What a measure gives for one group. The denominator of a plain count is None."""

    numerator: float | None
    denominator: float | None
    value: float | None


@dataclass(frozen=True)
class Mark:
    """One thing looked at. `key` is what is counted once: a child, a row, a form."""

    key: Any
    counts: bool = True
    person: str | None = None
    day: dt.date | None = None
    own: dict[str, str | None] = field(default_factory=dict)
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """Everything an oracle function may look at."""

    council: Council
    period: Period
    parameters: dict[str, Any]
    cover: dt.date

    @property
    def first(self) -> dt.date:
        """First day of P."""
        return self.period.start

    @property
    def last(self) -> dt.date:
        """D, the last day of P."""
        return self.period.end

    def holds(self, date: dt.date | None) -> bool:
        """A date that is known and lies in P."""
        return date is not None and self.first <= date <= self.last


Marks = Callable[[Question], list[Mark]]


def groups_of(council: Council, mark: Mark, breakdown: str) -> list[str]:
    """The groups a mark belongs to: one, or with 10-17 two."""
    if breakdown == "all":
        return ["all"]
    words = [_word(council, mark, word) for word in breakdown.split(CROSS)]
    return [CROSS.join(names) for names in product(*words)]


def _word(council: Council, mark: Mark, word: str) -> list[str]:
    if word in mark.own:
        value = mark.own[word] or UNKNOWN
    elif mark.person is None:
        value = UNKNOWN
    elif word in ("sex", "ethnicity", "disability", "uasc"):
        value = getattr(council, word)(mark.person)
    else:
        value = getattr(council, word)(mark.person, mark.day)
    if word == "age_band" and value in ADOLESCENT:
        return [value, "10-17"]
    return [value]


def in_groups(council: Council, marks: list[Mark], breakdown: str) -> dict[str, list[Mark]]:
    """Marks by group; the total is there even when nothing is counted."""
    found: dict[str, list[Mark]] = {"all": []} if breakdown == "all" else {}
    for mark in marks:
        for group in groups_of(council, mark, breakdown):
            found.setdefault(group, []).append(mark)
    return found


def count(marks: list[Mark]) -> float:
    """Different keys among the marks that count."""
    return float(len({mark.key for mark in marks if mark.counts}))


def looked_at(marks: list[Mark]) -> float:
    """Different keys among all marks."""
    return float(len({mark.key for mark in marks}))


def percent(numerator: float, denominator: float) -> float | None:
    """A percentage, or nothing when there is no case."""
    return None if denominator == 0 else numerator / denominator * 100
