"""Which canonical columns a fact is made from, read from its SQL: what a faulty column can reach."""

from __future__ import annotations

from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope
from sqlglot.schema import MappingSchema

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.conform.run import HERE, STATES
from goldenthread.warehouse.facts import fact

PROVENANCE = frozenset(
    {"authority", "row_ref", "source_std", "load_id", "as_at", "src_file", "src_sheet", "src_row", "excluded"}
)
"""What a row carries beside what it says."""


def columns_read(name: str, standard: str) -> frozenset[str]:
    """Every canonical column ('assessments.start_date') that the SQL of a fact reads for a standard, through
    what several facts share too. Columns of provenance are left out."""
    return columns_in(fact(name).sql_for(standard))


@cache
def columns_in(sql: str) -> frozenset[str]:
    """The same of any query over the canonical tables and what several facts share."""
    tree = with_states(sqlglot.parse_one(sql, dialect="duckdb"))
    known = qualify(tree, schema=known_columns(), dialect="duckdb", validate_qualify_columns=False)
    found = set()
    for scope in traverse_scope(pushdown_projections(known)):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table) and source.name in TABLES:
                found.add((source.name, column.name))
    return frozenset(f"{table}.{column}" for table, column in found if column not in PROVENANCE)


def with_states(tree: exp.Expr) -> exp.Expr:
    """The query with every shared state that it names, and those that these name, put before it."""
    needed: dict[str, exp.Expr] = {}
    _add_states(tree, needed)
    own = tree.args.get("with_")
    parts = [exp.CTE(this=sql, alias=exp.TableAlias(this=exp.to_identifier(n))) for n, sql in needed.items()]
    if parts:
        tree.set("with_", exp.With(expressions=[*parts, *(own.expressions if own else ())]))
    return tree


def _add_states(tree: exp.Expr, needed: dict[str, exp.Expr]) -> None:
    for table in tree.find_all(exp.Table):
        if table.name in STATES and table.name not in needed:
            state = _state(table.name).copy()
            _add_states(state, needed)
            needed[table.name] = state


@cache
def _state(state: str) -> exp.Expr:
    return sqlglot.parse_one(_state_sql(state), dialect="duckdb")


def _state_sql(state: str) -> str:
    return (HERE / f"{state}.sql").read_text(encoding="utf-8")


@cache
def known_columns() -> MappingSchema:
    """What stands in the canonical tables. Columns of the calendar and of code groups are always written with
    their table's name."""
    names = {name: [*arrow_schema(table).names, "row_ref"] for name, table in TABLES.items()}
    tables: dict[str, object] = {table: dict.fromkeys(columns, "INT") for table, columns in names.items()}
    return MappingSchema(tables, normalize=False, dialect="duckdb")
