"""A measure: the definition card as a frozen record. Reading and checking cards is the engine's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Form = Literal["count", "percentage", "average", "median", "sum", "rate", "ratio", "difference", "index"]
Timing = Literal["flow", "stock"]
Polarity = Literal["higher", "lower", "nearest", "neutral"]

BASE_FORMS = ("count", "percentage", "average", "median", "sum")
DERIVED_FORMS = ("rate", "ratio", "difference", "index")


@dataclass(frozen=True)
class Component:
    """One counted or summed quantity over one fact: what base cards and the parts of derived cards are.

    `date` names the event date column (flow), or `interval` the named interval of the fact (stock).
    `count` is 'rows' or a distinct key. `value` is the summed, averaged or medianed expression.
    Expressions are SQL text in the closed grammar, already parsed and checked.
    """

    fact: str
    timing: Timing
    date: str | None = None
    interval: str | None = None
    count: str = "rows"
    where: str = "true"
    numerator: str | None = None
    value: str | None = None
    window_months: int | None = None


@dataclass(frozen=True)
class Split:
    """A measure whose lines are categories: the group filters only the numerator."""

    by: str
    share: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Per:
    """What a rate is per: population of an age span, times a multiplier. An index sets its groups' shares
    against those of a population."""

    population: str
    times: int


@dataclass(frozen=True)
class Break:
    """A change of a measure's rule: the first day of the new one, what changed in words, and how the old one
    can still be computed: by the measure that goes on by it, or with parameters set to their old values."""

    on: dt.date
    says: str
    was: str = ""
    settings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """One worked example: rows of canonical tables, settings, and the figures that must come out."""

    period: str
    rows: dict[str, tuple[dict[str, Any], ...]]
    expect: tuple[dict[str, Any], ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    population: tuple[dict[str, Any], ...] = ()
    cover: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    standard: str = "SSD"


@dataclass(frozen=True)
class Measure:
    """One card, checked. A base card has `base`; a derived card has `parts` by role.

    `parts` maps 'numerator' and 'denominator' (rate, ratio, index) or 'plus' and 'minus' (difference)
    to another measure's id or to a component of its own. An index over a population (`per`) has a numerator
    alone; `against` says whom a group is set against ('whole', 'others' or a group's name), and `fewest` the
    number of a group below which it has no figure.
    """

    id: str
    name: str
    form: Form
    timing: Timing
    polarity: Polarity
    unit: str
    breakdowns: tuple[str, ...]
    standards: tuple[str, ...]
    subject: str
    why: str
    reference: str
    owner: str
    version: int
    valid_from: dt.date
    base: Component | None = None
    parts: dict[str, str | Component] = field(default_factory=dict)
    per: Per | None = None
    times: float = 1
    against: str = ""
    fewest: int = 0
    split: Split | None = None
    periods: tuple[str, ...] = ()
    lag_months: int = 0
    annualise: bool = False
    matures: str | None = None
    breaks: tuple[Break, ...] = ()
    benchmarks: tuple[str, ...] = ()
    checked_by: str = ""
    review_by: dt.date | None = None
    variant_of: str | None = None
    short_name: str = ""
    notes: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    file: str = ""

    def rate_times(self, months: int) -> float:
        """What the numerator of a rate over its population is multiplied by in a period of so many months: as
        if for a whole year, where the card says so."""
        if self.per is None:
            raise ValueError(f"{self.id} is a rate without a population")
        return self.per.times * (12 / months if self.annualise else 1.0)
