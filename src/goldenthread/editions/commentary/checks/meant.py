"""Whether the words of a sentence name the figure that a typed number may stand for.

That a figure has the value of a number says nothing by itself: of hundreds of figures one is always alike.
The words must name its measure, and its group, its earlier period or its target, where it has one; and with
the reference in its place the sentence must raise no remark that it did not raise before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.comparisons import comparisons
from goldenthread.editions.commentary.checks.forms import forms
from goldenthread.editions.commentary.checks.numerals import Numeral, numerals
from goldenthread.editions.commentary.checks.opposite import opposite
from goldenthread.editions.commentary.checks.places import places
from goldenthread.editions.commentary.checks.section import Section, clause, is_intent, likeness, stems
from goldenthread.editions.commentary.checks.since import stated
from goldenthread.editions.commentary.checks.subjects import names_all, says_no_more
from goldenthread.editions.commentary.checks.times import times
from goldenthread.editions.commentary.checks.touching import touching
from goldenthread.editions.commentary.checks.units import OF_CHANGE, units
from goldenthread.editions.commentary.checks.whole import whole
from goldenthread.editions.commentary.checks.whose import whose
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import resolve
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS

_TRIED: tuple[Callable[[Section], Iterator[Remark]], ...] = (
    times,
    whose,
    places,
    whole,
    opposite,
    units,
    forms,
    comparisons,
    touching,
)
"""The checks that a sentence with the reference in the place of the number must pass."""

_TARGET = re.compile(r"\btargets?\b[^.;:]{0,25}$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:England|national(?:ly)?|region(?:al|ally)?|neighbours?|other\s+(?:councils|authorities)|average)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
"""Words before a number that make it another's."""

_OF = re.compile(r"\bof\s+(?:the\s+|our\s+|all\s+|these\s+)*$", re.IGNORECASE)
_BREAK = re.compile(r"[,;:]")
_UNNAMED = frozenset({"unknown", "other", "all", "none", "not known", "not stated", "yes", "no", "total"})
"""Groups whose name says nothing in a sentence."""


def is_change(numeral: Numeral, typed: str) -> bool:
    """Whether a number says by how much something changed: 'fell by a third', 'halved', 'up 5%'."""
    if numeral.sort == "times" or re.match(r"(?:by\b|halv)", numeral.text, re.IGNORECASE):
        return True
    return re.search(OF_CHANGE, typed[: numeral.start]) is not None


def named_by(numeral: Numeral, sentence: Sentence, measure: Measure, section: Section) -> int:
    """How many of the words that weigh of the name of a measure a sentence has, where it has them all and
    says of the number nothing else; in the section of a measure alone one is enough. Else none."""
    typed = sentence.typed
    if is_intent(typed, numeral.start):
        return 0
    is_own = len(section.own) == 1 and measure in section.own
    weight = names_all(typed, measure) or (1 if is_own and likeness(measure, stems(typed)) > 0 else 0)
    labels = {label for _, label in _labels(part_of(numeral, typed), measure, section)}
    if not weight or not says_no_more(typed, numeral.start, numeral.end, measure, frozenset(labels)):
        return 0
    return weight


def is_meant(reference: Reference, numeral: Numeral, sentence: Sentence, section: Section) -> bool:
    """Whether the words about a number name what a reference is of, beside its measure."""
    typed, measure = sentence.typed, section.world.measures[reference.measure]
    before, part = typed[: numeral.start], part_of(numeral, typed)
    if is_change(numeral, typed) or bool(_TARGET.search(before)) != (reference.form == "target"):
        return False
    if reference.form != "target" and _OTHERS.search(part[0]):
        return False
    if reference.form == "denominator" and not _OF.search(before):
        return False
    if reference.period:
        base = section.world.period_of(measure.id)
        then = section.world.period_of(measure.id, reference.period)
        start, end = clause(typed, numeral.start)
        if base is None or then not in stated(typed[start:end], base):
            return False
    of = {one.id: one for one in (measure, *(section.own if len(section.own) == 1 else ()))}
    groups = {pair for one in of.values() for pair, _ in _labels(part, one, section)}
    if reference.group == ALL:
        return not groups
    pairs = set(zip(reference.breakdown.split(CROSS), reference.group.split(CROSS), strict=False))
    return pairs <= groups


def part_of(numeral: Numeral, typed: str) -> tuple[str, str]:
    """The words before and behind a number that may be of it: between commas, and other numbers."""
    others = [one for one in numerals(typed) if one.start != numeral.start]
    start = max([0, *(one.end for one in others if one.end <= numeral.start)])
    end = min([len(typed), *(one.start for one in others if one.start >= numeral.end)])
    before, behind = typed[start : numeral.start], typed[numeral.end : end]
    return _BREAK.split(before)[-1], _BREAK.split(behind)[0]


def _labels(
    part: tuple[str, str], measure: Measure, section: Section
) -> Iterator[tuple[tuple[str, str], str]]:
    """The groups of a measure whose names stand in some words, each with its name."""
    world, text = section.world, " ".join(part).casefold()
    period = world.period_of(measure.id)
    for breakdown in world.breakdowns(measure.id):
        if CROSS in breakdown or period is None:
            continue
        for one in world.results.groups(measure.id, world.authority, period.label, breakdown):
            for label in {
                world.name(breakdown, one.group).casefold(),
                one.group.replace("_", " ").casefold(),
            }:
                if label in _UNNAMED or len(label) < 3 or label in measure.name.casefold():
                    continue
                spelt = re.escape(label).replace(r"\-", r"\s*(?:to|and|-|–)\s*")
                if re.search(rf"\b{spelt}s?\b", text):
                    yield (breakdown, one.group), label


def passes(
    reference: Reference, numeral: Numeral, sentence: Sentence, passage: Passage, section: Section
) -> bool:
    """Whether a sentence raises no new remark with a reference in the place of a number."""
    changed = _with(reference, sentence.start + numeral.start, numeral, passage, section)
    if changed is None:
        return False
    before, after = (_remarks(one, section) for one in (passage, changed))
    return after <= before


def _remarks(passage: Passage, section: Section) -> set[tuple[str, str]]:
    alone = replace(section, passages=(passage,))
    return {(one.code, one.message) for check in _TRIED for one in check(alone)}


def _with(
    reference: Reference, at: int, numeral: Numeral, passage: Passage, section: Section
) -> Passage | None:
    """A passage with a reference in the place of a number; None where the number is not of one stretch."""
    try:
        words = resolve(reference, section.world)
    except WrongReference:
        return None
    made: list[Piece] = []
    length = numeral.end - numeral.start
    for start, piece in passage.placed():
        first = at - start
        if piece.kind not in ("text", "apart") or not 0 <= first <= len(piece.text) - length:
            made.append(piece)
            continue
        for text in (piece.text[:first], None, piece.text[first + length :]):
            if text is None:
                made.append(Piece("bound", words, "", piece.line, piece.column, reference))
            elif text:
                made.append(replace(piece, words=(text,)))
    is_in = any(one.reference is reference for one in made)
    return replace(passage, pieces=tuple(made)) if is_in else None
