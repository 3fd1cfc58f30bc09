"""Dots of groups against the whole, and unit charts: one mark for each counted thing."""

from __future__ import annotations

from goldenthread.analysis.figures import in_words
from goldenthread.publication.charts.description import DotChart, UnitChart
from goldenthread.publication.charts.labels import NARROW, label_lines, label_width, row_height, row_label
from goldenthread.publication.charts.scale import Axis, axis
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    DARK_PINK,
    GREY,
    RULE,
    WIDTH,
    drawing,
    element,
    label,
    text,
)

ROW = 26

PER_LINE = 10
MARK = 13
STEP = MARK + 3


def draw_dots(chart: DotChart, anchor: str) -> str:
    """One row a group; the whole is a dashed line with its own label above."""
    words = max((len(in_words(dot.shown)) for dot in chart.dots), default=0)
    start = label_width(dot.label for dot in chart.dots)
    left, right, top = start + 4, WIDTH - 22 - words * 7.2, 22
    right = max(right, left + 60)
    row = row_height((dot.label for dot in chart.dots), ROW)
    bottom = top + len(chart.dots) * row
    scale = _dot_axis(chart)
    out = [_dot_axes(chart, scale, left, right, top, bottom)]
    for index, dot in enumerate(chart.dots):
        y = top + index * row + row / 2
        out.append(row_label(dot.label, start, y - row / 2, row))
        if dot.value is not None:
            x = scale.place(dot.value, left, right)
            fill = "#fff" if dot.label in chart.few else DARK_BLUE
            out.append(element("circle", cx=x, cy=y, r=5.5, fill=fill, stroke=DARK_BLUE, stroke_width=2))
        out.append(text(right + 16, y + 4.5, dot.shown, font_size=12.5))
    notes = [f"axis starts at {scale.tick_text(scale.low)}{chart.suffix}"] if scale.broken else []
    notes += ["hollow: fewer than 20"] if chart.few else []
    if notes:
        said = "; ".join(notes)
        start = max(0, min(left, WIDTH - len(said) * 5.8))
        out.append(label(start, bottom + 34, said, fill=GREY, font_size=11))
    height = bottom + (40 if notes else 24)
    return drawing(anchor, height, chart.title, chart.summary, "".join(out))


def draw_units(chart: UnitChart, anchor: str) -> str:
    """Rows of marks, ten to a line, so that a count can be counted."""
    out, y, left = [], 2.0, label_width((row.label for row in chart.rows), NARROW)
    for row in chart.rows:
        count = round(row.value or 0)
        lines = max(1, -(-count // PER_LINE))
        height = max(lines * STEP + 8, 14 * len(label_lines(row.label, NARROW)) + 6)
        out.append(row_label(row.label, left, y, height, NARROW))
        first = y + (height - lines * STEP) / 2 + 2
        marks = [
            _mark(chart.mark, left + (i % PER_LINE) * STEP, first + (i // PER_LINE) * STEP)
            for i in range(count)
        ]
        fill = "#fff" if row.hollow else DARK_BLUE
        out.append(element("g", "".join(marks), fill=fill, stroke=DARK_BLUE) if marks else "")
        end = left + min(count, PER_LINE) * STEP + 4
        out.append(text(end, y + height / 2 + 4.5, row.shown, font_size=12.5))
        y += height
    return drawing(anchor, y + 2, chart.title, chart.summary, "".join(out))


def _mark(shape: str, x: float, y: float) -> str:
    if shape == "square":
        return element("rect", x=x, y=y, width=MARK, height=MARK)
    return element("circle", cx=x + MARK / 2, cy=y + MARK / 2, r=MARK / 2)


def _dot_axis(chart: DotChart) -> Axis:
    values = [dot.value for dot in chart.dots if dot.value is not None]
    total = [chart.total.value] if chart.total and chart.total.value is not None else []
    ceiling = 100 if chart.suffix == "%" else None
    return axis([*values, *total], from_zero=False, ceiling=ceiling)


def _dot_axes(chart: DotChart, scale: Axis, left: float, right: float, top: float, bottom: float) -> str:
    ticks = scale.ticks() if right - left > 110 else [scale.low, scale.high]
    rules, names = [], []
    for value in ticks:
        x = scale.place(value, left, right)
        rules.append(f"M{x:.1f} {top:g}V{bottom:g}")
        names.append(label(x, bottom + 16, scale.tick_text(value) + chart.suffix))
    out = element("path", d="".join(rules), stroke=RULE)
    out += element("g", "".join(names), fill=GREY, font_size=11, text_anchor="middle")
    if chart.total is not None and chart.total.value is not None:
        x = scale.place(chart.total.value, left, right)
        out += element(
            "path",
            d=f"M{x:.1f} {top - 4:g}V{bottom:g}",
            stroke=DARK_PINK,
            stroke_width=2,
            stroke_dasharray="5 3",
        )
        said = (f"{chart.total.label} ", *chart.total.shown)
        half = len(in_words(said)) * 3.2
        place = min(max(x, half), WIDTH - half)
        out += text(place, top - 9, said, fill=DARK_PINK, text_anchor="middle", font_size=12.5)
    return out
