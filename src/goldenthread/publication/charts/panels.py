"""Small multiples: line charts one under another on one time axis, each headed by its own words."""

from __future__ import annotations

from goldenthread.publication.charts.description import Panel, PanelChart
from goldenthread.publication.charts.frame import Frame, line_axis, shared_axis
from goldenthread.publication.charts.line import mark_room, plot
from goldenthread.publication.charts.scale import Axis
from goldenthread.publication.charts.signals import key, key_room
from goldenthread.publication.charts.svg import WIDTH, drawing, element, label

HEIGHT = 118
"""Height of one panel; the last has the dates beneath it."""


def draw_panels(chart: PanelChart, anchor: str) -> str:
    """Panels one under another, dated once beneath the last."""
    scale = shared_axis([panel.line for panel in chart.panels]) if chart.shared else None
    out = []
    for index, panel in enumerate(chart.panels):
        last = index == len(chart.panels) - 1
        out.append(element("g", _panel(panel, scale, last), transform=f"translate(0 {index * HEIGHT})"))
    height, lines = len(chart.panels) * HEIGHT + 30, [panel.line for panel in chart.panels]
    out.append(key(lines, 42, height + 8))
    return drawing(anchor, height + key_room(lines), chart.title, chart.summary, "".join(out))


def _panel(panel: Panel, scale: Axis | None, last: bool) -> str:
    frame = Frame(42, WIDTH - 70, 30 + mark_room(panel.line), 104, dated=last)
    return label(0, 13, panel.heading, font_weight="bold") + plot(
        panel.line, frame, scale or line_axis(panel.line)
    )
