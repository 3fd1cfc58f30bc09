"""An owner's words in their place."""

from __future__ import annotations

from goldenthread.editions.commentary.said import Said, SaidList
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Bullets, CommentaryPlace, Paragraph


def commentary_place(edition: Edition, section: str, anchor: str, about: str) -> CommentaryPlace:
    """The commentary of a section: `summary`, or the id of a priority or measure. Empty if nobody wrote."""
    said: Said = edition.commentary.get(section, ())
    blocks = tuple(
        Bullets(each.items) if isinstance(each, SaidList) else Paragraph(each.words) for each in said
    )
    return CommentaryPlace(anchor, about, blocks)
