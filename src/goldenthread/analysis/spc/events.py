"""From the events of a measure to what a chart of rare events is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby

from goldenthread.analysis.spc.choice import Between, has_few_events
from goldenthread.analysis.spc.records import CasesBetween, EventDays
from goldenthread.analysis.spc.rules import RuleSet
from goldenthread.analysis.spc.series import LATEST, charted, observations
from goldenthread.base.periods import Period
from goldenthread.model.event import EventDay, Events
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status

Series = Sequence[Result | None]


def is_of_rare_events(measure: Measure, periods: Sequence[Period], results: Series, rules: RuleSet) -> bool:
    """Whether what lies between the events of a series says more than how many each period has: a quarter of
    the periods that its chart is made from, or more, have none."""
    series = charted(observations(periods, results), rules)
    return has_few_events(series, measure.form, measure.timing)


def between_of(
    measure: Measure, periods: Sequence[Period], results: Series, rules: RuleSet, events: Events
) -> Between:
    """Days between the latest events of a count or rate, cases between those of a percentage. With a baseline
    all of them are charted: limits stay where they are only while the events that made them are there.
    Events of one day are one: brothers and sisters come together, and that is no change.

    None where events are not rare, and where they are not those of the figures that stand beside them: as
    many in each period as its result says.
    """
    rare = is_of_rare_events(measure, periods, results, rules)
    if not rare or not _is_of(dict(zip(periods, results, strict=True)), events):
        return None
    until, kept = events.periods[-1].end, 0 if rules.baseline else -LATEST - 1
    together = _of_one_day(events.days)
    days, cases = tuple(together)[kept:], tuple(together.values())[kept:]
    if measure.form != "percentage":
        return EventDays(days, until)
    without = sum(among - top for top, among in events.counted) - sum(together.values())
    return CasesBetween(cases[1:], days[1:], days[0] if days else None, until, without)


def _of_one_day(events: Iterable[EventDay]) -> dict[dt.date, int]:
    """The days with an event, each with the cases without one since the day before it that had one."""
    by_day = groupby(events, key=lambda each: each.day)
    return {day: sum(each.cases_before or 0 for each in those) for day, those in by_day}


def unbroken(periods: Sequence[Period], results: Series) -> tuple[Period, ...]:
    """The periods up to the last one that is counted, back to the first gap: across a period that nobody
    counted nobody knows what lies between two events. A period without cases is counted."""
    counted = [_is_counted(each) for each in results]
    end = max((place for place, is_counted in enumerate(counted, start=1) if is_counted), default=0)
    start = max(
        (place for place, is_counted in enumerate(counted[:end], start=1) if not is_counted), default=0
    )
    return tuple(periods[start:end])


def _is_counted(result: Result | None) -> bool:
    return result is not None and (result.value is not None or result.status is Status.NO_CASES)


def _is_of(said: dict[Period, Result | None], events: Events) -> bool:
    pairs = zip(events.periods, events.counted, strict=True)
    return bool(events.periods) and all(_agree(said.get(period), counted) for period, counted in pairs)


def _agree(said: Result | None, counted: tuple[int, int]) -> bool:
    events, among = counted
    if said is None or not _is_counted(said):
        return False
    return (said.numerator or 0) == events and (not among or said.denominator == among)
