"""What every chart over time shows: dated events by number, targets as they were, how far is still near."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Polarity
from goldenthread.model.strategy import Target
from goldenthread.publication import html
from goldenthread.publication.charts.description import (
    EventMark,
    ForecastChart,
    LineChart,
    PanelChart,
    Point,
    SmallChart,
    TargetMark,
)
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.content.ahead import ahead_page
from goldenthread.publication.content.lines import line_block, small_chart, together_block
from goldenthread.publication.content.measure import standing
from goldenthread.publication.content.public.measure import chart_block
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.pptx.lines import native_line
from goldenthread.publication.pptx.runs import TAGS
from goldenthread.publication.tree import ChartBlock
from tests.publication.made_up import made_up_edition
from tests.publication.made_up_paths import paths

SVG = "{http://www.w3.org/2000/svg}"
EVENTS = (
    Annotation(dt.date(2022, 9, 1), AnnotationKind.REDESIGN, "one front door"),
    Annotation(
        dt.date(2023, 4, 10), AnnotationKind.DEFINITION_BREAK, "a child counts once", ("cp_plans_open",)
    ),
    Annotation(dt.date(2023, 6, 1), AnnotationKind.OUTAGE, "two days", ("hub_visits",)),
)


def target(value: float, since: dt.date, margin: float | None = None, way: str = "step") -> Target:
    return Target("cla_rate", "all", value, "local", since, None, margin, way)  # type: ignore[arg-type] # drawn as a text


STEPS = (
    target(120, dt.date(2021, 4, 1), 8),
    target(100, dt.date(2023, 6, 5), 5),
    target(95, dt.date(2024, 4, 5)),
)


def shown(measure: str, **changes: object) -> Shown:
    edition: Edition = made_up_edition(**changes)
    return next(each for each in all_shown(edition) if each.measure.id == measure)


def line(**more: object) -> LineChart:
    points = tuple(Point(f"M{i}", float(i + 1), (f"{i + 1}",)) for i in range(5))
    return LineChart("t", "s", points, **more)  # type: ignore[arg-type] # fields by name


def numbers_drawn(svg: str) -> list[str]:
    """The numbers in the rings above a plot, in their order."""
    groups = [g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.find(f"{SVG}circle[@r='7.5']") is not None]
    return [(g.findtext(f"{SVG}text") or "") for g in groups]


def test_a_forecast_has_the_events_of_its_measure_by_number_and_in_words() -> None:
    edition = made_up_edition(annotations=EVENTS)
    page = ahead_page(edition, paths(edition))
    block = next(b for s in page.sections for b in s.blocks if isinstance(b, ChartBlock))
    assert isinstance(block.chart, ForecastChart)
    assert [mark.label for mark in block.chart.line.marks] == [
        "redesign 1 Sep 2022",
        "rule changed 10 Apr 2023",
    ]
    said = ["".join(map(str, note)) for note in block.notes]
    assert said[0] == "Redesign on 1 September 2022: one front door."
    assert all(each in block.chart.summary for each in said)
    drawn = draw(block.chart, "here")
    assert numbers_drawn(drawn) == ["1", "2"]
    [known] = [p for p in ET.fromstring(drawn).iter(f"{SVG}path") if p.get("stroke-width") == "2.5"][:1]
    assert known.get("d", "").count("M") == 2  # nothing joins what two rules counted


def test_two_measures_under_one_list_of_notes_keep_the_numbers_of_the_list() -> None:
    first, second = (shown(name, annotations=EVENTS) for name in ("hub_individuals", "hub_visits"))
    block = together_block(first, second)
    assert isinstance(block.chart, PanelChart)
    assert [[mark.number for mark in panel.line.marks] for panel in block.chart.panels] == [[1], [1, 2]]
    assert numbers_drawn(draw(block.chart, "here")) == ["1", "1", "2"]
    assert len(block.notes) == 2


def test_a_chart_at_a_glance_has_the_lines_with_their_names_and_no_numbers() -> None:
    chart = small_chart(shown("cp_plans_open", annotations=EVENTS))
    assert "Redesign on 1 September 2022" in chart.summary
    root = ET.fromstring(draw(chart, "here"))
    titles = [g.findtext(f"{SVG}title") for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None]
    assert titles == ["redesign 1 Sep 2022", "rule changed 10 Apr 2023"]
    assert numbers_drawn(draw(chart, "here")) == []
    assert isinstance(chart, SmallChart)


def test_a_native_chart_has_a_line_for_each_event_under_its_own_name() -> None:
    marks = (EventMark(1, "redesign 1 Apr 2023", breaks=False), EventMark(3, "rule changed 1 Jun 2023"))
    native = native_line(line(marks=marks))
    events = {each.name: each for each in native.series if each.drop}
    assert list(events) == ["1. redesign 1 Apr 2023", "2. rule changed 1 Jun 2023"]
    assert [[at for at, v in enumerate(e.values) if v is not None] for e in events.values()] == [[1], [3]]
    assert [e.labels[at].words for e, at in zip(events.values(), (1, 3), strict=True)] == ["1", "2"]
    xml = native.xml_bytes().decode()
    assert xml.count("<c:errBars>") == 2
    looks = re.findall(r"<c:errBars>.*?</c:errBars>", xml)
    assert ["sysDot" in each for each in looks] == [True, False]
    high, low = (float(re.findall(rf'<c:{end} val="([^"]+)"', xml)[0]) for end in ("max", "min"))
    assert f'<c:val val="{high - low:g}"/>' in looks[0]
    assert "errBars" not in native_line(line()).xml_bytes().decode()


def test_events_of_one_period_share_the_place_of_their_numbers() -> None:
    native = native_line(line(marks=(EventMark(2, "a"), EventMark(2, "b"))))
    assert [label.words for each in native.series for label in each.labels.values() if label.words] == [
        "1, 2"
    ]


def test_a_target_that_was_another_is_drawn_over_time_and_said_with_the_coming_one() -> None:
    measure = shown("cla_rate", targets=STEPS)
    chart = line_block(measure).chart
    assert isinstance(chart, LineChart)
    assert chart.target is not None
    assert (chart.target.value, set(chart.target.course)) == (100, {120, 100})
    [at] = chart.target.steps
    assert chart.points[at].label == "Jun 2023"
    said = (
        "Target by date: 120 per 10,000 from 1 April 2021; 100 per 10,000 from 5 June 2023; "
        "95 per 10,000 from 5 April 2024."
    )
    assert said in chart.summary
    assert said in "".join(map(str, standing(measure)))
    assert ", amber to 105 per 10,000" in "".join(map(str, standing(measure)))
    [path] = [
        p.get("d", "")
        for p in ET.fromstring(draw(chart, "x")).iter(f"{SVG}path")
        if "V" in p.get("d", "") and p.get("stroke-width") == "1.5"
    ]
    assert path.count("V") == 1
    names = [each.name for each in native_line(chart).series if each.name.startswith("Target")]
    assert names == ["Target to May 2023", "Target 100", "Target, near 105"]
    # one level throughout is no course, and everybody's edition has no amber
    alone = line_block(shown("cla_rate", targets=STEPS[:1])).chart
    assert isinstance(alone, LineChart)
    assert alone.target is not None
    assert alone.target.course == ()
    plain = chart_block(measure).chart
    assert isinstance(plain, LineChart)
    assert plain.target is not None
    assert plain.target.near == ()
    assert plain.target.course == chart.target.course


def test_on_a_straight_line_to_the_next_a_target_does_not_step() -> None:
    sloped = (target(120, dt.date(2021, 4, 1), way="line"), target(100, dt.date(2023, 10, 1)))
    chart = line_block(shown("cla_rate", targets=sloped)).chart
    assert isinstance(chart, LineChart)
    assert chart.target is not None
    assert chart.target.steps == frozenset()
    levels = [each for each in chart.target.course if each is not None]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) > 10
    assert [s.name for s in native_line(chart).series if s.name.startswith("Target")] == ["Target 100"]


def test_a_target_that_only_begins_in_the_series_begins_there() -> None:
    chart = line(target=TargetMark(3, "3", (None, None, 4, 3, 3), frozenset({3})))
    first, last = (each for each in native_line(chart).series if each.name.startswith("Target"))
    assert (first.values, last.values) == ((None, None, 4, None, None), (None, None, None, 3, 3))


@pytest.mark.parametrize(
    ("polarity", "near"), [("higher", ("near 97",)), ("lower", ("near 103",)), ("nearest", ("met within 3",))]
)
def test_amber_lies_on_the_worse_side(polarity: Polarity, near: tuple[str]) -> None:
    measure = shown("cla_rate", targets=(target(100, dt.date(2021, 4, 1), 3),))
    measure = replace(measure, measure=replace(measure.measure, polarity=polarity))
    chart = line_block(measure).chart
    assert isinstance(chart, LineChart)
    assert chart.target is not None
    assert (chart.target.near_label,) == near
    bands = [r for r in ET.fromstring(draw(chart, "x")).iter(f"{SVG}rect") if r.get("fill") == "#fde3d3"]
    assert len(bands) == len(chart.target.near) == (2 if polarity == "nearest" else 1)


def test_a_tag_has_the_sign_that_it_has_on_the_pages() -> None:
    style = (Path(html.__file__).parent / "style.css").read_text(encoding="utf-8")
    signs = dict(re.findall(r'\.tag\.(\w+)::before \{ content: "([^"]+)"', style))
    assert signs == {kind: sign for kind, sign in TAGS.items() if sign}
    assert len(set(TAGS.values())) == len(TAGS)
