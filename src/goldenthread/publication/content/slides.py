"""The slides of a leadership meeting: what to look at first, then each priority, then what stands behind it.

A selection of what the pages say, made by the same functions. One idea a slide, and no more than a meeting
can take in: the measures that changed or miss their target come first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goldenthread.base.dates import day_words
from goldenthread.model.strategy import Priority
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.document import standing_lines, synthetic_words
from goldenthread.publication.content.public.slides import public_deck
from goldenthread.publication.content.reader import Shown, shown_measures
from goldenthread.publication.content.slide_glance import priority_slide
from goldenthread.publication.content.slide_measures import by_weight, measure_slide, weight
from goldenthread.publication.content.slide_parts import (
    absent_slide,
    changed_slide,
    compared_slide,
    misses_slide,
    reading_slide,
    since_slide,
    words_slide,
)
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Deck, Slide

MOST_SLIDES = 20
"""So many slides a deck has at most, the opening among them, unless there are more priorities than that
leaves room for."""

OPENING = 1


def deck(edition: Edition) -> Deck:
    """The slides of an edition for its audience. Those for everybody are another deck, in plain words."""
    return public_deck(edition) if audience_of(edition.audience).plain else _staff_deck(edition)


def _staff_deck(edition: Edition) -> Deck:
    """The slides in the order in which a meeting takes them."""
    priorities = [(each, list(shown_measures(edition, each))) for each in edition.strategy.priorities]
    first = (*since_slide(edition), *words_slide(edition), *changed_slide(edition), misses_slide(edition))
    last = (*compared_slide(edition), *absent_slide(edition), reading_slide(edition))
    room = MOST_SLIDES - OPENING - len(first) - len(priorities) - len(last)
    chosen = _chosen([shown for _, shown in priorities], room)
    middle: list[Slide] = []
    for priority, shown in priorities:
        middle += _of_priority(edition, priority, shown, chosen)
    return Deck(
        title=f"{edition.authority_name}: children’s services performance",
        foot=f"{edition.authority_name}, {edition.period.words()}",
        dated=f"Data to {day_words(edition.data_date)}",
        lines=(edition.period.words(), edition.strategy.name, audience_of(edition.audience).words()),
        standing=tuple(pair for pair in standing_lines(edition) if pair[0] != "Population"),
        synthetic=synthetic_words(edition),
        slides=(*first, *middle, *last),
    )


def _of_priority(
    edition: Edition, priority: Priority, shown: Sequence[Shown], chosen: Mapping[str, Shown]
) -> list[Slide]:
    """How the priority stands, then its measures that have a slide, the most pressing first."""
    own = [each for each in by_weight(shown) if chosen.get(each.measure.id) is each]
    return [
        priority_slide(edition, priority, shown),
        *(measure_slide(each, priority.name) for each in own),
    ]


def _chosen(priorities: Sequence[Sequence[Shown]], room: int) -> dict[str, Shown]:
    """The measures that have a slide, by id: the most pressing of each priority, then of all as long as there
    is room."""
    ranked = [by_weight(shown) for shown in priorities]
    firsts = [shown[0] for shown in ranked if shown]
    others = sorted((each for shown in ranked for each in shown[1:]), key=weight)
    found: dict[str, Shown] = {}
    for each in (*firsts, *others):
        if len(found) < max(room, len(firsts)):
            found.setdefault(each.measure.id, each)
    return found
