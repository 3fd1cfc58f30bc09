"""A word of change with the figure that it is said of, now and then."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from goldenthread.analysis.broken import across
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.bound import Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section, clause, levels
from goldenthread.editions.commentary.checks.since import stated
from goldenthread.editions.commentary.checks.ways import Way
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result


@dataclass(frozen=True)
class Claim:
    """A word of change in a sentence, with the figure that it is said of."""

    way: Way
    word: str
    at: int
    measure: Measure
    reference: Reference
    now: Result
    then: tuple[tuple[Period, Result], ...]
    is_stated: bool


def figure_of(sentence: Sentence, at: int) -> Piece | None:
    """The bound figure that a word is said of: in its clause the first after it, else the last before it;
    else that of the sentence where there is one measure alone."""
    start, end = clause(sentence.typed, at)
    held = [(place, piece) for place, piece in sentence.pieces if piece.kind == "bound" and piece.figures]
    inside = [(place, piece) for place, piece in held if start <= place < end]
    after = [piece for place, piece in inside if place > at]
    before = [piece for place, piece in inside if place <= at]
    if after or before:
        return after[0] if after else before[-1]
    pieces = levels(sentence)
    measures = {piece.reference.measure for piece in pieces if piece.reference}
    return pieces[0] if len(measures) == 1 else None


def claim_of(
    way: Way, found: re.Match[str], sentence: Sentence, reference: Reference, section: Section
) -> Claim | None:
    """The claim that a word makes of a figure; None where the figure has no earlier one to set it beside."""
    world = section.world
    measure = world.measures.get(reference.measure)
    if measure is None:
        return None
    base, earlier_in_words = _pair(sentence, reference, section)
    now = world.result(measure.id, base, reference.breakdown, reference.group)
    if base is None or now is None or now.value is None:
        return None
    named = earlier_in_words or stated(sentence.typed, base)
    periods = named or [
        one for name in ("previous", "last_year") if (one := world.period_of(measure.id, name)) is not None
    ]
    then = []
    for period in periods:
        old = world.result(measure.id, period, reference.breakdown, reference.group)
        if old is not None and old.value is not None and not across(measure, period, base):
            then.append((period, old))
    if not then:
        return None
    return Claim(way, found[0], found.start(), measure, reference, now, tuple(then), bool(named))


def _pair(sentence: Sentence, reference: Reference, section: Section) -> tuple[Period | None, list[Period]]:
    """The later period of the figures of one measure and group in a sentence, and the earlier ones."""
    found: list[Period] = []
    for piece in sentence.bound:
        other = piece.reference
        if other is None or replace(other, form="", period="", against="") != replace(
            reference, form="", period="", against=""
        ):
            continue
        for named in (other.period, other.against):
            period = section.world.period_of(other.measure, named)
            if period and (named or named == other.period):
                found.append(period)
    own = section.world.period_of(reference.measure, reference.period)
    ordered = sorted({*found, *([own] if own else [])})
    return (ordered[-1], ordered[:-1]) if ordered else (None, [])
