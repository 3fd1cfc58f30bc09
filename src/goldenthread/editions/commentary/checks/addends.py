"""Figures that may be added up: what makes them parts of a whole, what it is, and what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from goldenthread.base.numbers import plain
from goldenthread.editions.commentary.bound import Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.model.result import ALL, Result

FORMS = ("value", "in full", "numerator", "of")
"""Forms that print a figure which may be a part of another."""


@dataclass(frozen=True)
class Part:
    """A figure in a sentence: its place, how it is printed, and its number."""

    at: int
    piece: Piece
    reference: Reference
    value: float
    is_percent: bool


def held_in(sentence: Sentence) -> Iterator[Part]:
    """The figures of a sentence that may be parts, in order."""
    for at, piece in sentence.pieces:
        reference = piece.reference
        if piece.kind != "bound" or reference is None or reference.form not in FORMS:
            continue
        text = piece.text.split(" ")[0].replace(",", "")
        bare = text.removesuffix("%")
        if re.fullmatch(r"\d+(?:\.\d+)?", bare):
            yield Part(at, piece, reference, float(bare), text.endswith("%"))


def groups_of(held: Sequence[Part]) -> Sequence[Part]:
    """Those that are of a group."""
    return [one for one in held if one.reference.group != ALL]


def with_before(groups: Sequence[Part], before: Sequence[Part]) -> Sequence[Part]:
    """Groups of one sentence, or with those that stand right before it."""
    if len(groups) > 1:
        return groups
    every = [*groups_of(before), *groups]
    starts = (start for start in range(len(every)) if are_groups(every[start:]))
    return every[next(starts, 0) :]


def is_same_measure(one: Part, other: Part) -> bool:
    """Whether two figures are of one measure."""
    return one.reference.measure == other.reference.measure


def may_be_part(one: Part, whole: Part) -> bool:
    """Whether a figure is of the same time and unit as another, and not that very figure."""
    ours, theirs = one.reference, whole.reference
    is_same = (ours.measure, ours.group) == (theirs.measure, theirs.group)
    return ours.period == theirs.period and one.is_percent == whole.is_percent and not is_same


def are_groups(every: Sequence[Part]) -> bool:
    """Whether figures are two groups or more of one breakdown of one measure, at one time."""
    first = every[0].reference if every else None
    names = {one.reference.group for one in every}
    if first is None or first.group == ALL or len(names) < max(2, len(every)):
        return False
    return all(
        (a.reference.measure, a.reference.breakdown, a.reference.period, a.is_percent)
        == (b.reference.measure, b.reference.breakdown, b.reference.period, b.is_percent)
        for a, b in pairwise(every)
    )


def whole_of(every: Sequence[Part], section: Section) -> float | None:
    """The whole of which groups are parts: the total of their measure, or 100 for shares of one whole."""
    reference = every[0].reference
    measure = section.world.measures[reference.measure]
    period = section.world.period_of(measure.id, reference.period)
    label = period.label if period else ""
    if measure.split is not None and reference.breakdown != measure.split.by:
        return None
    if measure.split is not None:
        groups = section.world.results.groups(measure.id, section.world.authority, label, measure.split.by)
        counted = [value for one in groups if (value := _counted(one, reference)) is not None]
        return (100.0 if measure.split.share else None) if every[0].is_percent else sum(counted)
    total = section.world.result(measure.id, period)
    return None if total is None or every[0].is_percent else _counted(total, reference)


def _counted(result: Result, reference: Reference) -> float | None:
    """What a reference counts of a result."""
    return result.numerator if reference.form in ("numerator", "of") else result.value


def left_out(every: Sequence[Part], whole: float, section: Section) -> str:
    """The groups that are left out, where with them the parts make the whole."""
    first = every[0].reference
    end = "or leave out that these are all."
    if first.group == ALL:
        return f"Name every part, {end}"
    period = section.world.period_of(first.measure, first.period)
    label = period.label if period else ""
    named = {one.reference.group for one in every}
    left = [
        (one.group, value)
        for one in section.world.results.groups(
            first.measure, section.world.authority, label, first.breakdown
        )
        if (value := _counted(one, first)) and one.group not in named
    ]
    if not left or abs(sum(value for _, value in left) + sum(one.value for one in every) - whole) > len(left):
        return f"Name every part, {end}"
    listed = ", ".join(f"{replace(first, group=group)} ({plain(value)})" for group, value in left[:3])
    more = " and what else is left" if len(left) > 3 else ""
    return f"Add {listed}{more}, {end}"
