"""Claims about a target, with their figure and as the figure is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.analysis.figures import number
from goldenthread.analysis.sentences import target_words
from goldenthread.analysis.targets import Rated, Rating
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.section import Section, is_intent, levels
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import rated_of
from goldenthread.model.measure import Measure

_MET = (
    r"met|meets|meeting|exceed(?:s|ed|ing)?|achiev(?:es|ed|ing)|reach(?:es|ed|ing)|hit|on|within|ahead\s+of"
    r"|surpass(?:es|ed)"
)
_MISSED = (
    r"miss(?:es|ed|ing)?|fell\s+short\s+of|short\s+of|failed\s+to\s+(?:meet|reach)"
    r"|behind|outside|not\s+(?:met|reached|achieved|meeting)|off"
)
_TOWARDS = r"towards?|close(?:r)?\s+to|near(?:er)?(?:\s+to)?"
_CLAIM = re.compile(
    rf"\b(?:(?P<missed>{_MISSED})|(?P<met>{_MET})|(?P<towards>{_TOWARDS}))\s+(?:or\s+\w+\s+)?"
    r"(?:our|the|its|their|all|both)?\s*(?:\w+\s+){0,3}?targets?\b"
    r"|\btargets?\s+(?:of\s+\S+\s+|for\s+(?:\w+\s+){1,4})?(?:(?:has|have|is|are|was|were)\s+)?(?:been\s+)?"
    r"(?:(?P<not>not\s+(?:been\s+)?(?:met|reached|achieved)|missed)|(?P<is>met|reached|achieved|exceeded))\b",
    re.IGNORECASE,
)


def targets(section: Section) -> Iterator[Remark]:
    """Targets said to be met or missed."""
    for passage, sentence in section.sentences():
        for found in _CLAIM.finditer(sentence.typed):
            if not is_intent(sentence.typed, found.start()) or found["missed"]:
                yield from _claim(found, passage, sentence, section)


def _claim(found: re.Match[str], passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    at = sentence.start + found.start()
    is_met = bool(found["met"] or found["is"])
    pieces = [piece for piece in levels(sentence) if piece.reference]
    if not pieces:
        named = section.named_in(sentence.text)
        near = (
            named.id
            if named
            else next(
                (t.measure for t in section.world.targets if t.measure in section.world.of(section.name)), ""
            )
        )
        mend = f"Write {Reference(near, 'in full')} and {Reference(near, 'target')}." if near else ""
        yield section.remark(passage, at, "target", f"'{found[0]}' is said without a figure.", mend)
        if not named or found["towards"]:
            return
        yield from _wrong(Reference(named.id), named, is_met, found, passage, at, section)
        return
    if found["towards"]:
        return
    for piece in pieces:
        assert piece.reference is not None
        measure = section.world.measures[piece.reference.measure]
        yield from _wrong(piece.reference, measure, is_met, found, passage, at, section)


def _wrong(
    reference: Reference,
    measure: Measure,
    is_met: bool,
    found: re.Match[str],
    passage: Passage,
    at: int,
    section: Section,
) -> Iterator[Remark]:
    period = section.world.period_of(measure.id, reference.period)
    result = section.world.result(measure.id, period, reference.breakdown, reference.group)
    if result is None or result.value is None:
        return
    rated = rated_of(reference, measure, result, section.world)
    if _holds(rated, is_met):
        return
    if rated.target is None:
        message = f"'{found[0]}' is said of {measure.name}, which has no target."
        yield section.remark(passage, at, "target", message, "Set one in targets.csv, or leave it out.")
        return
    values = f"{number(measure, result.value)} beside a target of {target_words(measure, rated.target)}"
    message = f"'{found[0]}' is not what {measure.name} shows: {values}, {rated.rating}."
    mend = f"Write that it is {Reference(measure.id, 'rating')}."
    yield section.remark(passage, at, "target", message, mend)


def _holds(rated: Rated, is_met: bool) -> bool:
    if rated.rating is Rating.NOT_RATED:
        return True
    return (rated.rating is Rating.MET) == is_met and rated.target is not None
