"""The edition says what changed and whether it is real: bands, shapes, icons, words and tables agree."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import FindingKind, usual_ranges
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Break
from goldenthread.model.results import Results
from goldenthread.publication.charts.description import LineChart, Point, SmallChart, Usual
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.charts.icons import draw_icon
from goldenthread.publication.charts.signals import BAND
from goldenthread.publication.content.document import document
from goldenthread.publication.content.lines import line_block
from goldenthread.publication.content.measure import standing
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.signals import assurance_icon, variation_icon
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import ChartBlock, Glimpses, Icon, Link, Section
from tests.publication.made_up import MEASURES, MONTHS, Maker, made_up_edition
from tests.publication.pages import pages_of, parse

SVG = "{http://www.w3.org/2000/svg}"


@cache
def edition() -> Edition:
    return made_up_edition()


def nodes(node: Any, kind: type) -> Iterator[Any]:
    """Every node of a kind in a content tree."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, tuple):
        for each in node:
            yield from nodes(each, kind)
    elif is_dataclass(node):
        for field in fields(node):
            yield from nodes(getattr(node, field.name), kind)


def shown(name: str, made: Edition | None = None) -> Shown:
    return next(each for each in all_shown(made or edition()) if each.measure.id == name)


def lines() -> list[tuple[ChartBlock, LineChart]]:
    blocks = nodes(document(edition()).pages, ChartBlock)
    return [(block, block.chart) for block in blocks if isinstance(block.chart, LineChart)]


def test_a_chart_with_signals_says_so_in_its_summary_and_its_table() -> None:
    told, quiet = 0, 0
    for block, chart in lines():
        signals = [point.label for point in chart.points if point.signal]
        banded = [point for point in chart.points if point.usual and point.value is not None]
        if not banded:
            assert "signal" not in chart.summary
            continue
        headings = [column.heading for column in block.table.columns]
        words = {str(row[0][0]): str(row[headings.index("Signal")][0]) for row in block.table.rows}
        assert [label for label in words if ":" in words[label]] == signals[::-1]
        if signals:
            verb = "is a signal" if len(signals) == 1 else "are signals"
            assert (
                f"{len(signals)} of the {len(banded)} periods that have a usual range {verb}" in chart.summary
            )
            told += 1
        else:
            none = f"No signal in the {len(banded)} periods", "are no signal."
            assert any(each in chart.summary for each in none)
            quiet += 1
    assert told > 3
    assert quiet > 3


def point(value: float, signal: Any = None, stretch: int | None = 0) -> Point:
    usual = None if stretch is None else Usual(2.0, 4.0, 6.0, stretch)
    return Point("M", value, (f"{value:g}",), usual=usual, signal=signal)


def drawn(*points: Point) -> ET.Element:
    return ET.fromstring(draw(LineChart("t", "s", points), "here"))


def test_the_band_starts_anew_where_limits_do_and_is_not_drawn_where_there_are_none() -> None:
    root = drawn(point(3, stretch=None), point(3), point(4), point(5, stretch=1), point(3, stretch=1))
    [band] = [path for path in root.iter(f"{SVG}path") if path.get("fill") == BAND]
    assert band.get("d", "").count("M") == 2
    assert band.get("d", "").count("Z") == 2
    assert not [p for p in drawn(point(3, stretch=None)).iter(f"{SVG}path") if p.get("fill") == BAND]


def test_signals_differ_by_shape_and_are_named_beneath() -> None:
    kinds = ("concern", "improvement", "special cause")
    plain = draw(LineChart("t", "s", (point(3), point(4))), "here")
    shapes = {kind: draw(LineChart("t", "s", (point(3), point(4, kind))), "here") for kind in kinds}
    tags = {
        kind: {name for name in ("l5 9h-10Z", "a4 4", "h8v8") if name in text and name not in plain}
        for kind, text in shapes.items()
    }
    assert tags == {"concern": {"l5 9h-10Z"}, "improvement": {"a4 4"}, "special cause": {"h8v8"}}
    for kind, text in shapes.items():
        named = [each.text for each in ET.fromstring(text).iter(f"{SVG}text")]
        assert kind in named
        assert "usual range" in named


def test_a_small_chart_has_the_band_and_the_words_of_the_whole_one() -> None:
    whole = LineChart("t", "s", (point(3), point(9, "concern")))
    root = ET.fromstring(draw(SmallChart(whole), "small"))
    assert [path for path in root.iter(f"{SVG}path") if path.get("fill") == BAND]
    desc = root.find(f"{SVG}desc")
    assert desc is not None
    assert desc.text == "s"


