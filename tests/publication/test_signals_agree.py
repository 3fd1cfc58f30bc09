"""Of every measure the verdict, its icon, the word of the table, the mark of the chart and what is read aloud
say one thing of the latest month; so do workbook, first page and slides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import CLAIMS, FindingKind, Judged
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.content.document import document
from goldenthread.publication.content.first import first_page
from goldenthread.publication.content.lines import line_block, small_group_chart
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.signals import (
    assurance_icon,
    icon_of,
    ranges_of,
    signal_text,
    variation_icon,
    variation_text,
)
from goldenthread.publication.content.slide_parts import changed_slide
from goldenthread.publication.content.tables import short_period
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Icon, Link, Minor, Paragraph, Table
from tests.publication import made_up_signals
from tests.publication.made_up_signals import RARE, REBASED, TEAM
from tests.publication.workbooks import content_with, sheets_of, written

SLOW = "It moves slowly: points beyond its usual range or level are no signal."
NONE = " Points beyond its usual range or level are no signal."
"""The same where the finding has said why already."""


@cache
def edition() -> Edition:
    return made_up_signals.edition()


@cache
def every() -> tuple[tuple[Shown, Judged], ...]:
    return tuple((each, judged) for each in all_shown(edition()) if (judged := each.judged()))


NAMES = (*made_up_signals.values(), RARE)


@dataclass(frozen=True)
class Said:
    """What a reader meets of one measure: the word of its icon, of its column and of its table, the mark of
    the latest point, how many marks there are, and the summary of the chart."""

    kind: FindingKind
    verdict: str
    icon: str
    column: str
    word: str
    mark: str | None
    marks: int
    summary: str


def said(name: str) -> Said:
    shown, _ = next(pair for pair in every() if pair[0].measure.id == name)
    block, own = line_block(shown), shown.own_finding()
    assert isinstance(block.chart, LineChart)
    assert own is not None
    heads = [column.heading for column in block.table.columns]
    word = str(block.table.rows[0][heads.index("Signal")][0]) if "Signal" in heads else ""
    icon = variation_icon(shown)
    [cell] = variation_text(shown)
    return Said(
        own.kind,
        in_words(block.finding),
        icon.word if icon else "",
        cell.word if isinstance(cell, Icon) else cell.text if isinstance(cell, Minor) else str(cell),
        word,
        block.chart.points[-1].signal,
        sum(bool(point.signal) for point in block.chart.points),
        block.chart.summary,
    )


def test_the_edition_has_every_kind() -> None:
    found = Counter(judged.kind for _, judged in every())
    aside = {FindingKind.TARGET, FindingKind.COMPARATOR}
    assert set(found) == set(FindingKind) - aside
    quiet = [s.measure.id for s, j in every() if j.kind is FindingKind.USUAL and j.no_signals]
    assert quiet, "one that moves slowly and is as usual just now"


@pytest.mark.parametrize("name", NAMES)
def test_all_that_stands_of_the_latest_month_says_one_thing(name: str) -> None:
    got = said(name)
    latest = f"the latest {short_period(edition().period)}: {got.icon.lower()}."
    assert got.icon in ("", got.column)
    if got.kind in CLAIMS or got.kind is FindingKind.LASTING:
        shape = got.icon.partition(",")[0].lower()
        assert got.mark == shape in ("concern", "improvement", "special cause")
        assert got.word.startswith(f"{got.icon}: ")
        assert latest in got.summary
        return
    assert got.mark is None
    assert latest not in got.summary
    if got.kind is FindingKind.USUAL:
        assert (got.icon, got.word) == ("Usual", "usual")
    elif got.kind is FindingKind.SLOW:
        assert got.icon == "Moves slowly"
        assert got.word.endswith("; moves slowly")
        assert "it moves slowly" in got.verdict
    elif got.kind is FindingKind.TOO_FEW:
        assert (got.icon, got.column, got.word) == ("", "too few to tell", "too few to tell")
        assert "too few" in got.verdict
    else:
        assert (got.icon, got.word) == ("", "")
        assert got.column == str(got.kind)


@pytest.mark.parametrize("name", NAMES)
def test_no_point_of_a_series_is_a_signal_where_the_latest_could_be_none(name: str) -> None:
    shown, judged = next(pair for pair in every() if pair[0].measure.id == name)
    got = said(name)
    if judged.kind is FindingKind.RARE or not judged.no_signals:
        assert SLOW not in got.summary or judged.kind is FindingKind.NO_FIGURE
        assert NONE not in got.summary
        return
    assert got.marks == 0
    assert "is a signal" not in got.summary
    assert "are signals" not in got.summary
    ranges = ranges_of(judged, edition().rules).values()
    broken = [str(signal_text(each)[0]) for each in ranges if each.signals]
    drawn = any(
        each.signals
        for period, each in ranges_of(judged, edition().rules).items()
        if period in shown.periods()
    )
    words = NONE if judged.kind is judged.no_signals else SLOW
    assert got.summary.lower().count("it moves slowly") <= 1
    assert (words in got.summary) is drawn
    end = {FindingKind.SLOW: "; moves slowly", FindingKind.TOO_FEW: "too few to tell"}[judged.no_signals]
    assert all(word.endswith(end) for word in broken)
    assert not any(":" in word for word in broken)


def test_a_point_within_its_range_is_not_said_to_lie_beyond_it() -> None:
    for shown, judged in every():
        for period, each in ranges_of(judged, edition().rules).items():
            result = shown.result(period)
            if result is None or result.value is None or not each.signals:
                continue
            beyond = not each.lower - 1e-9 <= result.value <= each.upper + 1e-9
            assert ("beyond its range" in str(signal_text(each)[0])) <= beyond


def test_limits_that_started_anew_leave_no_signal_before_them_either() -> None:
    judged = next(judged for shown, judged in every() if shown.measure.id == REBASED)
    assert judged.no_signals is FindingKind.SLOW
    stretches = {each.stretch for each in ranges_of(judged, edition().rules).values()}
    assert stretches == {0, 1}
    assert said(REBASED).marks == 0


def test_a_month_without_a_figure_leaves_those_before_as_they_were_judged() -> None:
    got = said("without")
    assert got.kind is FindingKind.NO_FIGURE
    assert got.marks == 0
    assert SLOW in got.summary


def test_a_measure_that_is_said_to_have_no_usual_range_has_none_drawn() -> None:
    shown, judged = next(pair for pair in every() if pair[0].measure.id == "young")
    got = said("young")
    assert "no usual range: needs 1 more month" in got.verdict
    assert judged.chart is None
    assert assurance_icon(shown) is None
    chart = line_block(shown).chart
    assert isinstance(chart, LineChart)
    assert not any(point.usual for point in chart.points)
    assert "signal" not in got.summary


def test_a_group_is_marked_as_it_is_called() -> None:
    register = edition().teams
    assert register is not None
    shown = {each.measure.id: each for each in all_shown(edition())}
    seen = Counter[FindingKind]()
    for finding in register.findings:
        if finding.breakdown != "team" or finding.kind in (FindingKind.TARGET, FindingKind.COMPARATOR):
            continue
        judged = next(
            each
            for each in register.judged
            if (each.series.measure.id, each.series.group) == (finding.measure, TEAM)
        )
        small = small_group_chart(shown[finding.measure], judged, finding)
        icon, last = icon_of(judged), small.line.points[-1]
        mark = icon.word.partition(",")[0].lower() if icon else None
        assert last.signal == (mark if finding.is_claim or finding.kind is FindingKind.LASTING else None)
        seen[finding.kind] += 1
    assert seen[FindingKind.SLOW]
    assert seen[FindingKind.CHANGED]
    assert seen[FindingKind.DRIFT]


def test_the_workbook_says_the_same_on_both_of_its_sheets() -> None:
    sheets = sheets_of(written(content_with(edition())))
    glance = {str(r["Measure"].value): str(r["Variation"].value) for r in sheets["priority-1 glance"].rows}
    latest: dict[str, str] = {}
    for row in sheets["priority-1 series"].rows:
        latest.setdefault(str(row["Measure"].value), str(row["Signal"].value or ""))
    assert len(latest) == len(NAMES)
    for shown, _ in every():
        name, got = shown.measure.name, said(shown.measure.id)
        assert (glance[name], latest[name]) == (got.column, got.word)


def test_one_number_of_what_changed_stands_everywhere() -> None:
    made = edition()
    assert made.teams is not None
    headline = made.teams.headline()
    measures = sum(each.breakdown == "all" for each in made.teams.claims)
    assert f" ({measures} of " in headline
    [lead] = [each for each in first_page(made).opening if isinstance(each, Paragraph)]
    assert str(lead.text[0]).startswith(headline)
    [slide] = changed_slide(made)
    assert slide.title == (headline,)
    [table] = [each for each in slide.blocks if isinstance(each, Table)]
    named = [part.text for row in table.rows for part in row[0] if isinstance(part, Link)]
    wanted = [
        f"{made.measures[each.measure].name}{'' if each.breakdown == 'all' else f', {TEAM}'}"
        for each in made.teams.claims[: len(named)]
    ]
    assert named == wanted
    assert any(name.endswith(TEAM) for name in named)
    assert made.register is not None
    alone = made.register.headline()
    assert not any(alone in str(part) for part in _texts(document(made)))


def _texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, tuple):
        return [text for each in node for text in _texts(each)]
    fields = getattr(node, "__dataclass_fields__", ())
    return [text for name in fields for text in _texts(getattr(node, name))]
