"""Dots between their limits, row by row, against a line for what they are compared with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.analysis.figures import in_words
from goldenthread.publication.charts.description import IntervalChart, Spread
from goldenthread.publication.charts.labels import label_width, row_height, row_label
from goldenthread.publication.charts.scale import axis
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
LETTER = 6.9
FARTHEST = 8
"""Ratios are drawn from an eighth to eightfold; beyond, the line ends in an arrow."""

Place = Callable[[float], float]


@dataclass(frozen=True)
class _Scale:
    """From the lowest to the highest value drawn, with the marks of the axis; `by` straightens ratios."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    by: Callable[[float], float]

    def place(self, left: float, right: float) -> Place:
        """Where values lie between two coordinates; what lies beyond the axis stands at its end."""
        start, span = self.by(self.low), self.by(self.high) - self.by(self.low)

        def at(value: float) -> float:
            held = min(max(value, self.low), self.high)
            return left + (self.by(held) - start) / span * (right - left)

        return at


def draw_intervals(chart: IntervalChart, anchor: str) -> str:
    """One row a spread, its words at the right, so that the labels never lie on the plot."""
    labels = [each.label for each in chart.rows]
    start, row = label_width(labels), row_height(labels, ROW)
    words = max((len(in_words(each.shown)) for each in chart.rows), default=0) * LETTER
    left, top = start + 6, 22
    right = max(WIDTH - 18 - words, left + 60)
    bottom = top + len(chart.rows) * row
    scale = _ratios(chart) if chart.ratios else _plain(chart)
    place = scale.place(left, right)
    out = [_axis(chart, scale, place, top, bottom), _reference(chart, place, top, bottom)]
    for index, each in enumerate(chart.rows):
        y = top + index * row + row / 2
        out.append(row_label(each.label, start, y - row / 2, row))
        out.append(_spread(each, scale, place, y, left, right))
        out.append(text(right + 12, y + 4.5, each.shown, font_size=12.5))
    notes = [chart.key] if chart.key else []
    notes += [chart.hollow] if chart.hollow and not all(each.stands_out for each in chart.rows) else []
    for number, said in enumerate(notes):
        x = max(0, min(left, WIDTH - len(said) * 5.6))
        out.append(label(x, bottom + 32 + 14 * number, said, fill=GREY, font_size=11))
    height = bottom + 24 + 14 * len(notes)
    return drawing(anchor, height, chart.title, chart.summary, "".join(out))


def _spread(each: Spread, scale: _Scale, place: Place, y: float, left: float, right: float) -> str:
    if each.value is None:
        return ""
    ends = (each.low, each.high)
    starts = left if ends[0] is None else place(ends[0])
    ends_at = right if ends[1] is None else place(ends[1])
    out = element("path", d=f"M{starts:.1f} {y:g}H{ends_at:.1f}", stroke=DARK_BLUE, stroke_width=2)
    if ends[0] is None or ends[0] < scale.low:
        out += element("path", d=f"M{left:.1f} {y:g}l5 -4v8z", fill=DARK_BLUE)
    if ends[1] is None or ends[1] > scale.high:
        out += element("path", d=f"M{right:.1f} {y:g}l-5 -4v8z", fill=DARK_BLUE)
    fill = DARK_BLUE if each.stands_out else "#fff"
    x = place(each.value)
    return out + element("circle", cx=x, cy=y, r=5, fill=fill, stroke=DARK_BLUE, stroke_width=2)


def _reference(chart: IntervalChart, place: Place, top: float, bottom: float) -> str:
    if chart.line is None or chart.line.value is None:
        return ""
    x, said = place(chart.line.value), (f"{chart.line.label} ", *chart.line.shown)
    half = len(in_words(said)) * 3.8
    middle = min(max(x, half), WIDTH - half)
    path = f"M{x:.1f} {top - 4:g}V{bottom:g}"
    out = element("path", d=path, stroke=DARK_PINK, stroke_width=2, stroke_dasharray="5 3")
    return out + text(middle, top - 9, said, fill=DARK_PINK, text_anchor="middle", font_size=12.5)


def _axis(chart: IntervalChart, scale: _Scale, place: Place, top: float, bottom: float) -> str:
    rules = "".join(f"M{place(value):.1f} {top:g}V{bottom:g}" for value, _ in scale.ticks)
    names, last = [], -math.inf
    for value, said in scale.ticks:
        x, half = place(value), len(said + chart.suffix) * 3.2
        if x - half > last:  # a mark without room keeps its rule and loses its name
            names.append(label(x, bottom + 16, said + chart.suffix))
            last = x + half + 4
    out = element("path", d=rules, stroke=RULE)
    return out + element("g", "".join(names), fill=GREY, font_size=11, text_anchor="middle")


def _held(chart: IntervalChart) -> list[float]:
    held = [v for each in chart.rows for v in (each.value, each.low, each.high) if v is not None]
    return held + ([chart.line.value] if chart.line and chart.line.value is not None else [])


def _plain(chart: IntervalChart) -> _Scale:
    made = axis(_held(chart), from_zero=True)
    ticks = tuple((value, made.tick_text(value)) for value in made.ticks())
    return _Scale(made.low, made.high, ticks, lambda value: value)


def _ratios(chart: IntervalChart) -> _Scale:
    """An axis of doublings round 1, as far as the values reach."""
    held = [min(max(value, 1 / FARTHEST), FARTHEST) for value in _held(chart) if value > 0] or [1.0]
    low = 2.0 ** min(math.floor(math.log2(min(held))), -1)
    high = 2.0 ** max(math.ceil(math.log2(max(held))), 1)
    steps = round(math.log2(high / low))
    ticks = tuple((low * 2.0**step, f"{low * 2.0**step:g}") for step in range(steps + 1))
    return _Scale(low, high, ticks, math.log2)
