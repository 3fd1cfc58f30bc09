"""Above and below: what prose says of a figure beside a target, England, the region or the neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from goldenthread.analysis.figures import number
from goldenthread.analysis.targets import distance_to
from goldenthread.editions.commentary.bound import Passage, Sentence
from goldenthread.editions.commentary.checks.section import Section, is_intent, levels
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import COMPARED, comparator_of, rated_of
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result

_OTHERS = r"England|national|regional|region|(?:statistical\s+)?neighbours?"
_WHOSE = r"(?:that\s+of\s+|those\s+of\s+|the\s+rate\s+(?:of|for)\s+)?(?:our|the|its|their)?\s*"
_SIDES = r"higher|lower|more|less|fewer|better|worse"
_THAN = re.compile(
    rf"\s+(?:than\s+)?{_WHOSE}(?:\w+\s+){{0,3}}?(?P<what>targets?|{_OTHERS}|usual)", re.IGNORECASE
)
_BESIDE = re.compile(
    rf"\b(?P<way>above|below|(?:{_SIDES})(?:\s+[\w-]+){{0,5}}?\s+than)\s+{_WHOSE}(?:\w+\s+){{0,2}}?"
    rf"(?P<what>targets?|{_OTHERS})"
    rf"|\b(?P<beats>exceed(?:s|ed|ing)?|outstrip(?:s|ped)?|surpass(?:es|ed)?)\s+{_WHOSE}(?P<those>{_OTHERS})"
    r"|\b(?P<within>under|over)\s+(?:our|the|its|their)?\s*(?P<aim>targets?)\b",
    re.IGNORECASE,
)
"""'Lower than England', 'under the target': over and under a region may be a matter of places."""

_THEIRS = re.compile(
    rf"\b(?P<what>{_OTHERS})\b[^.;:]{{0,60}}?\b(?P<way>above|below|(?:{_SIDES})(?:\s+[\w-]+){{0,3}}?\s+than)\s+"
    r"(?:our|ours|we|us)\b",
    re.IGNORECASE,
)
"""'England's rate is lower than ours': of the other what is said."""

_ALIKE = re.compile(
    rf"\b(?P<way>in\s+line\s+with|similar\s+to|the\s+same\s+as|on\s+a\s+par\s+with|comparable\s+(?:to|with))\s+{_WHOSE}"
    rf"(?:\w+\s+){{0,2}}?(?P<what>{_OTHERS})",
    re.IGNORECASE,
)
ALIKE = 0.2
"""The part of another's figure by which ours may differ from it and still be called in line with it."""

_UP = frozenset({"above", "over", "higher", "more"})
_TURNED = {"above": "below", "below": "above", "higher": "lower", "more": "less", "lower": "higher"} | {
    "less": "more",
    "fewer": "more",
    "better": "worse",
    "worse": "better",
}


@dataclass(frozen=True)
class _Position:
    """A claim of position: the words, on which side of what ours is said to lie, and how it is called."""

    start: int
    end: int
    text: str
    side: str
    what: str


def positions(section: Section) -> Iterator[Remark]:
    """'Above the target', 'lower than England': the claims of position that the figures do not bear out."""
    for passage, sentence in section.sentences():
        for found in _positions(sentence.typed):
            if not is_intent(sentence.typed, found.start):
                yield from _judge(found, passage, sentence, section)


def of_positions(typed: str) -> Callable[[re.Match[str]], bool]:
    """Whether a word such as 'lower' compares with another council or a target, and not with another time."""
    spans = [(one.start, one.end) for one in _positions(typed)]

    def is_of_position(word: re.Match[str]) -> bool:
        within = any(start <= word.start() < end for start, end in spans)
        return within or _THAN.match(typed, word.end()) is not None

    return is_of_position


def _positions(typed: str) -> Iterator[_Position]:
    for found in _BESIDE.finditer(typed):
        side = "above" if found["beats"] else (found["way"] or found["within"]).lower().split()[0]
        what = found["what"] or found["those"] or found["aim"]
        yield _Position(*found.span(), found[0], side, what.lower())
    for found in _THEIRS.finditer(typed):
        side = _TURNED[found["way"].lower().split()[0]]
        yield _Position(*found.span(), found[0], side, found["what"].lower())
    for found in _ALIKE.finditer(typed):
        yield _Position(*found.span(), found[0], "alike", found["what"].lower())


def _judge(found: _Position, passage: Passage, sentence: Sentence, section: Section) -> Iterator[Remark]:
    pieces = levels(sentence)
    measures = {piece.reference.measure for piece in pieces if piece.reference}
    named = section.named_in(sentence.text)
    name = measures.pop() if len(measures) == 1 else named.id if named and not measures else ""
    at = sentence.start + found.start
    if not pieces and found.what.startswith("target"):
        mend = f"Write {Reference(name, 'in full')} and {Reference(name, 'target')}." if name else ""
        yield section.remark(passage, at, "target", f"'{found.text}' is said without a figure.", mend)
    if not name or (not pieces and len(section.own) != 1):
        return
    reference = next((p.reference for p in pieces if p.reference and not p.reference.period), Reference(name))
    measure = section.world.measures[name]
    now = section.world.result(name, section.world.period_of(name), reference.breakdown, reference.group)
    other = _other(found.what, reference, measure, now, section)
    if other is None and not found.what.startswith("target") and not _is_declared(sentence):
        message = f"'{found.text}' is said, and no published figure of {measure.name} is loaded to show it."
        mend = "Leave it out, or declare theirs: [71 per 10,000](source: LAIT 2022-23)."
        yield section.remark(passage, at, "comparator", message, mend)
    if now is None or now.value is None or other is None:
        return
    if not _holds(found.side, measure, now.value, other):
        values = f"{number(measure, now.value)} beside {number(measure, other)}"
        message = f"'{found.text}' is not what {measure.name} shows: {values}."
        beside = Reference(name, "target" if found.what.startswith("target") else kind_of(found.what))
        ours = "higher than" if now.value > other else "lower than" if now.value < other else "the same as"
        mend = f"Say that {replace(reference, form='value', against='')} is {ours} {beside}."
        yield section.remark(passage, at, "direction", message, mend)


def _is_declared(sentence: Sentence) -> bool:
    return any(piece.kind == "external" for _, piece in sentence.pieces)


def _holds(side: str, measure: Measure, ours: float, other: float) -> bool:
    if side == "alike":
        return abs(ours - other) <= ALIKE * abs(other)
    if side in ("better", "worse"):
        return (distance_to(measure, ours, other) < 0) == (side == "better")
    return ours > other if side in _UP else ours < other


def _other(
    what: str, reference: Reference, measure: Measure, now: Result | None, section: Section
) -> float | None:
    if what.startswith("target"):
        target = rated_of(reference, measure, now, section.world).target if now else None
        return target.value if target else None
    try:
        return comparator_of(COMPARED[kind_of(what)], measure, section.world).value
    except WrongReference:
        return None


def kind_of(what: str) -> str:
    """The comparator that words for others speak of, as references call it."""
    said = what.lower()
    return "region" if "region" in said else "neighbours" if "neighbour" in said else "england"
