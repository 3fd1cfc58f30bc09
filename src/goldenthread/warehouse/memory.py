"""A snapshot that lives in memory: canonical rows conformed in the engine, nothing written.

Worked examples, previews and tests go through the same fact SQL as a real load.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.conform import PERSON_NUMBERS, conform
from goldenthread.warehouse.conform.shapes import Shape
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.base import Engine
from goldenthread.warehouse.stored import stored_counts


class MemorySnapshot:
    """Canonical tables opened as a snapshot. `only` names the facts wanted (None: all)."""

    def __init__(
        self,
        engine: Engine,
        tables: Mapping[str, pa.Table],
        covers: Covers,
        extracted_on: dt.date,
        *,
        only: frozenset[str] | None = None,
    ) -> None:
        self.id, self.covers, self.extracted_on = "memory", covers, extracted_on
        self._engine, self._tables, self.at_once = engine, tables, engine.at_once
        self._single = conform(engine, tables, covers, extracted_on, only=only).single

    def table(self, standard: str, fact: str, shape: str) -> str:
        """The engine's name of a conformed table."""
        return f"{standard}.{Shape(fact, '', shape).table}"

    def single_keys(self, table: str) -> frozenset[str]:
        """Keys of which no two rows of a conformed table cover the same month-end."""
        return frozenset(self._single.get(table, ()))

    def person_numbers(self) -> str:
        """The engine's name of the table person_no -> authority, person_id (the hash)."""
        return PERSON_NUMBERS

    def rows(self, table: str) -> Iterable[Mapping[str, Any]]:
        """Rows of a reference table."""
        rows: list[dict[str, Any]] = self._tables[table].to_pylist() if table in self._tables else []
        return rows

    def has(self, table: str) -> bool:
        """Whether there is a canonical table."""
        return table in self._tables

    def stored_rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Columns of a canonical table in stored order."""
        return self._tables[table].select(list(columns))

    def stored_counts(self) -> pa.Table:
        """How many rows of each canonical table are stored, and how many of them count."""
        return stored_counts(self._tables)

    def put(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under a name."""
        self._engine.put(name, table)

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""
        self._engine.keep(name, sql)

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query."""
        return self._engine.fetch(sql)


def table_of(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as a canonical table: absent columns are null, unknown ones refused by Arrow's own check."""
    schema = arrow_schema(TABLES[name])
    listed = [dict(row) for row in rows]
    unknown = {column for row in listed for column in row} - set(schema.names)
    if unknown:
        raise KeyError(f"{name} has no column {', '.join(sorted(unknown))}")
    return pa.Table.from_pylist(listed, schema=schema)
