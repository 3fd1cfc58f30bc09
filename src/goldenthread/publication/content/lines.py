"""Line charts of a measure, and of several measures or groups as panels."""

from __future__ import annotations

from goldenthread.analysis.annotations import annotation_label, annotation_words
from goldenthread.analysis.figures import Figure, Words, in_words, is_count, is_percentage, value_of
from goldenthread.analysis.sentences import finding, headline, target_words, when
from goldenthread.base.periods import Period
from goldenthread.model.annotation import AnnotationKind
from goldenthread.model.result import ALL, Result
from goldenthread.publication.charts.description import (
    EventMark,
    LineChart,
    Panel,
    PanelChart,
    Point,
    TargetMark,
)
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import group_table, series_table, short_period, value_cell
from goldenthread.publication.tree import ChartBlock, Column, Table


def line_block(shown: Shown) -> ChartBlock:
    """The measure over time, headed by its finding."""
    chart = line_chart(shown, span_title(shown), in_words(line_summary(shown)))
    return ChartBlock(f"{shown.anchor}-line", line_finding(shown), chart, series_table(shown))


def line_chart(shown: Shown, title: str, summary: str, breakdown: str = ALL, group: str = ALL) -> LineChart:
    """The description of the line of one group, oldest period first."""
    periods = shown.periods()
    latest = periods[-1]
    points = tuple(
        _point(shown, period, shown.result(period, breakdown, group), _same_season(period, latest))
        for period in periods
    )
    return LineChart(
        title=title,
        summary=summary,
        points=points,
        target=_target(shown, breakdown, group),
        from_zero=is_count(shown.measure),
        suffix="%" if is_percentage(shown.measure) else "",
        ceiling=100 if is_percentage(shown.measure) else None,
        marks=tuple(
            EventMark(at, annotation_label(each), each.kind is AnnotationKind.DEFINITION_BREAK)
            for at, each in shown.annotations()
        ),
    )


def group_panels(shown: Shown, breakdown: str, groups: list[Result], words: Words) -> ChartBlock:
    """Small multiples of the groups of one measure on one vertical axis."""
    panels = tuple(
        Panel(name := shown.name(breakdown, r.group), line_chart(shown, name, "", breakdown, r.group))
        for r in groups
    )
    words = (*words, *event_words(shown))
    chart = PanelChart(f"{span_title(shown)}, each group", in_words(words), panels, shared=True)
    return ChartBlock(f"{shown.anchor}-{breakdown}", words, chart, group_table(shown, breakdown, groups))


def together_block(first: Shown, second: Shown) -> ChartBlock:
    """Two measures as two panels on one time axis, each in its own unit: never two units on one panel."""
    both = (first, second)
    words: list[str | Figure] = []
    for shown in both:
        words += [" " if words else "", f"{shown.measure.name}: ", *line_finding(shown)]
    summary = " ".join(in_words(line_summary(shown)) for shown in both)
    panels = tuple(Panel(s.measure.name, line_chart(s, s.measure.name, "")) for s in both)
    title = f"{span_title(first)}, with {second.measure.name}"
    rows = tuple(
        (
            (short_period(period),),
            *(value_cell(shown.measure, shown.result(period)) for shown in both),
        )
        for period in reversed(first.periods())
    )
    columns = (Column("Period"), *(Column(shown.measure.name, True) for shown in both))
    table = Table(f"{first.measure.name} and {second.measure.name}, by period", columns, rows, False)
    return ChartBlock(f"{first.anchor}-line", tuple(words), PanelChart(title, summary, panels), table)


def span_title(shown: Shown) -> str:
    """'Re-referrals, Dec 2021 to Dec 2023'."""
    first, last = shown.periods()[0], shown.periods()[-1]
    return f"{shown.measure.name}, {short_period(first)} to {short_period(last)}"


def line_finding(shown: Shown) -> Words:
    """The latest figure beside the year before and the target; that there is none when there is none.

    After it, each entry of the register within the series; a year before a changed rule is not stood beside.
    """
    result = shown.result(shown.period)
    if result is None or result.value is None:
        return (f"No figure {when(shown.measure, shown.period)}.", *event_words(shown))
    before = shown.against("year")
    year = (before, shown.result(before)) if before and not shown.is_across(before) else None
    return (*finding(shown.measure, shown.period, result, year, shown.rated()), *event_words(shown))


def event_words(shown: Shown) -> Words:
    """Each entry of the register within the series, changes of the rule among them, as a sentence."""
    return tuple(f" {annotation_words(each)}" for _, each in shown.annotations())


def line_summary(shown: Shown) -> Words:
    """The headline and the range of the series: what a reader who cannot see the line should know."""
    result = shown.result(shown.period)
    last = max((place for place, _ in shown.changed()), default=0)
    periods = shown.periods()[last:]
    held = [(p, r) for p in periods if (r := shown.result(p)) is not None and r.value is not None]
    if not held:
        none = "No figure since the rule changed." if last else "No figure in any period."
        return (none, *event_words(shown))
    words: list[str | Figure] = [*line_finding(shown), " "]
    if result is not None and result.value is not None:
        named = (shown.against("previous"), shown.against("year"))
        earlier = [(p, shown.result(p)) for p in named if p and not shown.is_across(p)]
        words = [*headline(shown.measure, (shown.period, result), earlier), *event_words(shown), " "]
    low = min(held, key=lambda pair: (pair[1].value or 0, pair[0]))
    high = max(held, key=lambda pair: (pair[1].value or 0, pair[0]))
    words += [
        f"Over {len(periods)} periods{' since the rule changed' if last else ''} the lowest was ",
        value_of(shown.measure, low[1]),
        f" ({short_period(low[0])}) and the highest ",
        value_of(shown.measure, high[1]),
        f" ({short_period(high[0])}).",
    ]
    missing = len(periods) - len(held)
    return (*words, f" Periods without a figure: {missing}." if missing else "")


def _point(shown: Shown, period: Period, result: Result | None, marked: bool) -> Point:
    label = short_period(period)
    if result is None:
        return Point(label, None, ("[x]",), marked)
    return Point(label, result.value, (value_of(shown.measure, result),), marked)


def _same_season(period: Period, latest: Period) -> bool:
    return (latest.last_month - period.last_month) % 12 == 0


def _target(shown: Shown, breakdown: str, group: str) -> TargetMark | None:
    target = shown.rated(breakdown, group).target
    if target is None:
        return None
    words = target_words(shown.measure, target).split(" ")[0]
    return TargetMark(target.value, words)
