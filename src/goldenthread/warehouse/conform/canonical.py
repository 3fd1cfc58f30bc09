"""Canonical tables as facts read them: days and people are numbers, each row points back to the stored one.

A join and a distinct count over numbers cost a fraction of those over dates and hashes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Protocol, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.codes import GROUPS
from goldenthread.model.ddl import arrow_schema
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.conform.calendar import calendar, working_days
from goldenthread.warehouse.engines.base import Engine

PERSON_NUMBERS = "person_numbers"
"""Table of a person's number in conformed facts, beside the hash that stands for the person in the store."""


@runtime_checkable
class ByColumn(Protocol):
    """Tables of which some columns can be had alone."""

    def select(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Some columns of a table."""


class People:
    """Every person of some canonical tables, numbered from 1 in the order of their ids."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        held = [_who(tables, name) for name in tables if TABLES[name].has_person] or [_nobody()]
        everybody = pa.concat_tables(held)
        self._one_authority = len(pc.unique(everybody["authority"])) <= 1
        people = everybody.group_by(["authority", "person_id"], use_threads=False).aggregate([])
        people = people.filter(pc.is_valid(people["person_id"])).sort_by(
            [("authority", "ascending"), ("person_id", "ascending")]
        )
        numbers = pa.array(range(1, people.num_rows + 1), pa.int32())
        self.table = people.append_column("person_no", numbers)
        self._known = self._keys(people)

    def numbers(self, rows: pa.Table) -> pa.Array:
        """The number of each row's person; null where a row has none."""
        return pc.add(pc.index_in(self._keys(rows), value_set=self._known), pa.scalar(1, pa.int32()))

    def _keys(self, rows: pa.Table) -> pa.ChunkedArray:
        """An id is a person's within its authority."""
        if self._one_authority:
            return rows["person_id"]
        return pc.binary_join_element_wise(rows["authority"], rows["person_id"], "\x1f")


def put_canonical(engine: Engine, tables: Mapping[str, pa.Table]) -> None:
    """Put every canonical table as `canonical_<name>`, with the people, the calendar and the code groups."""
    people = People(tables)
    engine.put(PERSON_NUMBERS, people.table)
    with ThreadPoolExecutor(engine.at_once) as pool:
        list(pool.map(partial(_put_table, engine, tables, people), range(len(TABLES)), TABLES.values()))
    pa.default_memory_pool().release_unused()  # the engine has its own copy now, and needs the room
    engine.put("calendar", calendar())
    engine.put("working_days", working_days())
    engine.put("code_groups", _code_groups())


def _put_table(
    engine: Engine, tables: Mapping[str, pa.Table], people: People, number: int, table: Table
) -> None:
    schema = arrow_schema(table)
    rows = tables[table.name] if table.name in tables else schema.empty_table()
    if table.has_person:
        at = rows.column_names.index("person_id")
        rows = rows.set_column(at, "person_id", people.numbers(rows))
    refs = pa.array(range(number << 32, (number << 32) + rows.num_rows), pa.int64())
    columns = ", ".join(_as_number(field) for field in schema)
    engine.put(
        f"canonical_{table.name}",
        rows.append_column("row_ref", refs),
        f"SELECT {columns}, r.row_ref FROM incoming r",
    )


def _who(tables: Mapping[str, pa.Table], name: str) -> pa.Table:
    """Whose the rows of a table are. Of tables on disk nothing else is read."""
    columns = ["authority", "person_id"]
    return tables.select(name, columns) if isinstance(tables, ByColumn) else tables[name].select(columns)


def _nobody() -> pa.Table:
    return arrow_schema(TABLES["persons"]).empty_table().select(["authority", "person_id"])


def _as_number(field: pa.Field) -> str:
    if pa.types.is_date(field.type):
        return f'CAST(r."{field.name}" - DATE \'1970-01-01\' AS INTEGER) AS "{field.name}"'
    return f'r."{field.name}"'


def _code_groups() -> pa.Table:
    rows = [
        {"list": name, "code": code, "grp": group}
        for name, groups in GROUPS.items()
        for code, group in groups.items()
    ]
    return pa.Table.from_pylist(rows)
