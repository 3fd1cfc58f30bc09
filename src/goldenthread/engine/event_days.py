"""The days of the events that a measure counts, read by the measure's own filter.

They are counted as the measure counts: each key once in a period, on the day of its first event there. So the
events of a period are as many as its result says, which is what a reader of both can hold them to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goldenthread.base.dates import day_of
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.queries import expression_sql
from goldenthread.engine.selections import put_periods, selection_sql
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, part_key, tallies
from goldenthread.model.event import EventDay, Events
from goldenthread.model.measure import Measure

ROLE = {"count": "", "percentage": "", "rate": "numerator"}
"""The forms that count events, and the part of each in which they are counted; '' is the measure itself."""


def event_days(
    source: Source,
    catalogue: Mapping[str, Measure],
    measure: Measure,
    authority: str,
    periods: Sequence[Period],
) -> Events:
    """The events of a measure in periods of one kind that follow one another.

    All are read from the standard that supplies the latest of them. Cases of one day stand in the order of
    their keys, since no record says which of them came first. A measure that counts no events, looks back
    over a window or is split has no days: `reason` says so.
    """
    tally = _tally(measure, catalogue)
    if isinstance(tally, str):
        return Events(measure.id, authority, reason=tally)
    parameters = parameter_values(source.rows("parameters"))
    availability = Availability(source.covers, parameters)
    [(standard, answer)] = availability.chosen(measure, [tally], authority, periods[-1]).values()
    if answer.reason:
        return Events(measure.id, authority, reason=answer.reason)
    put_periods(source, periods)
    found = source.fetch(_cases_sql(source, tally, standard, authority, parameters)).to_pylist()
    days, counted = _in_order(found, len(periods), has_cases=tally.component.numerator is not None)
    return Events(measure.id, authority, tuple(periods), days, counted)


def _tally(measure: Measure, catalogue: Mapping[str, Measure]) -> Tally | str:
    """What counts the events of a measure, or why nothing does."""
    if measure.form not in ROLE or measure.timing != "flow":
        return "it counts no events"
    if measure.split:
        return "its lines have no total"
    role = ROLE[measure.form]
    found = tallies([measure], catalogue, ())
    tally = found[part_key(measure, role) if role else measure.id]
    return "its periods overlap" if tally.component.window_months else tally


def _cases_sql(source: Source, tally: Tally, standard: str, authority: str, parameters: ParameterSet) -> str:
    """A row for each case of each period in order of days: period_no, day, and whether it is an event.

    A key that stands in several rows of a period is one case: an event on the day of the first row that is.
    """
    component = tally.component
    is_event = expression_sql(component.numerator, tally, parameters) if component.numerator else "true"
    key = "s.row_ref" if component.count == "rows" else f's."{component.count}"'
    columns = {"period_no": "p.no", "day": "s.day", "key": key, "is_event": f"coalesce(({is_event}), false)"}
    rows = selection_sql(source, tally, standard, authority, columns, parameters)
    if component.count != "rows":
        rows = (
            "SELECT period_no, key, coalesce(min(day) FILTER (is_event), min(day)) AS day, "
            f"bool_or(is_event) AS is_event FROM ({rows}) r GROUP BY period_no, key"
        )
    return f"SELECT period_no, day, is_event FROM ({rows}) c ORDER BY day, key"


def _in_order(
    cases: Iterable[Mapping[str, Any]], periods: int, *, has_cases: bool
) -> tuple[tuple[EventDay, ...], tuple[tuple[int, int], ...]]:
    """The events of cases in order of days, and how many each period has among how many cases."""
    days: list[EventDay] = []
    events, among, before = Counter[int](), Counter[int](), 0
    for case in cases:
        among[case["period_no"]] += 1
        if not case["is_event"]:
            before += 1
            continue
        events[case["period_no"]] += 1
        days.append(EventDay(day_of(case["day"]), before if has_cases else None))
        before = 0
    return tuple(days), tuple((events[no], among[no] if has_cases else 0) for no in range(periods))
