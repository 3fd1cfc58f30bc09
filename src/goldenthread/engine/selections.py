"""The rows that a tally counts in one period, as a query: what bridges, flows and journeys are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from goldenthread.base.dates import day_number
from goldenthread.base.periods import Period
from goldenthread.engine.parameters import ParameterSet
from goldenthread.engine.queries import expression_sql, period_join
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally
from goldenthread.model.result import ALL

PERIODS = "selection_periods"


def put_periods(source: Source, periods: Sequence[Period]) -> None:
    """Make the periods readable, each under its place in the sequence."""
    columns = {
        "no": range(len(periods)),
        "first_month": [period.first_month for period in periods],
        "last_month": [period.last_month for period in periods],
        "start_day": [day_number(period.start) for period in periods],
        "end_day": [day_number(period.end) for period in periods],
    }
    source.put(PERIODS, pa.table({name: pa.array(values, pa.int32()) for name, values in columns.items()}))


def table_of(source: Source, tally: Tally, standard: str) -> str:
    """The conformed table whose rows a tally counts."""
    component = tally.component
    return source.table(standard, component.fact, component.date or component.interval or "")


def selection_sql(
    source: Source,
    tally: Tally,
    standard: str,
    authority: str,
    columns: Mapping[str, str],
    parameters: ParameterSet,
    number: int | None = None,
) -> str:
    """The rows that a tally counts in the period of that number (None: in any, with `p` at hand).

    `columns` are SQL over `s`, a row of the conformed table, and `p`, its period, by the name they get.
    """
    listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    of_period = "" if number is None else f" AND p.no = {number}"
    counted = "" if tally.component.count == "rows" else f' AND s."{tally.component.count}" IS NOT NULL'
    return (
        f'SELECT {listed} FROM "{table_of(source, tally, standard)}" s '
        f"JOIN {PERIODS} p ON {period_join(tally)}{of_period} WHERE s.authority = {text_sql(authority)} "
        f"AND ({expression_sql(tally.component.where, tally, parameters)}){counted}"
    )


def group_sql(breakdown: str) -> str:
    """The group of a row in a breakdown of one column."""
    return f"'{ALL}'" if breakdown == ALL else 's."' + breakdown.replace('"', '""') + '"'


def text_sql(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"
