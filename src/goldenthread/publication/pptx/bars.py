"""Bars as native charts: one a category, or a whole and its part; dots and single marks are bars too.

Slides know no dots beside names. A bar from zero says the same, and its words stand at its end.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import in_words
from goldenthread.publication.charts.description import Bar, DotChart, PairedChart
from goldenthread.publication.pptx.native import Native, bar_axes, bars, plot_area
from goldenthread.publication.pptx.series import Label, Series
from goldenthread.publication.pptx.xml import NO_FILL, NO_LINE, fill, line, tag

FEW = " (few)"
"""Beside the name of a group that rests on few: it is drawn pale."""

_FULL = tag("c:spPr", fill("accent1"), NO_LINE)
_HOLLOW = tag("c:spPr", NO_FILL, line("accent1", 1.5))
_PALE = tag("c:spPr", fill("accent1", light=60), NO_LINE)
_GREY = tag("c:spPr", fill("tx1", light=50), NO_LINE)


def native_bars(rows: Sequence[Bar], name: str, suffix: str = "") -> Native:
    """A bar for each category, hollow where it lies outside the whole."""
    looks = {at: _HOLLOW for at, row in enumerate(rows) if row.hollow}
    return _one(rows, name, suffix, looks)


def native_dots(chart: DotChart) -> Native:
    """A bar for each group after one for the whole; groups that rest on few are pale."""
    groups = [
        Bar(f"{dot.label}{FEW}", dot.value, dot.shown) if dot.label in chart.few else dot
        for dot in chart.dots
    ]
    rows = [*([chart.total] if chart.total else []), *groups]
    looks = {at: _PALE for at, row in enumerate(rows) if row.label.endswith(FEW)}
    looks |= {0: _GREY} if chart.total else {}
    return _one(rows, chart.title, chart.suffix, looks)


def native_pairs(chart: PairedChart) -> Native:
    """A whole and its part for each category."""
    categories = tuple(pair.label for pair in chart.pairs)
    words = {at: Label("outEnd", in_words(pair.shown)) for at, pair in enumerate(chart.pairs)}
    series = (
        Series(chart.whole_name, tuple(pair.whole for pair in chart.pairs), _GREY, labels=words),
        Series(chart.part_name, tuple(pair.part for pair in chart.pairs), _FULL),
    )
    group = bars(list(enumerate(series)), categories, "#,##0", gap=40)
    return Native(categories, series, plot_area([group], bar_axes(), None), legend=True)


def _one(rows: Sequence[Bar], name: str, suffix: str, looks: dict[int, str]) -> Native:
    categories = tuple(row.label for row in rows)
    labels = {
        at: Label("outEnd", in_words(row.shown)) for at, row in enumerate(rows) if row.value is not None
    }
    series = Series(name, tuple(row.value for row in rows), _FULL, points=looks, labels=labels)
    format_ = '#,##0.0"%"' if suffix else "#,##0"
    group = bars([(0, series)], categories, format_, gap=45)
    return Native(categories, (series,), plot_area([group], bar_axes(), None))
