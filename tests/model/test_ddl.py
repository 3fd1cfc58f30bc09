"""A declaration becomes SQL that runs and an Arrow schema that keeps its shape."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from goldenthread.model.ddl import SQL_TYPES, all_columns, arrow_schema, create_table
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES

every_table = pytest.mark.parametrize("declared", TABLES.values(), ids=TABLES)


def test_every_table_can_be_made() -> None:
    with duckdb.connect() as connection:
        for declared in TABLES.values():
            connection.execute(create_table(declared))
            made = connection.execute(f'DESCRIBE "{declared.name}"').fetchall()
            assert [row[0] for row in made] == [column.name for column in all_columns(declared)]


def test_an_empty_value_is_refused_where_a_column_is_required() -> None:
    with duckdb.connect() as connection:
        connection.execute(create_table(TABLES["working_calendar"]))
        connection.execute("INSERT INTO working_calendar VALUES ('2024-01-02', true, NULL)")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO working_calendar VALUES ('2024-01-03', NULL, NULL)")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO working_calendar VALUES ('2024-01-02', false, NULL)")


def test_a_key_that_may_be_empty_is_unique_and_not_primary() -> None:
    assert 'UNIQUE ("authority", "placement_id"' in create_table(TABLES["placement_costs"])
    assert 'PRIMARY KEY ("authority", "contact_id", "as_at")' in create_table(TABLES["contacts"])


def test_a_dialect_brings_its_own_types() -> None:
    sql = create_table(TABLES["contacts"], {**SQL_TYPES, "text": "STRING"})
    assert '"contact_id" STRING NOT NULL' in sql


@every_table
def test_rows_come_back_from_a_file_in_the_same_schema(declared: Table, tmp_path: Path) -> None:
    schema = arrow_schema(declared)
    pq.write_table(schema.empty_table(), tmp_path / "rows.parquet")
    assert pq.read_table(tmp_path / "rows.parquet").schema.equals(schema)


def test_a_record_carries_its_origin_and_a_reference_does_not() -> None:
    names = arrow_schema(TABLES["contacts"]).names
    assert names[:4] == ["authority", "source_std", "load_id", "as_at"]
    assert names[-4:] == ["src_file", "src_sheet", "src_row", "excluded"]
    assert arrow_schema(TABLES["working_calendar"]).names == ["day", "is_working_day", "is_school_day"]
    assert arrow_schema(TABLES["authorities"]).names.count("authority") == 1


def test_each_kind_of_column_has_its_arrow_type() -> None:
    schema = arrow_schema(TABLES["placements"])
    types = {name: schema.field(name).type for name in ("place", "start_date", "distance_miles", "src_row")}
    assert types == {
        "place": pa.string(),
        "start_date": pa.date32(),
        "distance_miles": pa.float64(),
        "src_row": pa.int32(),
    }
    assert schema.field("intended_to_18").type == pa.bool_()
