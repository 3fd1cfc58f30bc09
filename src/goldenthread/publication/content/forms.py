"""The plainest fitting form for a breakdown, chosen by what it is: counts, shares, rates, themes, crossed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.absent import NOT_COMPUTED
from goldenthread.analysis.few import count_first, is_few
from goldenthread.analysis.figures import Words, in_words, is_count, is_percentage, part_of, value_of
from goldenthread.analysis.split import added, remainder_of
from goldenthread.model.measure import Measure
from goldenthread.model.result import CROSS, Result
from goldenthread.publication.charts.description import (
    Bar,
    BarChart,
    Chart,
    DotChart,
    Pair,
    PairedChart,
    UnitChart,
)
from goldenthread.publication.content.crossed import cross_table
from goldenthread.publication.content.findings import breakdown_finding, size
from goldenthread.publication.content.lines import group_panels
from goldenthread.publication.content.names import overlaps
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import group_table
from goldenthread.publication.content.words import ORDERS, breakdown_words
from goldenthread.publication.tree import Block, ChartBlock, Notice, Text

MOST_BARS = 16
"""A chart shows at most so many groups; its table shows them all."""

SHORT = 4
"""So many groups are drawn even where nothing is counted in some."""

UNIT_LIMIT = 40
"""Up to so many counted things are drawn one mark each."""

PAIR_NAMES = {"sf_concern_positive_pct": ("Identified", "Achieved")}
"""What the two bars of a theme are called, where they have names of their own."""

WHOLES = {"cla_started_in_care_at_end": ("cla_started", "No longer in our care")}
"""Splits of what remains of another measure's total: that measure, and the name of the rest."""


def breakdown_block(shown: Shown, breakdown: str) -> Block:
    """One breakdown as a chart with its table, a table alone when crossed, a notice when it is absent."""
    groups = ordered(shown, breakdown)
    title = f"{shown.measure.name}, by {breakdown_words(breakdown)}"
    if not any(result.value is not None for result in groups):
        reasons = dict.fromkeys(result.reason for result in groups if result.reason)
        why = "; ".join(reasons) or f"{NOT_COMPUTED} for this breakdown"
        return Notice(
            f"By {breakdown_words(breakdown)}: not available [x]", (f"{why[:1].upper()}{why[1:]}.",)
        )
    if CROSS in breakdown:
        return cross_table(shown, breakdown, groups, title)
    words = breakdown_finding(shown, breakdown, groups)
    shown_groups = drawn(shown, breakdown, groups)
    if len(shown_groups) > MOST_BARS:
        words = (*words, f" The chart shows at most {MOST_BARS} groups, the table all.")
    if breakdown == "case_type":
        return group_panels(shown, breakdown, groups, words)
    chart = _chart(shown, breakdown, shown_groups[:MOST_BARS], title, in_words(words))
    block = ChartBlock(f"{shown.anchor}-{breakdown}", words, chart, group_table(shown, breakdown, groups))
    return _with_rest(shown, block, groups)


def ordered(shown: Shown, breakdown: str) -> list[Result]:
    """Groups in their own order if they have one, else the largest first; few and unknown come last.

    A share of few stands after those of many: 8 of 8 is no better than 180 of 200.
    """
    groups, measure = shown.groups(breakdown), shown.measure
    order = ORDERS.get(breakdown)
    if order:
        place = {name: index for index, name in enumerate(order)}
        return sorted(groups, key=lambda r: (r.group == "unknown", place.get(r.group, len(place)), r.group))
    few = frozenset() if is_count(measure) or measure.split else frozenset(_few(measure, groups))
    return sorted(groups, key=lambda r: (r.group == "unknown", r.group in few, -size(r), r.group))


