"""Two editions of one month side by side: what one prints beyond the other, and where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.analysis.figures import Key, Part
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.tree import Document

Printed = tuple[Key, Part, str]
"""A figure as one can look for it in another edition: its result, what of it, and what it is held with."""


@dataclass(frozen=True)
class Difference:
    """What a wider edition prints beyond a narrower one (`more`); what only the narrower one prints, which is
    a fault (`missing`); and the figures of which they print two texts, the narrower one first (`unequal`)."""

    more: tuple[Printed, ...]
    missing: tuple[Printed, ...]
    unequal: tuple[tuple[Printed, str, str], ...]


def difference(wide: Document, narrow: Document) -> Difference:
    """Compare two editions. Texts are held against each other where both have as many decimal places: a
    sentence rounds further than a table."""
    held, said = _printed(wide), _printed(narrow)
    unequal = []
    for figure, texts in said.items():
        other = held.get(figure, {})
        unequal += [(figure, text, other[n]) for n, text in texts.items() if n in other and other[n] != text]
    return Difference(
        tuple(figure for figure in held if figure not in said),
        tuple(figure for figure in said if figure not in held),
        tuple(unequal),
    )


def _printed(document: Document) -> Mapping[Printed, Mapping[int, str]]:
    """Each figure with its text by decimal places."""
    found: dict[Printed, dict[int, str]] = defaultdict(dict)
    for each in figures_in(document):
        found[each.key, each.part, each.against][_places(each.text)] = each.text
    return found


def _places(text: str) -> int:
    return sum(letter.isdigit() for letter in text.partition(".")[2])
