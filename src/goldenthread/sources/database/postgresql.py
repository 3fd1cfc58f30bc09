"""PostgreSQL: one read-only transaction that sees one state, read through a cursor on the server.

The password is found as PostgreSQL's own programs find it: PGPASSWORD, PGPASSFILE or ~/.pgpass, a service
file; else it is asked for. It is in no argument, message or file of ours.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.database.extract import BATCH, Rows
from goldenthread.sources.database.plan import Column, TablePlan
from goldenthread.sources.database.settings import DatabaseSource

SECONDS_TO_CONNECT = 30
CATALOGUE = """
select n.nspname, c.relname, a.attname, format_type(a.atttypid, null)
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p', 'v', 'm', 'f') and lower(c.relname) like 'ssd\\_%%'
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_t%%'
  and (%(schema)s = '' or n.nspname = %(schema)s)
  and has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select')
order by n.nspname, c.relname, a.attnum
"""
REASONS = (
    ("no password supplied", "It asks for a password and none was given."),
    ("password authentication failed", "The user or the password is not right."),
    ("could not translate host name", "There is no host of that name."),
    ("no such file", "Nothing answers at that host and port."),
    ("connection refused", "Nothing answers at that host and port."),
    ("timeout", "It did not answer in time."),
    ("no pg_hba.conf entry", "It does not let this user in from here."),
    ("ssl", "No encrypted connection could be made."),
    ("does not exist", "There is no such database, user or service."),
)
"""What a failed connection says, in lower case, and what we say for it: its own words could hold more."""


class PostgreSql:
    """The transaction."""

    def __init__(self, connection: psycopg.Connection[Any], source: DatabaseSource) -> None:
        self._connection, self._source = connection, source

    def today(self) -> dt.date:
        """The day in London on which the transaction began."""
        said = self._connection.execute("select (now() at time zone 'Europe/London')::date").fetchone()
        assert said is not None
        day: dt.date = said[0]
        return day

    def columns(self) -> list[Column]:
        """The columns of the dataset that this user may read."""
        found = self._connection.execute(CATALOGUE, {"schema": self._source.schema}).fetchall()
        return [Column(*one) for one in found]

    def rows(self, table: TablePlan) -> Iterator[Rows]:
        """The columns as PostgreSQL writes them, in the order of their bytes."""
        texts = [_text(one) for one in table.columns]
        order = [sql.SQL('{} collate "C"').format(text) for text in texts]
        query = sql.SQL("select {} from {} order by {}").format(
            sql.SQL(", ").join(texts),
            sql.Identifier(table.schema, table.own_name),
            sql.SQL(", ").join(order),
        )
        with self._connection.cursor(name="goldenthread") as cursor:
            cursor.execute(query)
            while batch := cursor.fetchmany(BATCH):
                yield batch


def _text(column: Column) -> sql.Composable:
    """A column as text; true and false as Y and N, as the dataset writes them elsewhere."""
    name = sql.Identifier(column.name)
    if column.kind == "boolean":
        return sql.SQL("(case when {} then 'Y' when not {} then 'N' end)").format(name, name)
    return sql.SQL("{}::text").format(name)


@contextmanager
def opened(source: DatabaseSource) -> Iterator[PostgreSql]:
    """A transaction in which nothing changes and nothing can be changed; nothing is kept of it after."""
    connection = _connect(source)
    try:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("set local datestyle to iso")
        connection.execute("set local timezone to 'UTC'")
        connection.execute("set local extra_float_digits to 1")
        connection.execute("set local row_security to off")  # rather refused than a part for the whole
        yield PostgreSql(connection, source)
    except psycopg.Error as error:
        raise _failed(source, error) from None
    finally:
        connection.close()


def _connect(source: DatabaseSource) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(**_parameters(source))
    except psycopg.OperationalError as error:
        if "no password supplied" not in str(error) or not sys.stdin.isatty():
            raise _no_connection(source, error) from None
    password = getpass.getpass(f"Password for the database {source.name}: ")
    try:
        return psycopg.connect(**_parameters(source), password=password)
    except psycopg.OperationalError as error:
        raise _no_connection(source, error) from None


def _parameters(source: DatabaseSource) -> dict[str, Any]:
    given = {
        "host": source.host,
        "port": source.port,
        "dbname": source.database,
        "user": source.user,
        "service": source.service,
        "sslmode": source.sslmode or _default_sslmode(source),
        "connect_timeout": SECONDS_TO_CONNECT,
        "application_name": "goldenthread",
    }
    return {name: value for name, value in given.items() if value}


def _default_sslmode(source: DatabaseSource) -> str:
    """Records of children cross a network encrypted, unless the settings say otherwise."""
    local = not source.host or source.host.startswith("/") or source.host in ("localhost", "127.0.0.1", "::1")
    return "" if local or "PGSSLMODE" in os.environ or source.service else "require"


def _no_connection(source: DatabaseSource, error: psycopg.Error) -> RefusedInput:
    said = str(error).casefold()
    reason = next((ours for theirs, ours in REASONS if theirs in said), "The server gave another reason.")
    return RefusedInput(
        f"The database cannot be reached. {reason}",
        where=source.name,
        do="Check it under 'databases' in goldenthread.yml. The password is read from PGPASSWORD or the file "
        "that PGPASSFILE names, or it is asked for.",
    )


def _failed(source: DatabaseSource, error: psycopg.Error) -> RefusedInput:
    """A failure by its code alone: the server's sentence could quote a record."""
    return RefusedInput(
        f"The database stopped the reading (code {error.sqlstate or type(error).__name__}).",
        where=source.name,
        why="A part of the dataset would be taken for the whole, so nothing of it is used.",
        do="Load again; if it happens again, show the code to whoever looks after the database.",
    )
