"""Charts as slides hold them: each number no finer than it is printed.

A native chart keeps its numbers beside it, in a workbook that whoever has the slide can open. What is shown
to one decimal is there to one decimal, so that nothing more can be read out of it.
"""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.figures import places, value_of
from goldenthread.publication.charts.description import (
    Bar,
    BarChart,
    DotChart,
    LineChart,
    PanelChart,
    Point,
    UnitChart,
    Usual,
)
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.tree import ChartBlock


def as_printed(shown: Shown, block: ChartBlock) -> ChartBlock:
    """The block without its sentence, which is the slide's title, its numbers as tables print them."""
    chart = block.chart
    match chart:
        case LineChart():
            chart = _with_table_words(shown, _line(shown, chart))
        case PanelChart():
            panels = tuple(replace(panel, line=_line(shown, panel.line)) for panel in chart.panels)
            chart = replace(chart, panels=panels)
        case BarChart():
            chart = replace(chart, bars=_bars(shown, chart.bars))
        case UnitChart():
            chart = replace(chart, rows=_bars(shown, chart.rows))
        case DotChart():
            total = _bar(shown, chart.total) if chart.total else None
            chart = replace(chart, dots=_bars(shown, chart.dots), total=total)
    return replace(block, finding=(), chart=chart)


def _with_table_words(shown: Shown, line: LineChart) -> LineChart:
    """The line with its values in words as the table beside it has them."""
    points = []
    for period, point in zip(shown.periods(), line.points, strict=True):
        result = shown.result(period)
        words = ("[x]",) if result is None else (value_of(shown.measure, result, table=True),)
        points.append(replace(point, shown=words))
    return replace(line, points=tuple(points))


def _line(shown: Shown, line: LineChart) -> LineChart:
    return replace(line, points=tuple(_point(shown, point) for point in line.points))


def _point(shown: Shown, point: Point) -> Point:
    usual = point.usual
    if usual is not None:
        lower, centre, upper = (_rounded(shown, each) for each in (usual.lower, usual.centre, usual.upper))
        usual = Usual(lower, centre, upper, usual.stretch)
    value = None if point.value is None else _rounded(shown, point.value)
    return replace(point, value=value, usual=usual)


def _bars(shown: Shown, bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    return tuple(_bar(shown, each) for each in bars)


def _bar(shown: Shown, bar: Bar) -> Bar:
    return bar if bar.value is None else replace(bar, value=_rounded(shown, bar.value))


def _rounded(shown: Shown, value: float) -> float:
    """To the decimals of a table. Counts are whole already; a limit of theirs keeps one decimal."""
    return round(value, places(shown.measure, value, table=True))
