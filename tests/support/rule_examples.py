"""Rules run over rows written as text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.model.text_rows import rows_of_text
from goldenthread.sources.quality import Rule
from goldenthread.sources.quality.rule import BROKEN
from goldenthread.warehouse.conform import conform
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import table_of
from goldenthread.warehouse.quality import Issues
from tests.support.engine_run import REGISTER_ONLY

EXTRACTED_ON = dt.date(2024, 1, 31)
FIRST = dt.date(1980, 1, 1)

Rows = dict[str, list[dict[str, Any]]]


def written(example: Mapping[str, str], mark: str = "") -> Rows:
    """The rows of an example, with ids where it gives none; `broken` as it stands there.

    With a `mark` in every id and other text, no two examples can meet when they stand in one table.
    """
    found: Rows = {}
    for name, text in example.items():
        rows = [dict(row) for row in rows_of_text(name, text, where=name, beside=(BROKEN, "excluded"))]
        for number, row in enumerate(rows):
            for column in TABLES[name].columns:
                if column.required and column.identifier and row.get(column.name) is None:
                    row[column.name] = f"{column.name} {number}"
                if column.type == "text" and row.get(column.name) is not None:
                    row[column.name] = f"{row[column.name]}{mark}"
        found[name] = rows
    return found


def issues_of(
    rules: Mapping[str, Rule], rows_by_authority: Mapping[str, Rows], without: Iterable[str] = ()
) -> pa.Table:
    """The issues of rows of several authorities. `without`: columns that no source supplies."""
    rows: Rows = defaultdict(list)
    for authority, tables in rows_by_authority.items():
        for name, listed in tables.items():
            rows[name] += [_record(name, row, authority) for row in listed]
    tables = {name: table_of(name, listed) for name, listed in rows.items()}
    covers = covers_of(rows_by_authority, without)
    issues = Issues(tables, covers, EXTRACTED_ON, rules)
    conform(DuckDB(), tables, covers, EXTRACTED_ON, only=frozenset({"contacts"}), also=issues.find)
    return issues.table()


def covers_of(authorities: Iterable[str], without: Iterable[str] = ()) -> Covers:
    """Every table complete since 1980, but for the columns named, as 'assessments.referral_id'."""
    lacking = set(without)
    return Covers(
        TableCover(authority, standard_of(name), name, FIRST, EXTRACTED_ON, FIRST, columns)
        for authority in authorities
        for name, table in TABLES.items()
        for columns in [frozenset(c.name for c in table.columns if f"{name}.{c.name}" not in lacking)]
    )


def standard_of(name: str) -> str:
    """The standard in which the rows of a table come here."""
    return LOCAL if name in REGISTER_ONLY or not TABLES[name].record else "SSD"


def _record(name: str, row: Mapping[str, Any], authority: str) -> dict[str, Any]:
    own = {column: value for column, value in row.items() if column != BROKEN}
    if TABLES[name].record:
        own |= {"source_std": standard_of(name), "load_id": "test", "as_at": EXTRACTED_ON}
    return {**own, "authority": authority}
