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
from goldenthread.engine.availability import Availability
from goldenthread.engine.compute import parts_of
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.queries import expression_sql, period_join, table_of
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.result import ADOLESCENT
from goldenthread.warehouse.facts import Fact, fact
from goldenthread.warehouse.literals import text_sql


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
    """The rows that a figure counts, for each part of the measure, and for each standard where the lines of a
    split are read from several; `groups` narrows to one group."""
    asked = dict(groups or {})
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    put_period(source, period)
    lists = []
    parts = parts_of(measure, tallies([measure], catalogue, None))
    for standard, lines in _read_from(availability, measure, parts, authority, period, asked).items():
        for role, tally in parts.items():
            sql = _list_sql(source, tally, standard, authority, asked, lines)
            counted = fact(tally.component.fact)
            lists.append(
                RowList(role, standard, counted, tally.component.count, source.fetch(sql), _laid_out(sql))
            )
    return lists


def _read_from(
    availability: Availability,
    measure: Measure,
    parts: Mapping[str, Tally],
    authority: str,
    period: Period,
    asked: Mapping[str, str],
) -> dict[str, tuple[str, ...]]:
    """The standards to read, each with its lines of the split: of one line that is asked for, its own."""
    tried = list(parts.values())
    found = availability.read_from(measure, tried, authority, period)
    line = asked.get(measure.split.by) if measure.split else None
    if line not in tried[0].lines:
        return found
    standard, answer = availability.chosen(measure, tried, authority, period)[str(line)]
    if answer.reason:
        raise RefusedInput(f"{measure.id} ({line}) is not available for {period.words()}: {answer.reason}.")
    return {standard: (str(line),)}


def list_sql(source: Source, tally: Tally, standard: str, authority: str, groups: Mapping[str, str]) -> str:
    """The query behind a list, laid out for an auditor."""
    return _laid_out(_list_sql(source, tally, standard, authority, groups, ()))


def _laid_out(sql: str) -> str:
    return parse_one(sql, dialect="duckdb").sql(dialect="duckdb", pretty=True)


def _list_sql(
    source: Source,
    tally: Tally,
    standard: str,
    authority: str,
    groups: Mapping[str, str],
    lines: Sequence[str],
) -> str:
    component = tally.component
    counted = fact(component.fact)
    parameters = parameter_values(source.rows("parameters"))
    table = table_of(source, standard, tally)
    numerator = expression_sql(component.numerator, tally, parameters) if component.numerator else "true"
    conditions = [
        f"s.authority = {text_sql(authority)}",
        f"({expression_sql(component.where, tally, parameters)})",
    ]
    if component.count != "rows":
        conditions.append(f's."{component.count}" IS NOT NULL')
    conditions += [_group(counted, tally, name, value) for name, value in groups.items()]
    if tally.split not in groups:
        conditions += of_lines(tally, lines)
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
    column = "adolescent" if (name, value) == ("age_band", ADOLESCENT) else name
    return f's."{column}" = {text_sql(value)}'


def of_lines(tally: Tally, lines: Sequence[str]) -> list[str]:
    """The condition that a row is of the lines that are read, where these are not all."""
    if not lines or set(lines) == set(tally.lines):
        return []
    return [f's."{tally.split}" IN ({", ".join(map(text_sql, lines))})']


def put_period(source: Source, period: Period) -> None:
    """Make the period readable as `periods`, the one row that lists join."""
    numbers = {
        "first_month": period.first_month,
        "last_month": period.last_month,
        "start_day": day_number(period.start),
        "end_day": day_number(period.end),
    }
    source.put("periods", pa.table({name: pa.array([value], pa.int32()) for name, value in numbers.items()}))
