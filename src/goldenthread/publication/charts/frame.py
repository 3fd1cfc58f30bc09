"""The frame of a line chart: where the plot lies, its axes, its dates."""

from __future__ import annotations

import math
from dataclasses import dataclass

from goldenthread.analysis.figures import in_pounds, in_words
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.charts.scale import Axis, axis
from goldenthread.publication.charts.svg import GREY, RULE, WIDTH, element, label

LEFT = 42.0
"""Where plots begin, so that those one under another stand in line, unless values need more room."""

RIGHT = 70.0
"""The room at the right of plots, unless a value needs more."""

SHOWN, BOLD, BESIDE = 13, 1.1, 11
"""The size of the latest value, how much wider bold is, and how far from the plot it and the target stand."""

TICK, GAP = 12, 6
"""The size of the values of the axis, and how far they keep from it."""


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


def line_axis(chart: LineChart) -> Axis:
    """The vertical axis that holds every value, the usual range and the target."""
    return axis(_held(chart), from_zero=chart.from_zero, ceiling=chart.ceiling)


def shared_axis(charts: list[LineChart]) -> Axis:
    """One axis that holds several charts."""
    held = [value for chart in charts for value in _held(chart)]
    return axis(held, from_zero=charts[0].from_zero, ceiling=charts[0].ceiling)


def _held(chart: LineChart) -> list[float]:
    """Everything that the axis of a chart must hold."""
    values = [point.value for point in chart.points if point.value is not None]
    usual = [end for point in chart.points if point.usual for end in (point.usual.lower, point.usual.upper)]
    return [*values, *usual, *(chart.target.levels if chart.target else ())]


def begins(charts: list[LineChart], scales: list[Axis]) -> float:
    """The x at which the plots of charts begin, so that each value of their axes stands whole."""
    texts = [
        _tick(chart, scale, value)
        for chart, scale in zip(charts, scales, strict=True)
        for value in scale.ticks()
    ]
    return max(LEFT, *(_width(text, TICK) + GAP + 1.0 for text in texts))


def ends(charts: list[LineChart]) -> float:
    """The x at which the plots of charts end, so that the latest value and the target stand whole."""
    last = [chart.points[-1] for chart in charts]
    latest = [_width(in_words(point.shown), SHOWN * BOLD) for point in last if point.value is not None]
    targets = [_width(chart.target.label, TICK) for chart in charts if chart.target]
    return WIDTH - max(RIGHT, *(width + BESIDE for width in (0, *latest, *targets)))


def _width(text: str, size: float) -> float:
    """How much room a number takes."""
    return math.ceil(sum(map(_em, text)) * size)


def _em(sign: str) -> float:
    """The width of a sign of a number in a wide face, in sizes of its type."""
    return 0.32 if sign in ",." else 0.95 if sign == "%" else 0.64


def axes(chart: LineChart, frame: Frame, scale: Axis) -> str:
    """Rules with their values, the break where zero is left out, and the dates."""
    rules, ticks = [], []
    for value in scale.ticks():
        y = scale.place(value, frame.bottom, frame.top)
        rules.append(f"M{frame.left:g} {y:.1f}H{frame.right:g}")
        ticks.append(label(frame.left - GAP, y + 4, _tick(chart, scale, value)))
    out = element("path", d="".join(rules), stroke=RULE, fill="none")
    out += element("g", "".join(ticks), fill=GREY, font_size=TICK, text_anchor="end")
    if scale.broken:
        broken = f"M{frame.left:g} {frame.top:g}V{frame.bottom - 13:g}l-4 3l8 4l-4 3V{frame.bottom:g}"
        out += element("path", d=broken, stroke=GREY, fill="none")
        said = f"axis starts at {_tick(chart, scale, scale.low)}"
        out += label(frame.left, frame.bottom + 34, said, fill=GREY, font_size=11) if frame.dated else ""
    return out + (_months(chart, frame) if frame.dated else "")


def _tick(chart: LineChart, scale: Axis, value: float) -> str:
    """A value of the axis with the sign of its unit."""
    text = scale.tick_text(value)
    return f"{in_pounds(text) if chart.prefix else text}{chart.suffix}"


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
