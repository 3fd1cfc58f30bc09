"""The days of rare events for an edition that shows them, read where a chart needs them and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from goldenthread.analysis.spc import is_of_rare_events, unbroken
from goldenthread.engine.event_days import event_days
from goldenthread.engine.source import Source
from goldenthread.model.event import Events
from goldenthread.model.measure import Measure
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition


def with_events(source: Source, measures: Mapping[str, Measure], made: Edition) -> Edition:
    """The edition with the events of each measure of which a quarter of the periods or more have none."""
    found = (_events(source, measures, made, shown) for shown in all_shown(made) if shown.split is None)
    return replace(made, events={each.measure: each for each in found if each and each.days})


def _events(source: Source, measures: Mapping[str, Measure], made: Edition, shown: Shown) -> Events | None:
    periods = shown.judged_periods()
    results = [shown.result(period) for period in periods]
    if not is_of_rare_events(shown.measure, periods, results, made.rules):
        return None
    counted = unbroken(periods, results)
    return event_days(source, measures, shown.measure, made.authority, counted) if counted else None
