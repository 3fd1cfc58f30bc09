"""A section as the checks see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from goldenthread.editions.commentary.bound import Passage, Piece, Sentence
from goldenthread.editions.commentary.remark import Remark
from goldenthread.editions.commentary.world import SUMMARY, World
from goldenthread.model.measure import Measure


@dataclass(frozen=True)
class Section:
    """What checks read: the passages of a section, the edition, and what each reference printed when the
    words were written."""

    name: str
    passages: tuple[Passage, ...]
    world: World
    written_with: Mapping[str, str] = field(default_factory=dict)

    def sentences(self) -> Iterator[tuple[Passage, Sentence]]:
        """Every sentence with its passage."""
        for passage in self.passages:
            for sentence in passage.sentences:
                yield passage, sentence

    def remark(self, passage: Passage, offset: int, code: str, message: str, mend: str = "") -> Remark:
        """A remark on a printed character of a passage."""
        return Remark(self.name, *passage.place(offset), code, message, mend)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Those that the section is about, then those of the whole edition."""
        return tuple(self.world.measures[one] for one in self.world.of(self.name))

    @cached_property
    def own(self) -> tuple[Measure, ...]:
        """Those that the section is about."""
        return tuple(self.world.measures[one] for one in self.world.sections.get(self.name, ()))

    def named_in(self, text: str) -> Measure | None:
        """The measure that a text names by its words; in a section of one measure that one."""
        if len(self.own) == 1 and self.name != SUMMARY:
            return self.own[0]
        said = stems(text)
        ranked = sorted(self.own, key=lambda one: -likeness(one, said))
        if not ranked or likeness(ranked[0], said) < NAMED:
            return None
        return ranked[0]

    def about(self, sentence: Sentence) -> str:
        """The id of the measure that a sentence is about: of its figures where they are of one, else the one
        that it names; 'measure' where only the writer can know."""
        measures = {piece.reference.measure for piece in sentence.bound if piece.reference}
        if measures:
            return measures.pop() if len(measures) == 1 else "measure"
        named = self.named_in(sentence.text)
        return named.id if named else "measure"


Check = Callable[[Section], Iterator[Remark]]

NAMED = 0.6
"""The share of the words of a measure's name that a sentence must have to speak of it."""

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "our",
        "per",
        "the",
        "their",
        "to",
        "with",
        "within",
        "who",
        "that",
        "was",
        "is",
    ]
)


def stems(text: str) -> frozenset[str]:
    """Words by their first letters, so that 'plans' is like 'planning'."""
    words = re.findall(r"[a-z]{3,}", text.lower().replace("re-referral", "rereferral"))
    return frozenset(word[:5] for word in words if word not in _SMALL)


def likeness(measure: Measure, said: frozenset[str]) -> float:
    """The share of the words of a measure's name that are among those said."""
    name = stems(measure.name)
    return len(name & said) / len(name) if name else 0.0


def levels(sentence: Sentence) -> tuple[Piece, ...]:
    """The bound pieces that print a level or a change of a result, not a target or a name."""
    return tuple(piece for piece in sentence.bound if piece.figures)


_NO_VERB = (
    r"an?|the|our|its|their|this|that|these|those|us|them|care|hubs?|famil\w+|children|schools?|conferences?"
)
"""What follows 'to' where no verb does."""

_INTENT = re.compile(
    rf"\b[Tt]o\b(?!\s+(?:{_NO_VERB})\b)(?:[^\w,]+\w+){{0,3}}[^\w,]*$"
    r"|\b(?:will|would|should|must|may|might|can|could|cannot|not|never|aim\w*|expect\w*|hop(?:e|ing)"
    r"|[Ii]f|further|seek\w*|want\w*|intend\w*|unless|[Ww]hether|until|risk\s+of|focus(?:ed)?\s+on|no)"
    r"\b(?:\W+\w+){0,3}\W*$|\w+n['’]t\b(?:\W+\w+){0,2}\W*$|\bfor\s+$"
)
"""What stands before a word that is wanted, feared or denied. 'May' is a month."""

_SEASON = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)|Christmas|Easter"
    r"|spring|summer|autumn|winter|term|year|month|school\s+\w+|half[- ]term"
)
_CLAUSE = re.compile(
    r"[;:]|,?\s+(?:while|whereas|but|although|though|however|and\s+(?=\w+\s+(?:have|has|is|was|were)\b))\s*|,\s+and\s+"
)


_SUPPOSED = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ww]henever|[Ee]ach\s+time|[Ee]very\s+time)\b")
_EACH_YEAR = re.compile(
    rf"(?:rises?|falls?|drops?|grows?|increases?|decreases?|declines?)\s+(?:(?:again|sharply|a\s+little)\s+)?(?:when\b|whenever\b"
    rf"|(?:in|every|each|around|during|over|after|before)\s+(?:(?:every|each|the)\s+)?(?:{_SEASON})\b(?!\s+\d))"
)
"""Verbs in the present of what happens each year: 'contacts rise in January'."""


def is_intent(text: str, at: int) -> bool:
    """Whether what is said at a place is wanted, feared, supposed or denied, or happens each year: it is not
    said to have happened."""
    before = text[_clause_start(text, at) : at]
    return bool(_INTENT.search(before) or _SUPPOSED.search(before) or _happens(text, at))


def _happens(text: str, at: int) -> bool:
    """Whether a verb is in the present; a noun, as in 'the rise in January', is not."""
    is_noun = re.search(
        r"\b(?:an?|the|this|that|our|further|no|of|sharp|small|large|big|slight)\s+$", text[:at]
    )
    return is_noun is None and _EACH_YEAR.match(text, at) is not None


def _clause_start(text: str, at: int) -> int:
    return max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)


def clause(text: str, at: int) -> tuple[int, int]:
    """The part of a sentence about a place."""
    end = next((found.start() for found in _CLAUSE.finditer(text, at)), len(text))
    return _clause_start(text, at), end
