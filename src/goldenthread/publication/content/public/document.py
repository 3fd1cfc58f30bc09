"""The whole edition for everybody as a content tree."""

from __future__ import annotations

from goldenthread.base.dates import day_words
from goldenthread.editions.releases.record import Numbered
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.public.first import plain_first
from goldenthread.publication.content.public.glossary import glossary_page
from goldenthread.publication.content.public.made import SYMBOLS, made_page
from goldenthread.publication.content.public.marking import with_terms
from goldenthread.publication.content.public.priority import plain_priority
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Document

SYNTHETIC = "Made-up data. Every child, family and figure on these {places} is made up."
DRAFT = "Draft, not released. Do not pass it on."
WHOLE = "Percentages are rounded to whole numbers."
ROUNDED = f"{WHOLE} Counts are rounded too, so groups may not add up to the total."


def public_document(edition: Edition) -> Document:
    """First page, a page for each priority, the words, how figures are made. The edition has been cut down to
    what everybody may see: `for_audience`."""
    priorities = edition.strategy.priorities
    numbered = [plain_priority(edition, each, number) for number, each in enumerate(priorities, start=1)]
    pages = [with_terms(page) for page in (plain_first(edition), *numbered)]
    return Document(
        title=f"{edition.authority_name}, {edition.period.words()}",
        readers=audience_of(edition.audience).words(),
        standing=(
            ("Records up to", day_words(edition.data_date)),
            ("Month", edition.period.words()),
            standing_of(edition.release),
        ),
        synthetic=SYNTHETIC.format(places="pages") if edition.synthetic else "",
        symbols=SYMBOLS,
        pages=(*pages, glossary_page(), with_terms(made_page(edition, pages))),
        rounding=WHOLE if edition.rounding == 1 else ROUNDED,
    )


def standing_of(release: Numbered | None) -> tuple[str, str]:
    """Whether it was released, and what the number is for."""
    if release is None:
        return ("Standing", DRAFT)
    right = f", which puts number {release.corrects} right" if release.corrects else ""
    return ("Release", f"number {release.number}{right}. Tell us the number if you ask about a figure.")
