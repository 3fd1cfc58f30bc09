"""Drawings: well-formed, named, described, self-contained, and true to the values they are given."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import pytest

from goldenthread.publication.charts.description import (
    Bar,
    BarChart,
    Chart,
    DotChart,
    LineChart,
    Pair,
    PairedChart,
    Panel,
    PanelChart,
    Point,
    SmallChart,
    TargetMark,
    UnitChart,
)
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.charts.scale import axis
from goldenthread.publication.pptx.lines import native_line

SVG = "{http://www.w3.org/2000/svg}"


def line(values: list[float | None], **more: object) -> LineChart:
    points = tuple(
        Point(f"M{i}", value, ("[x]",) if value is None else (f"{value:g}",))
        for i, value in enumerate(values)
    )
    return LineChart("A line & more", "It fell <again>.", points, **more)  # type: ignore[arg-type]


BARS = (
    Bar("One & two", 3, ("3",)),
    Bar("A name that is rather long for its place", 0, ("0",)),
    Bar("x", None, ("[x]",)),
)
CHARTS: dict[str, Chart] = {
    "line": line([3.0, None, None, 5.0, 4.0], target=TargetMark(4, "4")),
    "line without values": line([None, None]),
    "one point": line([2.0]),
    "bars": BarChart("t", "s", BARS),
    "no bars": BarChart("t", "s", ()),
    "dots": DotChart("t", "s", BARS, Bar("All", 2, ("2%",)), frozenset({"x"}), "%"),
    "dots without a whole": DotChart("t", "s", BARS, None),
    "units": UnitChart("t", "s", BARS),
    "circles": UnitChart("t", "s", BARS, "circle"),
    "pairs": PairedChart(
        "t", "s", "All", "Some", (Pair("a", 5, 3, ("3 of 5",)), Pair("b", None, None, ("[x]",)))
    ),
    "panels": PanelChart("t", "s", (Panel("a", line([1.0, 2.0])), Panel("b", line([100.0, 90.0])))),
    "shared panels": PanelChart(
        "t", "s", (Panel("a", line([1.0, 2.0])), Panel("b", line([None, 9.0]))), shared=True
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_is_a_named_and_described_image(name: str) -> None:
    root = ET.fromstring(draw(CHARTS[name], "here"))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert title.text == CHARTS[name].title
    assert desc.text == CHARTS[name].summary
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "here-t here-d"
    assert not [e for e in root.iter() if any(k.endswith("href") for k in e.attrib)]
    assert not [e for e in root.iter(f"{SVG}rect") if float(e.get("width", "0")) < 0]


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_is_the_same_each_time(name: str) -> None:
    assert draw(CHARTS[name], "here") == draw(CHARTS[name], "here")


def test_a_gap_breaks_the_line_and_says_its_status() -> None:
    root = ET.fromstring(draw(CHARTS["line"], "here"))
    strokes = [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2.5"]
    assert any(stroke.count("M") == 2 for stroke in strokes)
    assert "[x]" in [text.text for text in root.iter(f"{SVG}text")]


def test_a_unit_chart_has_one_mark_for_each() -> None:
    root = ET.fromstring(draw(CHARTS["units"], "here"))
    assert len(list(root.iter(f"{SVG}rect"))) == 3


@pytest.mark.parametrize(
    ("values", "from_zero", "ceiling", "low", "high"),
    [
        ([3.0, 60.0], True, None, 0, 60),
        ([310.0, 340.0], True, None, 0, 400),
        ([-7.0, 5.0], True, None, -10, 5),
        ([90.0, 99.0], False, 100, 80, 100),
        ([0.0, 0.0], True, None, 0, 1),
        ([1510.0, 1510.0], True, None, 0, 2000),
    ],
)
def test_axes(values: list[float], from_zero: bool, ceiling: float | None, low: float, high: float) -> None:
    found = axis(values, from_zero=from_zero, ceiling=ceiling)
    assert (found.low, found.high) == (low, high)
    assert found.low <= min(values)
    assert found.high >= max(values)


def test_a_cut_axis_never_makes_a_cliff_of_a_ripple() -> None:
    found = axis([60.6, 60.9], from_zero=False, ceiling=100)
    assert found.high - found.low >= 20
    assert found.broken


def test_an_axis_of_money_bears_the_sign() -> None:
    drawn = draw(line([1200.0, 1800.0], prefix="£"), "a")
    ticks = re.findall(r">(£?[\d,]+)<", drawn.partition("<g")[2])
    assert "£2,000" in ticks
    assert "2,000" not in ticks
    native = native_line(line([1200.0, 1800.0], prefix="£"))
    assert html.unescape(native.plot).count('"£"#,##0') > 2  # the axis, the cache, the label


@pytest.mark.parametrize("latest", [84.0, 88.0, 89.5])
def test_the_words_of_a_near_target_stand_whole_in_a_small_drawing(latest: float) -> None:
    target = TargetMark(90.0, "90%", near=(85.0,), near_label="near 85%")
    chart = SmallChart(line([76.0, 77.0, 80.0, latest], target=target, suffix="%", ceiling=100))
    words = {
        "".join(each.itertext()): float(each.get("y", "nan"))
        for each in ET.fromstring(draw(chart, "a")).iter()
        if each.tag.endswith("text")
    }
    assert 10 <= words["Target"] < words["90%"] < words["near 85%"]
