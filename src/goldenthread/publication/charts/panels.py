"""Small multiples: line charts in two columns on one time axis, each headed by its own words."""

from __future__ import annotations

from goldenthread.publication.charts.description import Panel, PanelChart
from goldenthread.publication.charts.line import Frame, plot, shared_axis
from goldenthread.publication.charts.scale import Axis
from goldenthread.publication.charts.svg import WIDTH, drawing, element, label

HEIGHT = 168


def draw_panels(chart: PanelChart, anchor: str) -> str:
    """Panels one under another when they differ in unit, in two columns when they share an axis."""
    scale = shared_axis([panel.line for panel in chart.panels]) if chart.shared else None
    out = []
    for index, panel in enumerate(chart.panels):
        out.append(element("g", _panel(panel, scale), transform=f"translate(0 {index * HEIGHT})"))
    height = len(chart.panels) * HEIGHT + 4
    return drawing(anchor, height, chart.title, chart.summary, "".join(out))


def _panel(panel: Panel, scale: Axis | None) -> str:
    frame = Frame(46, WIDTH - 70, 34, 132)
    return label(0, 13, panel.heading, font_weight="bold") + plot(panel.line, frame, scale)
