"""A slide of one measure: its finding as the title, its line, its latest figures, its owner's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goldenthread.analysis.figures import Words
from goldenthread.analysis.findings import FindingKind, heading
from goldenthread.analysis.targets import Rating
from goldenthread.publication.content.comparing import comparators_blocks
from goldenthread.publication.content.forms import breakdown_block
from goldenthread.publication.content.lines import line_block, line_finding, target_sentence, without_name
from goldenthread.publication.content.measure import standing
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import is_lasting_concern
from goldenthread.publication.content.slide_charts import as_printed
from goldenthread.publication.content.slide_notes import slide_notes
from goldenthread.publication.content.slide_words import BESIDE, own_words
from goldenthread.publication.content.tables import PROOF, comparison_table
from goldenthread.publication.tree import (
    Beside,
    Block,
    ChartBlock,
    Details,
    Link,
    Paragraph,
    Slide,
    Text,
)

MOST_ROWS, ROWS_BESIDE_WORDS = 9, 4
"""So many rows of a table stand beside a chart, and so many with its owner's words beneath."""


def weight(shown: Shown) -> tuple[int, float, str]:
    """What a meeting should see first: what became worse for a reason, then targets missed, then what became
    worse before and has stayed so, then whatever else changed, then what is near its target; in each the
    strongest evidence first."""
    own, rating = shown.own_finding(), shown.rated().rating
    changed = own is not None and own.is_claim
    place = 7
    if changed and own and own.direction == "worse":
        place = 0 if rating in (Rating.MISSED, Rating.NEAR) else 1
    elif rating is Rating.MISSED:
        place = 2
    elif is_lasting_concern(shown):
        place = 3
    elif changed:
        place = 4
    elif rating is Rating.NEAR:
        place = 5
    elif own and own.kind not in (FindingKind.TOO_FEW, FindingKind.NO_RANGE, FindingKind.NO_FIGURE):
        place = 6
    return (place, own.log_strength if own else 0.0, shown.measure.id)


def by_weight(measures: Iterable[Shown]) -> list[Shown]:
    """The measures that have something to show, the most pressing first."""
    return sorted((each for each in measures if _has_figure(each)), key=weight)


def measure_slide(shown: Shown, label: str) -> Slide:
    """One measure as one idea."""
    title, lead, block = _finding(shown)
    words = own_words(shown.edition, shown.measure.id, f"{shown.anchor}-words", shown.measure.name, BESIDE)
    figures = _figures(shown, block, ROWS_BESIDE_WORDS if words.blocks else MOST_ROWS)
    side = (*figures, *words.blocks, *_said(shown))
    blocks: tuple[Block, ...] = (
        *((Paragraph(lead),) if lead else ()),
        Beside((as_printed(shown, block),), side),
    )
    return Slide(shown.anchor, title, label, blocks, slide_notes(shown.edition, title, blocks, words.notes))


def _has_figure(shown: Shown) -> bool:
    if shown.split:
        return isinstance(breakdown_block(shown, shown.split), ChartBlock)
    result = shown.result(shown.period)
    return result is not None and result.value is not None


def _finding(shown: Shown) -> tuple[Text, Text, ChartBlock]:
    """The title, what goes on under it, and the chart that shows both."""
    name = f"{shown.measure.name}: "
    if shown.split:
        block = breakdown_block(shown, shown.split)
        if not isinstance(block, ChartBlock):
            raise TypeError(f"{shown.measure.id} has no chart")
        return (name, *block.finding), (), block
    judged = shown.judged()
    if judged is None:
        return (name, *line_finding(shown)), (), line_block(shown)
    title, more = heading(judged)
    aim = target_sentence(judged)
    return (name, *without_name(shown, title)), _joined(more, aim), line_block(shown)


def _joined(first: Words, second: Words) -> Text:
    if first:
        return (*first, *second)
    return (str(second[0]).lstrip(), *second[1:]) if second else ()


def _figures(shown: Shown, block: ChartBlock, most: int) -> list[Block]:
    """So many of the latest figures beside earlier ones; of a split its groups, without their codes: the
    notes have them."""
    if shown.split is None:
        beside = comparison_table(shown)
        return [replace(beside, rows=beside.rows[:most])]
    table = block.table
    kept = [index for index, column in enumerate(table.columns) if column != PROOF]
    rows = tuple(tuple(row[index] for index in kept) for row in table.rows[:most])
    return [replace(table, columns=tuple(table.columns[index] for index in kept), rows=rows)]


def _said(shown: Shown) -> list[Block]:
    """What it rests on, and what it is beside others."""
    said = Paragraph(tuple(part for part in standing(shown) if not isinstance(part, Link)), "small")
    beside = [each.summary for each in comparators_blocks(shown) if isinstance(each, Details)]
    return [said, *(Paragraph((f"{summary}.",), "small") for summary in beside)]
