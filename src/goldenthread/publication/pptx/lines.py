"""A line over time as a native chart: its usual range as a band, signals, target, the latest value."""

from __future__ import annotations

import math
from itertools import pairwise

from goldenthread.analysis.figures import in_words
from goldenthread.publication.charts.description import LineChart, Point, SignalMark
from goldenthread.publication.charts.frame import line_axis
from goldenthread.publication.pptx.native import Native, columns, lines, plot_area, time_axes
from goldenthread.publication.pptx.series import Label, Series
from goldenthread.publication.pptx.xml import NO_LINE, fill, line, tag, val

TARGET_SPAN = 5
"""The line of the target reaches over so many of the latest periods."""

LEFT, TOP, BOTTOM = 0.085, 0.11, 0.8
"""Where the plot stands, as shares of the chart: dates have room beneath it even where they are slanted."""

LABEL_SHARE = 0.16
"""Labels at the right touch where they are nearer than this share of the axis, in a low chart too."""

MARK_ROOM = 0.09
"""How much lower the plot begins so that the numbers of marks stand above it."""

BAND = 85
"""How pale the band is: so many per cent of white."""

_SIGNALS: dict[SignalMark, tuple[str, int, str]] = {
    "concern": ("triangle", 9, "accent4"),
    "improvement": ("diamond", 9, "accent2"),
    "special cause": ("square", 7, "accent6"),
}
"""The shape of a signal, its size and its fill; told apart without colour."""

_SHAPE_WORDS: dict[SignalMark, str] = {
    "concern": "triangle",
    "improvement": "diamond",
    "special cause": "square",
}


def native_line(chart: LineChart, name: str = "", *, numbered: bool = True) -> Native:
    """The chart, under its name where it is one of several. Where the rule changed the line is parted: each
    part is a series of its own. Marks have the `numbered` of notes beside the chart, where it has any."""
    categories = tuple(point.label for point in chart.points)
    format_ = number_format(chart)
    band, drawn = _band(chart), [*_parts(chart), *_target(chart), *_events(chart, numbered=numbered)]
    if band and not _stands_on_axis(chart):
        band, drawn = [], [*(_as_limit(each) for each in band), *drawn]
    series = (*band, *drawn)
    placed = list(enumerate(series))
    groups = [columns(placed[: len(band)], categories, format_)] if band else []
    groups.append(lines(placed[len(band) :], categories, format_))
    scale = line_axis(chart)
    axes = time_axes(scale, _ticks(chart, scale.step), every(len(categories)))
    top = (2 * TOP if name else TOP) + (MARK_ROOM if chart.marks and numbered else 0)
    right = 0.84 if chart.target else 0.88
    plot = plot_area(groups, axes, (LEFT, top, right - LEFT, BOTTOM - top))
    return Native(categories, series, plot, tuple(filter(None, (name, latest(chart)))))


def key_words(chart: LineChart) -> str:
    """What the marks of the chart mean."""
    said = []
    if any(point.usual for point in chart.points):
        said.append("pale band: usual range" if _stands_on_axis(chart) else "dotted lines: usual range")
    if chart.target:
        said.append("dashed line: target")
        said += ["dotted line by it: how far is still near"] if chart.target.near else []
    used = [each for each in _SIGNALS if any(point.signal == each for point in chart.points)]
    said += [f"{_SHAPE_WORDS[each]}: {each}" for each in used]
    said += ["hollow: not ended yet"] if any(p.is_open and not p.signal for p in chart.points) else []
    if chart.marks:
        said.append("upright line: an event or a change of the rule")
    if line_axis(chart).broken:
        said.append("the axis does not start at zero")
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def latest(chart: LineChart) -> str:
    """The latest three values in words."""
    return " · ".join(f"{point.label}: {in_words(point.shown)}" for point in chart.points[-3:])


def number_format(chart: LineChart) -> str:
    """How numbers are printed: with as many decimals as the finest of them has."""
    held = [each for point in chart.points for each in _numbers(point)]
    decimals = max((len(f"{each:.10f}".rstrip("0").partition(".")[2]) for each in held), default=0)
    format_ = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    return _with_sign(chart, format_)


