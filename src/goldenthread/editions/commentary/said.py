"""Commentary as an edition prints it: paragraphs and lists in which each figure knows its result."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.analysis.figures import Part, Words


@dataclass(frozen=True)
class SaidParagraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True)
class SaidList:
    """A list of points."""

    items: tuple[Words, ...]


Said = tuple[SaidParagraph | SaidList, ...]
"""The commentary of one section, in reading order."""

FOR_EVERYBODY: frozenset[Part] = frozenset({"value", "numerator", "denominator", "difference", "percent"})
"""The parts of a figure that words for everybody may print. An edition for everybody shows no usual range; it
would tell of figures before they were rounded or hidden. A paragraph or point with one goes."""
