"""What lies between rare events: drawn for those who may know their days, said why, and never for others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pyarrow as pa
import pytest

from goldenthread.analysis.figures import Figure, in_words
from goldenthread.analysis.findings import FindingKind
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.event import EventDay, Events
from goldenthread.model.results import Results
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.charts.line import draw_line
from goldenthread.publication.content.between import between_blocks
from goldenthread.publication.content.document import document
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.judging import with_register_of
from goldenthread.publication.pptx.lines import key_words
from goldenthread.publication.tree import Beside, ChartBlock, Paragraph
from tests.publication.made_up import AUTHORITY, MONTHS, made_up_edition
from tests.publication.pages import pages_of

COUNT, SHARE = "cla_u16_out_of_education", "s47_to_icpc_pct"
TOPS = [1, 0, 2, 0, 1] * 5
AMONG = 30


def events_of(name: str, tops: list[int], *, among: int) -> Events:
    """Events on the 3rd and 13th of a month, each after the cases of the month that have none."""
    days, before = [], 0
    for period, top in zip(MONTHS, tops, strict=True):
        before += among - top
        for number in range(top):
            day = period.start + dt.timedelta(2 + 10 * number)
            days.append(EventDay(day, before if among else None))
            before = 0
    return Events(name, AUTHORITY, MONTHS, tuple(days), tuple((top, among) for top in tops))


@cache
def edition(audience: str = "leadership", tops: tuple[int, ...] = tuple(TOPS)) -> Edition:
    """The made-up edition with a count and a share of rare events."""
    made = made_up_edition()
    cards = {**made.measures, COUNT: replace(made.measures[COUNT], timing="flow")}
    top = dict(zip((period.label for period in MONTHS), tops, strict=True))
    rows = made.results.table.to_pylist()
    for row in rows:
        if row["group"] == "all" and row["measure"] == COUNT:
            row.update(numerator=top[row["period"]], value=top[row["period"]], timing="flow")
        if row["group"] == "all" and row["measure"] == SHARE:
            share = top[row["period"]] / AMONG * 100
            row.update(numerator=top[row["period"]], denominator=AMONG, value=share)
    results = Results(pa.Table.from_pylist(rows, schema=made.results.table.schema))
    events = {
        COUNT: events_of(COUNT, list(tops), among=0),
        SHARE: events_of(SHARE, list(tops), among=AMONG),
    }
    whole = replace(
        made_up_edition(measures=cards, results=results), events=events, audience=audience, register=None
    )
    return for_audience(whole)


def shown(name: str, made: Edition) -> Shown:
    return next(each for each in all_shown(made) if each.measure.id == name)


def block(name: str, made: Edition | None = None) -> tuple[ChartBlock, Paragraph]:
    [found] = between_blocks(shown(name, made or edition()))
    assert isinstance(found, Beside)
    [drawn], [said] = found.left, found.right
    assert isinstance(drawn, ChartBlock)
    assert isinstance(said, Paragraph)
    return drawn, said


def test_a_count_of_rare_events_has_its_days_between_and_says_why() -> None:
    drawn, said = block(COUNT)
    words = in_words(drawn.finding)
    assert words.startswith("The latest was on 3 December 2023, 51 days after the one before: within")
    assert in_words(said.text).startswith("T chart: days between rare events. 10 of 25 periods had none.")
    since, *gaps = [figure.text for figure in figures_in(drawn.table)]
    days = [each.day for each in edition().events[COUNT].days]
    assert since == "28"
    assert drawn.table.rows[0][0] == ("None since, to 31 December 2023",)
    assert words.endswith("None since, to 31 December 2023: 28 days.")
    assert gaps == [str((b - a).days) for a, b in pairwise(days)][::-1][:24]
    assert {figure.against for figure in figures_in(drawn.table)} <= {day.isoformat() for day in days}


def test_a_share_of_rare_events_has_the_cases_between() -> None:
    drawn, said = block(SHARE)
    words = in_words(drawn.finding)
    assert words.startswith("The latest was on 3 December 2023, after 59 cases without one: within the usual")
    assert in_words(said.text).startswith("G chart: cases between rare events. 10 of 25 periods had none.")
    shares = [each.cases_before for each in edition().events[SHARE].days]
    assert [figure.text for figure in figures_in(drawn.table)] == [str(each) for each in shares[:0:-1]][:24]


def test_a_long_time_without_one_is_more_than_chance() -> None:
    tops = (*[2] * 15, *[0] * 9, 1)
    drawn, _ = block(COUNT, edition(tops=tops))
    words = in_words(drawn.finding)
    assert ": above the usual range " in words
    assert " That is more than chance for the better: outside the limits." in words


def test_none_for_a_long_time_is_said_and_drawn_as_a_gap_that_is_open() -> None:
    made = edition(tops=(*[2] * 16, *[0] * 9))
    drawn, _ = block(COUNT, made)
    last = made.events[COUNT].days[-1].day
    days = (made.period.end - last).days
    words = in_words(drawn.finding)
    assert words.endswith(
        f"None since, to 31 December 2023: {days} days, above the usual range. "
        "That is more than chance for the better."
    )
    assert isinstance(drawn.chart, LineChart)
    *ended, still = drawn.chart.points
    assert (still.is_open, still.value, still.label) == (True, days, "31 Dec 23")
    assert still.signal == "improvement"
    assert not any(point.is_open for point in ended)
    assert drawn.table.rows[0] == (
        ("None since, to 31 December 2023",),
        drawn.table.rows[0][1],
        ("outside the limits",),
    )


def test_a_gap_that_the_finding_leaves_to_chance_is_no_signal() -> None:
    """Waits so alike that 10 days lie below their limits: no evidence, so neither shape nor claim."""
    made = with_register_of(edition(tops=(*[1, 0] * 12, 2)))
    judged = shown(COUNT, made).judged()
    assert judged is not None
    assert judged.rare is not None
    assert judged.rare.chart.is_signal
    assert judged.rare.leaves_to_chance
    drawn, _ = block(COUNT, made)
    assert isinstance(drawn.chart, LineChart)
    assert not drawn.chart.points[-1].signal
    words = in_words(drawn.finding)
    assert "more than chance" not in words
    assert " Chance alone may bring it there: outside the limits" in words
    told = next(row for row in drawn.table.rows if "since" not in str(row[0][0]))
    assert str(told[-1][0]).endswith(", which chance alone may do")


def test_a_gap_that_is_open_and_as_usual_is_hollow_and_its_key_says_so() -> None:
    made = edition(tops=(*[1, 0, 2, 0, 1] * 4, 1, 1, 0, 0, 0))
    drawn, _ = block(COUNT, made)
    assert isinstance(drawn.chart, LineChart)
    assert drawn.chart.points[-1].is_open
    assert drawn.chart.points[-1].signal is None
    assert "not ended yet" in draw_line(drawn.chart, "a")
    assert "hollow: not ended yet" in key_words(drawn.chart)
    fresh, _ = block(COUNT)
    assert isinstance(fresh.chart, LineChart)
    assert not fresh.chart.points[-1].is_open, "a short gap says nothing yet"


def test_too_few_events_for_limits_are_said_and_not_drawn() -> None:
    tops = (*[0] * 20, 1, 0, 1, 0, 1)
    [said] = between_blocks(shown(COUNT, edition(tops=tops)))
    assert isinstance(said, Paragraph)
    assert in_words(said.text) == (
        "Days between rare events: 22 of 25 periods had none. No t chart yet: its limits need 13 events, "
        "and 3 are known."
    )


REBASE = Annotation(dt.date(2023, 4, 1), AnnotationKind.REBASE, "new front door", (), "director")


def test_the_events_since_limits_started_anew_are_counted_where_there_are_too_few() -> None:
    made = replace(edition(), annotations=(REBASE,))
    known = {name: [each.day for each in made.events[name].days] for name in (COUNT, SHARE)}
    for name, kind in ((COUNT, "t"), (SHARE, "g")):
        [said] = between_blocks(shown(name, made))
        assert isinstance(said, Paragraph)
        since = sum(day >= REBASE.day for day in known[name])
        assert 1 < since < 13 <= len(known[name])
        assert in_words(said.text).endswith(
            f"No {kind} chart yet: its limits need 13 events, and {since} are known since 1 April 2023, when "
            "limits started anew."
        )
    [alone] = between_blocks(
        shown(COUNT, replace(made, annotations=(replace(REBASE, day=known[COUNT][-1]),)))
    )
    assert isinstance(alone, Paragraph)
    assert "and 1 is known since" in in_words(alone.text)
    after = known[COUNT][-1] + dt.timedelta(1)
    for name in (COUNT, SHARE):
        [none] = between_blocks(shown(name, replace(made, annotations=(replace(REBASE, day=after),))))
        assert isinstance(none, Paragraph)
        assert "and none is known since" in in_words(none.text)
    later = replace(REBASE, day=made.period.end + dt.timedelta(1))
    assert block(COUNT, replace(made, annotations=(later,)))


def test_what_lies_across_a_start_of_limits_says_that_it_is_not_judged() -> None:
    made = edition(tops=(*[1, 0] * 3, *[2, 0, 1] * 6, 2))
    days = [each.day for each in made.events[COUNT].days]
    drawn, _ = block(COUNT, replace(made, annotations=(replace(REBASE, day=days[4]),)))
    said = [row[-1] for row in drawn.table.rows]
    assert said[::-1][3] == ("not judged: limits start anew",)
    assert said.count(("not judged: limits start anew",)) == 1


def test_one_day_and_one_case_are_said_as_one() -> None:
    tops = (*TOPS[:-1], 2)
    made = edition(tops=tops)
    whole = made.events[COUNT]
    near = replace(whole.days[-1], day=whole.days[-2].day + dt.timedelta(1))
    one = replace(whole, days=(*whole.days[:-1], near))
    words = in_words(block(COUNT, replace(made, events={COUNT: one}))[0].finding)
    assert words.startswith("The latest was on 4 December 2023, 1 day after the one before: ")
    share = made.events[SHARE]
    one = replace(share, days=(*share.days[:-1], replace(share.days[-1], cases_before=1)))
    words = in_words(block(SHARE, replace(made, events={SHARE: one}))[0].finding)
    assert words.startswith("The latest was on 13 December 2023, after 1 case without one: ")


def test_days_that_are_not_those_of_the_figures_are_not_drawn() -> None:
    made = edition()
    other = replace(made, events={COUNT: events_of(COUNT, [0, *TOPS[1:]], among=0)})
    assert between_blocks(shown(COUNT, other)) == []
    assert between_blocks(shown("contacts_received", made)) == []


@pytest.mark.parametrize("audience", ["team", "leadership"])
def test_those_who_run_services_see_it(audience: str) -> None:
    made = edition(audience)
    assert set(made.events) == {COUNT, SHARE}
    printed = {figure.part for figure in figures_in(document(made).pages)}
    assert {"between", "between_low", "between_high"} <= printed
    assert any("days between one and the next" in text for text in pages_of(made).values())


@pytest.mark.parametrize("audience", ["exempt", "public"])
def test_nobody_else_sees_a_day(audience: str) -> None:
    made = edition(audience)
    assert made.events == {}
    assert not [figure for figure in figures_in(document(made).pages) if figure.part.startswith("between")]
    for text in pages_of(made).values():
        assert "between one and the next" not in text
        assert "rare events" not in text


def test_what_lies_between_rare_events_is_a_finding_for_those_who_may_know_their_days() -> None:
    tops = (*[2] * 15, *[0] * 9, 1)
    made = with_register_of(edition(tops=tops))
    assert made.register is not None
    found = {each.measure: each for each in made.register.findings if each.kind is FindingKind.RARE}
    assert COUNT in found
    drawn, _ = block(COUNT, made)
    printed = [part.text for part in drawn.finding if isinstance(part, Figure) and "between" in part.part]
    told = [figure.text for figure in found[COUNT].figures if "between" in figure.part]
    assert told == printed
    assert " days after the one before, above the usual range " in pages_of(made)["index.html"]
    for audience in ("exempt", "public"):
        other = with_register_of(edition(audience, tops))
        assert other.register is not None
        assert not [each for each in other.register.findings if each.kind is FindingKind.RARE]
