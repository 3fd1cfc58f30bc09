"""A word of change with the figure that it is said of, now and then."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from goldenthread.analysis.broken import across
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.bound import Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section, clause, levels
from goldenthread.editions.commentary.checks.since import stated
from goldenthread.editions.commentary.checks.ways import OF_DAYS, Way
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
    """The claim that a word makes of a figure; None where the figure has no earlier one to set it beside, or
    is not of days where the word is of time."""
    world = section.world
    measure = world.measures.get(reference.measure)
    if measure is None or (way in OF_DAYS and "day" not in measure.unit):
        return None
    base = max(_periods(sentence, reference, section), default=world.period_of(measure.id))
    now = world.result(measure.id, base, reference.breakdown, reference.group)
    if base is None or now is None or now.value is None:
        return None
    named = _since(found.start(), sentence, reference, base, section)
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
    return Claim(
        OF_DAYS.get(way, way), found[0], found.start(), measure, reference, now, tuple(then), bool(named)
    )


def _since(at: int, sentence: Sentence, reference: Reference, base: Period, section: Section) -> list[Period]:
    """The earlier periods of a claim: those of the figures in its part of the sentence, else those that are
    named there; else the same of the whole sentence. 'It fell since last month but rose over the year' has
    two."""
    for start, end in (clause(sentence.typed, at), (0, len(sentence.typed))):
        of_figures = [one for one in _periods(sentence, reference, section, start, end) if one < base]
        if found := of_figures or stated(sentence.typed[start:end], base):
            return found
    return []


def _periods(
    sentence: Sentence, reference: Reference, section: Section, start: int = 0, end: int | None = None
) -> list[Period]:
    """The periods of the figures of one measure and group in a sentence or a part of it, in order."""
    found: set[Period] = set()
    for at, piece in sentence.pieces:
        other = piece.reference
        if at < start or (end is not None and at >= end) or piece.kind != "bound" or other is None:
            continue
        if _bare(other) == _bare(reference):
            named = [other.period, *([other.against] if other.against else [])]
            found |= {period for one in named if (period := section.world.period_of(other.measure, one))}
    return sorted(found)


def _bare(reference: Reference) -> Reference:
    """What a reference is of, without when and how it is printed."""
    return replace(reference, form="", period="", against="")
