"""The appendices of a committee's paper: figures by period, definitions, proof codes, data and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from goldenthread.analysis.figures import Figure
from goldenthread.base.periods import parse
from goldenthread.publication.content.paper_measures import charts_without_table
from goldenthread.publication.tree import (
    Block,
    Column,
    Details,
    Document,
    Link,
    Page,
    Paragraph,
    Proof,
    Section,
    Table,
    Terms,
    Text,
)

WHOLE = ("since", "glossary", "made")
"""Pages that are appendices as they are: every figure that changed since the release before; of the pages for
everybody the words, and how figures are made."""

APPENDED = ("definitions", "data", *WHOLE)
"""Pages that are no part of the body, since an appendix is made of each."""

NOTES = ("standards", "notes", "targets", "population")
"""The sections of the data page that a paper has. Which file gave which rows is for those who load them."""

_PROOF = (
    "The latest figure of each measure with its proof code. Whoever looks after the software finds by it the "
    "definition and the records behind the figure, and computes it again to the last digit."
)


def appendices(document: Document, body: Sequence[Page]) -> tuple[Page, ...]:
    """The appendices of a paper whose parts are given, of the pages that the document has."""
    pages = {page.stem: page for page in document.pages}
    return (
        *_figures_by_period(body),
        *(_definitions(pages[stem]) for stem in ("definitions",) if stem in pages),
        *(pages[stem] for stem in WHOLE if stem in pages),
        *_proof_codes(body),
        _notes(document, pages.get("data")),
    )


def _figures_by_period(body: Iterable[Page]) -> tuple[Page, ...]:
    """The tables of charts that had no room beside them, each under a title that names its measure."""
    sections = tuple(
        Section(
            block.table_at,
            block.table.caption if block.table.caption.startswith(section.title) else section.title,
            (
                Paragraph((Link("Back to the chart", section.anchor),), "small"),
                replace(block.table, caption_shown=False),
            ),
        )
        for page in body
        for section in page.sections
        for block in charts_without_table(section)
    )
    said = Paragraph(("The figures of each chart that has no table beside it, the latest first.",))
    name = "Figures by period"
    return (Page("figures-by-period", name, name, (said,), sections),) if sections else ()


def _definitions(page: Page) -> Page:
    """Every definition in words, without the rule line by line and the ways back."""
    sections = tuple(
        replace(each, blocks=tuple(block for block in each.blocks if not _is_apparatus(block)))
        for each in page.sections
    )
    return replace(page, sections=sections, contents=False)


def _is_apparatus(block: Block) -> bool:
    return isinstance(block, Details) or (
        isinstance(block, Paragraph) and all(isinstance(part, Link) for part in block.text)
    )


def _proof_codes(body: Iterable[Page]) -> tuple[Page, ...]:
    """The code of the latest figure of each measure, read from the tables at a glance."""
    rows: dict[Text, tuple[Text, ...]] = {}
    for page in body:
        for block in page.opening:
            for row in block.rows if isinstance(block, Table) else ():
                rows.update(_proof_row(row))
    columns = (Column("Measure"), Column("Period"), Column("Figure", True), Column("Proof code"))
    blocks: tuple[Block, ...] = (Paragraph((_PROOF,)), Table("Proof codes", columns, tuple(rows.values())))
    return (Page("proof-codes", "Proof codes", "Proof codes", blocks, ()),) if rows else ()


def _proof_row(row: tuple[Text, ...]) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """A row of measure, period, figure and code from one at a glance, whose second cell has the figure."""
    figure = next((part for part in row[1] if isinstance(part, Figure) and part.part == "value"), None)
    if figure is not None:
        period = (parse(figure.period).words(),)
        yield row[0][:1], (row[0][:1], period, (figure,), (Proof(figure.key),))


def _notes(document: Document, data: Page | None) -> Page:
    """Notes on the data, targets, population, and what the symbols mean."""
    symbols = Terms(tuple((symbol, (meaning,)) for symbol, meaning in document.symbols))
    reading = Section("symbols", "Symbols and rounding", (symbols, Paragraph((document.rounding,))))
    kept = tuple(each for each in data.sections if each.anchor in NOTES) if data else ()
    name = "Notes and targets" if kept else "Symbols"
    return Page("notes-and-targets", name, name, (), (*kept, reading))
