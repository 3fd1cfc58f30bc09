"""SQL Server, through ODBC: the same reading, inside a snapshot transaction.

Needs the extra 'sqlserver' (pyodbc) and Microsoft's ODBC driver. Without a user in the settings the login
of the system is used; with one, the password comes from SQLCMDPASSWORD or is asked for.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.database.extract import BATCH, Rows
from goldenthread.sources.database.plan import Column, TablePlan
from goldenthread.sources.database.settings import DatabaseSource

DRIVER = "ODBC Driver 18 for SQL Server"
PASSWORD = "SQLCMDPASSWORD"  # noqa: S105 the name of a variable, as Microsoft's own programs have it
SECONDS_TO_CONNECT = 30
CATALOGUE = """
select c.table_schema, c.table_name, c.column_name, c.data_type
from information_schema.columns c
where lower(c.table_name) like 'ssd%' and (? = '' or c.table_schema = ?)
order by c.table_schema, c.table_name, c.ordinal_position
"""


class OdbcReader(ABC):
    """A transaction through ODBC, in the SQL that databases have in common."""

    def __init__(self, connection: Any, source: DatabaseSource) -> None:
        self._connection, self._source = connection, source

    @abstractmethod
    def begin(self) -> None:
        """Open the transaction and see to it that it sees one state."""

    @abstractmethod
    def today(self) -> dt.date:
        """The day in London on which the transaction began."""

    def quoted(self, name: str) -> str:
        """A name as the database takes it, whatever it holds."""
        return '"' + name.replace('"', '""') + '"'

    def selected(self, column: Column) -> str:
        """What is selected for a column."""
        return self.quoted(column.name)

    def columns(self) -> list[Column]:
        """The columns of the dataset that this user may read."""
        schema = self._source.schema
        found = self._connection.execute(CATALOGUE, schema, schema).fetchall()
        return [Column(*map(str, one)) for one in found]

    def rows(self, table: TablePlan) -> Iterator[Rows]:
        """The columns as text, in the database's own order of them all."""
        cursor = self._connection.execute(self.query(table))
        while batch := cursor.fetchmany(BATCH):
            yield [[plain(value) for value in row] for row in batch]

    def query(self, table: TablePlan) -> str:
        """The one statement that reads a table."""
        chosen = ", ".join(map(self.selected, table.columns))
        order = ", ".join(str(at) for at in range(1, len(table.columns) + 1))
        source = f"{self.quoted(table.schema)}.{self.quoted(table.own_name)}"
        return f"select {chosen} from {source} order by {order}"  # noqa: S608 names from the catalogue, quoted


class SqlServer(OdbcReader):
    """SQL Server's own ways."""

    def begin(self) -> None:
        """A snapshot sees one state and keeps nobody waiting; a database without it is refused."""
        state = "select snapshot_isolation_state from sys.databases where name = db_name()"
        if self._connection.execute(state).fetchval() != 1:
            raise RefusedInput(
                "The database does not allow snapshots.",
                where=self._source.name,
                why="Tables read one after the other could be of different moments, and the figures wrong.",
                do="Ask for ALLOW_SNAPSHOT_ISOLATION to be set on it, or load files extracted from it.",
            )
        self._connection.rollback()
        self._connection.execute("set transaction isolation level snapshot")

    def today(self) -> dt.date:
        """The day in London, by the database's clock."""
        zoned = "select cast(sysutcdatetime() at time zone 'UTC' at time zone 'GMT Standard Time' as date)"
        day: dt.date = self._connection.execute(zoned).fetchval()
        return day

    def quoted(self, name: str) -> str:
        """In brackets."""
        return "[" + name.replace("]", "]]") + "]"

    def selected(self, column: Column) -> str:
        """The drivers have no value for a time with its zone: the server writes it in universal time."""
        quoted = self.quoted(column.name)
        if column.kind != "datetimeoffset":
            return quoted
        return f"convert(nvarchar(40), switchoffset({quoted}, '+00:00'), 127)"


@contextmanager
def opened(source: DatabaseSource) -> Iterator[OdbcReader]:
    """A transaction of SQL Server."""
    with opened_odbc(SqlServer, _connection_string(source), source) as reader:
        yield reader


@contextmanager
def opened_odbc(kind: type[OdbcReader], connection: str, source: DatabaseSource) -> Iterator[OdbcReader]:
    """A transaction through ODBC; nothing is kept of it after."""
    try:
        import pyodbc
    except ImportError:
        raise RefusedInput(
            "The library that reads SQL Server is not installed.",
            where=source.name,
            do="Install goldenthread with its extra 'sqlserver', and Microsoft's ODBC driver.",
        ) from None
    try:
        link = pyodbc.connect(connection, timeout=SECONDS_TO_CONNECT, autocommit=False)
    except pyodbc.Error as error:
        raise _failed(source, "cannot be reached", error) from None
    try:
        reader = kind(link, source)
        reader.begin()
        yield reader
    except pyodbc.Error as error:
        raise _failed(source, "stopped the reading", error) from None
    finally:
        link.rollback()
        link.close()


def _connection_string(source: DatabaseSource) -> str:
    server = f"{source.host},{source.port}" if source.port else source.host
    parts = {
        "Driver": source.driver or DRIVER,
        "Server": server,
        "Database": source.database,
        "ApplicationIntent": "ReadOnly",
        "Encrypt": "yes",
        "App": "goldenthread",
    }
    if source.user:
        parts |= {"UID": source.user, "PWD": _password(source)}
    else:
        parts["Trusted_Connection"] = "yes"
    return ";".join(f"{name}={{{value.replace('}', '}}')}}}" for name, value in parts.items() if value)


def _password(source: DatabaseSource) -> str:
    found = os.environ.get(PASSWORD)
    if found is None and sys.stdin.isatty():
        found = getpass.getpass(f"Password for the database {source.name}: ")
    if found is None:
        raise RefusedInput(
            "It asks for a password and none was given.", where=source.name, do=f"Set {PASSWORD}."
        )
    return found


def _failed(source: DatabaseSource, what: str, error: Exception) -> RefusedInput:
    """A failure by its code alone: the server's sentence could quote a record."""
    code = str(error.args[0]) if error.args and len(str(error.args[0])) <= len("HY000") else "unknown"
    return RefusedInput(
        f"The database {what} (code {code}).",
        where=source.name,
        why="A part of the dataset would be taken for the whole, so nothing of it is used.",
        do="Check it under 'databases' in goldenthread.yml, or show the code to whoever looks after it.",
    )


def plain(value: object) -> str | None:
    """A value as text, in the form that a CSV file would have."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
