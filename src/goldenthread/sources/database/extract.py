"""From a database to Parquet files in memory, a table at a time, inside one read-only transaction."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.sources.database.plan import Column, TablePlan, plan
from goldenthread.sources.database.settings import SQL_SERVER, DatabaseSource
from goldenthread.sources.received import Received

Rows = Sequence[Sequence[Any]]
BATCH = 20_000


class Reader(Protocol):
    """One open transaction that sees the same state of every table and can change nothing."""

    def today(self) -> dt.date:
        """The day in London on which the transaction began, by the database's clock."""

    def columns(self) -> list[Column]:
        """The columns of all tables and views named ssd_…, that this user may read."""

    def rows(self, table: TablePlan) -> Iterator[Rows]:
        """The planned columns in an order that does not change, as text, in batches."""


@dataclass(frozen=True)
class Extract:
    """What a database gave: files as if it had been extracted, and the tables not read, with why."""

    files: tuple[Received, ...]
    passed: tuple[tuple[str, str], ...]


def read_database(source: DatabaseSource, progress: Callable[[str], None] = lambda _: None) -> Extract:
    """Read the dataset from the database of the settings. Raises RefusedInput."""
    with _opened(source) as reader:
        return extract(source.name, reader, progress)


def _opened(source: DatabaseSource) -> AbstractContextManager[Reader]:
    if source.kind == SQL_SERVER:
        from goldenthread.sources.database.sqlserver import opened as opened_sql_server

        return opened_sql_server(source)
    from goldenthread.sources.database.postgresql import opened as opened_postgresql

    return opened_postgresql(source)


def extract(name: str, reader: Reader, progress: Callable[[str], None] = lambda _: None) -> Extract:
    """One Parquet file a table, in a folder of that name, each with the day of reading in its name."""
    day = reader.today()
    plans, passed = plan(reader.columns(), name)
    files = []
    for table in plans:
        progress(f"{name}: {table.name}")
        if table.columns:
            file = f"{name}/{table.name}_{day.isoformat()}.parquet"
            files.append(Received(file, name, _packed(table, reader.rows(table))))
    return Extract(tuple(files), tuple((f"{name}/{one}", why) for one, why in passed))


def _packed(table: TablePlan, batches: Iterator[Rows]) -> bytes:
    """A Parquet file of text columns: the same rows always give the same bytes."""
    schema = pa.schema([pa.field(one.name, pa.string()) for one in table.columns])
    out = io.BytesIO()
    with pq.ParquetWriter(out, schema, compression="zstd", store_schema=False) as writer:
        for rows in batches:
            columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
            writer.write_batch(pa.record_batch(columns, schema=schema))
    return out.getvalue()
