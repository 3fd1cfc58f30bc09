"""One measure's section: its standing, its line, its comparisons, its breakdowns, room for words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goldenthread.analysis.annotations import annotation_words
from goldenthread.analysis.few import count_first
from goldenthread.analysis.figures import Figure, Part, Words, is_count, number, value_of
from goldenthread.analysis.findings import FindingKind
from goldenthread.analysis.intervals import Interval, own_interval
from goldenthread.analysis.sentences import amount, near_words, target_words
from goldenthread.analysis.targets import Rating
from goldenthread.base.dates import day_words
from goldenthread.base.numbers import plain
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status
from goldenthread.model.strategy import Target
from goldenthread.publication.content.between import between_blocks
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.comparing import comparators_blocks
from goldenthread.publication.content.drove import drivers_blocks
from goldenthread.publication.content.forms import breakdown_block
from goldenthread.publication.content.lines import course_sentence, line_block, line_finding, together_block
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import assurance_icon, variation_icon
from goldenthread.publication.content.tables import comparison_table, rating_tag, remarks
from goldenthread.publication.content.words import POLARITY, reason_words, source_words
from goldenthread.publication.tree import (
    Beside,
    Block,
    ChartBlock,
    CommentaryPlace,
    Inline,
    Link,
    Notice,
    Paragraph,
    Section,
    Text,
)

TOGETHER = {"hub_individuals": "hub_visits"}
"""Measures that are read together: two panels on one time axis."""


def measure_section(
    shown: Shown, others: Mapping[str, Shown], breakdowns: Sequence[str] | None = None
) -> Section:
    """The section of one measure. A measure with no figure says why and what would supply it.

    `others` are the measures of the same priority by id, among which a companion is drawn with it;
    `breakdowns` those that have a block of their own, every one that the measure has unless they are said.
    """
    broken_down = shown.breakdowns if breakdowns is None else breakdowns
    place = commentary_place(shown.edition, shown.measure.id, f"{shown.anchor}-words", shown.measure.name)
    blocks: list[Block] = [Paragraph(standing(shown), "small")]
    if not shown.has_value():
        blocks.append(absence(shown))
    elif shown.split is None:
        blocks += _current_absence(shown)
        blocks += _figures(shown, others, place)
        blocks += between_blocks(shown)
        blocks += drivers_blocks(shown)
        blocks += comparators_blocks(shown)
    if shown.has_value():
        blocks += _in_pairs([breakdown_block(shown, name) for name in broken_down])
    if shown.split or not shown.has_value():
        blocks.append(place)
    return Section(shown.anchor, shown.measure.name, tuple(blocks))


def _figures(shown: Shown, others: Mapping[str, Shown], place: CommentaryPlace) -> list[Block]:
    """The measure's line beside its comparisons; its companion's beneath; or where it is drawn instead."""
    after = _companion(shown, others, TOGETHER)
    if after:
        return [Beside((together_block(shown, after),), (comparison_table(shown), place))]
    before = _companion(shown, others, {second: first for first, second in TOGETHER.items()})
    if before:
        drawn: Text = (*line_finding(shown), " Drawn with ", Link(before.measure.name, before.anchor), ".")
        return [Paragraph(drawn), Beside((comparison_table(shown),), (place,))]
    return [Beside((line_block(shown),), (comparison_table(shown), place))]


def _companion(shown: Shown, others: Mapping[str, Shown], pairs: Mapping[str, str]) -> Shown | None:
    """The measure drawn on the same time axis, if it is shown here and has figures for the same periods."""
    other = others.get(pairs.get(shown.measure.id, ""))
    return other if other and other.has_value() and other.periods() == shown.periods() else None


def standing(shown: Shown) -> Text:
    """Icons, rating, target with its basis and date, polarity in words, and the way to the definition."""
    rated, measure = shown.rated(), shown.measure
    words: list[Inline] = [icon for icon in (variation_icon(shown), assurance_icon(shown)) if icon]
    words += _no_usual_range(shown)
    if rated.target is not None:
        target = rated.target
        words += [*rating_tag(rated), f" Target {target_words(measure, target)}"]
        near = near_words(measure, target, "amber to")
        words += [_basis(target), *([f", {near}"] if near else [])]
        said = rated.rating is Rating.TOO_FEW or (
            rated.rating is Rating.NOT_RATED and _has_direction(measure)
        )
        words += [f": {rated.reason}. " if said else ". "]
        words += [f"{each.strip()} " for each in course_sentence(shown) if isinstance(each, str)]
    elif shown.split is None and _has_direction(measure):
        words.append("No target is set. ")
    words += [POLARITY[measure.polarity], " ", *interval_words(shown)]
    words += [f"Rests on {remark}. " for remark in remarks(shown.result(shown.period))]
    words += [f"{annotation_words(each)} " for _, each in shown.annotations() if shown.split]
    if shown.period.kind != shown.edition.period.kind or shown.period != shown.edition.period:
        words.append(f"Latest whole period: {shown.period.words()}. ")
    words.append(Link("Definition", f"d-{measure.id}"))
    return tuple(words)


def interval_words(shown: Shown) -> Words:
    """'Latest 25% (95% interval 20 to 30%, Wilson score).' Nothing where the latest figure does not say how
    far it varies by chance, nor of a split, which has no total.

    Its limits tell what they were counted from: an edition for everybody has none.
    """
    measure, result = shown.measure, shown.result(shown.period)
    found = None if result is None or shown.split else own_interval(measure, result)
    if result is None or found is None:
        return ()
    low, high = (_limit(measure, result, *end) for end in _ends(found))
    sure = f"{plain(found.confidence * 100)}% interval "
    if count_first(measure, result):
        return ("Latest ", *amount(measure, result), f"; {sure}", low, " to ", high, f", {found.method}. ")
    return ("Latest ", value_of(measure, result), f" ({sure}", low, " to ", high, f", {found.method}). ")


def _ends(found: Interval) -> tuple[tuple[float, Part], ...]:
    return ((found.low, "interval_low"), (found.high, "interval_high"))


def _limit(measure: Measure, result: Result, value: float, part: Part) -> Figure:
    """A limit to the places of a sentence; of a count to whole ones. The first has no sign of its own."""
    text = number(measure, value, decimals=0 if is_count(measure) else None)
    key = (result.measure, result.period, result.breakdown, result.group)
    return Figure(text.removesuffix("%") if part == "interval_low" else text, *key, part=part)


def _no_usual_range(shown: Shown) -> list[Inline]:
    """What a young series needs to have a usual range."""
    judged = shown.judged()
    if judged is None or judged.kind is not FindingKind.NO_RANGE:
        return []
    return [f"No usual range: {judged.why_not}. "]


def absence(shown: Shown) -> Notice:
    """Why a measure has no figure, and which data would supply it."""
    result = shown.result(shown.period)
    if result is None and shown.split:
        result = next(iter(shown.groups(shown.split)), None)
    why = reason_words(result)
    definition = shown.edition.definitions.get(shown.measure.id)
    sources = definition.sources if definition else shown.measure.standards
    waiting = result is not None and result.status in (Status.NOT_YET_KNOWN, Status.CONFIDENTIAL)
    supply = f" It would come from: {source_words(sources)}." if sources and not waiting else ""
    kept_back = result is not None and result.status is Status.CONFIDENTIAL
    return Notice(
        "Kept back" if kept_back else "Not available [x]", (f"{why[:1].upper()}{why[1:]}.{supply}",)
    )


def _basis(target: Target) -> str:
    """' since 1 April 2023 (basis: local, Corporate plan page 12)'."""
    since = "on a straight line to the next since" if target.trajectory == "line" else "since"
    basis = ", ".join(filter(None, (target.basis, target.source)))
    return f" {since} {day_words(target.valid_from)} (basis: {basis})" if basis else ""


def _has_direction(measure: Measure) -> bool:
    return measure.polarity != "neutral"


def _current_absence(shown: Shown) -> list[Block]:
    result = shown.result(shown.period)
    if result is not None and result.value is not None:
        return []
    notice = absence(shown)
    return [Notice(f"No figure for {shown.period.words()}", notice.text)]


def _in_pairs(blocks: list[Block]) -> list[Block]:
    """Breakdowns side by side, two and two; one left over has its table beside it."""
    pairs = [blocks[i : i + 2] for i in range(0, len(blocks), 2)]
    return [Beside((pair[0],), (pair[1],)) if len(pair) == 2 else _wide(pair[0]) for pair in pairs]


def _wide(block: Block) -> Block:
    return replace(block, table_beside=True) if isinstance(block, ChartBlock) else block
