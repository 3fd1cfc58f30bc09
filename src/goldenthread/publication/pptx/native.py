"""A native chart: its drawing as XML and the workbook behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.publication.charts.scale import Axis
from goldenthread.publication.pptx.series import Series, rows_of, series_xml
from goldenthread.publication.pptx.workbook import plain_number, workbook
from goldenthread.publication.pptx.xml import NAMESPACES, NO_LINE, fill, line, tag, text, val

_CATEGORIES, _VALUES = 111, 222
"""Ids of the two axes."""

_PERIODS = 1000
"""Hundredths of a point of the periods beneath a chart: programs that name more of them than we ask for would
cut larger ones off."""


@dataclass(frozen=True)
class Native:
    """A chart in the form that the library takes one: it asks for `xml_bytes` and `xlsx_blob`."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    plot: str
    heading: tuple[str, ...] = ()  # lines above the drawing
    legend: bool = False

    def xml_bytes(self, _kind: object = None) -> bytes:
        """The chart as XML. The kind of the library's own charts is not looked at."""
        parts = [val("c:autoTitleDeleted", int(not self.heading)), self.plot]
        if self.heading:
            parts.insert(0, _heading(self.heading))
        if self.legend:
            parts.append(tag("c:legend", val("c:legendPos", "t"), val("c:overlay", 0), _text_look(1200)))
        parts += [val("c:plotVisOnly", 1), val("c:dispBlanksAs", "gap")]
        space = tag("c:spPr", "<a:noFill/>", NO_LINE)
        made = "".join(
            (
                val("c:date1904", 0),
                val("c:lang", "en-GB"),
                val("c:roundedCorners", 0),
                tag("c:chart", *parts),
                space,
                _text_look(1200),
            )
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f"{head}<c:chartSpace {NAMESPACES}>{made}</c:chartSpace>".encode()

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook, which holds what the chart shows and nothing else."""
        return workbook(rows_of(self.categories, self.series))


def plot_area(groups: Sequence[str], axes: str, inner: tuple[float, float, float, float] | None) -> str:
    """The drawing area: groups of series on their axes; `inner` is x, y, width, height as shares of all."""
    layout = tag("c:layout")
    if inner:
        sizes = zip(("x", "y", "w", "h"), inner, strict=True)
        modes = (val("c:layoutTarget", "inner"), val("c:xMode", "edge"), val("c:yMode", "edge"))
        layout = tag("c:layout", tag("c:manualLayout", *modes, *(val(f"c:{n}", s) for n, s in sizes)))
    look = tag("c:spPr", fill("bg1"), NO_LINE)
    return tag("c:plotArea", layout, *groups, axes, look)


def columns(series: Sequence[tuple[int, Series]], categories: tuple[str, ...], format_: str) -> str:
    """Upright columns that touch each other and stand in front of one another: a band is made of two."""
    made = (series_xml(index, one, categories, format_, lines=False) for index, one in series)
    start = (val("c:barDir", "col"), val("c:grouping", "clustered"), val("c:varyColors", 0))
    return tag("c:barChart", *start, *made, val("c:gapWidth", 0), val("c:overlap", 100), *_axis_ids())


def bars(series: Sequence[tuple[int, Series]], categories: tuple[str, ...], format_: str, *, gap: int) -> str:
    """Bars that lie, one beneath the other."""
    made = (series_xml(index, one, categories, format_, lines=False) for index, one in series)
    start = (val("c:barDir", "bar"), val("c:grouping", "clustered"), val("c:varyColors", 0))
    return tag("c:barChart", *start, *made, val("c:gapWidth", gap), *_axis_ids())


def lines(series: Sequence[tuple[int, Series]], categories: tuple[str, ...], format_: str) -> str:
    """Lines over the same categories."""
    made = (series_xml(index, one, categories, format_, lines=True) for index, one in series)
    start = (val("c:grouping", "standard"), val("c:varyColors", 0))
    return tag("c:lineChart", *start, *made, val("c:marker", 1), *_axis_ids())


def time_axes(scale: Axis, format_: str, every: int) -> str:
    """Periods beneath, values at the left between the ends of the scale; every so many periods are named."""
    grey = tag("c:spPr", line("tx1", 0.75, light=50))
    periods = tag(
        "c:catAx",
        *_axis_start(_CATEGORIES, "b"),
        val("c:majorTickMark", "out"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        grey,
        _text_look(_PERIODS, light=25),
        val("c:crossAx", _VALUES),
        val("c:crosses", "autoZero"),
        val("c:auto", 0),
        val("c:lblOffset", 60),
        val("c:tickLblSkip", every),
        val("c:tickMarkSkip", every),
        val("c:noMultiLvlLbl", 1),
    )
    ends = (val("c:max", plain_number(scale.high)), val("c:min", plain_number(scale.low)))
    values = tag(
        "c:valAx",
        *_axis_start(_VALUES, "l", *ends),
        tag("c:numFmt", formatCode=format_, sourceLinked=0),
        val("c:majorTickMark", "out"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        grey,
        _text_look(1200, light=25),
        val("c:crossAx", _CATEGORIES),
        val("c:crosses", "min"),
        val("c:crossBetween", "between"),
        val("c:majorUnit", plain_number(scale.step)),
    )
    return periods + values


def bar_axes() -> str:
    """Names at the left, the first at the top; no values, since each bar has its own."""
    names = tag(
        "c:catAx",
        val("c:axId", _CATEGORIES),
        tag("c:scaling", val("c:orientation", "maxMin")),
        val("c:delete", 0),
        val("c:axPos", "l"),
        val("c:majorTickMark", "none"),
        val("c:minorTickMark", "none"),
        val("c:tickLblPos", "low"),
        tag("c:spPr", line("tx1", 0.75, light=50)),
        _text_look(1200),
        val("c:crossAx", _VALUES),
        val("c:crosses", "autoZero"),
        val("c:noMultiLvlLbl", 1),
    )
    lengths = tag(
        "c:valAx",
        val("c:axId", _VALUES),
        tag("c:scaling", val("c:orientation", "minMax"), val("c:min", 0)),
        val("c:delete", 1),
        val("c:axPos", "t"),
        val("c:crossAx", _CATEGORIES),
        val("c:crosses", "autoZero"),
    )
    return names + lengths


def _axis_start(id_: int, place: str, *ends: str) -> tuple[str, ...]:
    scaling = tag("c:scaling", val("c:orientation", "minMax"), *ends)
    return (val("c:axId", id_), scaling, val("c:delete", 0), val("c:axPos", place))


def _axis_ids() -> tuple[str, str]:
    return val("c:axId", _CATEGORIES), val("c:axId", _VALUES)


def _heading(lines_: tuple[str, ...]) -> str:
    """Words above the drawing, from its left edge; smaller where several name a panel."""
    size = 1200 if len(lines_) == 1 else 1000
    font = tag("a:rPr", fill("tx1"), lang="en-GB", sz=size, b=0)
    start = tag("a:pPr", algn="l")
    paragraphs = (tag("a:p", start, tag("a:r", font, tag("a:t", text(words)))) for words in lines_)
    rich = tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), *paragraphs)
    edge = (val("c:xMode", "edge"), val("c:yMode", "edge"), val("c:x", 0.005), val("c:y", 0.005))
    return tag(
        "c:title", tag("c:tx", rich), tag("c:layout", tag("c:manualLayout", *edge)), val("c:overlay", 0)
    )


def _text_look(size: int, *, light: int = 0) -> str:
    font = tag("a:defRPr", fill("tx1", light=light), sz=size, b=0)
    paragraph = tag("a:p", tag("a:pPr", font), tag("a:endParaRPr", lang="en-GB"))
    return tag("c:txPr", tag("a:bodyPr"), tag("a:lstStyle"), paragraph)
