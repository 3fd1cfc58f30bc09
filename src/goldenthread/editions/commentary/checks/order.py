"""From earlier to later: of two figures of one measure the one that another is set beside is the earlier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.sentences import when
from goldenthread.base.periods import Period
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.editions.commentary.checks.times import LEVELS
from goldenthread.editions.commentary.checks.ways import ways
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark

_BEFORE = re.compile(
    r"\b(?:from|on|since)\s+(?:the\s+|our\s+|a\s+total\s+of\s+)?$",
    re.IGNORECASE,
)
_MOVED = re.compile(r"\b(?:went|moved|changed|came|turned)\b", re.IGNORECASE)
_Placed = tuple[int, Piece, Reference, Period]


def order(section: Section) -> Iterator[Remark]:
    """'Fell from {{ x }} to {{ x | last_year }}': a change told backwards."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            if piece.kind != "bound" or not _BEFORE.search(sentence.typed[:at]):
                continue
            start, end = clause(sentence.typed, at)
            said = sentence.typed[start:end]
            if not _MOVED.search(said) and not any(ways(said)):
                continue
            levels = list(_levels(sentence, start, end, section))
            ours = next((one for one in levels if one[0] == at), None)
            if ours is not None:
                yield from _backwards(ours, levels, passage, sentence, section)


def _levels(sentence: Sentence, start: int, end: int, section: Section) -> Iterator[_Placed]:
    for at, piece in sentence.pieces:
        reference = piece.reference
        if piece.kind == "bound" and reference and reference.form in LEVELS and start <= at < end:
            period = section.world.period_of(reference.measure, reference.period)
            if period:
                yield at, piece, reference, period


def _backwards(
    ours: _Placed, levels: list[_Placed], passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    """The remark where every other figure of the same in the clause is of an earlier time than the one from
    which it is said to have come."""
    at, piece, reference, period = ours
    same = [one for one in levels if one[0] != at and _bare(one[2]) == _bare(reference)]
    if not same or not all(one[3] < period for one in same):
        return
    _, other, _, then = same[0]
    measure = section.world.measures[reference.measure]
    message = (
        f"The change is told backwards: {piece.text} is {measure.name} {when(measure, period)}, "
        f"and {other.text} that {when(measure, then)}."
    )
    named = (back for back in ("previous", "last_year") if section.world.period_of(measure.id, back) == then)
    words = replace(_bare(reference), form="vs WHEN in words", against=next(named, then.label))
    mend = f"Give the earlier figure first, or write {words}, which says the direction itself."
    yield section.remark(passage, sentence.start + at, "direction", message, mend)


def _bare(reference: Reference) -> Reference:
    return replace(reference, form="", period="", against="")
