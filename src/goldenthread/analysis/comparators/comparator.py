"""What a comparison is made of: figures of others with their periods, a place among them, what is unlike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["england", "region", "neighbours", "authority"]
Average = Literal["mean", "median"]
RankedBy = Literal["counts", "movement", ""]


class Verdict(StrEnum):
    """How a value stands beside a comparator, by the measure's polarity. The intervals are another's."""

    BETTER = "better"
    SAME = "the same"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NONE = ""


@dataclass(frozen=True)
class Comparator:
    """A published figure of another area, or of the statistical neighbours together.

    Exactly one of `value` and `symbol` is there. `n` is how many areas the figure is made of: for neighbours
    those with a value. `vintage` is the day by which releases are ordered, `source` whom to credit and the
    file, whose hash is `sha256`; `released` is the day of release, and `how_released` how that is known.

    `series` is the published series, `typed` says that its figure was typed in, which `name` says too.

    Where `like` is false the figure may be shown beside the measure, and is never ranked, rated or subtracted
    from it; `why_unlike` is a sentence for the reader. `model` names the edition of the neighbour model and
    `average` how they were put together. `joint` names the authorities that made one return.
    """

    kind: Kind
    area: str
    name: str
    period_label: str
    period_kind: str
    value: float | None
    symbol: str
    n: int
    vintage: dt.date | None
    source: str
    like: bool
    why_unlike: str = ""
    period_end: dt.date | None = None
    model: str = ""
    average: Average | None = None
    of: int = 0  # how many neighbours the set has
    joint: str = ""
    verdict: Verdict = Verdict.NONE
    released: dt.date | None = None
    how_released: str = ""
    sha256: str = ""
    series: str = ""
    typed: bool = False


@dataclass(frozen=True)
class Rank:
    """An authority's place among those with a value: 1 is the best, and ties share the lowest number, as in
    LAIT.

    `low` and `high` are the likely range (95%) of the place; `by` says what the uncertainty was taken from:
    the counts behind each figure, or the usual movement of figures from year to year; empty, without a
    range, where neither is known. `quartile` is A (best) to D, empty where the publisher bands nothing.
    `value` and `period_label` are of the authority's own published figure.
    """

    place: int
    of: int
    low: int | None
    high: int | None
    by: RankedBy
    quartile: str
    value: float
    period_label: str


@dataclass(frozen=True)
class Choice:
    """A choice of set or rule that turns better into worse: both are to be drawn."""

    chosen: Comparator
    other: Comparator
    says: str


@dataclass(frozen=True)
class Comparators:
    """All comparators of a measure. `series` is the first published series of the card that is loaded, empty
    when none is; then `why_none` says why and what to do. `items` are of all its series, each naming its own.
    `own` is the authority's own published figure, by which it is ranked, in the first series. `unknown` are
    authorities that the council named and of which no series has a figure."""

    measure: str
    authority: str
    series: str
    unit: str
    items: tuple[Comparator, ...]
    own: Comparator | None = None
    other_neighbours: tuple[Comparator, ...] = ()
    choices: tuple[Choice, ...] = ()
    rank: Rank | None = None
    why_no_rank: str = ""
    why_none: str = ""
    unknown: tuple[str, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Comparator, ...]:
        """The comparators of one kind, in their order."""
        return tuple(item for item in self.items if item.kind == kind)
