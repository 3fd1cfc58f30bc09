"""A part stands beside its own whole: 'of {{ cp_plans_open }} plans, {{ another | numerator }}' does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from goldenthread.analysis.figures import is_count
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.result import Result

WHOLES = ("value", "in full", "denominator")
PARTS = ("numerator", "of", "in full")

_OF = re.compile(r"\bof\s+(?:the\s+|our\s+|these\s+|all\s+(?:the\s+)?)?$", re.IGNORECASE)
_TO_PART = re.compile(r"^[^.;:]{0,80}$")
_OUT_OF = re.compile(r"^\s+(?:\w+\s+){0,2}?(?:out\s+)?of\s+(?:the\s+|our\s+)?$", re.IGNORECASE)

_OF_ALL = re.compile(
    r"^\s+of\s+(?:(?:all|the|our|these|those|new|initial|open|child\s+protection|section\s+47)\s+)*"
    r"(?P<noun>contacts|referrals|assessments|enquiries|conferences|plans|reviews|audits)\b(?!['’])",
    re.IGNORECASE,
)
"""'{{ … }} of all referrals'."""


def whole(section: Section) -> Iterator[Remark]:
    """Parts of one measure given as of the whole of another."""
    for passage, sentence in section.sentences():
        for part_at, part, all_ in _pairs(sentence):
            yield from _judge(part_at, part, all_, passage, sentence, section)
        yield from _targets(passage, sentence, section)
        yield from _wholes(passage, sentence, section)


def _wholes(passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """A percentage said to be of others than it is of: that of enquiries 'of all referrals'."""
    for at, piece in sentence.pieces:
        reference = piece.reference
        if piece.kind != "bound" or reference is None or reference.form not in ("value", *PARTS):
            continue
        measure = section.world.measures[reference.measure]
        found = _OF_ALL.match(sentence.typed[at + len(piece.text) :])
        if not found or measure.form != "percentage":
            continue
        noun = found["noun"].lower()
        if noun.rstrip("s")[:6] not in f"{measure.name} {measure.short_name} {measure.unit}".lower():
            message = f"{reference} is no part of {noun}: {measure.name}."
            mend = f"Leave 'of {noun}' out, or name the measure of what is meant."
            mend = mend.replace(f"of {noun}", found[0].strip(), 1)
            yield section.remark(passage, sentence.start + at, "whole", message, mend)


def _targets(passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    """The target of one measure beside the figure of another: '93% were seen, against a target of 90%'."""
    bound = [
        (at, piece.reference) for at, piece in sentence.pieces if piece.kind == "bound" and piece.reference
    ]
    levels = {one.measure for _, one in bound if one.form in (*WHOLES, *PARTS)}
    for at, reference in bound:
        if reference.form == "target" and levels and reference.measure not in levels:
            name = section.world.measures[reference.measure].name
            message = f"{reference} is the target of {name}, and no figure of that stands beside it."
            mend = f"Write {replace(reference, form='in full')}, or the target of the figure that does."
            yield section.remark(passage, sentence.start + at, "meant", message, mend)


def _pairs(sentence: Sentence) -> Iterator[tuple[int, Piece, Piece]]:
    """Each part with the whole that the words give it: 'of WHOLE …, PART' and 'PART of WHOLE'."""
    placed = [(at, piece) for at, piece in sentence.pieces if piece.kind == "bound" and piece.reference]
    for (first_at, first), (next_at, after) in pairwise(placed):
        between = sentence.typed[first_at + len(first.text) : next_at]
        if _OUT_OF.match(between):
            yield first_at, first, after
        elif _is_opening(sentence.typed[:first_at]) and _TO_PART.match(between):
            yield next_at, after, first


def _is_opening(before: str) -> bool:
    return _OF.search(before) is not None and re.search(r"[\w]\s+of\b[^,;:]*$", before, re.IGNORECASE) is None


def _judge(
    part_at: int,
    part: Piece,
    all_: Piece,
    passage: Passage,
    sentence: Sentence,
    section: Section,
) -> Iterator[Remark]:
    ours, theirs = part.reference, all_.reference
    if ours is None or theirs is None or ours.measure == theirs.measure or theirs.form not in WHOLES:
        return
    top, bottom = _result(ours, section), _result(theirs, section)
    if top is None or bottom is None:
        return
    measure, other = (section.world.measures[one.measure] for one in (ours, theirs))
    is_count_of = is_count(other) or theirs.form == "denominator"
    if ours.form in PARTS and not is_count(measure) and is_count_of and measure.form == "percentage":
        base = bottom.denominator if theirs.form == "denominator" else bottom.value
        if top.denominator is not None and base is not None and top.denominator != base:
            message = f"{ours} is a part of {top.denominator:,.0f}, and {all_.text} is of {other.name}."
            mend = f"Write {Reference(ours.measure, 'of', ours.period, '', ours.breakdown, ours.group)}."
            yield section.remark(passage, sentence.start + part_at, "whole", message, mend)
        return
    are_counts = is_count(measure) and is_count(other) and ours.form in ("value", "in full")
    if not are_counts or theirs.form == "denominator" or top.value is None or bottom.value is None:
        return
    if top.value > bottom.value:
        message = (
            f"{part.text} of {measure.name} is more than the {all_.text} of which it is said to be a part."
        )
        yield section.remark(
            passage, sentence.start + part_at, "whole", message, "Give each figure a sentence of its own."
        )
    elif measure.timing == other.timing == "stock":
        message = f"{ours} of {measure.name} is not counted among {other.name}, of which it is said to be."
        mend = "Give each figure a sentence of its own, unless all of one are among the other."
        yield section.remark(passage, sentence.start + part_at, "meant", message, mend)


def _result(reference: Reference, section: Section) -> Result | None:
    period = section.world.period_of(reference.measure, reference.period)
    return section.world.result(reference.measure, period, reference.breakdown, reference.group)
