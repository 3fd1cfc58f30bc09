"""The plainest fitting form for a breakdown, chosen by what it is, not by which measure it belongs to."""

from __future__ import annotations

from goldenthread.analysis.few import COUNT_FIRST, is_few
from goldenthread.analysis.figures import Words, in_words, is_count, is_percentage, part_of, value_of
from goldenthread.analysis.sentences import amount, when
from goldenthread.analysis.split import sum_of
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
from goldenthread.publication.content.lines import group_panels
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import group_table
from goldenthread.publication.content.words import ORDERS, breakdown_words, group_words
from goldenthread.publication.tree import Block, ChartBlock, Notice

MOST_BARS = 16
"""A chart shows at most so many groups; its table shows them all."""

UNIT_LIMIT = 40
"""Up to so many counted things are drawn one mark each."""


def breakdown_block(shown: Shown, breakdown: str) -> Block:
    """One breakdown as a chart with its table, a table alone when crossed, a notice when it is absent."""
    groups = ordered(shown, breakdown)
    title = f"{shown.measure.name} by {breakdown_words(breakdown)}"
    if not any(result.value is not None for result in groups):
        reasons = dict.fromkeys(result.reason for result in groups if result.reason)
        why = "; ".join(reasons) or "no result was computed for this breakdown"
        return Notice(f"{title}: not available [x]", (f"{why[:1].upper()}{why[1:]}.",))
    if CROSS in breakdown:
        return group_table_alone(shown, breakdown, groups, title)
    if breakdown == "case_type":
        return group_panels(shown, breakdown, groups)
    words = _finding(shown, breakdown, groups)
    chart = _chart(shown, breakdown, groups[:MOST_BARS], title, in_words(words))
    return ChartBlock(f"{shown.anchor}-{breakdown}", words, chart, group_table(shown, breakdown, groups))


def ordered(shown: Shown, breakdown: str) -> list[Result]:
    """Groups in their own order if they have one, else the largest first; unknown comes last."""
    groups = shown.groups(breakdown)
    order = ORDERS.get(breakdown)
    if order:
        place = {name: index for index, name in enumerate(order)}
        return sorted(groups, key=lambda r: (r.group == "unknown", place.get(r.group, len(place)), r.group))
    return sorted(groups, key=lambda r: (r.group == "unknown", -_size(r), r.group))


def group_table_alone(shown: Shown, breakdown: str, groups: list[Result], title: str) -> Block:
    """Crossed groups as a table under a caption: no chart of two characteristics reads plainly."""
    table = group_table(shown, breakdown, groups)
    return type(table)(title, table.columns, table.rows)


def _chart(shown: Shown, breakdown: str, groups: list[Result], title: str, summary: str) -> Chart:
    measure = shown.measure
    if breakdown == "theme" and measure.form == "percentage":
        return _pairs(groups, title, summary)
    if measure.split or is_count(measure):
        counts = [_count(result) for result in groups]
        whole = sum(counts)
        if measure.split and breakdown == measure.split.by and breakdown != "stage" and whole <= UNIT_LIMIT:
            rows = tuple(Bar(group_words(r.group), _count(r), _shown(shown, r)) for r in groups)
            return UnitChart(title, summary, rows, "square" if breakdown == "grade" else "circle")
        return BarChart(
            title, summary, tuple(Bar(group_words(r.group), _count(r), _shown(shown, r)) for r in groups)
        )
    total = shown.result(shown.period)
    few = frozenset(group_words(r.group) for r in groups if is_few(measure, r))
    return DotChart(
        title,
        summary,
        tuple(Bar(group_words(r.group), r.value, _shown(shown, r)) for r in groups),
        None if total is None else Bar("All", total.value, (value_of(measure, total),)),
        few,
        "%" if is_percentage(measure) else "",
    )


def _pairs(groups: list[Result], title: str, summary: str) -> Chart:
    pairs = tuple(
        Pair(
            group_words(r.group),
            r.denominator,
            r.numerator,
            (part_of(r, "numerator"), " of ", part_of(r, "denominator")),
        )
        for r in groups
    )
    return PairedChart(title, summary, "Identified", "Achieved", pairs)


def _finding(shown: Shown, breakdown: str, groups: list[Result]) -> Words:
    """The extremes with their figures; for counts the largest group beside the whole."""
    measure = shown.measure
    start = f"{measure.name} by {breakdown_words(breakdown)}, {when(measure, shown.period)}: "
    held = [r for r in groups if r.value is not None and r.group != "unknown"] or groups
    top = max(held, key=lambda r: _count(r) if measure.split else _size(r))
    if measure.split or is_count(measure):
        return (
            start,
            f"{group_words(top.group)} is the largest group, ",
            *_of_whole(shown, breakdown, top),
            ".",
        )
    firm = [r for r in held if not is_few(measure, r)] or held
    high, low = max(firm, key=_size), min(firm, key=_size)
    if high is low:
        return (start, f"{group_words(high.group)} ", *amount(measure, high), ".")
    return (
        start,
        f"from {group_words(low.group)}, ",
        *amount(measure, low),
        f", to {group_words(high.group)}, ",
        *amount(measure, high),
        ".",
    )


def _of_whole(shown: Shown, breakdown: str, top: Result) -> Words:
    measure = shown.measure
    if measure.form == "percentage":
        return amount(measure, top)
    if measure.split:
        return (value_of(measure, top), " of ", sum_of(measure, shown.groups(breakdown)))
    total = shown.result(shown.period)
    if total is None or total.value is None:
        return (value_of(measure, top),)
    return (value_of(measure, top), " of ", value_of(measure, total))


def _shown(shown: Shown, result: Result) -> Words:
    """The words at the end of a bar: short, because the table holds the rest."""
    if result.value is None or shown.measure.form != "percentage":
        return (value_of(shown.measure, result),)
    if result.denominator is not None and result.denominator < COUNT_FIRST:
        return (part_of(result, "numerator"), " of ", part_of(result, "denominator"))
    return (value_of(shown.measure, result), " (", part_of(result, "numerator"), ")")


def _count(result: Result) -> float:
    """What is counted: the numerator of a share, the value of a count."""
    if result.denominator is not None and result.numerator is not None:
        return result.numerator
    return result.value or 0


def _size(result: Result) -> float:
    return float("-inf") if result.value is None else result.value
