"""Commentary as an edition prints it: paragraphs and lists in which each figure knows its result."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.analysis.figures import Words


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
