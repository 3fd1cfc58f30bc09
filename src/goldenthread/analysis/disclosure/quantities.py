"""Quantities: the true numbers behind what is printed, named so that the same number has one name.

Two cards that count the same rows of the same fact by the same filter print the same quantity: a reader who
meets it in one cannot be kept from it in the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Literal

from goldenthread.base.periods import month, parse
from goldenthread.engine.conditions import conditions
from goldenthread.model.measure import Component, Measure
from goldenthread.model.result import ALL, CROSS

Role = Literal["numerator", "denominator", "net"]

ROLLING = "R12-"
"""How the label of twelve months that roll begins."""

TO_DATE = "FYTD"
"""How the label of a year to date begins, which grows by a month each month."""

Family = tuple[object, ...]
"""What is counted: fact, timing, date or interval, key, window, what is summed, and last the conditions of
the filter. Numbers that no fact gives by itself (a net change) have a word first."""

Place = tuple[str, str, str]
"""Period, breakdown and group."""

Name = tuple[Family, str, str, str]
"""A family in a place."""


@dataclass(frozen=True)
class Part:
    """What stands in the numerator or denominator of a measure. `counted`: whether it is a number of people
    or of what happened to them, so that small ones are small numbers; else a sum of days, scores, pounds.
    `of_lines`: whether a split's line narrows it. `moving`: a stock, or a card's window of months, which are
    what they are at the end of a period, whatever its length."""

    role: Role
    family: Family
    counted: bool
    whole: bool  # whether it is a whole number
    of_lines: bool
    moving: bool
    additive: bool  # rows of a period, so that months add to a year
    signed: bool = False

    def moves(self, period: str) -> bool:
        """Whether two of its numbers, of one period after the other, hold mostly the same people: a stock, or
        a window that rolls."""
        return self.moving or period.startswith(ROLLING)

    def label(self, period: str) -> str:
        """The period by which its number goes: what stands at the end of a quarter is what stands at the end
        of its last month."""
        return at_end(period) if self.moving else period

    def holds_the_same(self, period: str) -> bool:
        """Whether two of its numbers, of one period after the other, hold some of the same rows: also of a
        year to date, which is the one before and a month."""
        return self.moves(period) or period.startswith(TO_DATE)


def parts_of(measure: Measure, measures: Mapping[str, Measure]) -> tuple[Part, ...]:
    """The quantities that a result of the measure is made of. A population is none: everybody knows it."""
    base = measure.base
    if measure.form in ("count", "sum") and base:
        return (_part("numerator", base, value=measure.form == "sum"),)
    if measure.form == "percentage" and base:
        share = measure.split is not None
        top = _part("numerator", base, numerator=True)
        return (top, _part("denominator", base, of_lines=not share))
    if measure.form in ("average", "median") and base:
        bottom = _part("denominator", base, having=str(base.value or base.numerator))
        top = _part("numerator", base, value=True)
        return (top, bottom) if measure.form == "average" else (bottom,)
    if measure.form == "rate":
        return (_of(measure, "numerator", measures),)
    if measure.form == "ratio":
        return (_of(measure, "numerator", measures), _of(measure, "denominator", measures))
    if measure.form == "index":
        top = _of(measure, "numerator", measures)
        known = Part(
            "denominator",
            ("of known group", *top.family),
            True,
            True,
            of_lines=True,
            moving=top.moving,
            additive=False,
        )
        return (top, known)
    if measure.form == "difference":
        own: Family = ("net", measure.id)
        return (Part("net", own, True, True, of_lines=True, moving=False, additive=False, signed=True),)
    raise ValueError(f"{measure.id} has a form that disclosure control does not know: {measure.form}")


def _of(measure: Measure, role: Literal["numerator", "denominator"], measures: Mapping[str, Measure]) -> Part:
    part = measure.parts[role]
    if isinstance(part, Component):
        return _part(role, part, value=part.value is not None)
    other = measures[part].base
    if other is None:
        raise ValueError(f"{measure.id}: {part} is no base card")
    return _part(role, other, value=measures[part].form == "sum")


def _part(
    role: Role,
    of: Component,
    *,
    numerator: bool = False,
    value: bool = False,
    having: str = "",
    of_lines: bool = True,
) -> Part:
    asked = conditions(of.where) | (conditions(of.numerator) if numerator else frozenset())
    if having:
        known = having if having.isidentifier() else f"({having})"
        asked |= conditions(f"{known} is not null")
    summed = of.value if value else ""
    family: Family = (
        of.fact,
        of.timing,
        of.date or of.interval,
        of.count,
        of.window_months,
        summed or "",
        tuple(sorted(asked)),
    )
    people = not value or summed == "fte"
    moving = of.timing == "stock" or of.window_months is not None
    additive = of.count == "rows" and not moving
    return Part(role, family, people, not value, of_lines, moving, additive)


def by_family(at: Mapping[Name, int]) -> dict[Family, dict[Place, int]]:
    """Where each family stands."""
    found: dict[Family, dict[Place, int]] = defaultdict(dict)
    for (family, period, breakdown, group), number in at.items():
        found[family][period, breakdown, group] = number
    return found


@cache
def at_end(period: str) -> str:
    """The label of the last month of a period."""
    return month(parse(period).last_month).label


@cache
def before(period: str) -> str:
    """The label of the last month before a period begins."""
    return month(parse(period).first_month - 1).label


@cache
def without_line(breakdown: str, group: str) -> tuple[str, str]:
    """The breakdown and group of everybody in all lines of a split."""
    _, _, rest = breakdown.partition(CROSS)
    _, _, others = group.partition(CROSS)
    return (rest, others) if rest else (ALL, ALL)


@dataclass
class Quantity:
    """One true number. `low`: what everybody knows to be its least."""

    name: Name
    truth: float
    whole: bool
    low: float = 0.0


class Quantities:
    """All quantities by name. A second truth under one name (a revision, another reading) is another
    quantity."""

    def __init__(self) -> None:
        self.all: list[Quantity] = []
        self._numbers: dict[Name, list[int]] = {}

    def number(self, name: Name, truth: float, part: Part) -> int:
        """The number of the quantity of that name and truth, made where there is none."""
        known = self._numbers.setdefault(name, [])
        for each in known:
            if abs(self.all[each].truth - truth) < 1e-6:
                return each
        low = -inf if part.signed else 0.0
        whole = part.whole and float(truth).is_integer()
        self.all.append(Quantity(name, truth, whole, low))
        known.append(len(self.all) - 1)
        return known[-1]

    def truth(self, number: int) -> float:
        """The true number."""
        return self.all[number].truth
