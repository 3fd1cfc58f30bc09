"""The whole edition as a content tree."""

from __future__ import annotations

from goldenthread.base.dates import day_words
from goldenthread.publication.content.data import data_page
from goldenthread.publication.content.definitions import definitions_page
from goldenthread.publication.content.first import first_page
from goldenthread.publication.content.priority import priority_page
from goldenthread.publication.content.words import SYMBOLS
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Document

SYNTHETIC = "Synthetic data. Every child, family and figure in this edition is made up."


def document(edition: Edition) -> Document:
    """First page, a page for each priority, definitions, data."""
    priorities = [
        priority_page(edition, priority, number)
        for number, priority in enumerate(edition.strategy.priorities, start=1)
    ]
    return Document(
        title=f"{edition.authority_name}, {edition.period.words()}",
        standing=(
            ("Data to", day_words(edition.data_date)),
            ("Edition", edition.period.words()),
            ("Snapshot", edition.snapshot),
            ("Population", edition.population_note),
        ),
        synthetic=SYNTHETIC if edition.synthetic else "",
        symbols=SYMBOLS,
        pages=(first_page(edition), *priorities, definitions_page(edition), data_page(edition)),
    )