def drawn(shown: Shown, breakdown: str, groups: Sequence[Result]) -> list[Result]:
    """The groups that a chart can show: those with a value, once, and no long row of noughts."""
    held = [r for r in groups if r.value is not None and not overlaps(r.group)]
    counted = shown.split == breakdown or is_count(shown.measure)
    if counted and breakdown not in ORDERS and len(held) > SHORT:
        held = [r for r in held if r.value]
    return held


def _few(measure: Measure, groups: Sequence[Result]) -> list[str]:
    return [r.group for r in groups if r.value is None or is_few(measure, r)]


def _chart(shown: Shown, breakdown: str, groups: Sequence[Result], title: str, summary: str) -> Chart:
    measure = shown.measure
    if breakdown == "theme" and measure.form == "percentage":
        return _pairs(shown, groups, title, summary)
    if not is_count(measure) and (not measure.split or measure.form == "index"):
        return _dots(shown, groups, title, summary)
    bars = tuple(Bar(shown.name(r.breakdown, r.group), _count(r), _shown(shown, r)) for r in groups)
    few = sum(_count(result) for result in groups) <= UNIT_LIMIT
    if few and shown.split == breakdown and breakdown != "stage":
        return UnitChart(title, summary, bars, "square" if breakdown == "grade" else "circle")
    return BarChart(title, summary, bars)


def _dots(shown: Shown, groups: Sequence[Result], title: str, summary: str) -> Chart:
    measure, total = shown.measure, shown.result(shown.period)
    few = frozenset(shown.name(r.breakdown, r.group) for r in groups if is_few(measure, r))
    return DotChart(
        title,
        summary,
        tuple(Bar(shown.name(r.breakdown, r.group), r.value, _shown(shown, r)) for r in groups),
        None if total is None else Bar("All", total.value, (value_of(measure, total),)),
        few,
        "%" if is_percentage(measure) else "",
    )


def _pairs(shown: Shown, groups: Sequence[Result], title: str, summary: str) -> Chart:
    whole, part = PAIR_NAMES.get(shown.measure.id, ("Looked at", "Met"))
    by_size = sorted(groups, key=lambda r: (r.group == "unknown", -(r.denominator or 0), r.group))
    pairs = tuple(
        Pair(
            shown.name(r.breakdown, r.group),
            r.denominator,
            r.numerator,
            (part_of(r, "numerator"), " of ", part_of(r, "denominator")),
        )
        for r in by_size
    )
    return PairedChart(title, summary, whole, part, pairs)


def _with_rest(shown: Shown, block: ChartBlock, groups: Sequence[Result]) -> ChartBlock:
    """The block with the rest of the whole that the groups come from, in chart, table and sentence."""
    name, label = WHOLES.get(shown.measure.id, ("", ""))
    results, authority = shown.edition.results, shown.edition.authority
    whole = results.find(name, authority, shown.period.label)
    if (
        whole is None
        or whole.value is None
        or whole.value < added(groups)
        or not isinstance(block.chart, UnitChart)
    ):
        return block
    left = remainder_of(whole, groups)
    rest = Bar(label, whole.value - added(groups), (left,), hollow=True)
    row: tuple[Text, ...] = ((label,), (left,), *[("",)] * (len(block.table.columns) - 2))
    return replace(
        block,
        finding=(*block.finding, f" {label}: ", left, "."),
        chart=replace(block.chart, rows=(*block.chart.rows, rest)),
        table=replace(block.table, rows=(*block.table.rows, row)),
    )


def _shown(shown: Shown, result: Result) -> Words:
    """The words at the end of a bar: short, because the table holds the rest."""
    if result.value is None or shown.measure.form != "percentage":
        return (value_of(shown.measure, result),)
    if count_first(shown.measure, result):
        return (part_of(result, "numerator"), " of ", part_of(result, "denominator"))
    return (value_of(shown.measure, result), " (", part_of(result, "numerator"), ")")


def _count(result: Result) -> float:
    """What is counted: the numerator of a share, the value of a count."""
    if result.denominator is not None and result.numerator is not None:
        return result.numerator
    return result.value or 0
