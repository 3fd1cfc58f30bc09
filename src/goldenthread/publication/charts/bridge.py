"""A bridge: bars from what was there to what is there, each beginning where the one before it ended."""

from __future__ import annotations

from goldenthread.analysis.figures import in_words
from goldenthread.publication.charts.description import BridgeChart
from goldenthread.publication.charts.labels import label_width, row_height, row_label
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    GREY,
    ORANGE,
    TURQUOISE,
    WIDTH,
    drawing,
    element,
    text,
)

ROW = 30
LETTER = 7.4


def draw_bridge(chart: BridgeChart, anchor: str) -> str:
    """One row a line of the bridge; the ends start at nought, and what came or left hangs between them."""
    labels = [change.label for change in chart.changes]
    left, row = label_width(labels), row_height(labels, ROW)
    words = max(len(in_words(change.shown)) for change in chart.changes) * LETTER
    spans = _spans(chart)
    unit = max(WIDTH - left - 12 - words, 40) / (max(max(span) for span in spans) or 1)
    out = [element("path", d=f"M{left:.1f} 0V{len(spans) * row:g}", stroke=GREY)]
    for index, (change, span) in enumerate(zip(chart.changes, spans, strict=True)):
        y, start, end = index * row, left + min(span) * unit, left + max(span) * unit
        fill = DARK_BLUE if change.is_end else TURQUOISE if change.value >= 0 else ORANGE
        out.append(row_label(change.label, left, y, row))
        out.append(element("rect", x=start, y=y + row / 2 - 10, width=end - start, height=20, fill=fill))
        if index + 1 < len(spans):
            x = left + span[1] * unit
            path = f"M{x:.1f} {y + row / 2 + 10:g}V{y + row * 1.5 - 10:g}"
            out.append(element("path", d=path, stroke=GREY, stroke_dasharray="2 2"))
        out.append(text(end + 6, y + row / 2 + 4.5, change.shown))
    return drawing(anchor, len(spans) * row + 2, chart.title, chart.summary, "".join(out))


def _spans(chart: BridgeChart) -> list[tuple[float, float]]:
    """Where each bar begins and ends; the last number is where the next begins."""
    spans, level = [], 0.0
    for change in chart.changes:
        start = 0.0 if change.is_end else level
        level = start + change.value
        spans.append((start, level))
    return spans
