"""Places that are not the figure's: '{{ cla_count }} children in Southampton', 'nationally {{ cla_count }}'.

A figure without a group is of the whole council. What is said of England, the region or the neighbours needs
their figure; of another place that a sentence names a person is asked, who knows the towns of the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.editions.commentary.bound import MASK, Passage, Piece, Sentence
from goldenthread.editions.commentary.checks.allowed import MONTHS
from goldenthread.editions.commentary.checks.beside import kind_of
from goldenthread.editions.commentary.checks.section import Section, clause
from goldenthread.editions.commentary.checks.times import LEVELS
from goldenthread.editions.commentary.grammar import Reference, WrongReference
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.resolve import COMPARED, comparator_of
from goldenthread.model.result import ALL

_OTHERS = (
    r"(?:nationally|regionally|(?:in|across|throughout|for)\s+(?:England|the\s+(?:country|nation|whole\s+of\s+England"
    r"|region(?!\s+of\b)))|(?:among|in)\s+(?:our\s+|the\s+)?(?:statistical\s+)?neighbours)"
)
_OPENS = re.compile(
    rf"\b(?P<place>{_OTHERS}),?\s+(?:(?:there\s+(?:are|were)|(?:the\s+)?(?:rate|number|figure|share|percentage|average)"
    rf"(?:\s+of\s+[\w-]+)?\s+(?:is|was|stood\s+at|stands\s+at))\s+)?(?={MASK})",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:the\s+)?(?P<place>(?:national|regional|England(?:['’]s)?)\s+(?:figure|rate|number|average|share|percentage))\s+"
    rf"(?:of|is|was|stands\s+at|stood\s+at)\s+(?={MASK})",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"^(?:\s+(?!(?:than|highest|lowest|best|worst|from|like|as|above|below|against|with|whose|and|but)\b)[\w'’-]+){{0,7}}?"
    rf"\s+(?P<place>{_OTHERS})\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Ww]ithin|[Tt]hroughout|(?:[Rr]esidents|[Ff]amilies|[Cc]hildren|[Pp]eople|[Ss]chools)\s+(?:of|from))\s+(?:the\s+(?:city|county|borough|town|district)\s+of\s+)?"
    r"(?P<name>[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]+)*)\b(?!['’]|\s+\d)"
)
_KNOWN = re.compile(
    rf"(?:{MONTHS}|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Christmas|Easter|Spring|Summer|Autumn|Winter|Year|Quarter|Term|Key"
    r"|Stage|Section|Part|Annex|Appendix|Table|Chart|Working|Team|Early|Help|Family|Families|Children|Child|Social|Care"
    r"|Police|Health|Education|Front|Assessment|Court|Ofsted|Parliament|England|Wales|Scotland|Britain|Council|Cabinet"
    r"|Total|All|Phase|Group|Band|Level|Tier|Signs|Supporting|Youth|Virtual|Safeguarding|Adoption|Fostering|Placement)"
)
"""How names begin that are no places."""

_BREAKS = re.compile(r"[.;:,(]|\b(?:who|whose|which|that|where|when|because|and|but)\b", re.IGNORECASE)
_PLACES = ("locality", "hub_locality", "hub", "team", "provider")
_LONGEST = 50
"""Characters between a figure and a place behind it within which it is read as of that place."""


def places(section: Section) -> Iterator[Remark]:
    """Figures of the council said to be of another place."""
    for passage, sentence in section.sentences():
        for at, piece in sentence.pieces:
            reference = piece.reference
            if piece.kind == "bound" and reference is not None and reference.form in LEVELS and piece.figures:
                yield from _of_others(at, piece, reference, passage, sentence, section)
                if reference.group == ALL:
                    yield from _elsewhere(at, piece, reference, passage, sentence, section)


def _of_others(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    """'Nationally', 'in England' of our own figure."""
    after = sentence.typed[at + len(piece.text) :]
    opens = (one for each in (_OPENS, _THEIRS) for one in each.finditer(sentence.typed))
    found = next((one for one in opens if one.end() == at), None)
    place = found["place"] if found else next((one["place"] for one in [_FOLLOWS.match(after)] if one), "")
    if not place:
        return
    measure = section.world.measures[reference.measure]
    ours = section.world.authority_name
    message = f"'{place}' is said of {reference}, the figure of {ours}."
    kind = kind_of("england" if "national" in place.lower() else place)
    mend = "Write theirs with its source: [71 per 10,000](source: LAIT 2022-23)."
    try:
        comparator_of(COMPARED[kind], measure, section.world)
        mend = f"Write {Reference(measure.id, kind)}, or leave the place out."
    except WrongReference:
        pass
    yield section.remark(passage, sentence.start + at, "group", message, mend)


def _elsewhere(
    at: int, piece: Piece, reference: Reference, passage: Passage, sentence: Sentence, section: Section
) -> Iterator[Remark]:
    """Another place by its name, right after a figure or before one that it opens the clause of."""
    typed, ends = sentence.typed, at + len(piece.text)
    start, end = clause(typed, at)
    if any(other.kind == "external" for _, other in sentence.pieces):
        return
    for found in _PLACE.finditer(typed, start, end):
        between = typed[ends : found.start()] if found.start() > at else typed[found.end() : at]
        if MASK in between or len(between) > _LONGEST or _BREAKS.search(between.strip(" ,")):
            continue
        if (found.start() < at and typed[start : found.start()].strip(" ,")) or _is_known(
            found, typed, section
        ):
            continue
        ours = section.world.authority_name
        message = f"'{found[0]}' is no place of this edition: {reference} is the figure of {ours}."
        mend = f"Name {ours}, or declare the other's figure: [510](source: who published it, and for when)."
        yield section.remark(passage, sentence.start + found.start(), "meant", message, mend)


def _is_known(found: re.Match[str], typed: str, section: Section) -> bool:
    """Whether a name is the council's, one of its parts' or of something that is no place."""
    if _KNOWN.match(found["name"]) or _OF_MORE.match(typed[found.end() :]):
        return True
    name = frozenset(found["name"].casefold().split())
    return any(name <= own or (own and own <= name) for own in _own_names(section))


_OF_MORE = re.compile(r"\s+(?:[A-Z]|teams?\b|hubs?\b|offices?\b|schools?\b)")


def _own_names(section: Section) -> Iterator[frozenset[str]]:
    """The council, its teams and hubs, and its places, each by its words."""
    world = section.world
    labels = (name for names in world.labels.values() for name in names.values())
    groups = (
        world.name(by, one.group)
        for measure in section.measures
        for by in world.breakdowns(measure.id)
        if by in _PLACES
        for one in world.results.groups(measure.id, world.authority, str(world.period_of(measure.id)), by)
    )
    yield from (frozenset(one.casefold().split()) for one in (world.authority_name, *labels, *groups))
