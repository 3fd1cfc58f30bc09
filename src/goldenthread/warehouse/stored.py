"""How many rows of each canonical table are stored, by source, and how many of them count."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from goldenthread.model.tables import TABLES

STORED = "stored.parquet"
SCHEMA = pa.schema(
    [
        ("table", pa.string()),
        ("authority", pa.string()),
        ("source_std", pa.string()),
        ("excluded", pa.string()),
        ("rows", pa.int64()),
    ]
)
"""`excluded` says why the rows are kept and not counted; null for those that count."""


def stored_counts(tables: Mapping[str, pa.Table]) -> pa.Table:
    """The counts of every table of records."""
    parts = []
    for name, rows in tables.items():
        if TABLES[name].record:
            keys = ["authority", "source_std", "excluded"]
            counted = rows.select(keys).group_by(keys).aggregate([([], "count_all")])
            counted = counted.rename_columns([*keys, "rows"])
            names = pa.repeat(pa.scalar(name), counted.num_rows)
            parts.append(counted.append_column("table", names).select(SCHEMA.names).cast(SCHEMA))
    return pa.concat_tables(parts) if parts else SCHEMA.empty_table()