def _ticks(chart: LineChart, step: float) -> str:
    """How the axis is numbered: with as many decimals as its steps need."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return _with_sign(chart, "#,##0" + (f".{'0' * decimals}" if decimals else ""))


def _with_sign(chart: LineChart, format_: str) -> str:
    """A format with the sign of the unit before or after its number."""
    before, after = (f'"{sign}"' if sign else "" for sign in (chart.prefix, chart.suffix))
    return f"{before}{format_}{after}"


def every(count: int) -> int:
    """Every so many periods are named, so that the latest is one of them where that can be."""
    if count <= 12:
        return 1
    return next((step for step in (6, 4, 8, 3, 5) if (count - 1) % step == 0), 6)


def _numbers(point: Point) -> list[float]:
    return [] if point.value is None else [point.value]


def _stands_on_axis(chart: LineChart) -> bool:
    """Whether a band can be two columns from the axis: not where its range reaches below nought."""
    return all(point.usual.lower >= 0 for point in chart.points if point.usual)


def _band(chart: LineChart) -> list[Series]:
    if not any(point.usual for point in chart.points):
        return []
    upper = tuple(point.usual.upper if point.usual else None for point in chart.points)
    lower = tuple(point.usual.lower if point.usual else None for point in chart.points)
    pale, bare = tag("c:spPr", fill("accent1", light=BAND), NO_LINE), tag("c:spPr", fill("bg1"), NO_LINE)
    return [
        Series("Usual range, upper end", upper, pale),
        Series("Usual range, lower end", lower, bare),
    ]


def _as_limit(series: Series) -> Series:
    """An end of the usual range as a thin line."""
    look = tag("c:spPr", line("tx1", 1, dash="sysDot", light=35))
    return Series(series.name, series.values, look, _no_marker())


def _parts(chart: LineChart) -> list[Series]:
    """The measure, in as many parts as its rule had."""
    name = chart.title.rsplit(", ", 1)[0]
    breaks = [mark.at for mark in chart.marks if mark.breaks]
    edges = [0, *breaks, len(chart.points)]
    parts = []
    for number, (start, end) in enumerate(pairwise(edges)):
        if start >= end:
            continue
        own = f"{name}, from {chart.points[start].label}" if number else name
        parts.append(_part(chart, own, start, end))
    return parts


def _part(chart: LineChart, name: str, start: int, end: int) -> Series:
    points = list(enumerate(chart.points))[start:end]
    values = tuple(point.value if start <= at < end else None for at, point in enumerate(chart.points))
    look = tag("c:spPr", _line_look())
    marks = {at: _mark(point) for at, point in points if point.value is not None and _is_marked(chart, at)}
    last = len(chart.points) - 1
    at_end = end == len(chart.points) and chart.points[last].value is not None
    labels = {last: Label(_sides(chart)[0], bold=True)} if at_end else {}
    own = dict.fromkeys(marks, look)  # a point with a mark of its own keeps the look of the line
    return Series(name, values, look, _no_marker(), points=own, marks=marks, labels=labels)


def _is_marked(chart: LineChart, at: int) -> bool:
    """A signal, the latest value, and one that no line reaches."""
    around = [chart.points[i].value for i in (at - 1, at + 1) if 0 <= i < len(chart.points)]
    return (
        bool(chart.points[at].signal) or at == len(chart.points) - 1 or not any(v is not None for v in around)
    )


def _line_look() -> str:
    return line("accent1", 2.5).replace("</a:ln>", "<a:round/></a:ln>")


def _mark(point: Point) -> str:
    shape, size, role = _SIGNALS[point.signal] if point.signal else ("circle", 8, "accent1")
    look = tag("c:spPr", fill("bg1" if point.is_open and not point.signal else role), line("accent1", 1.75))
    return tag("c:marker", val("c:symbol", shape), val("c:size", size), look)


def _no_marker() -> str:
    return tag("c:marker", val("c:symbol", "none"))


def _target(chart: LineChart) -> list[Series]:
    """A short line at the right with its name; all of it where it was another before, a series a level. How
    far is still near it is a thin line by its side."""
    target = chart.target
    if target is None:
        return []
    count = len(chart.points)
    first = max(0, count - TARGET_SPAN)
    labels = {count - 1: Label(_sides(chart)[1], name=True, role="accent3")}
    look, thin = (tag("c:spPr", line("accent3", w, dash=d)) for w, d in ((2.25, "sysDash"), (1, "sysDot")))
    levels = target.course or tuple(target.value if at >= first else None for at in range(count))
    edges = [0, *sorted(target.steps), count]
    found = []
    for start, end in pairwise(edges):
        part = tuple(level if start <= at < end else None for at, level in enumerate(levels))
        if end == count:
            name = f"Target {target.label}"
            found.append(Series(name, part, look, _no_marker(), labels=labels))
        elif any(level is not None for level in part):
            found.append(Series(f"Target to {chart.points[end - 1].label}", part, look, _no_marker()))
    for level in target.near:
        near = tuple(level if at >= first else None for at in range(count))
        found.append(Series(f"Target, {target.near_label}", near, thin, _no_marker()))
    return found


def _events(chart: LineChart, *, numbered: bool) -> list[Series]:
    """Marks as upright lines from the top of the plot, each a series under its own name, so that whoever is
    read the chart hears it: dashed where the rule changed, else dotted. Those of one period share a number's
    place."""
    scale, found = line_axis(chart), []
    told: dict[int, list[str]] = {}
    for place, mark in enumerate(chart.marks, start=1):
        told.setdefault(mark.at, []).append(str(mark.number or place))
    for place, mark in enumerate(chart.marks, start=1):
        name = f"{mark.number or place}. {mark.label}" if numbered else mark.label
        values = tuple(scale.high if at == mark.at else None for at in range(len(chart.points)))
        look = tag("c:spPr", line("tx1", 1, dash="dash" if mark.breaks else "sysDot"))
        words = ", ".join(told.pop(mark.at, ())) if numbered else ""
        labels = {mark.at: Label("t", words)} if words else {}
        drop = (scale.high - scale.low, look)
        bare = tag("c:spPr", NO_LINE)
        found.append(Series(name, values, bare, _no_marker(), labels=labels, drop=drop))
    return found


def _sides(chart: LineChart) -> tuple[str, str]:
    """Where the latest value and the target's name are printed: both at the right, or away from each other
    where they are near. Where the line comes from the side of the value's label, that would lie on it: then
    the target's name gives way."""
    held = [point.value for point in chart.points if point.value is not None]
    last, scale = chart.points[-1].value, line_axis(chart)
    if last is None or chart.target is None:
        return "r", "r"
    above = last - chart.target.value
    if abs(above) > (scale.high - scale.low) * LABEL_SHARE:
        return "r", "r"
    rises = len(held) > 1 and held[-2] < last
    falls = len(held) > 1 and held[-2] > last
    if above >= 0:
        return ("r", "b") if falls else ("t", "r")
    return ("r", "t") if rises else ("b", "r")
