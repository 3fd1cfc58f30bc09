"""Checks of rows against the declaration of their table.

A check says where and what, never the value: a message may reach a log.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.codes import code_list
from goldenthread.model.ddl import all_columns
from goldenthread.model.table import Column, Table

MISSING = "missing"
NOT_IN_LIST = "not_in_list"
END_BEFORE_START = "end_before_start"
DUPLICATE_KEY = "duplicate_key"

PAIRS = (
    ("start_date", "end_date"),
    ("start_date", "completion_date"),
    ("start_date", "authorised_date"),
    ("start_date", "ceased_date"),
    ("valid_from", "valid_to"),
    ("covers_from", "covers_to"),
    ("period_start", "period_end"),
    ("age_from", "age_to"),
    ("dob", "death_date"),
    ("contact_date", "decision_date"),
    ("referral_date", "closure_date"),
    ("agreed_date", "closed_date"),
    ("decision_date", "ended_date"),
    ("issued_date", "concluded_date"),
    ("allocated_date", "completed_date"),
    ("stage1_start", "stage1_end"),
    ("stage2_start", "stage2_end"),
)
"""Start and end, wherever a table has both: the end may be the same day and not before."""


class Fault(NamedTuple):
    """One fault: the row by its index, the column, the kind of fault, and a sentence without the value."""

    row: int
    column: str
    code: str
    message: str


def check_rows(table: Table, rows: pa.Table) -> list[Fault]:
    """Every fault of the rows, in their order. A column that is not there counts as empty."""
    faults = [
        *_missing(table, rows),
        *_not_in_list(table, rows),
        *_end_before_start(table, rows),
        *_duplicates(table, rows),
    ]
    return sorted(faults, key=lambda fault: fault.row)


def allowed_values(column: Column) -> tuple[str, ...]:
    """What an enum column may hold."""
    return code_list(column.codes).values if column.codes else column.values


def pairs(table: Table) -> tuple[tuple[str, str], ...]:
    """The start and end columns that the table has."""
    names = {column.name for column in table.columns}
    return tuple((start, end) for start, end in PAIRS if start in names and end in names)


def _missing(table: Table, rows: pa.Table) -> Iterator[Fault]:
    for column in all_columns(table):
        if not column.required:
            continue
        if column.name in rows.column_names:
            found = _where(pc.is_null(rows[column.name]))
        else:
            found = list(range(rows.num_rows))
        yield from _faults(found, column.name, MISSING, f"{column.name} is needed and is empty.")


def _not_in_list(table: Table, rows: pa.Table) -> Iterator[Fault]:
    for column in all_columns(table):
        if column.type != "enum" or column.name not in rows.column_names:
            continue
        values = rows[column.name]
        allowed = pa.array(allowed_values(column), pa.string())
        unknown = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=allowed)))
        name = f"the code list {column.codes}" if column.codes else "the values allowed"
        message = f"{column.name} holds something that is not in {name}."
        yield from _faults(_where(unknown), column.name, NOT_IN_LIST, message)


def _end_before_start(table: Table, rows: pa.Table) -> Iterator[Fault]:
    for start, end in pairs(table):
        if {start, end} <= set(rows.column_names):
            found = _where(pc.less(rows[end], rows[start]))
            yield from _faults(found, end, END_BEFORE_START, f"{end} is before {start}.")


def _duplicates(table: Table, rows: pa.Table) -> Iterator[Fault]:
    """Rows whose whole key an earlier row has. A key with an empty part is not compared, as in SQL."""
    if not set(table.key) <= set(rows.column_names):
        return
    index = pa.array(range(rows.num_rows), pa.int64())
    keyed = rows.select(table.key).append_column("row index", index)
    complete = keyed.filter(_all_valid(keyed, table.key))
    firsts = complete.group_by(table.key).aggregate([("row index", "min")])["row index_min"]
    if len(firsts) == complete.num_rows:
        return
    repeated = pc.invert(pc.is_in(complete["row index"], value_set=firsts.combine_chunks()))
    found = complete["row index"].filter(repeated).to_pylist()
    message = f"An earlier row has the same key ({', '.join(table.key)})."
    yield from _faults(found, table.key[-1], DUPLICATE_KEY, message)


def _all_valid(rows: pa.Table, names: tuple[str, ...]) -> Any:
    mask = pc.is_valid(rows[names[0]])
    for name in names[1:]:
        mask = pc.and_(mask, pc.is_valid(rows[name]))
    return mask


def _where(mask: Any) -> list[int]:
    found: list[int] = pc.indices_nonzero(mask).to_pylist()
    return found


def _faults(found: list[int], column: str, code: str, message: str) -> Iterator[Fault]:
    return (Fault(row, column, code, message) for row in found)
