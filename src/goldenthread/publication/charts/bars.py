"""Horizontal bars and paired bars: labels at the left, the amount in words at the end of the bar."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.figures import Words, in_words
from goldenthread.publication.charts.description import Bar, BarChart, Pair, PairedChart
from goldenthread.publication.charts.labels import label_width, row_height, row_label
from goldenthread.publication.charts.svg import DARK_BLUE, GREY, WIDTH, drawing, element, label, text

ROW = 30
PAIR_ROW = 36


def draw_bars(chart: BarChart, anchor: str) -> str:
    """One bar a category, all from one line at zero; what is below zero goes to the left of it."""
    left = label_width(bar.label for bar in chart.bars)
    values = [bar.value or 0 for bar in chart.bars]
    low, high = min([0, *values]), max([0, *values])
    words = _words_width(bar.shown for bar in chart.bars)
    room = max(WIDTH - left - 12 - words, 40)
    unit = room / ((high - low) or 1)
    zero = left - low * unit
    row = row_height((bar.label for bar in chart.bars), ROW)
    out = [element("path", d=f"M{zero:.1f} 0V{len(chart.bars) * row:g}", stroke=GREY)]
    for index, bar in enumerate(chart.bars):
        out.append(row_label(bar.label, left, index * row, row))
        out.append(_bar(bar, index * row + row / 2, zero, unit))
    return drawing(anchor, len(chart.bars) * row + 2, chart.title, chart.summary, "".join(out))


def draw_pairs(chart: PairedChart, anchor: str) -> str:
    """Two bars a category: the whole pale with an outline, the part solid."""
    left, top = label_width(pair.label for pair in chart.pairs), 26
    longest = max((pair.whole or 0 for pair in chart.pairs), default=0) or 1
    unit = max(WIDTH - left - 12 - _words_width(pair.shown for pair in chart.pairs), 40) / longest
    out = [_key(chart.whole_name, chart.part_name, left)]
    row = row_height((pair.label for pair in chart.pairs), PAIR_ROW)
    for index, pair in enumerate(chart.pairs):
        out.append(row_label(pair.label, left, top + index * row, row))
        out.append(_pair(pair, top + index * row + row / 2, left, unit))
    height = top + len(chart.pairs) * row + 2
    return drawing(anchor, height, chart.title, chart.summary, "".join(out))


def _bar(bar: Bar, middle: float, zero: float, unit: float) -> str:
    value = bar.value or 0
    start, width = zero + min(value, 0) * unit, abs(value) * unit
    shape = element("rect", x=start, y=middle - 10, width=width, height=20, fill=DARK_BLUE)
    return shape + text(max(start + width, zero) + 6, middle + 4.5, bar.shown)


def _pair(pair: Pair, middle: float, left: float, unit: float) -> str:
    whole, part = (pair.whole or 0) * unit, (pair.part or 0) * unit
    return (
        _outlined(left, middle - 14, whole)
        + element("rect", x=left, y=middle, width=part, height=13, fill=DARK_BLUE)
        + text(left + whole + 6, middle + 4, pair.shown)
    )


def _words_width(shown: Iterable[Words]) -> float:
    """Room for the words at the end of the longest bar."""
    return max((len(in_words(each)) for each in shown), default=0) * 7.8


def _outlined(x: float, y: float, width: float) -> str:
    return element("rect", x=x, y=y, width=width, height=13, fill="#fff", stroke=DARK_BLUE, stroke_width=1.5)


def _key(whole: str, part: str, left: float) -> str:
    second = left + 28 + len(whole) * 7.2
    return (
        _outlined(left, 3, 13)
        + label(left + 19, 14, whole, font_size=12.5)
        + element("rect", x=second, y=3, width=13, height=13, fill=DARK_BLUE)
        + label(second + 19, 14, part, font_size=12.5)
    )
