"""What was done is not said of what was not: '{{ visits_in_time }} were seen late' prints the wrong side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.analysis.figures import is_percentage
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure

FORMS = ("value", "in full", "numerator", "of")

_IN_TIME = re.compile(r"\b(?:in|on)\s+(?:time|date)\b|\bwithin\b|\bin\s+the\s+last\b", re.IGNORECASE)
_DONE = r"(?:in|on|up\s+to|within)\s+(?:time|date|the\s+(?:time|limit|timescale)|timescales?|target)"
_LATE = (
    rf"(?:(?:not|never|n[o']t|n’t)\s+(?:\w+\s+){{0,3}}?{_DONE}|late(?!\s+(?:in|on|19|20))\b|overdue\b|out\s+of\s+date\b"
    r"|out\s+of\s+time\b|after\s+the\s+(?:limit|deadline)\b|outside\s+(?:the\s+)?(?:time\w*|limit)\b|(?:was|were|is|are|been)\s+missed\b)"
)
_AFTER = re.compile(rf"^(?P<between>[^.;:,()]{{0,70}}?)\b(?P<what>{_LATE})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<what>{_LATE})(?P<between>(?:\s+(?:for|in|at|of|was|were|is|are|with|by|to|only|just|stood|stands|visits?"
    r"|plans?|reviews?|children|core|groups?|the|a|number|share|percentage|came))*\s*[:(–-]?\s*)$",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"^[^.;:,()]{0,60}?\b(?:(?:did|do|does|was|were|is|are|has|have|had|could)\s*(?:not|n[o']t|n’t)|never|failed\s+to)\s+"
    r"(?:\w+\s+){0,2}?(?P<verb>[a-z]{4,})",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not?|without|never)\b", re.IGNORECASE)
_PASSIVE = frozenset({"have", "been", "that", "with", "this", "their", "were", "time", "date"})


def opposite(section: Section) -> Iterator[Remark]:
    """Figures of what was done in time, said of what was late; and what a name says, denied."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            reference = piece.reference
            if piece.kind == "bound" and reference is not None and reference.form in FORMS:
                measure = section.world.measures[reference.measure]
                if is_percentage(measure):
                    yield from _at(at, piece, reference, measure, passage, sentence, section)


def _at(
    at: int,
    piece: Piece,
    reference: Reference,
    measure: Measure,
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    before, after = sentence.typed[:at], sentence.typed[at + len(piece.text) :]
    said = _late(before, after) if _is_in_time(measure) else ""
    said = said or _denied(after, measure)
    if said:
        message = f"'{said}' is said of {reference}, and {measure.name} is of the other side."
        mend = "Say what the figure says, or name the measure of what was not done."
        yield section.remark(passage, sentence.start + at, "opposite", message, mend)


def _is_in_time(measure: Measure) -> bool:
    names = f"{measure.name} {measure.short_name}"
    return measure.polarity == "higher" and _IN_TIME.search(names) is not None


def _late(before: str, after: str) -> str:
    """The words for what was late beside a figure; empty where they are of something else."""
    found = _AFTER.match(after)
    if (
        found
        and not _IN_TIME.search(found["between"])
        and not re.search(r"\b(?:and|but)\b", found["between"])
    ):
        return " ".join(found["what"].split())
    found = _BEFORE.search(before)
    if found and not re.search(rf"\b{_DONE}", re.split(r"[.;,]", after)[0], re.IGNORECASE):
        return " ".join(found["what"].split())
    return ""


def _denied(after: str, measure: Measure) -> str:
    """'Did not lead to a conference' of those that did."""
    found = _NOT.match(after)
    if not found or _DENIED.search(f"{measure.name} {measure.short_name}"):
        return ""
    if re.search(r"\b(?:and|but)\b", found[0], re.IGNORECASE):
        return ""
    verb = found["verb"].lower()
    words = re.findall(r"[a-z]{4,}", f"{measure.name} {measure.short_name}".lower())
    if verb in _PASSIVE or not any(word[:4] == verb[:4] for word in words):
        return ""
    return " ".join(found[0].split()[-4:])
