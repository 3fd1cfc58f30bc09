"""Small multiples: line charts one under another on one time axis, each headed by its own words."""

from __future__ import annotations

from goldenthread.publication.charts.description import PanelChart
from goldenthread.publication.charts.frame import Frame, begins, ends, line_axis, shared_axis
from goldenthread.publication.charts.line import mark_room, plot
from goldenthread.publication.charts.signals import key, key_room
from goldenthread.publication.charts.svg import drawing, element, label

HEIGHT = 118
"""Height of one panel; the last has the dates beneath it."""


def draw_panels(chart: PanelChart, anchor: str) -> str:
    """Panels one under another, dated once beneath the last."""
    lines = [panel.line for panel in chart.panels]
    scales = [shared_axis(lines)] * len(lines) if chart.shared else [line_axis(line) for line in lines]
    left, right, out = begins(lines, scales), ends(lines), []
    for index, (panel, scale) in enumerate(zip(chart.panels, scales, strict=True)):
        frame = Frame(left, right, 30 + mark_room(panel.line), 104, dated=index == len(lines) - 1)
        drawn = label(0, 13, panel.heading, font_weight="bold") + plot(panel.line, frame, scale)
        out.append(element("g", drawn, transform=f"translate(0 {index * HEIGHT})"))
    height = len(lines) * HEIGHT + 30
    out.append(key(lines, left, height + 8))
    return drawing(anchor, height + key_room(lines), chart.title, chart.summary, "".join(out))
