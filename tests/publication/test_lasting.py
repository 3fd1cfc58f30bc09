"""What became worse before and has stayed so is no news, and is not passed over as if it were usual."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pyarrow as pa

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import FindingKind
from goldenthread.model.result import ALL
from goldenthread.model.results import SCHEMA, Results
from goldenthread.model.strategy import Priority
from goldenthread.publication.charts.description import LineChart
from goldenthread.publication.content.lines import line_block
from goldenthread.publication.content.overview import priorities_section, standing_of
from goldenthread.publication.content.paper_measures import called_for
from goldenthread.publication.content.reader import Shown, shown_measures
from goldenthread.publication.content.signals import is_lasting_concern, variation_icon
from goldenthread.publication.content.slide_glance import priority_slide
from goldenthread.publication.content.slide_measures import weight
from goldenthread.publication.content.tables import series_table
from goldenthread.publication.edition import Edition
from goldenthread.publication.pptx.lines import key_words
from goldenthread.publication.tree import Table
from tests.publication.made_up import MONTHS, made_up_edition

PLANS = "cp_plans_open"


@cache
def edition(high: bool = True, swing: int = 6, step: int = 12) -> Edition:
    """An edition in which the plans rose a year ago and have stayed up, or in which they fell."""
    rows = made_up_edition().results.table.to_pylist()
    place = {period.label: at for at, period in enumerate(MONTHS)}
    step = step if high else -step
    for row in rows:
        if row["measure"] == PLANS and row["breakdown"] == ALL and row["period"] in place:
            at = place[row["period"]]
            value = 300 + (-1) ** at * swing + (step if at > 10 else -step)
            row.update(value=value, numerator=value)
    made = made_up_edition(results=Results(pa.Table.from_pylist(rows, schema=SCHEMA)))
    return replace(made, targets=tuple(each for each in made.targets if each.measure != PLANS))


def drifted() -> Edition:
    """One in which they rose by less than they swing, so that no rule of the chart is broken."""
    return edition(swing=12, step=14)


def found(made: Edition) -> tuple[Priority, list[Shown], Shown]:
    for priority in made.strategy.priorities:
        shown = list(shown_measures(made, priority))
        for each in shown:
            if each.measure.id == PLANS:
                return priority, shown, each
    raise AssertionError


def test_it_is_a_concern_that_was_there_before() -> None:
    _, _, plans = found(edition())
    own, icon = plans.own_finding(), variation_icon(plans)
    assert own is not None
    assert own.kind is FindingKind.LASTING
    assert icon is not None
    assert icon.word == "Concern, high"
    assert is_lasting_concern(plans)
    assert not is_lasting_concern(found(edition(high=False))[2])


def test_the_slide_and_the_first_page_count_it_beside_what_changed() -> None:
    priority, shown, _ = found(edition())
    counted = standing_of(shown)
    assert counted.lasting == 1
    title = in_words(priority_slide(edition(), priority, shown).title)
    assert (
        f"{counted.better + counted.worse + counted.otherwise} of {counted.measures} measures changed"
        in title
    )
    assert ", 1 changed before and is not back to usual" in title
    [table] = [each for each in priorities_section(edition()).blocks if isinstance(each, Table)]
    at = [column.heading for column in table.columns].index("Changed before")
    assert [in_words(row[at]) for row in table.rows if priority.name in str(row[0])] == ["1"]


def test_it_has_its_chart_in_the_paper_and_goes_before_what_is_as_usual() -> None:
    _, shown, plans = found(edition())
    assert called_for(plans)
    usual = [each for each in shown if (own := each.own_finding()) and own.kind is FindingKind.USUAL]
    assert all(weight(plans) < weight(each) for each in usual if each.rated().target is None)
    assert not called_for(found(edition(high=False))[2])


def test_where_the_latest_months_together_moved_the_latest_bears_the_mark_of_its_icon() -> None:
    """No rule of the chart is broken, so that the icon would stand over a line without a mark."""
    plans = found(drifted())[2]
    own, icon, chart = plans.own_finding(), variation_icon(plans), line_block(plans).chart
    assert own is not None
    assert own.kind is FindingKind.DRIFT
    assert icon is not None
    assert isinstance(chart, LineChart)
    assert icon.word == "Concern, high"
    assert [point.signal for point in chart.points][-2:] == [None, "concern"]
    assert "the latest Dec 2023: concern, high." in chart.summary
    signals = [in_words(row[-2]) for row in series_table(plans).rows[:2]]
    assert signals == ["Concern, high: with the months before", "usual"]
    assert "triangle: concern" in key_words(chart)
