"""The days of rare events for an edition that shows them, read where a chart needs them and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from goldenthread.analysis.findings import MeasureSeries
from goldenthread.analysis.spc import RuleSet, is_of_rare_events, unbroken
from goldenthread.base.periods import Period
from goldenthread.engine.event_days import event_days
from goldenthread.engine.source import Source
from goldenthread.model.event import Events
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition


def with_events(source: Source, measures: Mapping[str, Measure], made: Edition) -> Edition:
    """The edition with the events of each measure of which a quarter of the periods or more have none."""
    found = (_events(source, measures, made, shown) for shown in all_shown(made) if shown.split is None)
    return replace(made, events={each.measure: each for each in found if each and each.days})


def _events(source: Source, measures: Mapping[str, Measure], made: Edition, shown: Shown) -> Events | None:
    periods = shown.judged_periods()
    results = [shown.result(period) for period in periods]
    return rare_events(source, measures, shown.measure, made.authority, periods, results, made.rules)


def rare_events(
    source: Source,
    measures: Mapping[str, Measure],
    measure: Measure,
    authority: str,
    periods: Sequence[Period],
    results: Sequence[Result | None],
    rules: RuleSet,
) -> Events | None:
    """The events of a measure that few of its periods have; None of one whose events are not rare."""
    if not is_of_rare_events(measure, periods, results, rules):
        return None
    counted = unbroken(periods, results)
    return event_days(source, measures, measure, authority, counted) if counted else None


def with_rare_events(
    source: Source, measures: Mapping[str, Measure], authority: str, series: MeasureSeries, rules: RuleSet
) -> MeasureSeries:
    """A total with its events where they are rare; a group as it is, since nobody reads its days."""
    if series.breakdown != ALL:
        return series
    found = rare_events(source, measures, series.measure, authority, series.periods, series.results, rules)
    return replace(series, events=found if found and found.days else None)
