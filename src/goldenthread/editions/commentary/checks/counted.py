"""Whom a figure counts: '{{ cla_count }} children in Solmere are in need' counts those in care.

The words right after a figure say who they are, by what is done for them (in need, in care, with a plan, in
early help, open to social care) or by who they are alone ('boys', 'care leavers').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from goldenthread.analysis.figures import is_count
from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.section import Section
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL

_PEOPLE_OF = re.compile(
    r"^\s+(?:(?:new|more|other|our|young)\s+)?(?P<who>boys|girls|teenagers|adolescents|babies|infants|toddlers"
    r"|newborns|brothers|sisters|siblings|mothers|fathers|young\s+men|young\s+women|pupils|students"
    r"|refugees|asylum\s+seekers|care\s+leavers|foster\s+carers|disabled\s+children|twins)\b",
    re.IGNORECASE,
)
"""Some of those whom a figure of all counts."""


@dataclass(frozen=True)
class _Status:
    """What is done for children: how prose says it of them, and how the name of a measure does."""

    said: str
    named: str


_WHOSE = r"(?:(?:our|public|local\s+authority|the\s+council['’]s|(?-i:[A-Z])\w+['’]s?)\s+)?"
_STATUS: Mapping[str, _Status] = {
    "in need": _Status(
        r"in\s+need\b(?!\s+(?:of|before|when|until))|(?:on\s+)?a\s+(?:child\s+in\s+need|CIN)\s+plan\b",
        r"\b(?:in\s+need\b|on\s+a\s+child\s+in\s+need\s+plan\b)",
    ),
    "in care": _Status(
        rf"(?:in|into)\s+{_WHOSE}care\b|looked[- ]after\b",
        r"\b(?:in|into|left|leaving)\s+care\b|looked[- ]after\b",
    ),
    "with a protection plan": _Status(
        r"(?:(?:with|on|under|subject\s+to)\s+)?(?:a\s+)?(?:child\s+)?protection\s+plans?\b"
        r"|(?:with|on|subject\s+to)\s+(?:a\s+)?(?:CP\s+)?plan\b",
        r"\b(?:with|on)\s+(?:a\s+)?(?:child\s+)?(?:protection\s+)?plan\b|\bprotection\s+plans?\b",
    ),
    "in early help": _Status(
        r"(?:in|open\s+to|known\s+to|receiving|getting|with|supported\s+by)\s+early\s+help\b",
        r"\bearly\s+help\b",
    ),
    "open to social care": _Status(
        r"open\s+to\s+(?:our\s+)?(?:children['’]s\s+)?(?:social\s+care|statutory\s+services)\b"
        r"|(?:with|allocated(?:\s+to)?)\s+a\s+social\s+worker\b",
        r"\bstatutory\s+services\b|\bsocial\s+care\b",
    ),
}
_SO_TOO: Mapping[str, frozenset[str]] = {
    "open to social care": frozenset({"in need", "in care", "with a protection plan"})
}
"""Statuses that say a second one too: children in care are open to social care."""

_WHERE = (
    r"(?:in|across|from|within|throughout|of)\s+(?:the\s+|our\s+)?"
    r"(?:(?-i:[A-Z][\w'’-]*)(?:\s+(?-i:[A-Z][\w'’-]*))*|area|city|borough|county|council|authority|locality|district"
    r"|town|east|west|north|south|cent(?:re|ral))"
)
_WORDS = (
    r"who|that|are|is|were|was|be|been|being|have|has|had|remain(?:ed)?|lives?|lived|currently|now|still|also"
    r"|here|today"
)
_CHILDREN = re.compile(
    r"\s+(?:of\s+)?(?:(?:the|our|these|those|such|(?-i:[A-Z])[\w-]+(?:['’]s?)?)\s+)?"
    r"(?:children|young\s+people)(?:\s+and\s+young\s+people)?"
    rf"(?P<between>(?:\s+(?:{_WORDS}|{_WHERE}))*)\s+",
    re.IGNORECASE,
)
"""Children after a figure, with what may stand between them and what is said of them: 'in Solmere are'."""

_LOOKED_AFTER = re.compile(
    r"\s+(?P<between>)(?=looked[- ]after\s+(?:children|young\s+people)\b)", re.IGNORECASE
)
_ALONE = re.compile(
    r"\s+(?P<between>are|were|remain)\s+(?:(?:now|currently|still|also|children)\s+)*", re.IGNORECASE
)
"""'Of our children, {{ … }} are in need'."""

_ARE = re.compile(r"\b(?:are|remain)\b", re.IGNORECASE)
_CAME = re.compile(r"\b(?:came|come|since|having|after|from|following)\b", re.IGNORECASE)


def counted(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    """The words after a figure that name others than it counts."""
    measure = section.world.measures[reference.measure]
    after = sentence.typed[at + len(piece.text) :]
    found = _CHILDREN.match(after) or _LOOKED_AFTER.match(after) or _ALONE.match(after)
    said = _said(after[found.end() :]) if found else ""
    if found and said and (message := _another(said, found["between"], after, reference, measure)):
        yield section.remark(passage, sentence.start + at, "group", message, _mend(said, section))
        return
    some = _PEOPLE_OF.match(after)
    if not some or reference.group != ALL or reference.form not in ("value", "numerator") or measure.split:
        return
    if some["who"].lower()[:5] in own_words(measure):
        return
    if is_count(measure) or reference.form == "numerator":
        message = f"{reference} counts {measure.name}, not {some['who']} alone."
        mend = "Name the group in the reference, as | by sex=male, or say whom the figure counts."
        yield section.remark(passage, sentence.start + at, "group", message, mend)


def _said(text: str) -> str:
    """The status with which a text begins; empty where it begins with none."""
    every = _STATUS.items()
    return next((name for name, one in every if re.match(one.said, text, re.IGNORECASE)), "")


def _known(measure: Measure) -> frozenset[str]:
    names = f"{measure.name} {measure.short_name}"
    return frozenset(name for name, one in _STATUS.items() if re.search(one.named, names, re.IGNORECASE))


def _another(said: str, between: str, after: str, reference: Reference, measure: Measure) -> str:
    """What is wrong where children of a status are not those of the measure; empty where they may be."""
    known = _known(measure)
    if known and said not in known and not known & _SO_TOO.get(said, frozenset()):
        return f"{reference} is of {measure.name}, not of children {said}."
    is_flow = measure.timing == "flow" and measure.form == "count" and said in known
    if is_flow and _ARE.search(between) and not _CAME.search(re.split(r"[.;:,]", after)[0]):
        return f"{reference} counts {measure.name} in the period, not all that are {said}."
    return ""


def _mend(said: str, section: Section) -> str:
    """The figure of those who are named, where the edition shows one: a number, else what a rate counts."""
    every = [
        one
        for one in section.measures
        if one.split is None
        and one.timing == "stock"
        and _known(one) == {said}
        and one.form in ("count", "rate")
    ]
    first = min(every, key=lambda one: (one.form != "count", len(one.name)), default=None)
    if first is None:
        return "Name the measure of those children, or say whom the figure is of."
    form = "value" if first.form == "count" else "numerator"
    return f"Write {Reference(first.id, form)} if they are meant, or say whom the figure is of."


def own_words(measure: Measure) -> frozenset[str]:
    """The first letters of the words by which a measure is known: 'boys' of a measure of boys is no group."""
    text = f"{measure.name} {measure.short_name} {measure.unit}".lower()
    return frozenset(word[:5] for word in re.findall(r"[a-z]{4,}", text))
