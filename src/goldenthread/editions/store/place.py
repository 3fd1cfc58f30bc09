"""Where the editions store is: a file in the workspace, or a PostgreSQL database that the settings name.

A password is never among the settings: PostgreSQL's own client finds it (PGPASSWORD, PGPASSFILE).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from goldenthread.base.errors import RefusedInput, suggest
from goldenthread.warehouse.workspace import Workspace

FILE = "editions.sqlite3"
WHERE = "goldenthread.yml, editions_database"
FORM = "Write it as postgresql://user@host:5432/database."
OPTIONS = ("host", "sslmode", "sslrootcert", "service")
SECONDS_TO_WAIT = 60
SECONDS_TO_CONNECT = 10
LOCAL = ("", "localhost", "127.0.0.1", "::1")

SQLITE_BEGIN = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
"""Readers never wait for a writer; what is committed outlasts a power cut; a reference leads somewhere."""


def store_file(here: Workspace) -> Path:
    """The file of a workspace whose store is a file."""
    return here.editions / FILE


def has_store(here: Workspace) -> bool:
    """Whether anything may be stored: no commentary was imported and nothing released where this is false."""
    return here.editions_database is not None or store_file(here).is_file()


def database_of(here: Workspace) -> dict[str, Any]:
    """The database as Django's settings have it."""
    if here.editions_database is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(store_file(here)),
            "OPTIONS": {
                "init_command": SQLITE_BEGIN,
                "transaction_mode": "IMMEDIATE",
                "timeout": SECONDS_TO_WAIT,
            },
        }
    return _postgresql(here.editions_database)


def _postgresql(said: object) -> dict[str, Any]:
    address = _address(said)
    options = dict(parse_qsl(address.query))
    for name in options:
        if name not in OPTIONS:
            raise RefusedInput(f"There is no option '{name}'.", where=WHERE, do=suggest(name, OPTIONS))
    host = options.pop("host", "") or address.hostname or ""
    more = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "goldenthread", **options}
    if not (host.startswith("/") or host in LOCAL or "PGSSLMODE" in os.environ or "service" in options):
        more.setdefault("sslmode", "require")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.removeprefix("/")),
        "USER": unquote(address.username or ""),
        "HOST": host,
        "PORT": address.port or "",
        "OPTIONS": more,
    }


def _address(said: object) -> SplitResult:
    """The parts of the address; one that holds a password is refused and not repeated."""
    try:
        address = urlsplit(str(said))
        port, password = address.port, address.password
    except ValueError:
        raise RefusedInput("That is no address of a database.", where=WHERE, do=FORM) from None
    if password is not None:
        raise RefusedInput(
            "The settings may not hold a password.",
            where=WHERE,
            why="The workspace is copied and shared; a password in it would be too.",
            do="Take it out and change that password. It is read from PGPASSWORD or the file that "
            "PGPASSFILE names.",
        )
    if address.scheme not in ("postgresql", "postgres") or not address.path.strip("/") or port == 0:
        raise RefusedInput("That is no address of a PostgreSQL database.", where=WHERE, do=FORM)
    return address
