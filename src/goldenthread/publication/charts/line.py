"""A line over time: latest values printed, earlier Decembers marked, gaps said, target at the right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from goldenthread.publication.charts.description import LineChart, Point
from goldenthread.publication.charts.scale import Axis, axis
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    DARK_PINK,
    GREY,
    INK,
    RULE,
    drawing,
    element,
    label,
    text,
)

HEIGHT = 236


@dataclass(frozen=True)
class Frame:
    """Where the plot lies: the left, right, top and bottom of the area of the line, dated beneath or not."""

    left: float
    right: float
    top: float
    bottom: float
    dated: bool = True

    def across(self, index: int, count: int) -> float:
        """The x of the point at an index."""
        return self.right if count < 2 else self.left + (self.right - self.left) * index / (count - 1)


def draw_line(chart: LineChart, anchor: str) -> str:
    """One measure over time as a whole drawing."""
    frame, scale = Frame(46, 330, 44, 196), line_axis(chart)
    height = HEIGHT if scale.broken else HEIGHT - 14
    return drawing(
        anchor, height, chart.title, chart.summary, latest_words(chart) + plot(chart, frame, scale)
    )


def plot(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """Axis, line, marks and target inside a frame."""
    return "".join(
        (
            _axes(chart, frame, scale),
            _line(chart, frame, scale),
            _gaps(chart, frame),
            _marked(chart, frame, scale),
            _right_labels(chart, frame, scale),
        )
    )


def line_axis(chart: LineChart) -> Axis:
    """The vertical axis that holds every value and the target."""
    values = [point.value for point in chart.points if point.value is not None]
    target = [chart.target.value] if chart.target else []
    return axis([*values, *target], from_zero=chart.from_zero, ceiling=chart.ceiling)


def latest_words(chart: LineChart, y: float = 14) -> str:
    """The latest three values in words above the plot."""
    parts: list[str] = []
    last = chart.points[-3:]
    for index, point in enumerate(last):
        bold = {"font_weight": "bold"} if index == len(last) - 1 else {}
        between = "" if index == 0 else element("tspan", "·", dx=5, fill=GREY)
        body = text(0, 0, (f"{point.label} ", *point.shown))
        inner = body[body.index(">") + 1 : body.rindex("</text>")]
        parts.append(between + element("tspan", inner, dx=5 if index else 0, **bold))
    return element("text", "".join(parts), x=0, y=y, font_size=12)


def _axes(chart: LineChart, frame: Frame, scale: Axis) -> str:
    rules, ticks = [], []
    for value in scale.ticks():
        y = scale.place(value, frame.bottom, frame.top)
        rules.append(f"M{frame.left:g} {y:.1f}H{frame.right:g}")
        ticks.append(label(frame.left - 6, y + 4, scale.tick_text(value) + chart.suffix))
    out = element("path", d="".join(rules), stroke=RULE, fill="none")
    out += element("g", "".join(ticks), fill=GREY, font_size=12, text_anchor="end")
    if scale.broken:
        broken = f"M{frame.left:g} {frame.top:g}V{frame.bottom - 13:g}l-4 3l8 4l-4 3V{frame.bottom:g}"
        out += element("path", d=broken, stroke=GREY, fill="none")
        said = f"axis starts at {scale.tick_text(scale.low)}{chart.suffix}"
        out += label(frame.left, frame.bottom + 34, said, fill=GREY, font_size=11) if frame.dated else ""
    return out + (_months(chart, frame) if frame.dated else "")


def _months(chart: LineChart, frame: Frame) -> str:
    """Labels under every sixth period counted back from the latest, so that the latest has one."""
    count = len(chart.points)
    every = 6 if count > 12 else 4 if count > 5 else 1
    out, ticks = [], []
    for index in range(count - 1, -1, -every):
        x = frame.across(index, count)
        ticks.append(f"M{x:.1f} {frame.bottom:g}v4")
        out.append(label(x, frame.bottom + 18, chart.points[index].label, text_anchor="middle"))
    return element("path", d="".join(ticks), stroke=GREY, fill="none") + element(
        "g", "".join(out), fill=GREY, font_size=11
    )


def _line(chart: LineChart, frame: Frame, scale: Axis) -> str:
    count = len(chart.points)
    path, dots = [], []
    for here, run in groupby(enumerate(chart.points), key=lambda pair: pair[1].value is not None):
        places = [
            (frame.across(index, count), scale.place(point.value or 0, frame.bottom, frame.top))
            for index, point in run
        ]
        if here and len(places) == 1:
            dots.append(element("circle", cx=places[0][0], cy=places[0][1], r=2.5))
        if here:
            path.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places))
    line = element("path", d="".join(path), fill="none", stroke=DARK_BLUE, stroke_width=2.5)
    return line + (element("g", "".join(dots), fill=DARK_BLUE) if dots else "")


def _gaps(chart: LineChart, frame: Frame) -> str:
    """Where values are absent: a pale band with the status said once for each run."""
    count, out = len(chart.points), []
    half = (frame.right - frame.left) / max(count - 1, 1) / 2
    for status, run in groupby(enumerate(chart.points), key=lambda pair: _status(pair[1])):
        if not status:
            continue
        places = [frame.across(index, count) for index, _ in run]
        left, right = max(places[0] - half, frame.left), min(places[-1] + half, frame.right)
        out.append(
            element(
                "rect",
                x=left,
                y=frame.top,
                width=right - left,
                height=frame.bottom - frame.top,
                fill="#f0f1f2",
            )
        )
        middle, at_end = (left + right) / 2, right >= frame.right - 24
        at = {"text_anchor": "end"} if at_end else {"text_anchor": "middle"}
        out.append(label(right if at_end else middle, frame.bottom - 6, status, font_size=11, fill=INK, **at))
    return "".join(out)


def _status(point: Point) -> str:
    return (
        "" if point.value is not None else "".join(p if isinstance(p, str) else p.text for p in point.shown)
    )


def _marked(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """Dots with their values at the same period of each year; the latest is labelled at the right."""
    count, out = len(chart.points), []
    for index, point in enumerate(chart.points):
        if not point.marked or point.value is None:
            continue
        x, y = frame.across(index, count), scale.place(point.value, frame.bottom, frame.top)
        out.append(element("circle", cx=x, cy=y, r=4, fill=DARK_BLUE))
        if index < count - 1:
            lift = 18 if _in_a_dip(chart, index) and y < frame.bottom - 16 else -9
            anchor, shift = ("start", -3) if index == 0 else ("middle", 0)
            out.append(text(x + shift, y + lift, point.shown, text_anchor=anchor, font_size=12, **HALO))
    return "".join(out)


def _in_a_dip(chart: LineChart, index: int) -> bool:
    """Whether the line rises from this point on both sides, so that its label stands clearer beneath."""
    here = chart.points[index].value or 0
    around = [chart.points[i].value for i in (index - 1, index + 1) if 0 <= i < len(chart.points)]
    return all(value is None or value >= here for value in around)


HALO = {"paint_order": "stroke", "stroke": "#fff", "stroke_width": 3}


def _right_labels(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The latest value and the target beside the right edge, kept apart when they lie close."""
    last, target, out = chart.points[-1], chart.target, ""
    y_last = None if last.value is None else scale.place(last.value, frame.bottom, frame.top)
    y_target = None if target is None else scale.place(target.value, frame.bottom, frame.top)
    if target is not None and y_target is not None:
        path = f"M{frame.right - 26:g} {y_target:.1f}H{frame.right + 8:g}"
        out += element("path", d=path, stroke=DARK_PINK, stroke_width=2.5, stroke_dasharray="6 3")
        y = min(_apart(y_target, y_last), frame.bottom - 8)
        out += label(frame.right + 11, y - 2, "Target", fill=DARK_PINK, font_size=12)
        out += label(frame.right + 11, y + 11, target.label, fill=DARK_PINK, font_size=12)
    if y_last is not None:
        out += text(frame.right + 9, y_last + 4, last.shown, font_weight="bold", fill=DARK_BLUE)
    return out


def _apart(y_target: float, y_last: float | None) -> float:
    """Where the target's two lines stand so that they do not cover the latest value."""
    if y_last is None or abs(y_target - y_last) > 24:
        return y_target
    return y_last + 24 if y_target >= y_last else y_last - 21


def shared_axis(charts: list[LineChart]) -> Axis:
    """One axis that holds several charts."""
    values = [p.value for chart in charts for p in chart.points if p.value is not None]
    targets = [chart.target.value for chart in charts if chart.target]
    return axis([*values, *targets], from_zero=charts[0].from_zero, ceiling=charts[0].ceiling)
