"""The paper of a committee: which parts of an edition it has, in which order. It selects and adds no figure.

The summary, each priority with the measures that call for words, comparison with others; then the appendices.
Pages that the paper does not know, such as what a later issue adds, are taken whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goldenthread.model.strategy import Priority
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.paper_appendices import APPENDED, appendices
from goldenthread.publication.content.paper_measures import (
    called_for,
    paper_section,
    tables_apart,
    with_companions,
)
from goldenthread.publication.content.reader import shown_measures
from goldenthread.publication.content.title_block import EXEMPT_UNDER
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    ChartBlock,
    CommentaryPlace,
    Details,
    Document,
    Page,
    Paragraph,
    Section,
    Table,
)

SUMMARY = ("look-first", "misses", "all", "absent")
"""The sections of the first page that a paper has: the order of every measure by its change is left out."""

COMPARED = ("place", "figures", "rug", "not-ranked")
"""The sections of comparison that a paper has, where anything is compared."""

LEFT_OUT = ("flow", "journeys", "ahead")
"""Pages for those who work on them, with small numbers; the pages of the edition hold them."""


MOST_LISTED = 40
"""So many parts and sections a list of contents names at most; where there are more, the parts alone."""


@dataclass(frozen=True)
class Paper:
    """A paper: its title, the lines under it, the mark of made-up data, its parts and its appendices.

    The first part is the summary, whose opening comes before the list of contents.
    """

    title: str
    standing: tuple[tuple[str, str], ...]
    synthetic: str
    body: tuple[Page, ...]
    appendices: tuple[Page, ...]

    @property
    def lists_sections(self) -> bool:
        """Whether the list of contents names the sections of each part, or the parts alone."""
        sections = (
            isinstance(block, Section) for page in self.body for block in (*page.opening, *page.sections)
        )
        return len(self.body) + len(self.appendices) + sum(sections) <= MOST_LISTED


def paper(edition: Edition, document: Document) -> Paper:
    """The paper of an edition, made of what its document says."""
    priorities = {
        f"priority-{number}": priority for number, priority in enumerate(edition.strategy.priorities, start=1)
    }
    body = [
        page
        for each in document.pages
        if each.stem not in (*LEFT_OUT, *APPENDED)
        for page in _part(edition, each, priorities.get(each.stem))
    ]
    first = next(page for page in document.pages if page.stem == "index")
    return Paper(
        title=first.title,
        standing=(*_title_block(edition), *document.standing),
        synthetic=document.synthetic,
        body=tuple(body),
        appendices=appendices(document, body),
    )


def _title_block(edition: Edition) -> Iterable[tuple[str, str]]:
    """What the council says of its committee, whom to ask, and for whom the edition is."""
    audience = audience_of(edition.audience)
    yield from (pair for pair in edition.title_block if not (audience.plain and pair[0] == EXEMPT_UNDER))
    if edition.contact:
        yield "Contact", edition.contact
    yield "For", audience.words().removeprefix("For ")


def _part(edition: Edition, page: Page, priority: Priority | None) -> Iterable[Page]:
    """What a paper has of a page; nothing of a page of comparison on which nothing is compared. Of an edition
    for the public, whose pages are few and short, every page is taken whole."""
    if audience_of(edition.audience).plain:
        title = "Summary" if page.stem == "index" else page.title
        yield replace(page, title=title, sections=tuple(map(tables_apart, page.sections)))
    elif page.stem == "index":
        kept = _named(page.sections, SUMMARY)
        yield replace(page, title="Summary", opening=_said(page.opening), sections=_without_details(kept))
    elif priority is not None:
        yield _priority(edition, page, priority)
    elif page.stem != "compared":
        yield page
    elif any(isinstance(block, Table | ChartBlock) for each in page.sections for block in each.blocks):
        yield replace(page, sections=_named(page.sections, COMPARED))


def _priority(edition: Edition, page: Page, priority: Priority) -> Page:
    """The outcome, every measure at a glance, the commentary, and the measures that call for words."""
    shown = list(shown_measures(edition, priority))
    called = {each.measure.id for each in shown if called_for(each)}
    kept = with_companions(called, shown)
    by_id = {each.measure.id: each for each in kept}
    outcome, *rest = _said(page.opening)
    said = (Paragraph((_how_many(len(shown), len(called)),), "small"),) if shown else ()
    return replace(
        page,
        opening=(outcome, *said, *rest),
        sections=tuple(paper_section(each, by_id) for each in kept),
    )


def _how_many(shown: int, called: int) -> str:
    why = "changed for a reason, have stayed worse since they did, miss a target or have commentary"
    if not called:
        return f"Of the {shown} measures none {why}."
    return f"Of the {shown} measures {called} {why}: after the table each of them has its chart."


def _said(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without places in which nobody wrote."""
    return tuple(block for block in blocks if not isinstance(block, CommentaryPlace) or block.blocks)


def _named(sections: Iterable[Section], names: tuple[str, ...]) -> tuple[Section, ...]:
    return tuple(each for each in sections if each.anchor in names)


def _without_details(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Sections without the tables of measures at a glance, which stand with each priority."""
    return tuple(
        replace(each, blocks=tuple(block for block in each.blocks if not _is_glance(block)))
        for each in sections
    )


def _is_glance(block: Block) -> bool:
    return isinstance(block, Details) and all(isinstance(each, Table) for each in block.blocks)
