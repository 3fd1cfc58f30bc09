"""A line over time: its usual range, its signals, latest values, earlier Decembers, gaps, the target."""

from __future__ import annotations

from html import escape
from itertools import groupby

from goldenthread.analysis.figures import Words, in_words
from goldenthread.publication.charts.description import LineChart, Point, SmallChart
from goldenthread.publication.charts.frame import BESIDE, Frame, axes, begins, ends, line_axis
from goldenthread.publication.charts.scale import Axis
from goldenthread.publication.charts.signals import OPEN, key, key_room, signal_shapes, usual_band
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    DARK_PINK,
    GREY,
    INK,
    drawing,
    element,
    label,
    text,
    words,
)

LONG = 44
"""So many characters of latest values fit on one line."""

LETTER = 6.5
"""The width of a letter of a status, at its largest."""

NEAR, NEAR_ROOM = "#fde3d3", 12
"""The pale ground of what is near the target, and the height of the line that says how far that is."""

MARK = 17
"""The height of the numbers of marks above the plot."""


def draw_line(chart: LineChart, anchor: str) -> str:
    """One measure over time as a whole drawing."""
    top, scale = (50 if _is_long(chart) else 36) + mark_room(chart), line_axis(chart)
    frame = Frame(begins([chart], [scale]), ends([chart]), top, top + 152)
    height = frame.bottom + (38 if scale.broken else 24)
    drawn = latest_words(chart) + plot(chart, frame, scale) + key([chart], frame.left, height + 10)
    return drawing(anchor, height + key_room([chart]), chart.title, chart.summary, drawn)


def draw_small(chart: SmallChart, anchor: str) -> str:
    """The line at a glance: its band, its shapes, the latest value and the target."""
    line, scale = chart.line, line_axis(chart.line)
    frame = Frame(begins([line], [scale]), ends([line]), 16, 86, dated=False)
    drawn = plot(line, frame, scale, spare=True) + key([line], frame.left, 102)
    return drawing(anchor, 92 + key_room([line]), chart.title, chart.summary, drawn)


def plot(chart: LineChart, frame: Frame, scale: Axis, *, spare: bool = False) -> str:
    """Band, axis, line, signals, marks and target inside a frame; a spare one without earlier values and
    the numbers of marks."""
    return "".join(
        (
            usual_band(chart, frame, scale),
            axes(chart, frame, scale),
            _near(chart, frame, scale),
            _course(chart, frame, scale),
            known_line(chart, frame, scale),
            _gaps(chart, frame),
            event_lines(chart, frame, numbered=not spare),
            _dots(chart, frame, scale),
            signal_shapes(chart, frame, scale),
            "" if spare else _values(chart, frame, scale),
            _right_labels(chart, frame, scale),
        )
    )


def latest_words(chart: LineChart, y: float = 14) -> str:
    """The latest three values in words above the plot, on a second line when they are long."""
    last = chart.points[-3:]
    said: list[Words] = [(f"{point.label} ", *point.shown) for point in last]
    long = _is_long(chart)
    parts = []
    for index, each in enumerate(said):
        latest = index == len(said) - 1
        more: dict[str, object] = {"x": 0, "dy": 16} if latest and long else {"dx": 5 if index else 0}
        more |= {"font_weight": "bold"} if latest else {}
        between = "" if index == 0 or (latest and long) else element("tspan", "·", dx=5, fill=GREY)
        parts.append(between + element("tspan", words(each), **more))
    return element("text", "".join(parts), x=0, y=y, font_size=12)


def _is_long(chart: LineChart) -> bool:
    """Whether the latest values need two lines."""
    return sum(len(point.label) + 1 + len(in_words(point.shown)) for point in chart.points[-3:]) > LONG


def mark_room(chart: LineChart) -> float:
    """How much lower the plot begins so that the numbers of marks stand above it."""
    return MARK if chart.marks else 0


