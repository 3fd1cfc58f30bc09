"""A passage as it is printed, which knows of every stretch whether it was typed or bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goldenthread.analysis.figures import Figure, Words
from goldenthread.editions.commentary.grammar import Reference

MASK = "\ufffc"
"""Stands for a printed character that nobody typed."""

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z0-9\"“‘(\ufffc])")
_NO_END = re.compile(r"(?:\bS|\bs|\be\.g|\bi\.e|\bNo|\bvs|\bSt|\bMr|\bMs|\bDr|\bapprox)\.$")


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage. `kind` is text, bound, external, apart (a number declared to be no
    figure) or wrong (a reference that was refused)."""

    kind: str
    words: Words
    raw: str
    line: int
    column: int
    reference: Reference | None = None
    source: str = ""

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(word if isinstance(word, str) else word.text for word in self.words)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of results in it."""
        return tuple(word for word in self.words if isinstance(word, Figure))


@dataclass(frozen=True)
class Sentence:
    """A sentence: where it begins in the passage, its text, and the text with what was not typed masked."""

    start: int
    text: str
    typed: str
    pieces: tuple[tuple[int, Piece], ...]  # what is bound in it, each with its place in the sentence

    @property
    def bound(self) -> tuple[Piece, ...]:
        """The bound pieces in reading order."""
        return tuple(piece for _, piece in self.pieces if piece.kind == "bound")


@dataclass(frozen=True)
class Passage:
    """A paragraph or point. Points of one list have the same `block`."""

    section: str
    pieces: tuple[Piece, ...]
    block: int
    is_item: bool

    @cached_property
    def text(self) -> str:
        """As printed."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def typed(self) -> str:
        """As printed, with what was not typed masked; as long as `text`."""
        return "".join(
            piece.text if piece.kind == "text" else MASK * len(piece.text) for piece in self.pieces
        )

    @property
    def words(self) -> Words:
        """As an edition prints it."""
        return tuple(word for piece in self.pieces for word in piece.words)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a printed character in what was written."""
        start = 0
        for piece in self.pieces:
            end = start + len(piece.text)
            if offset < end or piece is self.pieces[-1]:
                inside = offset - start if piece.kind == "text" else 0
                return piece.line, piece.column + max(inside, 0)
            start = end
        return 1, 1

    def placed(self) -> Iterator[tuple[int, Piece]]:
        """Each piece with the place of its first printed character."""
        start = 0
        for piece in self.pieces:
            yield start, piece
            start += len(piece.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        breaks = _SENTENCE.finditer(self.typed)
        ends_one = (each for each in breaks if not _NO_END.search(self.typed[: each.start()].rstrip()))
        starts = [0, *(each.end() for each in ends_one)]
        ends = [*starts[1:], len(self.text)]
        return tuple(self._sentence(start, end) for start, end in zip(starts, ends, strict=True))

    def _sentence(self, start: int, end: int) -> Sentence:
        held = tuple(
            (at - start, piece)
            for at, piece in self.placed()
            if start <= at < end and piece.kind in ("bound", "external", "apart")
        )
        return Sentence(start, self.text[start:end], self.typed[start:end], held)


def printed_by(passages: tuple[Passage, ...]) -> Mapping[str, str]:
    """What each reference of some passages prints, by the reference in its own form."""
    return {
        str(piece.reference): piece.text
        for passage in passages
        for piece in passage.pieces
        if piece.kind == "bound" and piece.reference is not None
    }
