"""Claims of change whose measure is named in words alone: 'so the number in care fell' after others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.figures import is_percentage
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.claims import Claim, claim_of
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.checks.subjects import covers, named, subject
from goldenthread.editions.commentary.checks.ways import Way
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL


def measures_said(
    found: re.Match[str], sentence: Sentence, near: Piece | None, section: Section
) -> tuple[Measure, ...]:
    """The measures that a word of change is said of by the words beside it, where the figure near it is none
    of theirs; none where it is, or where the words name nothing. A figure that follows the word need only be
    of something like it: 'reviews in time rose to' that of plans."""
    text = subject(sentence.typed, found)
    about = named(text, section) if text.strip() else ()
    if near is None or near.reference is None or not about:
        return about
    theirs = section.world.measures[near.reference.measure]
    follows = any(piece is near and at > found.start() for at, piece in sentence.pieces)
    is_theirs = theirs.id in {one.id for one in about} or covers(text, theirs, whole=not follows)
    return () if is_theirs else about


def figure_told(about: tuple[Measure, ...], passage: Passage, sentence: Sentence) -> Reference | None:
    """The figure of one of some measures in a sentence, else in what stands before it."""
    ids = {one.id for one in about}
    start = sentence.start
    before = [piece for at, piece in passage.placed() if at < start and piece.kind == "bound"]
    every: list[Piece] = [*sentence.bound, *reversed(before)]
    told = (
        piece.reference
        for piece in every
        if piece.figures and piece.reference and piece.reference.measure in ids
    )
    found = next(told, None)
    return found if found is None or found.group == ALL else None


def claims_untold(
    way: Way, found: re.Match[str], sentence: Sentence, measure: Measure, section: Section
) -> Iterator[Claim]:
    """What a word says of a measure of which no figure stands near, since the times that the sentence speaks
    of. Of a percentage or rate it may be said of the number too."""
    claim = claim_of(way, found, sentence, Reference(measure.id), section)
    if claim is None:
        return
    if not claim.is_stated:
        spoken = set(_spoken(sentence, measure, section))
        then = tuple(one for one in claim.then if one[0] in spoken)
        claim = replace(claim, then=then or claim.then)
    yield claim
    if is_percentage(measure) or measure.form == "rate":
        old = tuple((period, replace(one, value=one.numerator)) for period, one in claim.then)
        yield replace(claim, now=replace(claim.now, value=claim.now.numerator), then=old)


def _spoken(sentence: Sentence, measure: Measure, section: Section) -> Iterator[Period]:
    """The earlier periods of a measure that the other figures of a sentence speak of."""
    for piece in sentence.bound:
        reference = piece.reference
        for name in (reference.period, reference.against) if reference else ():
            period = section.world.period_of(measure.id, name) if name else None
            if period:
                yield period


def back_to(measure: Measure, then: Period, section: Section) -> str:
    """An earlier period of a measure as references name it."""
    known = ("previous", "last_year")
    return next((one for one in known if section.world.period_of(measure.id, one) == then), then.label)
