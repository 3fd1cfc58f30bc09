"""Commentary on slides: as much as can be read from a chair, the rest in the notes of the same slide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Block, Bullets, CommentaryPlace, Paragraph, Text


@dataclass(frozen=True)
class Room:
    """So many characters of whole points stand on a slide; so many of a first point that is longer."""

    points: int
    first: int


ALONE, UNDER, BESIDE = Room(1_300, 2_600), Room(380, 760), Room(320, 340)
"""The room on a slide of their own, above a table, and beside a chart."""

_MORE: Text = ("The commentary goes on in the notes.",)
_REST: Text = ("The commentary goes on:",)


@dataclass(frozen=True)
class OwnWords:
    """An owner's words, divided: those on the slide, and the rest."""

    place: CommentaryPlace
    rest: tuple[Block, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands on the slide; nothing where nobody wrote."""
        held: tuple[Block, ...] = (self.place,) if self.place.blocks else ()
        return (*held, Paragraph(_MORE, "small")) if self.rest else held

    @property
    def notes(self) -> tuple[Block, ...]:
        """What goes on in the notes."""
        return (Paragraph(_REST), *self.rest) if self.rest else ()


def own_words(edition: Edition, section: str, anchor: str, about: str, room: Room) -> OwnWords:
    """The commentary of a section, on the slide as far as there is room, whole points alone."""
    place = commentary_place(edition, section, anchor, about)
    points = [point for block in place.blocks for point in _points(block)]
    used, kept = 0, 0
    for point in points:
        used += sum(_length(text) for text in _texts(point))
        if used > room.points and not (kept == 0 and used <= room.first):
            break
        kept += 1
    shown = _joined(points[:kept])
    return OwnWords(replace(place, blocks=shown), _joined(points[kept:]))


def _points(block: Paragraph | Bullets) -> list[Paragraph | Bullets]:
    """A block as points of which each can stand elsewhere."""
    return [Bullets((item,)) for item in block.items] if isinstance(block, Bullets) else [block]


def _texts(block: Paragraph | Bullets) -> Sequence[Text]:
    return block.items if isinstance(block, Bullets) else (block.text,)


def _length(text: Text) -> int:
    return sum(len(part if isinstance(part, str) else getattr(part, "text", "")) for part in text)


def _joined(points: Sequence[Paragraph | Bullets]) -> tuple[Paragraph | Bullets, ...]:
    """Points of one list put together again."""
    made: list[Paragraph | Bullets] = []
    for point in points:
        last = made[-1] if made else None
        if isinstance(point, Bullets) and isinstance(last, Bullets):
            made[-1] = Bullets((*last.items, *point.items))
        else:
            made.append(point)
    return tuple(made)