@pytest.mark.parametrize(
    "name",
    [f"{shape}-{side}" for shape in ("concern", "improvement", "neither") for side in ("high", "low")]
    + ["common", "pass", "fail", "hit-and-miss"],
)
def test_every_icon_has_a_title_and_is_like_no_other(name: str) -> None:
    root = ET.fromstring(draw_icon(name, "What & why"))
    title = root.find("title")
    assert title is not None
    assert title.text == "What & why"
    assert root.get("role") == "img"
    others = {"common", "pass", "fail", "hit-and-miss", "concern-high", "concern-low"} - {name}
    assert all(draw_icon(name, "x") != draw_icon(other, "x") for other in others)


def test_an_icon_never_stands_without_its_word() -> None:
    icons = list(nodes(document(edition()).pages, Icon))
    assert len(icons) > 30
    assert all(icon.word and icon.title for icon in icons)
    for text in pages_of(edition()).values():
        for node in parse(text).walk():
            if node.attributes.get("class") == "icon":
                assert "".join(c for c in node.children if isinstance(c, str)).strip()


def test_the_icons_are_those_of_the_chart() -> None:
    plans = shown("cp_plans_open")
    icon = variation_icon(plans)
    assert icon is not None
    assert icon.word == "Improvement, low"
    rereferrals = assurance_icon(shown("rereferrals_12m_pct"))
    assert rereferrals is not None
    assert rereferrals.word == "Hit and miss"


def test_the_first_page_opens_with_what_changed_and_what_chance_would_do() -> None:
    first = document(edition()).pages[0]
    register = edition().register
    assert register is not None
    assert register.headline() in in_words(first.opening[0].text)  # type: ignore[union-attr, arg-type]
    assert first.sections[0].title == "Look here first"
    [glimpses] = nodes(first.sections[0], Glimpses)
    claims = [finding.measure for finding in register.claims]
    assert claims
    linked = [link.anchor for each in glimpses.items for link in each.text if isinstance(link, Link)]
    assert linked == [f"m-{name}" for name in claims]
    sections = [section.anchor for section in nodes(document(edition()).pages, Section)]
    assert set(linked) <= set(sections)


def test_changes_on_the_year_are_folded_and_say_which_are_signals() -> None:
    page = parse(pages_of(edition())["index.html"])
    [section] = [node for node in page.find("section") if node.attributes.get("id") == "changes"]
    [folded] = [node for node in section.children if not isinstance(node, str) and node.tag == "details"]
    rows = [row.text() for row in folded.find("tr")]
    assert any("signal: changed for a reason" in row for row in rows)
    assert any(FindingKind.USUAL in row and "signal" not in row for row in rows)


def test_fewer_than_twelve_points_are_a_plain_line_that_says_what_it_needs() -> None:
    young = shown("caseload_per_fte")
    chart = line_block(young).chart
    assert isinstance(chart, LineChart)
    assert not any(point.usual for point in chart.points)
    assert "needs 8 more months with a figure" in "".join(str(part) for part in standing(young))
    assert "Usual range" not in [column.heading for column in line_block(young).table.columns]


def test_before_a_changed_rule_stand_the_limits_of_the_periods_before_it() -> None:
    """Thirteen months on either side, which a usual range needs."""
    made = (Break(dt.date(2022, 12, 1), "others are counted", "x__before"),)
    measure, maker, first = replace(MEASURES["contacts_received"], breaks=made), Maker(), MONTHS[0].back(1)
    maker.count(measure, first, "all", "all", 1_600)
    results = Results(pa.concat_tables([edition().results.table, maker.table()]))
    cards = {**MEASURES, measure.id: measure}
    changed = shown(measure.id, made_up_edition(measures=cards, results=results, before=(first,)))
    judged = changed.judged()
    assert judged is not None
    ranges = usual_ranges(judged, edition().rules)
    before = {each.centre for period, each in ranges.items() if period.label < "2022-12"}
    after = {each.centre for period, each in ranges.items() if period.label >= "2022-12"}
    assert len(before) == len(after) == 1
    assert before != after
    assert {each.stretch for each in ranges.values()} == {0, 1}


def test_annotations_are_numbered_on_the_chart_and_told_beneath_it() -> None:
    register = tuple(
        Annotation(dt.date(2023, month, 1), AnnotationKind.REDESIGN, f"step {month}") for month in (3, 9)
    )
    block = line_block(shown("contacts_received", made_up_edition(annotations=register)))
    assert [note[0] for note in block.notes] == [
        "Redesign on 1 March 2023: step 3.",
        "Redesign on 1 September 2023: step 9.",
    ]
    root = ET.fromstring(draw(block.chart, "here"))
    numbers = [text.text for text in root.iter(f"{SVG}text") if text.get("font-size") == "11"]
    assert [number for number in numbers if number in ("1", "2")] == ["1", "2"]
