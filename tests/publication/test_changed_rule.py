"""A change of the rule inside the periods shown: drawn, labelled, said, and nothing compared across it."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from goldenthread.analysis.broken import CHANGED, across, marks
from goldenthread.analysis.figures import in_words
from goldenthread.base.periods import Period, parse
from goldenthread.model.measure import Break, Measure, Timing
from goldenthread.publication.charts.description import (
    Chart,
    EventMark,
    LineChart,
    Panel,
    PanelChart,
    Point,
)
from goldenthread.publication.charts.draw import draw
from goldenthread.publication.content.changes import changes_section
from goldenthread.publication.content.lines import line_block, line_finding
from goldenthread.publication.content.measure import standing
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import comparison_table, group_table, remarks
from goldenthread.publication.tree import Minor
from tests.publication.made_up import DECEMBER, MEASURES, made_up_edition

SVG = "{http://www.w3.org/2000/svg}"
APRIL = dt.date(2023, 4, 1)
SAID = "The rule changed on 1 April 2023: others are counted; figures before it are not comparable."


def changed(name: str = "rereferrals_12m_pct", *days: dt.date) -> Shown:
    """A measure of the made-up edition whose rule changed on these days."""
    made = tuple(Break(day, "others are counted", f"{name}__before") for day in days or (APRIL,))
    measure = replace(MEASURES[name], breaks=made)
    return Shown(made_up_edition(measures={**MEASURES, name: measure}), measure, ("locality",), DECEMBER)


def measure(timing: Timing, *days: dt.date) -> Measure:
    made = tuple(Break(day, "others are counted", "x__before") for day in days)
    return replace(MEASURES["contacts_received"], timing=timing, breaks=made)


@pytest.mark.parametrize(
    ("timing", "on", "then", "now", "expected"),
    [
        ("flow", "2023-04-01", "2023-03", "2023-04", True),
        ("flow", "2023-04-01", "2023-04", "2023-05", False),
        ("flow", "2023-04-15", "2023-04", "2023-05", True),
        ("flow", "2023-05-31", "2023-04", "2023-05", True),
        ("flow", "2023-06-01", "2023-04", "2023-05", False),
        ("flow", "2023-04-01", "R12-2023-06", "R12-2023-07", True),
        ("flow", "2023-04-01", "R12-2024-03", "R12-2024-04", False),
        ("stock", "2023-04-15", "2023-03", "2023-04", True),
        ("stock", "2023-04-15", "2023-04", "2023-05", False),
        ("stock", "2023-04-30", "2023-04", "2023-05", False),
        ("stock", "2023-05-01", "2023-04", "2023-05", True),
    ],
)
def test_which_comparisons_lie_across(timing: str, on: str, then: str, now: str, expected: bool) -> None:
    made = measure(timing, dt.date.fromisoformat(on))
    assert across(made, parse(then), parse(now)) is expected


def test_a_mark_stands_before_the_first_period_that_reaches_the_change() -> None:
    months: list[Period] = [parse(f"2023-{number:02d}") for number in range(1, 7)]
    days = [dt.date(2023, 6, 30), APRIL, dt.date(2023, 1, 15), dt.date(2022, 1, 1), dt.date(2024, 1, 1)]
    assert [(at, made.on) for at, made in marks(measure("flow", *days), months)] == [
        (3, APRIL),
        (5, dt.date(2023, 6, 30)),
    ]


def line(*marks: EventMark) -> LineChart:
    points = tuple(Point(f"M{i}", float(i + 1), (f"{i + 1}",)) for i in range(5))
    return LineChart("t", "s", points, marks=marks)


MARKS = (EventMark(1, "rule changed 1 Apr 2023"), EventMark(4, "rule changed 1 Jul 2023"))
CHARTS: dict[str, Chart] = {
    "line": line(*MARKS),
    "panels": PanelChart("t", "s", (Panel("a", line(*MARKS)), Panel("b", line()))),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_change_is_a_dashed_upright_between_two_points_with_its_number(name: str) -> None:
    root = ET.fromstring(draw(CHARTS[name], "here"))
    drawn = [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke-dasharray") == "3 3"]
    lefts = [float(path[1:].split(" ")[0]) for path in drawn]
    step = (290 - 42) / 4
    assert lefts == pytest.approx([42 + step / 2, 42 + step * 3.5], abs=0.1)
    numbers = [t for t in root.iter(f"{SVG}text") if t.get("font-size") == "11" and t.text in ("1", "2")]
    assert [number.text for number in numbers] == ["1", "2"]
    said = [t.text for t in root.iter(f"{SVG}title") if t.text and t.text.startswith("rule changed")]
    assert said == [mark.label for mark in MARKS]
    assert [float(number.get("x", "0")) for number in numbers] == pytest.approx(lefts, abs=0.1)


def test_numbers_of_changes_close_together_do_not_touch() -> None:
    root = ET.fromstring(draw(line(EventMark(2, "a", breaks=False), EventMark(2, "b", breaks=False)), "here"))
    first, second = [float(c.get("cx", "0")) for c in root.iter(f"{SVG}circle") if c.get("r") == "7.5"]
    assert second - first >= 15


def test_points_of_two_rules_are_not_joined() -> None:
    root = ET.fromstring(draw(line(*MARKS), "here"))
    [stroke] = [p.get("d", "") for p in root.iter(f"{SVG}path") if p.get("stroke-width") == "2.5"]
    assert [run.count("L") for run in stroke.split("M")[1:]] == [0, 2, 0]
    assert len([c for c in root.iter(f"{SVG}circle") if c.get("r") == "2.5"]) == 2


def test_an_unchanged_rule_draws_nothing() -> None:
    assert "3 3" not in draw(line(), "here")


def test_a_note_says_the_change_and_the_finding_stands_no_year_before_beside() -> None:
    block = line_block(changed())
    assert block.notes == ((SAID,),)
    said = in_words(line_finding(changed()))
    assert "not compared with December 2022: the rule changed on 1 April 2023" in said
    assert said.count("December 2022") == 1
    assert "December 2022" in in_words(line_finding(changed("rereferrals_12m_pct", dt.date(2020, 1, 1))))


def test_the_summary_of_the_drawing_ranges_over_one_rule_alone() -> None:
    chart = line_block(changed()).chart
    assert isinstance(chart, LineChart)
    assert chart.marks == (EventMark(16, "rule changed 1 Apr 2023"),)
    assert SAID in chart.summary
    assert "Over 9 periods since the rule changed the lowest was" in chart.summary


def test_the_series_says_it_once_and_comparisons_say_that_there_is_none() -> None:
    shown = changed()
    rows = line_block(shown).table.rows
    assert [row[0] for row in rows if len(row[0]) > 1] == [("Apr 2023", Minor(f" {SAID}"))]
    last = {row[0][0]: row[-1] for row in comparison_table(shown).rows}
    assert last["Dec 2022"] == last["Dec 2021"] == (Minor(CHANGED),)
    assert Minor(CHANGED) not in last["Nov 2023"] + last["Jun 2023"]


def test_no_change_on_the_year_is_ranked_across_it() -> None:
    for days, ranked in (((APRIL,), False), ((dt.date(2020, 1, 1),), True)):
        shown = changed("rereferrals_12m_pct", *days)
        section = changes_section([shown.reading()], {shown.measure.id: shown})
        assert any("percentages" in str(block).lower() for block in section.blocks) is ranked


def test_groups_of_an_earlier_period_are_headed_as_of_the_rule_before() -> None:
    shown = changed("rereferrals_12m_pct", dt.date(2023, 12, 1))
    heads = [c.heading for c in group_table(shown, "locality", shown.groups("locality")).columns]
    earlier = [head for head in heads if "2023" in head or "2022" in head][1:]
    assert earlier
    assert all(head.endswith(f", {CHANGED} since") for head in earlier)


def test_a_figure_does_not_rest_on_the_change() -> None:
    shown = changed()
    result = shown.result(DECEMBER)
    assert result is not None
    flagged = replace(result, flags=("the rule changed on 1 December 2023: x", "plans since 1 May 2018"))
    assert remarks(flagged) == ["plans since 1 May 2018"]


def test_a_split_has_no_line_and_says_the_change_in_its_standing() -> None:
    words = standing(changed("sf_outcome_band_pct"))
    assert f"{SAID} " in words
    assert f"{SAID} " not in standing(changed())
