"""An owner's words in their place."""

from __future__ import annotations

from goldenthread.analysis.figures import Words
from goldenthread.editions.commentary.about import finder, with_about
from goldenthread.editions.commentary.said import Said, SaidList
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Bullets, CommentaryPlace, Paragraph


def commentary_place(edition: Edition, section: str, anchor: str, about: str) -> CommentaryPlace:
    """The commentary of a section: `summary`, or the id of a priority or measure. Empty if nobody wrote."""
    said: Said = edition.commentary.get(section, ())
    blocks = tuple(
        Bullets(tuple(_as_read(edition, item) for item in each.items))
        if isinstance(each, SaidList)
        else Paragraph(_as_read(edition, each.words))
        for each in said
    )
    return CommentaryPlace(anchor, about, blocks)


def _as_read(edition: Edition, words: Words) -> Words:
    """The words as they are printed: rounded figures are said to be about right."""
    return (
        words
        if edition.rounding == 1
        else with_about(words, edition.measures, finder(edition.results, edition.authority))
    )
