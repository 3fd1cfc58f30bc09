"""Which database: named in the workspace's settings, without any password."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.base.errors import RefusedInput, UsageError, suggest

POSTGRESQL, SQL_SERVER = "postgresql", "sqlserver"
KINDS = (POSTGRESQL, SQL_SERVER)
TEXTS = ("host", "database", "user", "schema", "service", "sslmode", "driver")
ALLOWED = ("kind", "port", *TEXTS)
SECRETS = ("password", "passwd", "pwd", "pass", "secret", "url", "uri", "dsn", "connection_string")
"""Keys under which a password would stand in the settings."""

WHERE = "goldenthread.yml, databases"


@dataclass(frozen=True)
class DatabaseSource:
    """Where the dataset lies and as whom it is read. How the password is found is the driver's own way."""

    name: str
    kind: str
    host: str = ""
    port: int | None = None
    database: str = ""
    user: str = ""
    schema: str = ""
    service: str = ""
    sslmode: str = ""
    driver: str = ""


def database_source(name: str, databases: object) -> DatabaseSource:
    """The source of that name. `databases` is what the settings say under that key."""
    said = databases if isinstance(databases, Mapping) else {}
    if name not in said:
        raise UsageError(
            "There is no database of that name in goldenthread.yml.",
            do=suggest(name, map(str, said)) if said else "Name it there under 'databases'.",
        )
    entry = said[name]
    if not isinstance(entry, Mapping):
        raise RefusedInput("A database needs lines such as 'kind' and 'host'.", where=f"{WHERE}, {name}")
    _refuse_secrets(name, entry)
    kind = str(entry.get("kind", POSTGRESQL))
    if kind not in KINDS:
        raise RefusedInput(
            "That kind of database is not read.", where=f"{WHERE}, {name}, kind", do=suggest(kind, KINDS)
        )
    texts = {key: str(entry[key]) for key in TEXTS if entry.get(key) is not None}
    return DatabaseSource(name, kind, port=_port(name, entry), **texts)


def _refuse_secrets(name: str, entry: Mapping[Any, Any]) -> None:
    """A password, or an address that could hold one, may not stand in a file that is copied about."""
    for key in map(str, entry):
        if key.casefold() in SECRETS:
            raise RefusedInput(
                f"The settings may not hold '{key}'.",
                where=f"{WHERE}, {name}",
                why="The workspace is copied and shared; a password in it would be too.",
                do="Take it out and change that password. It is read from PGPASSWORD or the file that "
                "PGPASSFILE names (SQL Server: SQLCMDPASSWORD), or it is asked for.",
            )
        if key not in ALLOWED:
            raise RefusedInput(
                f"A database has no setting '{key}'.", where=f"{WHERE}, {name}", do=suggest(key, ALLOWED)
            )


def _port(name: str, entry: Mapping[Any, Any]) -> int | None:
    port = entry.get("port")
    if port is None:
        return None
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65536:
        raise RefusedInput("The port is no number from 1 to 65535.", where=f"{WHERE}, {name}, port")
    return port
