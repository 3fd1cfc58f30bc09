"""One entry: a chart description to SVG."""

from __future__ import annotations

from goldenthread.publication.charts.ahead import draw_forecast
from goldenthread.publication.charts.bars import draw_bars, draw_pairs
from goldenthread.publication.charts.bridge import draw_bridge
from goldenthread.publication.charts.description import (
    BarChart,
    BridgeChart,
    Chart,
    DotChart,
    ForecastChart,
    IntervalChart,
    LineChart,
    PairedChart,
    SmallChart,
    UnitChart,
)
from goldenthread.publication.charts.dots import draw_dots, draw_units
from goldenthread.publication.charts.intervals import draw_intervals
from goldenthread.publication.charts.line import draw_line, draw_small
from goldenthread.publication.charts.panels import draw_panels


def draw(chart: Chart, anchor: str) -> str:
    """The drawing of a chart. The anchor makes the ids in it unique on a page."""
    match chart:
        case LineChart():
            return draw_line(chart, anchor)
        case SmallChart():
            return draw_small(chart, anchor)
        case BarChart():
            return draw_bars(chart, anchor)
        case DotChart():
            return draw_dots(chart, anchor)
        case UnitChart():
            return draw_units(chart, anchor)
        case PairedChart():
            return draw_pairs(chart, anchor)
        case IntervalChart():
            return draw_intervals(chart, anchor)
        case BridgeChart():
            return draw_bridge(chart, anchor)
        case ForecastChart():
            return draw_forecast(chart, anchor)
    return draw_panels(chart, anchor)
