"""The whole edition as a content tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from goldenthread.analysis.figures import Key
from goldenthread.base.beside import Beside
from goldenthread.base.dates import day_words
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.ahead import ahead_page
from goldenthread.publication.content.compared import compared_page
from goldenthread.publication.content.data import data_page
from goldenthread.publication.content.definitions import definitions_page
from goldenthread.publication.content.first import first_page
from goldenthread.publication.content.flow import flow_page
from goldenthread.publication.content.journeys import journeys_page
from goldenthread.publication.content.priority import priority_page
from goldenthread.publication.content.public import public_document
from goldenthread.publication.content.since import release_words, since_pages
from goldenthread.publication.content.words import ROUNDING, SYMBOLS
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.tree import Document, Page

SYNTHETIC = "Synthetic data. Every child, family and figure in this edition is made up."


def document(edition: Edition, second: Beside | None = None) -> Document:
    """What the edition says to its audience, and nothing that is not for them. A `second` process makes half
    of the pages of priorities."""
    edition = for_audience(edition)
    if audience_of(edition.audience).plain:
        return public_document(edition)
    return _staff_document(edition, second or Beside())


def _staff_document(edition: Edition, second: Beside) -> Document:
    """First page, a page for each priority, those of comparison and of children's ways, definitions, data."""
    priorities = _priority_pages(edition, second)
    return Document(
        title=f"{edition.authority_name}, {edition.period.words()}",
        readers=audience_of(edition.audience).words(),
        standing=standing_lines(edition),
        synthetic=synthetic_words(edition),
        symbols=SYMBOLS,
        rounding=ROUNDING,
        pages=(
            first_page(edition),
            *since_pages(edition),
            *priorities(),
            *((compared_page(edition, edition.others),) if edition.others else ()),
            *_paths_pages(edition),
            definitions_page(edition),
            data_page(edition),
        ),
    )


def _priority_pages(edition: Edition, second: Beside) -> Callable[[], list[Page]]:
    """The pages of the priorities, every other one made beside, for when they are asked for."""
    count = len(edition.strategy.priorities)
    there = range(1, count, 2) if second.is_there else range(0)
    made = second.ask(_pages, replace(edition, prove=nothing_proved), there)

    def pages() -> list[Page]:
        here = [at for at in range(count) if at not in there]
        found = dict(zip(here, _pages(edition, here), strict=True))
        found.update(zip(there, made(), strict=True))
        return [found[at] for at in range(count)]

    return pages


def nothing_proved(_: Iterable[Key]) -> Mapping[Key, str]:
    """For an edition that is sent to another process: figures are registered in the first one alone."""
    return {}


def _pages(edition: Edition, places: Sequence[int]) -> list[Page]:
    """The pages of the priorities at these places of the strategy."""
    priorities = edition.strategy.priorities
    return [priority_page(edition, priorities[at], at + 1) for at in places]


def standing_lines(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What every part of an edition says of itself: data date, edition, snapshot, population."""
    return (
        ("Data to", day_words(edition.data_date)),
        ("Edition", edition.period.words()),
        *((("Release", release_words(edition.release)),) if edition.release else ()),
        *((("Snapshot", edition.snapshot),) if edition.snapshot else ()),
        ("Population", edition.population_note),
    )


def synthetic_words(edition: Edition) -> str:
    """The mark of made-up records; nothing where they are real."""
    return SYNTHETIC if edition.synthetic else ""


def _paths_pages(edition: Edition) -> tuple[Page, ...]:
    """The pages of the ways of children, where they were counted and the audience may see small numbers."""
    if edition.paths is None:
        return ()
    ways = edition.paths
    return (flow_page(edition, ways), journeys_page(edition, ways), ahead_page(edition, ways))
