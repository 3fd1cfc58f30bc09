"""The rows behind a figure, by the figure's own filter: for an auditor, or a manager who must act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from sqlglot import parse_one

from goldenthread.base.dates import day_number
from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability, no_source
from goldenthread.engine.compute import parts_of
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.queries import expression_sql, period_join
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.warehouse.facts import Fact, fact


@dataclass(frozen=True)
class RowList:
    """The rows of one part of a measure. `rows` has the fact's columns, `in_numerator` and `row_ref`; `sql`
    is the query that found them, laid out for an auditor."""

    role: str
    standard: str
    fact: Fact
    count: str
    rows: pa.Table
    sql: str


def rows_behind(
    source: Source,
    catalogue: Mapping[str, Measure],
    measure: Measure,
    authority: str,
    period: Period,
    groups: Mapping[str, str] | None = None,
) -> list[RowList]:
    """The rows that a figure counts, for each part of the measure; `groups` narrows to one group."""
    found = tallies([measure], catalogue, None)
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    put_period(source, period)
    lists = []
    parts = parts_of(measure, found)
    standard = standard_of(availability, measure, list(parts.values()), authority, period)
    for role, tally in parts.items():
        sql = _list_sql(source, tally, standard, authority, dict(groups or {}))
        counted = fact(tally.component.fact)
        lists.append(
            RowList(role, standard, counted, tally.component.count, source.fetch(sql), _laid_out(sql))
        )
    return lists


def list_sql(source: Source, tally: Tally, standard: str, authority: str, groups: Mapping[str, str]) -> str:
    """The query behind a list, laid out for an auditor."""
    return _laid_out(_list_sql(source, tally, standard, authority, dict(groups)))


def _laid_out(sql: str) -> str:
    return parse_one(sql, dialect="duckdb").sql(dialect="duckdb", pretty=True)


def standard_of(
    availability: Availability, measure: Measure, parts: Sequence[Tally], authority: str, period: Period
) -> str:
    """The standard that all parts of a measure are read from. Refuses, with the reason, when none supplies
    them."""
    reason = no_source(measure)
    for standard in availability.standards_for(measure, parts[0]):
        answer = availability.together(parts, authority, standard, period)
        if not answer.reason:
            return standard
        reason = answer.reason
    raise RefusedInput(f"{measure.id} is not available for {period.words()}: {reason}.")


def _list_sql(source: Source, tally: Tally, standard: str, authority: str, groups: dict[str, str]) -> str:
    component = tally.component
    counted = fact(component.fact)
    parameters = parameter_values(source.rows("parameters"))
    table = source.table(standard, component.fact, component.date or component.interval or "")
    numerator = expression_sql(component.numerator, tally, parameters) if component.numerator else "true"
    conditions = [
        f"s.authority = {_text(authority)}",
        f"({expression_sql(component.where, tally, parameters)})",
    ]
    if component.count != "rows":
        conditions.append(f's."{component.count}" IS NOT NULL')
    conditions += [_group(counted, tally, name, value) for name, value in groups.items()]
    columns = [_listed(counted, name, source.extracted_on) for name in _columns(counted)]
    people = ""
    if counted.person:
        columns = [c.replace('s."person_id"', "n.person_id") for c in columns]
        people = f"LEFT JOIN {source.person_numbers()} n ON n.person_no = s.person_id "
    return (
        f"SELECT {', '.join(columns)}, coalesce(({numerator}), false) AS in_numerator, s.row_ref "
        f'FROM "{table}" s JOIN periods p ON {period_join(tally)} {people}WHERE {" AND ".join(conditions)} '
        f'ORDER BY in_numerator DESC, s."{counted.row}", s.row_ref'
    )


def _listed(counted: Fact, name: str, extracted_on: dt.date) -> str:
    """A column as a list shows it. A date after the extract is none of the records': an 18th birthday that
    closes a stretch of care would give a birth date away."""
    column = f's."{name}"'
    if name in counted.columns and counted.columns[name].type == "date":
        return f'CASE WHEN {column} <= {day_number(extracted_on)} THEN {column} END AS "{name}"'
    return column


def _columns(counted: Fact) -> list[str]:
    own = [name for name, column in counted.columns.items() if column.listed]
    names = [counted.row, *counted.keys, *own, *counted.breakdowns]
    return list(dict.fromkeys(names))


def _group(counted: Fact, tally: Tally, name: str, value: str) -> str:
    allowed = {*counted.breakdowns, *([tally.split] if tally.split else [])}
    if name not in allowed:
        raise UsageError(f"'{counted.title}' have no breakdown '{name}'.", do=suggest(name, allowed))
    column = "adolescent" if (name, value) == ("age_band", "10-17") else name
    return f's."{column}" = {_text(value)}'


def put_period(source: Source, period: Period) -> None:
    """Make the period readable as `periods`, the one row that lists join."""
    numbers = {
        "first_month": period.first_month,
        "last_month": period.last_month,
        "start_day": day_number(period.start),
        "end_day": day_number(period.end),
    }
    source.put("periods", pa.table({name: pa.array([value], pa.int32()) for name, value in numbers.items()}))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
