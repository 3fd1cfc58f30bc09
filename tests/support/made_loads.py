"""Loads made in a test, a few rows each, in a real store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import Batch, Cover, Reading
from goldenthread.warehouse.loads import StoredLoad, store_load

FIRST = dt.date(2023, 1, 1)
Row = Mapping[str, Any]


def day(number: int | None) -> dt.date | None:
    return None if number is None else FIRST + dt.timedelta(number)


@dataclass(frozen=True)
class Sent:
    """One load as a test says it: first complete day, extract day, rows by table. Days are numbers."""

    begins: int
    extracted: int
    tables: Mapping[str, Sequence[Row]]
    lacks: frozenset[str] = frozenset()


def stored(folder: Path, number: int, sent: Sent, standard: str = "SSD") -> StoredLoad:
    """The load in a real store."""
    batches = tuple(Batch(name, arrow(name, rows)) for name, rows in sent.tables.items())
    covers = {
        batch.table: Cover(
            FIRST + dt.timedelta(sent.begins),
            FIRST + dt.timedelta(sent.extracted),
            frozenset(batch.rows.column_names) - sent.lacks,
        )
        for batch in batches
    }
    reading = Reading(standard, "X1", FIRST + dt.timedelta(sent.extracted), "said", batches, covers, ())
    return store_load(folder, reading, [], f"{number:016d}" + "0" * 48)


def arrow(name: str, rows: Sequence[Row]) -> pa.Table:
    """Rows of a test as the readers give them: every column of the table, dates for numbers of days."""
    columns = {}
    for column in TABLES[name].columns:
        values = [row.get(column.name) for row in rows]
        if column.type == "date":
            values = [day(value) for value in values]
        columns[column.name] = pa.array(values, ARROW_TYPES[column.type])
    return pa.table(columns)
