"""Series of a native chart: how each is drawn, and the cells of the workbook that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goldenthread.publication.pptx.workbook import SHEET, Cell, letter, plain_number
from goldenthread.publication.pptx.xml import tag, text, val


@dataclass(frozen=True)
class Label:
    """What is printed beside a point: its own number, the name of its series, or words."""

    at: str  # t above, b beneath, r at the right, outEnd at the end of a bar
    words: str = ""
    name: bool = False
    bold: bool = False
    role: str = "tx1"


@dataclass(frozen=True)
class Series:
    """A row of numbers with its name.

    `look` is its c:spPr, `points` that of single points, `marker` that of all points; a mark of a point is in
    `marks`. `drop` hangs a line from each point: how far, and its look.
    """

    name: str
    values: tuple[float | None, ...]
    look: str
    marker: str = ""
    points: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[int, Label] = field(default_factory=dict)
    drop: tuple[float, str] | None = None


def rows_of(categories: tuple[str, ...], series: tuple[Series, ...]) -> list[tuple[Cell, ...]]:
    """The sheet of a chart: names of series along the top, categories down the side."""
    rows: list[tuple[Cell, ...]] = [("", *(each.name for each in series))]
    rows += [
        (category, *(each.values[index] for each in series)) for index, category in enumerate(categories)
    ]
    return rows


def series_xml(index: int, one: Series, categories: tuple[str, ...], format_: str, *, lines: bool) -> str:
    """A series as c:ser. The order of what is inside is that of the schema."""
    column, last = letter(index + 1), len(categories) + 1
    names = [val("c:idx", index), val("c:order", index)]
    names.append(tag("c:tx", _strings(f"{SHEET}!${column}$1", (one.name,))))
    names.append(one.look)
    inside = [*names, *([one.marker] if lines and one.marker else [])]
    inside += [] if lines else [val("c:invertIfNegative", 0)]
    for at in sorted({*one.points, *one.marks}):
        inside.append(_point(at, one, lines=lines))
    if one.labels:
        inside.append(_labels(one, format_))
    if one.drop:
        inside.append(_hanging(*one.drop))
    inside.append(tag("c:cat", _strings(f"{SHEET}!$A$2:$A${last}", categories)))
    inside.append(tag("c:val", _numbers(f"{SHEET}!${column}$2:${column}${last}", one.values, format_)))
    inside += [val("c:smooth", 0)] if lines else []
    return tag("c:ser", *inside)


def _point(at: int, one: Series, *, lines: bool) -> str:
    parts = [val("c:idx", at)]
    parts += [one.marks[at]] if lines and at in one.marks else []
    parts += [] if lines else [val("c:invertIfNegative", 0)]
    parts.append(val("c:bubble3D", 0))
    parts += [one.points[at]] if at in one.points else []
    return tag("c:dPt", *parts)


def _labels(one: Series, format_: str) -> str:
    made = [_label(at, label, format_) for at, label in sorted(one.labels.items())]
    return tag("c:dLbls", *made, *_shows(value=False, name=False))


def _hanging(length: float, look: str) -> str:
    """A line down from each point, as the format has one: an error bar without an end."""
    kind = (val("c:errDir", "y"), val("c:errBarType", "minus"), val("c:errValType", "fixedVal"))
    return tag("c:errBars", *kind, val("c:noEndCap", 1), val("c:val", plain_number(length)), look)


def _label(at: int, label: Label, format_: str) -> str:
    parts = [val("c:idx", at)]
    if label.words:
        run = tag("a:r", _font("a:rPr", label), tag("a:t", text(label.words)))
        parts.append(tag("c:tx", tag("c:rich", tag("a:bodyPr"), tag("a:lstStyle"), tag("a:p", run))))
    parts.append(tag("c:numFmt", formatCode=format_, sourceLinked=0))
    parts.append("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    if not label.words:
        paragraph = tag("a:p", tag("a:pPr", _font("a:defRPr", label)), tag("a:endParaRPr", lang="en-GB"))
        parts.append(tag("c:txPr", tag("a:bodyPr", wrap="none"), tag("a:lstStyle"), paragraph))
    parts.append(val("c:dLblPos", label.at))
    return tag("c:dLbl", *parts, *_shows(value=not label.name, name=label.name))


def _font(name: str, label: Label) -> str:
    said: dict[str, object] = {"lang": "en-GB"} if name == "a:rPr" else {}
    said |= {"sz": 1200, "b": int(label.bold)}
    return tag(name, tag("a:solidFill", val("a:schemeClr", label.role)), **said)


def _shows(*, value: bool, name: bool) -> list[str]:
    shown = {"LegendKey": False, "Val": value, "CatName": False, "SerName": name, "Percent": False}
    return [val(f"c:show{what}", int(is_shown)) for what, is_shown in {**shown, "BubbleSize": False}.items()]


def _strings(place: str, held: tuple[str, ...]) -> str:
    points = (tag("c:pt", tag("c:v", text(each)), idx=at) for at, each in enumerate(held))
    cache = tag("c:strCache", val("c:ptCount", len(held)), *points)
    return tag("c:strRef", tag("c:f", place), cache)


def _numbers(place: str, held: tuple[float | None, ...], format_: str) -> str:
    points = (
        tag("c:pt", tag("c:v", plain_number(each)), idx=at)
        for at, each in enumerate(held)
        if each is not None
    )
    said = (tag("c:formatCode", text(format_)), val("c:ptCount", len(held)), *points)
    return tag("c:numRef", tag("c:f", place), tag("c:numCache", *said))
