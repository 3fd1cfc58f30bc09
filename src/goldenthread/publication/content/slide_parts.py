"""The slides before and after those of the priorities: what changed, misses, others, absence, how to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.findings import Judged, heading
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.compared import compared_page
from goldenthread.publication.content.first import first_page, targets_sentences
from goldenthread.publication.content.lines import without_start
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.signals import icon_of
from goldenthread.publication.content.since import since_opening
from goldenthread.publication.content.slide_notes import slide_notes
from goldenthread.publication.content.slide_words import ALONE, own_words
from goldenthread.publication.content.words import GLOSSARY, ROUNDING, SYMBOLS
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    Bullets,
    ChartBlock,
    Column,
    Link,
    Page,
    Paragraph,
    Section,
    Slide,
    Table,
    Terms,
    Text,
)

MOST_CHANGED, MOST_MISSED, MOST_COMPARED, MOST_ABSENT = 6, 8, 9, 8
"""So many rows or points each of these slides has; the pages have them all."""

START, END = "Where to look first", "What stands behind it"

_TERMS = ("Usual range", "Signal", "Assurance", "Points", "Proof code")
_CHART = (
    "The line is the measure, the pale band its usual range, the short line at the right its target. A "
    "marked figure is a signal. The latest three figures are printed."
)


def since_slide(edition: Edition) -> list[Slide]:
    """What changed since the release before, and what a correction corrects; none where there was none, nor
    where no more than a sentence is to be said, which stands on the slide of what changed."""
    blocks = _since(edition)
    if not blocks or _is_little(edition, blocks):
        return []
    section = next((each for each in since_opening(edition) if isinstance(each, Section)), None)
    title: Text = (section.title if section else "A correction",)
    return [_slide(edition, "since", title, START, blocks)]


def _since(edition: Edition) -> tuple[Block, ...]:
    opening = since_opening(edition)
    inside = (each.blocks if isinstance(each, Section) else (each,) for each in opening)
    return tuple(block for blocks in inside for block in blocks if not _is_link(block))


def _is_little(edition: Edition, blocks: Sequence[Block]) -> bool:
    """Whether blocks would leave a slide of their own all but empty, and another has room for them."""
    return edition.register is not None and all(isinstance(each, Paragraph) for each in blocks)


def _since_in_short(edition: Edition) -> tuple[Block, ...]:
    """The same where it has no slide of its own, in small print and as it reads: said, then of what."""
    blocks = _since(edition)
    if not _is_little(edition, blocks):
        return ()
    texts = [each.text for each in reversed(blocks) if isinstance(each, Paragraph)]
    words = tuple(part for text in texts for part in (*text, " "))[:-1]
    return (Paragraph(words, "small"),) if words else ()


def _is_link(block: Block) -> bool:
    """Whether a block only leads to another page."""
    return isinstance(block, Paragraph) and all(isinstance(part, Link) for part in block.text)


def words_slide(edition: Edition) -> list[Slide]:
    """The month in its owner's words; none where nobody wrote."""
    words = own_words(edition, "summary", "summary-words", "the month as a whole", ALONE)
    if not words.blocks:
        return []
    title: Text = (f"{edition.period.words()} in our own words",)
    return [_slide(edition, "summary", title, START, (*words.place.blocks, *words.blocks[1:]), words.notes)]


def changed_slide(edition: Edition) -> list[Slide]:
    """How many measures changed for a reason, how many would by chance, and the strongest of them."""
    register = edition.ranked
    if register is None:
        return []
    judged = register.by_series
    shown = {each.measure.id: each for each in all_shown(edition)}
    claims = [each for each in register.claims if each.measure in shown]
    blocks: list[Block] = []
    if claims:
        columns = (Column("Measure"), Column("Variation"), Column("What it is now"))
        rows = tuple(
            _changed_row(shown[each.measure], judged[each.measure, each.breakdown, each.group])
            for each in claims[:MOST_CHANGED]
        )
        blocks.append(Table("What changed for a reason", columns, rows, caption_shown=False))
        blocks.append(_of(len(rows), len(claims), "The strongest evidence stands first."))
    else:
        blocks.append(Paragraph(("Every measure with a usual range moves as it usually does.",)))
    blocks += _since_in_short(edition)
    return [_slide(edition, "changed", (register.headline(),), START, tuple(blocks))]


