"""Opening the store: which database it is, its tables brought up to date, and each release in its place.

The models and actions use Django's default database, so that a web project can use them with its settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from filelock import FileLock

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store import configured
from goldenthread.editions.store.place import WHERE, database_of, store_file
from goldenthread.editions.store.settling import settle_interrupted
from goldenthread.warehouse.workspace import Workspace

LOCK = 6_012_034
"""The number by which those who bring a PostgreSQL store up to date wait for one another."""


DISK_FULL = "53100"
"""PostgreSQL's code of a disk without room."""


@contextmanager
def open_store(here: Workspace) -> Iterator[list[ReleaseRecord]]:
    """The store of a workspace, up to date, until the block ends. One store at a time in a process.

    Every way to a release leads through here, so that nobody reads one that an interruption kept from its
    place; gives those that were put there now.
    """
    assert configured.APPS  # Django is set up
    _use(database_of(here))
    here.editions.mkdir(exist_ok=True)
    try:
        _bring_up_to_date(here)
        yield settle_interrupted(here)
    except DatabaseError as error:
        raise RefusedInput(
            f"The store of commentary and releases cannot be used ({type(error).__name__}).",
            where=WHERE if here.editions_database else str(store_file(here)),
            why="Nothing was changed in it.",
            do="Its disk is full: make room there, and run it again."
            if _is_full(error)
            else "See that it can be reached and written to; if its file is damaged, restore a backup.",
        ) from error
    finally:
        connections["default"].close()


def _is_full(error: DatabaseError) -> bool:
    """Whether the disk of the store has no room: as SQLite says it, and by PostgreSQL's code."""
    return "disk is full" in str(error) or getattr(error.__cause__, "sqlstate", None) == DISK_FULL


def _use(database: dict[str, Any]) -> None:
    connections["default"].close()
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]
    del connections["default"]


def _bring_up_to_date(here: Workspace) -> None:
    if not _pending(MigrationExecutor(connections["default"])):
        return
    with _alone(here):
        executor = MigrationExecutor(connections["default"])
        executor.migrate(executor.loader.graph.leaf_nodes())


def _pending(executor: MigrationExecutor) -> bool:
    """Whether tables are to be made or changed. A store of a newer version is refused."""
    known = set(executor.loader.disk_migrations)
    if unknown := sorted(
        name for app, name in executor.loader.applied_migrations if (app, name) not in known
    ):
        raise RefusedInput(
            "The store of commentary and releases was made by a newer version of goldenthread.",
            why=f"This version does not know its change '{unknown[-1]}'.",
            do="Use the newer version.",
        )
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def _alone(here: Workspace) -> Iterator[None]:
    connection = connections["default"]
    if connection.vendor != "postgresql":
        with FileLock(here.editions / "lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