def known_line(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The values, joined where they follow each other by one rule."""
    count = len(chart.points)
    path, dots = [], []
    for (here, _), run in groupby(enumerate(chart.points), key=lambda pair: _stretch(chart, *pair)):
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


def _stretch(chart: LineChart, index: int, point: Point) -> tuple[bool, int]:
    """Points that are joined: those with a value, by one rule, one after another."""
    return point.value is not None, sum(mark.breaks and mark.at <= index for mark in chart.marks)


def _gaps(chart: LineChart, frame: Frame) -> str:
    """Where values are absent: a pale band with the status said once for each run, a line higher where it
    would lie on that of a run before."""
    count, out = len(chart.points), []
    lines: list[float] = []  # how far each line of statuses reaches, the lowest first
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
        room = LETTER * len(status) / (1 if at_end else 2)
        x = right if at_end else max(middle, frame.left + room)
        line = next((n for n, reached in enumerate(lines) if reached <= x - room), len(lines))
        lines[line : line + 1] = [x if at_end else x + room]
        out.append(label(x, frame.bottom - 6 - 13 * line, status, font_size=11, fill=INK, **at))
    return "".join(out)


def event_lines(chart: LineChart, frame: Frame, *, numbered: bool = True) -> str:
    """What happened: upright lines with the numbers of their notes above the plot, between two periods where
    the rule changed. Numbers that would touch are moved apart; a chart without notes has none."""
    count, out, last = len(chart.points), [], frame.left - MARK
    for place, mark in enumerate(chart.marks, start=1):
        x = frame.across(mark.at, count)
        x = (x + frame.across(mark.at - 1, count)) / 2 if mark.breaks else x
        at, y = max(x, last + MARK), frame.top - 10
        path, dashes = f"M{x:.1f} {frame.top - 2:g}V{frame.bottom:g}", "3 3" if mark.breaks else "1 3"
        line = element("path", d=path, stroke=INK, stroke_width=1, stroke_dasharray=dashes, fill="none")
        told = element("title", escape(mark.label, quote=False))
        if not numbered:
            out.append(element("g", told + line))
            continue
        out.append(line)
        told += element("circle", cx=at, cy=y, r=7.5, fill="#fff", stroke=INK, stroke_width=1)
        told += label(at, y + 4, str(mark.number or place), font_size=11, fill=INK, text_anchor="middle")
        out.append(element("g", told))
        last = at
    return "".join(out)


def _status(point: Point) -> str:
    return (
        "" if point.value is not None else "".join(p if isinstance(p, str) else p.text for p in point.shown)
    )


def _dots(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """Dots at the same period of each year, and a hollow one of what is open, where no signal is drawn in
    their place."""
    count = len(chart.points)
    return "".join(
        element(
            "circle",
            cx=frame.across(index, count),
            cy=scale.place(point.value, frame.bottom, frame.top),
            r=4,
            **(OPEN if point.is_open else {"fill": DARK_BLUE}),
        )
        for index, point in enumerate(chart.points)
        if (point.marked or point.is_open) and point.value is not None and not point.signal
    )


def _values(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The values at the same period of earlier years; the latest is labelled at the right."""
    count, out = len(chart.points), []
    for index, point in enumerate(chart.points[:-1]):
        if not point.marked or point.value is None:
            continue
        x, y = frame.across(index, count), scale.place(point.value, frame.bottom, frame.top)
        room = 40 if index == 0 and scale.broken else 16  # the break is drawn under the first point
        lift = 18 if _in_a_dip(chart, index) and y < frame.bottom - room else -9
        anchor, shift = ("start", -3) if index == 0 else ("middle", 0)
        out.append(text(x + shift, y + lift, point.shown, text_anchor=anchor, font_size=12, **HALO))
    return "".join(out)


def _in_a_dip(chart: LineChart, index: int) -> bool:
    """Whether the line rises from this point on both sides, so that its label stands clearer beneath."""
    here = chart.points[index].value or 0
    around = [chart.points[i].value for i in (index - 1, index + 1) if 0 <= i < len(chart.points)]
    return all(value is None or value >= here for value in around)


HIGHEST = 14
"""How far from the upper edge of a drawing the words of a target begin at least, so that they stand whole."""

HALO = {"paint_order": "stroke", "stroke": "#fff", "stroke_width": 3}


def _right_labels(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The latest value and the target beside the right edge, kept apart when they lie close."""
    last, target, out = chart.points[-1], chart.target, ""
    y_last = None if last.value is None else scale.place(last.value, frame.bottom, frame.top)
    y_target = None if target is None else scale.place(target.value, frame.bottom, frame.top)
    if target is not None and y_target is not None:
        path = f"M{frame.right - 26:g} {y_target:.1f}H{frame.right + 8:g}"
        out += element("path", d=path, stroke=DARK_PINK, stroke_width=2.5, stroke_dasharray="6 3")
        more = NEAR_ROOM if target.near_label else 0
        y = _apart(y_target, y_last, more, frame.bottom - 8)
        out += label(frame.right + BESIDE, y - 2, "Target", fill=DARK_PINK, font_size=12)
        out += label(frame.right + BESIDE, y + 11, target.label, fill=DARK_PINK, font_size=12)
        if target.near_label:
            out += label(frame.right + BESIDE, y + 11 + more, target.near_label, fill=DARK_PINK, font_size=11)
    if y_last is not None:
        out += text(frame.right + BESIDE - 2, y_last + 4, last.shown, font_weight="bold", fill=DARK_BLUE)
    return out


def _course(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The target over time where it was not always the same: thin and dashed, upright where it steps."""
    if chart.target is None or not chart.target.course:
        return ""
    count, target, path, before = len(chart.points), chart.target, "", ""
    for index, level in enumerate(target.course):
        if level is None:
            before = ""
            continue
        x, y = frame.across(index, count), f"{scale.place(level, frame.bottom, frame.top):.1f}"
        if before and index in target.steps:
            path += f"H{(x + frame.across(index - 1, count)) / 2:.1f}V{y}H{x:.1f}"
        else:
            path += f"{'L' if before else 'M'}{x:.1f} {y}"
        before = y
    return element("path", d=path, fill="none", stroke=DARK_PINK, stroke_width=1.5, stroke_dasharray="6 3")


def _near(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """How far from the target is still near it: a pale band at the right with a dotted edge."""
    target = chart.target
    if target is None:
        return ""
    out, y_target = [], scale.place(target.value, frame.bottom, frame.top)
    left, right = frame.right - 26, frame.right + 8
    for level in target.near:
        y = scale.place(level, frame.bottom, frame.top)
        top, height = min(y, y_target), abs(y - y_target)
        out.append(element("rect", x=left, y=top, width=right - left, height=height, fill=NEAR))
        path = f"M{left:g} {y:.1f}H{right:g}"
        out.append(element("path", d=path, stroke=DARK_PINK, stroke_width=1, stroke_dasharray="1 2"))
    return "".join(out)


def _apart(y_target: float, y_last: float | None, more: float, lowest: float) -> float:
    """Where the target's lines of words stand so that they do not cover the latest value, nor reach below the
    plot or above the drawing: two, and `more` of a third."""
    at = min(y_target, lowest - more)
    if y_last is None or not y_last - 24 - more <= at <= y_last + 24:
        return at
    below, above = y_last + 24, y_last - 21 - more
    if (y_target >= y_last or above < HIGHEST) and below <= lowest - more:
        return below
    return max(above, HIGHEST)