def _changed_row(shown: Shown, judged: Judged) -> tuple[Text, ...]:
    """A measure, or a group of one, with its icon and what it is now."""
    series, icon = judged.series, icon_of(judged)
    name = ", ".join(filter(None, (shown.measure.name, series.name)))
    words = without_start(f"{name}: ", heading(judged)[0])
    return ((Link(name, shown.anchor),), (icon,) if icon else ("",), words)


def misses_slide(edition: Edition) -> Slide:
    """How many targets are not met, and which they are, the furthest first."""
    start, furthest = targets_sentences(edition)
    blocks: list[Block] = [Paragraph(furthest)] if furthest else []
    section = _section(first_page(edition), "misses")
    for table in _tables(section.blocks if section else ()):
        blocks.append(replace(table, rows=table.rows[:MOST_MISSED], caption_shown=False))
        blocks.append(_of(min(MOST_MISSED, len(table.rows)), len(table.rows), "The furthest stands first."))
    return _slide(edition, "misses", start, START, tuple(blocks))


def compared_slide(edition: Edition) -> list[Slide]:
    """The authority's own published figures beside those of others, the furthest behind first."""
    if edition.others is None:
        return []
    page = compared_page(edition, edition.others)
    place, figures = _section(page, "place"), _section(page, "figures")
    charts = [each for each in place.blocks if isinstance(each, ChartBlock)] if place else []
    if not charts or figures is None:
        return []
    title, sure = charts[0].finding[:1], charts[0].finding[1:]
    blocks: list[Block] = [Paragraph((str(sure[0]).strip(),))] if sure != ("",) else []
    for table in _tables(figures.blocks):
        blocks.append(_with_place(table, charts[0].table))
        order = "The furthest behind other authorities stands first."
        blocks.append(_of(min(MOST_COMPARED, len(table.rows)), len(table.rows), order))
    return [_slide(edition, "compared", title, "Compared with others", tuple(blocks))]


def _with_place(figures: Table, places: Table) -> Table:
    """The figures with the place among all authorities, row by row: both are in the same order."""
    rows = zip(figures.rows[:MOST_COMPARED], places.rows[:MOST_COMPARED], strict=True)
    return replace(
        figures,
        columns=(*figures.columns[:-1], places.columns[1], places.columns[3]),
        rows=tuple((*row[:-1], place[1], place[3]) for row, place in rows),
        caption_shown=False,
    )


def absent_slide(edition: Edition) -> list[Slide]:
    """Measures without a figure, each with its reason; none where all have one."""
    section = _section(first_page(edition), "absent")
    items = [each for each in section.blocks if isinstance(each, Bullets)] if section else []
    if not items:
        return []
    points = items[0].items
    verb = "measure has" if len(points) == 1 else "measures have"
    title: Text = (f"{len(points)} {verb} no figure this time",)
    blocks: tuple[Block, ...] = (Bullets(points[:MOST_ABSENT]),)
    if points[MOST_ABSENT:]:
        blocks = (*blocks, _of(MOST_ABSENT, len(points), ""))
    return [_slide(edition, "absent", title, END, blocks)]


def reading_slide(edition: Edition) -> Slide:
    """Words and symbols of the deck."""
    terms: list[tuple[str, Text]] = [("Charts", (_CHART,))]
    proofs = audience_of(edition.audience).proofs
    terms += [(name, (GLOSSARY[name],)) for name in _TERMS if proofs or name != "Proof code"]
    symbols = "; ".join(f"{symbol}, {words}" for symbol, words in SYMBOLS)
    terms.append(("Symbols", (f"{symbols}.",)))
    terms.append(("Rounding", (ROUNDING,)))
    terms += [(name, (text,)) for name, text in (("Population", edition.population_note),) if text]
    return _slide(edition, "reading", ("How to read these slides",), END, (Terms(tuple(terms)),))


def _slide(
    edition: Edition,
    anchor: str,
    title: Text,
    label: str,
    blocks: tuple[Block, ...],
    more: tuple[Block, ...] = (),
) -> Slide:
    return Slide(anchor, title, label, blocks, slide_notes(edition, title, blocks, more))


def _of(shown: int, every: int, order: str) -> Paragraph:
    """In which order rows stand, and how many of all they are."""
    said = f"{shown} of {every}; the pages of this edition show them all." if shown < every else ""
    return Paragraph((" ".join(filter(None, (order, said))),), "small")


def _section(page: Page, anchor: str) -> Section | None:
    return next((each for each in page.sections if each.anchor == anchor), None)


def _tables(blocks: Sequence[Block]) -> list[Table]:
    return [each for each in blocks if isinstance(each, Table)]
