"""The slides for everybody: what the plain pages say, as much of it as can be shown at a meeting.

No slide of those who lead is among them, and nothing is made from their words: figures of the pages in the
sentences of the pages, charts of what the pages draw.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.base.dates import day_words
from goldenthread.model.strategy import Priority
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.public.document import DRAFT, SYNTHETIC, standing_of
from goldenthread.publication.content.public.slide_measures import can_be_drawn, drawn_slide, priority_slide
from goldenthread.publication.content.public.slide_parts import (
    changed_measures,
    changed_slide,
    protected_slide,
    reading_slide,
    since_slides,
    words_slide,
)
from goldenthread.publication.content.reader import Shown, shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Deck, Slide

MOST_SLIDES = 16
"""So many slides a deck for everybody has at most, the opening among them, unless there are more priorities
than that leaves room for."""

OPENING, LAST = 1, 2
NOT_RELEASED = DRAFT.partition(".")[0]
"""What the foot of each slide says of those that are not released."""


def public_deck(edition: Edition) -> Deck:
    """How to read them, what has changed, a slide or two of each priority, how numbers are kept safe, words.
    The edition has been cut down to what everybody may see: `for_audience`."""
    priorities = [(each, list(shown_measures(edition, each))) for each in edition.strategy.priorities]
    first = [*since_slides(edition), reading_slide(edition, len(priorities)), changed_slide(edition)]
    drawn = _drawn(edition, priorities, MOST_SLIDES - OPENING - len(first) - len(priorities) - LAST)
    middle: list[Slide] = []
    for priority, shown in priorities:
        middle.append(priority_slide(edition, priority, shown))
        middle += [drawn_slide(drawn[priority.id], priority.name)] if priority.id in drawn else []
    said = (*first, *middle, protected_slide(edition))
    month = edition.period.words()
    return Deck(
        title=f"How we are doing for children in {edition.authority_name}",
        foot=f"{edition.authority_name}, {month}{'' if edition.release else f'. {NOT_RELEASED}'}",
        dated=f"Records up to {day_words(edition.data_date)}",
        lines=(month, audience_of(edition.audience).words()),
        standing=(
            ("Records up to", day_words(edition.data_date)),
            standing_of(edition.release),
        ),
        synthetic=SYNTHETIC.format(places="slides") if edition.synthetic else "",
        slides=(*said, words_slide(edition, said)),
    )


def _drawn(
    edition: Edition, priorities: Sequence[tuple[Priority, Sequence[Shown]]], room: int
) -> dict[str, Shown]:
    """The measure that is drawn for a priority, by its id: of what has changed the strongest, else the first
    in the order of the strategy. Priorities in which something changed come first, as long as there is
    room."""
    place = {each.measure.id: at for at, each in enumerate(changed_measures(edition))}
    told: set[str] = set()
    best: list[tuple[int, int, str, Shown]] = []
    for order, (priority, shown) in enumerate(priorities):
        held = [each for each in shown if can_be_drawn(each) and each.measure.id not in told]
        if held:
            first = min(held, key=lambda each: place.get(each.measure.id, len(place)))
            told.add(first.measure.id)
            best.append((place.get(first.measure.id, len(place)), order, priority.id, first))
    return {name: shown for *_, name, shown in sorted(best, key=lambda one: one[:2])[: max(room, 0)]}
