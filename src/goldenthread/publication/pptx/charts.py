"""A chart of the content as native charts; none where a slide knows no such form, and its table is shown."""

from __future__ import annotations

from goldenthread.publication.charts.description import (
    BarChart,
    Chart,
    DotChart,
    LineChart,
    PairedChart,
    PanelChart,
    SmallChart,
    UnitChart,
)
from goldenthread.publication.pptx.bars import native_bars, native_dots, native_pairs
from goldenthread.publication.pptx.lines import key_words, native_line
from goldenthread.publication.pptx.native import Native


def native_charts(chart: Chart) -> list[tuple[str, Native]]:
    """Each chart with what it is called; several for panels. Empty for intervals, bridges and forecasts:
    their tables say the same figures."""
    match chart:
        case LineChart():
            return [(chart.title, native_line(chart))]
        case SmallChart():
            return [(chart.title, native_line(chart.line, numbered=False))]
        case PanelChart():
            return [(panel.heading, native_line(panel.line, panel.heading)) for panel in chart.panels]
        case BarChart():
            return [(chart.title, native_bars(chart.bars, chart.title))]
        case UnitChart():
            return [(chart.title, native_bars(chart.rows, chart.title))]
        case DotChart():
            return [(chart.title, native_dots(chart))]
        case PairedChart():
            return [(chart.title, native_pairs(chart))]
    return []


def chart_key(chart: Chart) -> str:
    """What the marks of a chart mean; nothing where words beside them say it."""
    match chart:
        case LineChart():
            return key_words(chart)
        case SmallChart():
            return key_words(chart.line)
        case PanelChart():
            return key_words(chart.panels[0].line) if chart.panels else ""
    return ""
