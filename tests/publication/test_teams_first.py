"""Teams stand among what is looked at first, for those who manage them and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pyarrow as pa
import pytest

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import Judged, MeasureSeries, register
from goldenthread.model.results import Results
from goldenthread.publication.charts.description import SmallChart
from goldenthread.publication.content.first import first_page
from goldenthread.publication.content.look_first import look_first
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.for_audience import for_audience
from goldenthread.publication.judging import with_drivers, with_teams
from goldenthread.publication.tree import Glimpses, Link, Paragraph
from tests.publication.made_up import AUTHORITY, MEASURES, MONTHS, Maker, made_up_edition
from tests.publication.pages import pages_of

NAME, TEAMS = "contacts_received", ("Team 1", "Team 2")
STEADY = [500 + (-1) ** place * 9 for place in range(24)]


@cache
def whole() -> Edition:
    """The made-up edition with two teams, of which the first had far fewer contacts in December."""
    maker = Maker()
    for team, last in zip(TEAMS, (260, 505), strict=True):
        for period, value in zip(MONTHS, [*STEADY, last], strict=True):
            maker.count(MEASURES[NAME], period, "team", team, value)
    made = made_up_edition()
    results = Results(pa.concat_tables([made.results.table, maker.table()]))
    return with_teams(with_drivers(replace(made, results=results)), _judged(results))


def _judged(results: Results) -> tuple[Judged, ...]:
    series = [
        MeasureSeries(
            MEASURES[NAME],
            MONTHS,
            tuple(results.series(NAME, AUTHORITY, [each.label for each in MONTHS], "team", team)),
            "team",
            team,
            team,
        )
        for team in TEAMS
    ]
    return register(series).judged


@cache
def cut(audience: str) -> Edition:
    return for_audience(replace(whole(), audience=audience))


def _glimpses(edition: Edition) -> Glimpses:
    [section] = look_first(edition, {each.measure.id: each for each in all_shown(edition)})
    return next(block for block in section.blocks if isinstance(block, Glimpses))


@pytest.mark.parametrize("audience", ["team", "leadership"])
def test_a_team_that_changed_stands_among_the_measures(audience: str) -> None:
    made = cut(audience)
    assert made.register
    assert made.teams
    assert made.teams.chance.series == made.register.chance.series + 2
    assert made.teams.chance.expected > made.register.chance.expected
    [lead] = [each for each in first_page(made).opening if isinstance(each, Paragraph)]
    assert in_words(lead.text[:1]).startswith(made.teams.headline())  # type: ignore[arg-type] # of links too
    assert "measures and groups changed for a reason" in made.teams.headline()
    drawn = _glimpses(made).items
    [mine] = [
        each for each in drawn if any(isinstance(p, Link) and p.text.endswith("Team 1") for p in each.text)
    ]
    said = "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in mine.text)
    assert (
        "260 contacts in December 2023, 491 in November, 509 in December 2022; below the usual range" in said
    )
    assert isinstance(mine.chart, SmallChart)
    points = mine.chart.line.points
    assert [point.value for point in points] == [*STEADY, 260]
    assert points[-1].usual
    assert points[-1].usual.lower > 260
    assert points[-1].signal == "improvement"
    assert len({each.anchor for each in drawn}) == len(drawn)


def test_a_team_as_usual_is_judged_and_not_shown() -> None:
    assert not any("Team 2" in str(each.text) for each in _glimpses(cut("team")).items)


@pytest.mark.parametrize("audience", ["exempt", "public"])
def test_nobody_else_reads_of_a_team(audience: str) -> None:
    made = cut(audience)
    assert made.teams is None
    assert made.register
    assert "measures and groups" not in made.register.headline()
    assert not any("Team 1" in text for text in pages_of(made).values())


def test_what_drove_a_total_goes_with_it_into_the_list_of_both() -> None:
    made = cut("leadership")
    assert made.register
    assert made.teams
    alone = {each.measure: each.drove for each in made.register.findings if each.drove}
    both = {each.measure: each.drove for each in made.teams.findings if each.drove}
    assert alone == both != {}
