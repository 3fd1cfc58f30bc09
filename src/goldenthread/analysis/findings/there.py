"""Teams and hubs for the months in which there were any: no register says from when to when.

Results have a nought for every month of a team that is seen in any. The noughts before a team began would
make it a change for a reason, month after month. A team is there from the first month in which any of its
measures has a case; one measure alone may have had none for years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from goldenthread.analysis.findings.records import MeasureSeries
from goldenthread.model.result import CROSS, Result

UNITS = ("team", "hub")
"""Breakdowns by who works with a child, whose groups begin and end."""

Unit = tuple[str, str]


def while_there(series: Iterable[MeasureSeries]) -> list[MeasureSeries]:
    """The series, those of a team or hub from its first month on, marked where it has no cases any more."""
    given = list(series)
    seen = _seen(given)
    return [_while_there(each, seen) for each in given]


def _while_there(each: MeasureSeries, seen: dict[Unit, tuple[dt.date, dt.date]]) -> MeasureSeries:
    unit = _unit(each)
    if unit is None or unit not in seen:
        return each
    first, last = seen[unit]
    start = next((place for place, period in enumerate(each.periods) if period.end >= first), 0)
    is_new = any(result is not None and result.value == 0 for result in each.results[:start])
    found = replace(each, none_since=last if last < each.period.end else None)
    if not is_new:
        return found
    periods, results = each.periods[start:], each.results[start:]
    return replace(found, periods=periods, results=results, new_since=periods[0])


def _seen(series: Iterable[MeasureSeries]) -> dict[Unit, tuple[dt.date, dt.date]]:
    """Each team or hub, with the ends of the first and the last period in which it had a case."""
    found: dict[Unit, tuple[dt.date, dt.date]] = {}
    for each in series:
        unit = _unit(each)
        if unit is None:
            continue
        for period, result in zip(each.periods, each.results, strict=True):
            if _has_cases(result):
                first, last = found.get(unit, (period.end, period.end))
                found[unit] = min(first, period.end), max(last, period.end)
    return found


def _unit(series: MeasureSeries) -> Unit | None:
    parts = zip(series.breakdown.split(CROSS), series.group.split(CROSS), strict=False)
    return next(((by, group) for by, group in parts if by in UNITS), None)


def _has_cases(result: Result | None) -> bool:
    return result is not None and bool(result.value or (result.value is not None and result.denominator))
