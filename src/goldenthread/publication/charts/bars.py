"""Horizontal bars and paired bars: labels at the left, the amount in words at the end of the bar."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.figures import Words, in_words
from goldenthread.publication.charts.description import BarChart, PairedChart
from goldenthread.publication.charts.svg import (
    DARK_BLUE,
    GREY,
    WIDTH,
    drawing,
    element,
    label,
    text,
    wrapped,
)

LABEL_WIDTH = 130
LABEL_CHARACTERS = 17
ROW = 30


def draw_bars(chart: BarChart, anchor: str) -> str:
    """One bar a category, all from zero."""
    room = _room(bar.shown for bar in chart.bars)
    longest = max((bar.value or 0 for bar in chart.bars), default=0) or 1
    out = [_base_line(len(chart.bars) * ROW)]
    for index, bar in enumerate(chart.bars):
        y = index * ROW
        width = (bar.value or 0) / longest * room
        out.append(row_label(bar.label, y, ROW))
        out.append(element("rect", x=LABEL_WIDTH, y=y + 5, width=width, height=20, fill=DARK_BLUE))
        out.append(text(LABEL_WIDTH + width + 6, y + 19.5, bar.shown))
    return drawing(anchor, len(chart.bars) * ROW + 2, chart.title, chart.summary, "".join(out))


def draw_pairs(chart: PairedChart, anchor: str) -> str:
    """Two bars a category: the whole pale with an outline, the part solid."""
    row, top = 36, 26
    room = _room(pair.shown for pair in chart.pairs)
    longest = max((pair.whole or 0 for pair in chart.pairs), default=0) or 1
    out = [_key(chart.whole_name, chart.part_name)]
    for index, pair in enumerate(chart.pairs):
        y = top + index * row
        whole, part = (pair.whole or 0) / longest * room, (pair.part or 0) / longest * room
        out.append(row_label(pair.label, y, row))
        out.append(_outlined(LABEL_WIDTH, y + 4, whole))
        out.append(element("rect", x=LABEL_WIDTH, y=y + 18, width=part, height=13, fill=DARK_BLUE))
        out.append(text(LABEL_WIDTH + whole + 6, y + 22, pair.shown))
    height = top + len(chart.pairs) * row + 2
    return drawing(anchor, height, chart.title, chart.summary, "".join(out))


def row_label(content: str, y: float, row: float) -> str:
    """A category's label on one or two lines, right-aligned to the bars."""
    lines = wrapped(content, LABEL_CHARACTERS)
    first = y + row / 2 + (4.5 if len(lines) == 1 else -2)
    return "".join(
        label(LABEL_WIDTH - 8, first + 13 * i, line, text_anchor="end", font_size=12.5)
        for i, line in enumerate(lines)
    )


def _room(shown: Iterable[Words]) -> float:
    """How long the longest bar may be so that its words still fit."""
    longest = max((len(in_words(each)) for each in shown), default=0)
    return max(WIDTH - LABEL_WIDTH - 12 - longest * 7.8, 40)


def _base_line(height: float) -> str:
    return element("path", d=f"M{LABEL_WIDTH} 0V{height:g}", stroke=GREY)


def _outlined(x: float, y: float, width: float) -> str:
    return element("rect", x=x, y=y, width=width, height=13, fill="#fff", stroke=DARK_BLUE, stroke_width=1.5)


def _key(whole: str, part: str) -> str:
    second = LABEL_WIDTH + 28 + len(whole) * 7.2
    return (
        _outlined(LABEL_WIDTH, 3, 13)
        + label(LABEL_WIDTH + 19, 14, whole, font_size=12.5)
        + element("rect", x=second, y=3, width=13, height=13, fill=DARK_BLUE)
        + label(second + 19, 14, part, font_size=12.5)
    )
