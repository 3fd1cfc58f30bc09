"""A forecast: the line of what is known, then what is likely to come, dashed, within its band."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.base.numbers import plain
from goldenthread.publication.charts.description import ForecastChart, Point
from goldenthread.publication.charts.frame import Frame, axes, begins
from goldenthread.publication.charts.line import event_lines, known_line, mark_room
from goldenthread.publication.charts.scale import Axis, axis
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    GREY,
    INK,
    ORANGE,
    WIDTH,
    drawing,
    element,
    label,
    text,
)

BAND = "#fbd9c8"
HEIGHT = 170


def draw_forecast(chart: ForecastChart, anchor: str) -> str:
    """One stock on one time axis, the months to come at its right."""
    points = (*chart.line.points, *(Point(each.label, None, ("",)) for each in chart.ahead))
    whole = replace(chart.line, points=points)
    top = 24 + mark_room(whole)
    scale = _axis(chart)
    frame = Frame(begins([whole], [scale]), WIDTH - 66, top, top + HEIGHT)
    out = axes(whole, frame, scale) + event_lines(whole, frame) + known_line(whole, frame, scale)
    out += _coming(chart, len(points), frame, scale)
    height = frame.bottom + (38 if scale.broken else 24)
    return drawing(anchor, height, chart.title, chart.summary, out)


def _axis(chart: ForecastChart) -> Axis:
    held = [point.value for point in chart.line.points if point.value is not None]
    held += [value for each in chart.ahead for value in (each.low, each.high)]
    return axis(held, from_zero=chart.line.from_zero)


def _coming(chart: ForecastChart, count: int, frame: Frame, scale: Axis) -> str:
    """Band, dashed line, the last value known and the last forecast with its limits."""
    last = len(chart.line.points) - 1
    known = chart.line.points[last].value or 0.0
    start = frame.across(last, count)
    at = [frame.across(last + 1 + index, count) for index in range(len(chart.ahead))]

    def high(value: float) -> float:
        return scale.place(value, frame.bottom, frame.top)

    upper = [(start, high(known)), *((x, high(a.high)) for x, a in zip(at, chart.ahead, strict=True))]
    lower = [(x, high(a.low)) for x, a in zip(at, chart.ahead, strict=True)]
    middle = [(start, high(known)), *((x, high(a.value)) for x, a in zip(at, chart.ahead, strict=True))]
    band = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in [*upper, *reversed(lower)]) + "Z"
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in middle)
    out = element("path", d=band, fill=BAND)
    out += element("path", d=line, fill="none", stroke=ORANGE, stroke_width=2.5, stroke_dasharray="5 3")
    divide = f"M{start:.1f} {frame.top - 6:g}V{frame.bottom:g}"
    out += element("path", d=divide, stroke=GREY, stroke_dasharray="1 3", fill="none")
    out += element("circle", cx=start, cy=high(known), r=4, fill=DARK_BLUE)
    words = chart.line.points[last].shown
    out += text(start - 4, 12, ("known to here: ", *words), text_anchor="end", font_size=12, fill=INK)
    return out + _end_labels(chart, frame, scale)


def _end_labels(chart: ForecastChart, frame: Frame, scale: Axis) -> str:
    """The last month's forecast between its limits, each label at least a line from the next."""
    end = chart.ahead[-1]
    out, y = [], 0.0
    for value, bold in ((end.high, False), (end.value, True), (end.low, False)):
        y = max(scale.place(value, frame.bottom, frame.top) + 4, y + 14)
        weight = {"font_weight": "bold"} if bold else {}
        said = scale_text(value)
        out.append(label(frame.right + 8, y, said, font_size=12, fill=INK, **weight))
    return "".join(out)


def scale_text(value: float) -> str:
    """A value without more places than its size bears."""
    return plain(value, 0 if abs(value) >= 50 else 1)
