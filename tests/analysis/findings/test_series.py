"""Series for the register from results: which periods, which groups, which target."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from goldenthread.analysis.findings import Groups, MeasureSeries, series_of
from goldenthread.analysis.targets import Rating
from goldenthread.base.periods import Period, month, parse
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Measure, Split
from goldenthread.model.results import SCHEMA, Results
from tests.analysis.build import measure, target

LAST = parse("2023-12")
MONTHS = [month(LAST.last_month - back) for back in range(5, -1, -1)]
GROUPS = {
    "all": ["all"],
    "team": ["T01", "T02", "unknown"],
    "age × sex": ["0-4 × F", "unknown × F"],
    "hub": ["all"],
}


def results(*measures: Measure, periods: list[Period] = MONTHS) -> Results:
    rows = [
        {
            "measure": card.id,
            "authority": "E1",
            "period": period.label,
            "timing": "flow",
            "breakdown": breakdown,
            "group": group,
            "numerator": 5.0,
            "denominator": 50.0,
            "value": 10.0 + place,
            "status": "ok",
            "snapshot": "s",
            "definition_version": 1,
            "flags": "",
            "reason": "",
        }
        for card in measures
        for place, period in enumerate(periods)
        for breakdown, groups in GROUPS.items()
        for group in groups
    ]
    return Results(pa.Table.from_pylist(rows, schema=SCHEMA))


def made(card: Measure, found: Results, *breakdowns: str, **more: object) -> list[MeasureSeries]:
    groups = Groups(lambda by, group: f"{by} {group}", lambda group: "unknown" not in group)
    return series_of(card, found, "E1", LAST, breakdowns, groups=groups, **more)  # type: ignore[arg-type]


def test_results_name_the_periods_of_each_measure() -> None:
    found = results(measure(), periods=MONTHS[:2])
    assert found.periods("m") == [each.label for each in MONTHS[:2]]
    assert found.periods("other") == []


def test_the_total_alone_without_breakdowns() -> None:
    card, other = measure(), measure(id="other")
    (series,) = made(card, results(card, other))
    assert (series.measure, series.breakdown, series.group, series.name) == (card, "all", "all", "")
    assert series.periods == tuple(MONTHS)
    assert [each.value for each in series.results if each] == [10.0, 11.0, 12.0, 13.0, 14.0, 15.0]
    assert series.period == LAST
    assert series.at(MONTHS[0]) == series.results[0]
    assert series.at(None) is None


def test_groups_without_those_that_are_not_ranked() -> None:
    card = measure()
    found = results(card)
    assert [(each.group, each.name) for each in made(card, found, "team")] == [
        ("T01", "team T01"),
        ("T02", "team T02"),
    ]
    assert [each.group for each in made(card, found, "age × sex")] == ["0-4 × F"]
    assert made(card, found, "hub") == []  # of which no group could be computed


def test_a_split_measure_has_its_lines() -> None:
    card = measure(split=Split("team"))
    assert [each.group for each in made(card, results(card))] == ["T01", "T02"]


def test_a_lag_leaves_the_open_months_out() -> None:
    card = measure(lag_months=2)
    (series,) = made(card, results(card))
    assert series.period == MONTHS[-3]


def test_a_measure_of_quarters_keeps_its_own_periods() -> None:
    card = measure()
    quarters = [parse("FY2023-24Q1"), parse("FY2023-24Q2"), parse("FY2023-24Q3")]
    (series,) = made(card, results(card, periods=quarters))
    assert series.periods == tuple(quarters)


def test_a_measure_without_results_has_no_series() -> None:
    assert made(measure(id="absent"), results(measure())) == []


def test_the_target_of_a_group_is_its_own() -> None:
    card = measure()
    targets = (target(12), target(20, scope="team=T01"), target(5, valid_to=dt.date(2023, 5, 1)))
    (total,) = made(card, results(card), targets=targets)
    first, second = made(card, results(card), "team", targets=targets)
    ratings = [each.rated.rating for each in (total, first, second) if each.rated]
    assert ratings == [Rating.MISSED, Rating.MET, Rating.NO_TARGET]


def test_annotations_are_those_of_the_measure() -> None:
    card = measure()
    own = Annotation(dt.date(2023, 9, 1), AnnotationKind.REBASE, "moved", ("m",), "director")
    others = Annotation(dt.date(2023, 9, 1), AnnotationKind.NOTE, "else", ("x",))
    (series,) = made(card, results(card), register=(own, others))
    assert series.annotations == (own,)
