"""What makes rows unchangeable: the database refuses to change or delete one, whoever asks.

A later migration that makes a table of SQLite anew (Django does so to alter one) must call this again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

SAID = "a row of the editions store is never changed"

_SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_{what} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{said}'); END"""

_POSTGRESQL = """CREATE OR REPLACE FUNCTION editions_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""

_POSTGRESQL_TABLE = """CREATE OR REPLACE TRIGGER {table}_never_changed
BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION editions_never_changed()"""


def guard(*tables: str) -> Callable[[Any, Any], None]:
    """A step of a migration that guards some tables."""

    def step(_: Any, schema_editor: Any) -> None:
        for statement in _statements(schema_editor.connection.vendor, tables):
            schema_editor.execute(statement, params=None)

    return step


def _statements(vendor: str, tables: Iterable[str]) -> list[str]:
    if vendor == "postgresql":
        each = [_POSTGRESQL_TABLE.format(table=table) for table in tables]
        return [_POSTGRESQL.format(said=SAID), *each]
    return [
        _SQLITE.format(table=table, what=what, said=SAID) for table in tables for what in ("UPDATE", "DELETE")
    ]
