"""Flows between the groups of a stock from one month-end to another, in a matrix that adds to both stocks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability, no_source
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.selections import group_sql, put_periods, selection_sql
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.flow import ENTERED, LEFT, Flow
from goldenthread.model.measure import Measure


def flow(
    source: Source,
    catalogue: Mapping[str, Measure],
    measure: Measure,
    authority: str,
    then: Period,
    now: Period,
    breakdown: str,
) -> Flow:
    """How the children of a stock stood on the last days of two periods, by a breakdown of its card.

    Both days are read from one standard. Raises UsageError for a measure that is no stock of children, or
    for a breakdown that its card does not have.
    """
    tally = _tally(catalogue, measure, breakdown)
    values = parameter_values(source.rows("parameters"))
    availability = Availability(source.covers, values)
    made = partial(Flow, measure.id, authority, str(then), str(now), breakdown)
    reason = no_source(measure)
    for standard in availability.standards_for(measure, tally):
        answers = [availability.answer(tally, authority, standard, period) for period in (then, now)]
        reason = next((answer.reason for answer in answers if answer.reason), "")
        reason = reason or availability.breakdown_reason(tally, authority, standard, (breakdown,))
        if not reason:
            put_periods(source, (then, now))
            columns = {"person": 's."person_id"', "grp": group_sql(breakdown)}
            stood = [
                selection_sql(source, tally, standard, authority, columns, values, number)
                for number in (0, 1)
            ]
            rows = source.fetch(_matrix_sql(*stood)).to_pylist()
            cells = {(row["origin"], row["destination"]): int(row["n"]) for row in rows}
            flags = dict.fromkeys(flag for answer in answers for flag in answer.flags)
            return made(cells, flags=tuple(flags))
    return made({}, reason=reason)


def _tally(catalogue: Mapping[str, Measure], measure: Measure, breakdown: str) -> Tally:
    if measure.base is None or measure.base.timing != "stock" or measure.base.count != "person_id":
        raise UsageError(
            f"'{measure.id}' has no flows: they are of stocks that count children.",
            do="Give a measure such as cla_count or cp_plans_open.",
        )
    if breakdown not in measure.breakdowns:
        raise UsageError(
            f"'{measure.id}' has no breakdown '{breakdown}'.", do=suggest(breakdown, measure.breakdowns)
        )
    return tallies([measure], catalogue, [breakdown])[measure.id]


def _matrix_sql(then: str, now: str) -> str:
    first, second = (
        f"(SELECT person, min(grp) AS grp FROM ({sql}) x GROUP BY person)" for sql in (then, now)
    )
    return (
        f"SELECT coalesce(a.grp, '{ENTERED}') AS origin, coalesce(b.grp, '{LEFT}') AS destination, "
        f"count(*) AS n FROM {first} a FULL OUTER JOIN {second} b ON b.person = a.person "
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
