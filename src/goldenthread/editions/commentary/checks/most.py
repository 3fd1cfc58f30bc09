"""'Most', 'few', 'nearly all' and 'none' beside a percentage are as the percentage is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.figures import is_percentage
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark

_ALL = r"(?:all|every|each)"
SHARES: tuple[tuple[str, float, float], ...] = (
    (rf"(?:nearly|almost|virtually|practically)\s+{_ALL}|the\s+vast\s+majority(?:\s+of)?", 85, 100),
    (r"(?:fewer|less)\s+than\s+half(?:\s+of)?|(?:a|the)\s+minority(?:\s+of)?", 0, 50),
    (r"(?:more|over)\s+than\s+half(?:\s+of)?|over\s+half(?:\s+of)?", 50, 100),
    (r"hardly\s+any|almost\s+no(?:ne)?|very\s+few(?:\s+of)?|only\s+a\s+few|few(?=\s)", 0, 33),
    (r"most(?:\s+of)?(?=\s)|(?:a|the)\s+majority(?:\s+of)?", 50, 100),
)
"""Words of a share, with the percentages that they may be said of. The longer words stand first."""

_SHARE = [(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), low, high) for words, low, high in SHARES]
_NOT_SHARE = re.compile(r"\b(?:the|at|a|for\s+the|one\s+of\s+the|quite\s+a|their|our)\s+$", re.IGNORECASE)
"""'The most', 'at most' and 'a few' are no shares."""

_LEADS = re.compile(r"(?P<words>[^.;]{0,80}?)(?:[:(–]\s*|,\s+(?:at\s+)?|\s+at\s+)$")
_ENDS = re.compile(r"^\s*(?:[).,;!]|$)")


def most(section: Section) -> Iterator[Remark]:
    """Words of a share that the percentage told with them does not bear out."""
    for passage, sentence in section.sentences():
        pieces = [(at, piece) for at, piece in sentence.pieces if piece.kind == "bound" and piece.figures]
        for at, piece in pieces[:1]:
            reference = piece.reference
            if reference is None or reference.form not in ("value", "in full", "of"):
                continue
            if is_percentage(section.world.measures[reference.measure]):
                yield from _beside(at, piece, reference, passage, sentence, section)


def _beside(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    """The word that opens what the figure is given for: 'Most children came back: 25%.'"""
    before, after = sentence.typed[:at], sentence.typed[at + len(piece.text) :]
    if not _ENDS.match(after) or not _LEADS.search(before):
        return
    period = section.world.period_of(reference.measure, reference.period)
    result = section.world.result(reference.measure, period, reference.breakdown, reference.group)
    if result is None or result.value is None:
        return
    for pattern, low, high in _SHARE:
        found = pattern.search(before)
        if not found or _NOT_SHARE.search(before[: found.start()]):
            continue
        if not low <= result.value <= high:
            measure = section.world.measures[reference.measure]
            message = f"'{found[0].strip()}' is not what {measure.name} shows: {piece.text}."
            mend = f"Write {replace(reference, form='in full')} without the word."
            yield section.remark(passage, sentence.start + found.start(), "most", message, mend)
        return
