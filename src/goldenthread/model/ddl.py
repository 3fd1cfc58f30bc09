"""From a declaration to a place for its rows: SQL and Arrow."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from goldenthread.model.table import Column, Table, Type

AUTHORITY = Column("authority", "text", True, "The authority.", references="authorities.authority", size=9)

RECORD_COLUMNS = (
    Column("source_std", "enum", True, "The standard the row came in.", codes="std"),
    Column("load_id", "text", True, "The load that brought it.", references="loads.load_id"),
    Column("as_at", "date", True, "The extract date of that load."),
)
"""What every table of records carries beside its own columns and the authority."""

PROVENANCE_COLUMNS = (
    Column("src_file", "text", False, "File the row was read from."),
    Column("src_sheet", "text", False, "Sheet of that file, if it has sheets."),
    Column("src_row", "int", False, "Row in that file or sheet, as its reader counts."),
    Column("excluded", "text", False, "Why the row is kept but not counted; empty when it counts."),
)
"""Where a record was read, and whether it counts; stored beside the row, no part of the model."""

SQL_TYPES: Mapping[Type, str] = {
    "text": "VARCHAR",
    "enum": "VARCHAR",
    "int": "INTEGER",
    "dec": "DOUBLE PRECISION",
    "bool": "BOOLEAN",
    "date": "DATE",
}
"""Type names that DuckDB and PostgreSQL share."""

ARROW_TYPES: Mapping[Type, pa.DataType] = {
    "text": pa.string(),
    "enum": pa.string(),
    "int": pa.int32(),
    "dec": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}


def common_columns(table: Table) -> tuple[Column, ...]:
    """The columns a table has beside its own, in the order stored."""
    own = {column.name for column in table.columns}
    authority = (AUTHORITY,) if table.authority and "authority" not in own else ()
    return authority + (RECORD_COLUMNS if table.record else ())


def all_columns(table: Table) -> tuple[Column, ...]:
    """Common columns first, then the table's own."""
    return common_columns(table) + table.columns


def create_table(table: Table, dialect_types: Mapping[Type, str] = SQL_TYPES) -> str:
    """The CREATE TABLE statement.

    A key with a column that may be empty becomes UNIQUE, since a primary key would forbid the empty value.
    """
    columns = all_columns(table)
    lines = [_column_sql(column, dialect_types) for column in columns]
    optional = {column.name for column in columns if not column.required}
    kind = "UNIQUE" if optional.intersection(table.key) else "PRIMARY KEY"
    lines.append(f"{kind} ({', '.join(map(_quoted, table.key))})")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {body}\n)"


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of stored rows; every field may be null, because faulty rows are stored too."""
    columns = all_columns(table) + (PROVENANCE_COLUMNS if table.record else ())
    return pa.schema([pa.field(column.name, ARROW_TYPES[column.type]) for column in columns])


def _column_sql(column: Column, dialect_types: Mapping[Type, str]) -> str:
    required = " NOT NULL" if column.required else ""
    return f"{_quoted(column.name)} {dialect_types[column.type]}{required}"


def _quoted(name: str) -> str:
    return f'"{name}"'
