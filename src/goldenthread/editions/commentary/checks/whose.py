"""Whose a figure is: the place, source, sex or age that words name is the group of the reference.

'In the west there were {{ cp_plans_open | by locality=east }} plans' blocks. Where the words name a group and
the reference none, a person decides. Of words that count others ('{{ cla_count }} boys') see `counted`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goldenthread.editions.commentary.bound import MASK, Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.counted import counted, own_words
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.editions.commentary.grammar import Reference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.model.measure import Measure
from goldenthread.model.result import CROSS

NAMED = ("locality", "hub_locality", "source", "sex", "age_band", "team", "hub")
"""Breakdowns whose groups prose names by words of their own."""

_OF_STAFF_TOO = ("team", "hub")

_WORDS = {
    ("sex", "female"): r"girls|females?|young\s+women",
    ("sex", "male"): r"boys|males?|young\s+men",
    ("age_band", "unborn"): r"unborn(?:\s+(?:babies|children))?",
    ("age_band", "under 1"): r"babies|infants|under\s+(?:1|one)s?",
}
"""How prose says a group, where not by its name."""

_ALREADY = frozenset({"unknown", "other", "all", "none"})
_LEAD = r"(?:\b(?:in|from|of|for|by|across|within|at|among|to)\s+(?:the\s+|our\s+)?)"
_SENT = r"\s+(?:sent|made|referred|passed|had|has|saw|took|held|accounted)\b"
_PARTLY = re.compile(r"\b(?:of|among|out\s+of)\s+(?:the\s+|our\s+|all\s+)*$", re.IGNORECASE)
"""What stands before a whole of which a group is a part."""

_OF_STAFF = re.compile(
    r"\s+(?-i:[A-Z])|['’-]|\s+(?:teams?|offices?|hubs?|managers?|workers?|staff|heads?|leads?)\b",
    re.IGNORECASE,
)
"""What follows a name that is part of another, or of those who work there."""

_TIGHT = re.compile(r"^(?:\s+(?!and\b|or\b|with\b)[\w-]+){0,3}\s+$", re.IGNORECASE)
"""Words between a figure and the group right behind it: '{{ … }} of the plans in the west'."""

_PRINTS_OTHERS = ("when", "target", "rating", "england", "region", "neighbours")


@dataclass(frozen=True)
class _Mention:
    """A group that words name: where, the words, and of which breakdown."""

    start: int
    end: int
    text: str
    breakdown: str
    group: str


def whose(section: Section) -> Iterator[Remark]:
    """Figures of another group than the words beside them name."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            reference = piece.reference
            if piece.kind != "bound" or reference is None or reference.form in _PRINTS_OTHERS:
                continue
            others = list(counted(at, piece, reference, passage, sentence, section))
            yield from others or _named(at, piece, reference, passage, sentence, section)


def _named(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    start, end = clause(sentence.typed, at)
    measure = section.world.measures[reference.measure]
    others = _groups(sentence, start, end)
    for one in _mentions(sentence.typed, start, end, measure, section):
        ends = at + len(piece.text)
        is_tight = ends <= one.start and _TIGHT.match(sentence.typed[ends : one.start]) is not None
        if one.group in others.get(one.breakdown, ()) and not is_tight:
            continue
        if not _is_nearest(one, at, sentence, start, end):
            continue
        parts = dict(zip(reference.breakdown.split(CROSS), reference.group.split(CROSS), strict=False))
        theirs = parts.get(one.breakdown)
        if theirs == one.group:
            continue
        place = sentence.start + one.start
        wanted = replace(reference, breakdown=one.breakdown, group=one.group)
        if theirs is not None:
            name = section.world.name(one.breakdown, theirs)
            message = f"'{one.text}' is said of {reference}, the figure of {name}."
            yield section.remark(passage, place, "group", message, f"Write {wanted}, or the other name.")
        elif one.breakdown in _OF_STAFF_TOO:
            continue  # a team that is spoken of need not be that of the figure
        elif one.group not in others.get(one.breakdown, ()) and not _PARTLY.search(sentence.typed[:at]):
            message = f"'{one.text}' stands beside {reference}, the figure of all, not of that group."
            yield section.remark(passage, place, "meant", message, f"Write {wanted} if that group is meant.")


def _groups(sentence: Sentence, start: int, end: int) -> dict[str, set[str]]:
    """The groups of the figures of a clause, by breakdown."""
    found: dict[str, set[str]] = {}
    for at, piece in sentence.pieces:
        reference = piece.reference
        if reference is not None and start <= at < end:
            pairs = zip(reference.breakdown.split(CROSS), reference.group.split(CROSS), strict=False)
            for breakdown, group in pairs:
                found.setdefault(breakdown, set()).add(group)
    return found


def _is_nearest(one: _Mention, at: int, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a figure is the one that a group is said of: the first after it, else the last before it."""
    places = [
        place
        for place, piece in sentence.pieces
        if start <= place < end and piece.reference and piece.reference.form not in _PRINTS_OTHERS
    ]
    before = [place for place in places if place < one.start]
    after = [place for place in places if place >= one.end]
    if MASK in sentence.typed[start : one.start] and before:
        return at == before[-1]
    return bool(after) and at == after[0]


def _mentions(typed: str, start: int, end: int, measure: Measure, section: Section) -> Iterator[_Mention]:
    own = own_words(measure)
    for breakdown, group, words in _terms(measure, section):
        if any(word[:5] in own for word in re.findall(r"[a-z]{4,}", words.lower())):
            continue
        alone = breakdown in ("sex", "age_band") and not words[:1].isdigit()
        pattern = (
            rf"\b(?:{words})\b" if alone else rf"{_LEAD}(?:{words})\b|\b(?:[Tt]he\s+)?(?:{words})(?={_SENT})"
        )
        for found in re.finditer(pattern, typed[start:end], re.IGNORECASE):
            if _OF_STAFF.match(typed[start + found.end() :]):
                continue  # 'West Street' is a name, and of the east team a manager may speak
            yield _Mention(start + found.start(), start + found.end(), found[0], breakdown, group)


def _terms(measure: Measure, section: Section) -> Iterator[tuple[str, str, str]]:
    """The groups of a measure with a pattern of the words that name each."""
    period = section.world.period_of(measure.id)
    for breakdown in section.world.breakdowns(measure.id):
        if breakdown not in NAMED or period is None:
            continue
        for one in section.world.results.groups(measure.id, section.world.authority, period.label, breakdown):
            if one.group in _ALREADY:
                continue
            said = {section.world.name(breakdown, one.group), one.group.replace("_", " ")}
            if breakdown == "source":
                said |= {f"{text}s" for text in said if not text.endswith("s")}
            spelt = {re.escape(text.lower()) for text in said if len(text) > 2}
            if breakdown == "age_band" and one.group[:1].isdigit():
                span = one.group.replace("-", r"\s*(?:to|and|-|–)\s*")
                spelt = {rf"aged\s+{span}"}
            words = _WORDS.get((breakdown, one.group), "|".join(sorted(spelt)))
            yield breakdown, one.group, words
