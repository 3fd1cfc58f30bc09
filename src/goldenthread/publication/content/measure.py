"""One measure's section: its standing, its line, its comparisons, its breakdowns, room for words."""

from __future__ import annotations

from goldenthread.analysis.sentences import date_words, target_words
from goldenthread.analysis.targets import Rating
from goldenthread.publication.content.forms import breakdown_block
from goldenthread.publication.content.lines import line_block
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import comparison_table, rating_tag
from goldenthread.publication.content.words import POLARITY
from goldenthread.publication.tree import (
    Beside,
    Block,
    CommentaryPlace,
    Inline,
    Link,
    Notice,
    Paragraph,
    Section,
    Text,
)


def measure_section(shown: Shown) -> Section:
    """The section of one measure. A measure with no figure says why and what would supply it."""
    blocks: list[Block] = [Paragraph(standing(shown), "small")]
    if not shown.has_value():
        blocks.append(absence(shown))
    elif shown.split is None:
        blocks += _current_absence(shown)
        blocks.append(Beside((line_block(shown),), (comparison_table(shown),)))
    if shown.has_value():
        blocks += _in_pairs([breakdown_block(shown, name) for name in shown.breakdowns])
    blocks.append(CommentaryPlace(f"{shown.anchor}-words", shown.measure.name))
    return Section(shown.anchor, shown.measure.name, tuple(blocks))


def standing(shown: Shown) -> Text:
    """Rating, target with its basis and date, polarity in words, and the way to the definition."""
    rated, measure = shown.rated(), shown.measure
    words: list[Inline] = []
    if rated.target is not None:
        target = rated.target
        words += [*rating_tag(rated), f" Target {target_words(measure, target)}"]
        words += [f" since {date_words(target.valid_from)} ({target.basis})" if target.basis else ""]
        words += [f": {rated.reason}. " if rated.rating in (Rating.NOT_RATED, Rating.TOO_FEW) else ". "]
    elif shown.split is None and measure.polarity != "neutral":
        words.append("No target is set. ")
    words += [POLARITY[measure.polarity], " "]
    if shown.period.kind != shown.edition.period.kind or shown.period != shown.edition.period:
        words.append(f"Latest whole period: {shown.period.words()}. ")
    words.append(Link("Definition", f"d-{measure.id}"))
    return tuple(words)


def absence(shown: Shown) -> Notice:
    """Why a measure has no figure, and which data would supply it."""
    result = shown.result(shown.period)
    if result is None and shown.split:
        result = next(iter(shown.groups(shown.split)), None)
    why = result.reason if result and result.reason else "no result was computed"
    definition = shown.edition.definitions.get(shown.measure.id)
    sources = definition.sources if definition else shown.measure.standards
    supply = f" It would come from: {'; '.join(sources)}." if sources else ""
    why = why.rstrip(".")
    return Notice("Not available [x]", (f"{why[:1].upper()}{why[1:]}.{supply}",))


def _current_absence(shown: Shown) -> list[Block]:
    result = shown.result(shown.period)
    if result is not None and result.value is not None:
        return []
    notice = absence(shown)
    return [Notice(f"No figure for {shown.period.words()}", notice.text)]


def _in_pairs(blocks: list[Block]) -> list[Block]:
    """Breakdowns side by side, two and two."""
    pairs = [blocks[i : i + 2] for i in range(0, len(blocks), 2)]
    return [Beside((pair[0],), tuple(pair[1:])) for pair in pairs]
