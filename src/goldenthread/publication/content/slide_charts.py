"""Charts as slides hold them: each number no finer than it is printed.

A native chart keeps its numbers beside it, in a workbook that whoever has the slide can open. What is shown
to one decimal is there to one decimal, so that nothing more can be read out of it.
"""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.figures import Figure, places, value_of
from goldenthread.base.numbers import round_half_up
from goldenthread.model.measure import Measure
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.charts.description import (
    Bar,
    BarChart,
    DotChart,
    LineChart,
    PanelChart,
    Point,
    TargetMark,
    UnitChart,
    Usual,
)
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import ChartBlock


def as_printed(shown: Shown, block: ChartBlock) -> ChartBlock:
    """The block without its sentence, which is the slide's title, its numbers as tables print them."""
    chart, edition = block.chart, shown.edition
    match chart:
        case LineChart():
            chart = _line(edition, shown.measure, chart)
        case PanelChart():
            panels = tuple(
                replace(panel, line=_line(edition, shown.measure, panel.line)) for panel in chart.panels
            )
            chart = replace(chart, panels=panels)
        case BarChart():
            chart = replace(chart, bars=_bars(edition, shown.measure, chart.bars))
        case UnitChart():
            chart = replace(chart, rows=_bars(edition, shown.measure, chart.rows))
        case DotChart():
            total = _bar(edition, shown.measure, chart.total) if chart.total else None
            chart = replace(chart, dots=_bars(edition, shown.measure, chart.dots), total=total)
    return replace(block, finding=(), chart=chart)


def _line(edition: Edition, measure: Measure, line: LineChart) -> LineChart:
    """The line, in words too as a table has it. A panel beside another may be of another measure."""
    figures = [part for point in line.points for part in point.shown if isinstance(part, Figure)]
    own = edition.measures[figures[0].measure] if figures else measure
    points = tuple(_point(edition, own, point) for point in line.points)
    return replace(line, points=points, target=line.target and _target(edition, own, line.target))


def _target(edition: Edition, measure: Measure, target: TargetMark) -> TargetMark:
    """On a straight line to the next a target has decimals that nobody set."""
    levels = tuple(None if each is None else _rounded(edition, measure, each) for each in target.course)
    near = tuple(_rounded(edition, measure, each) for each in target.near)
    return replace(target, value=_rounded(edition, measure, target.value), course=levels, near=near)


def _point(edition: Edition, measure: Measure, point: Point) -> Point:
    usual = point.usual
    if usual is not None:
        ends = (usual.lower, usual.centre, usual.upper)
        lower, centre, upper = (_rounded(edition, measure, each) for each in ends)
        usual = Usual(lower, centre, upper, usual.stretch)
    value = None if point.value is None else _rounded(edition, measure, point.value)
    words = tuple(_in_table(edition, measure, part) for part in point.shown)
    return replace(point, value=value, usual=usual, shown=words)


def _in_table(edition: Edition, measure: Measure, part: str | Figure) -> str | Figure:
    if isinstance(part, str):
        return part
    result = edition.results.find(part.measure, edition.authority, *part.key[1:])
    return part if result is None else value_of(measure, result, table=_as_tables(edition))


def _bars(edition: Edition, measure: Measure, bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    return tuple(_bar(edition, measure, each) for each in bars)


def _bar(edition: Edition, measure: Measure, bar: Bar) -> Bar:
    return bar if bar.value is None else replace(bar, value=_rounded(edition, measure, bar.value))


def _rounded(edition: Edition, measure: Measure, value: float) -> float:
    """To the decimals that are printed. Counts are whole already; a limit of theirs keeps one decimal."""
    return float(round_half_up(value, places(measure, value, table=_as_tables(edition))))


def _as_tables(edition: Edition) -> bool:
    return not audience_of(edition.audience).plain
