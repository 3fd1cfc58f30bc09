"""The usual range behind a line and the shapes of its signals, told apart without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from goldenthread.publication.charts.description import LineChart, Point, SignalMark
from goldenthread.publication.charts.frame import Frame
from goldenthread.publication.charts.scale import Axis
from goldenthread.publication.charts.svg import DARK_BLUE, GREY, INK, ORANGE, element, label

BAND = "#dbe4ec"
"""Pale enough for a line, a label and a signal to stand out on it, in grey too."""

PURPLE = "#a285d1"
ROOM = 16
"""Height of the line of the key beneath a chart."""

OPEN: dict[str, Any] = {"fill": "#fff", "stroke": DARK_BLUE, "stroke_width": 1.5}
"""How the dot of what has not ended is filled and edged."""

_ORDER: tuple[SignalMark, ...] = ("concern", "improvement", "special cause")


def usual_band(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """The usual range as a band for each stretch of it, its middle a thin line."""
    count, bands, middles = len(chart.points), [], []
    places = enumerate(chart.points)
    for stretch, run in groupby(places, key=lambda pair: pair[1].usual and pair[1].usual.stretch):
        if stretch is None:
            continue
        held = [(frame.across(index, count), point.usual) for index, point in run if point.usual]
        lows = [(x, scale.place(usual.lower, frame.bottom, frame.top)) for x, usual in held]
        highs = [(x, scale.place(usual.upper, frame.bottom, frame.top)) for x, usual in held]
        bands.append(_path([*lows, *reversed(highs)]) + "Z")
        middles.append(_path([(x, scale.place(usual.centre, frame.bottom, frame.top)) for x, usual in held]))
    if not bands:
        return ""
    return element("path", d="".join(bands), fill=BAND) + element(
        "path", d="".join(middles), fill="none", stroke=GREY, stroke_width=1
    )


def signal_shapes(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """A shape at each point that is a signal."""
    count = len(chart.points)
    at: dict[SignalMark, list[tuple[float, float]]] = {signal: [] for signal in _ORDER}
    for index, point in enumerate(chart.points):
        if point.signal and point.value is not None:
            y = scale.place(point.value, frame.bottom, frame.top)
            at[point.signal].append((frame.across(index, count), y))
    return "".join(signal_shape(signal, places) for signal, places in at.items() if places)


def signal_shape(signal: SignalMark, places: Sequence[tuple[float, float]]) -> str:
    """Concern: dark-edged triangles. Improvement: rings. Neither: squares."""
    start, shape, fill, stroke, width = _SHAPES[signal]
    path = "".join(f"M{x + start[0]:.1f} {y + start[1]:.1f}{shape}" for x, y in places)
    return element("path", d=path, fill=fill, stroke=stroke, stroke_width=width)


_SHAPES: dict[SignalMark, tuple[tuple[float, float], str, str, str, float]] = {
    "concern": ((0, -5.5), "l5 9h-10Z", ORANGE, INK, 1),
    "improvement": ((-4, 0), "a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z", "#fff", DARK_BLUE, 2.5),
    "special cause": ((-4, -4), "h8v8h-8Z", PURPLE, INK, 1),
}
"""Where each shape starts beside its point, its outline, its fill, and its edge with the width of that."""


def key_room(charts: Iterable[LineChart]) -> float:
    """How much higher a drawing is for its key."""
    return ROOM if any(point.usual for chart in charts for point in chart.points) else 0


def key(charts: Iterable[LineChart], left: float, y: float) -> str:
    """What the band and the shapes mean, those that are drawn; nothing where no usual range is."""
    points = [point for chart in charts for point in chart.points]
    if not any(point.usual for point in points):
        return ""
    out = [element("rect", x=left, y=y - 9, width=16, height=10, fill=BAND)]
    out.append(element("path", d=f"M{left:g} {y - 4:g}h16", stroke=GREY, stroke_width=1))
    out.append(label(left + 20, y, "usual range", fill=INK, font_size=11))
    x = left + 98.0
    for signal in _drawn(points):
        out.append(signal_shape(signal, [(x, y - 4)]))
        out.append(label(x + 9, y, signal, fill=INK, font_size=11))
        x += 25 + 6 * len(signal)
    if any(point.is_open and not point.signal for point in points):
        out.append(element("circle", cx=x, cy=y - 4, r=4, **OPEN))
        out.append(label(x + 9, y, "not ended yet", fill=INK, font_size=11))
    return "".join(out)


def _drawn(points: Iterable[Point]) -> list[SignalMark]:
    there = {point.signal for point in points if point.value is not None}
    return [signal for signal in _ORDER if signal in there]


def _path(places: Sequence[tuple[float, float]]) -> str:
    """A line through places, without those between two of one height."""
    ys = [f"{y:.1f}" for _, y in places]
    kept = [
        f"{places[i][0]:.1f} {ys[i]}"
        for i in range(len(places))
        if not 0 < i < len(places) - 1 or not ys[i - 1] == ys[i] == ys[i + 1]
    ]
    return "M" + "L".join(kept)
