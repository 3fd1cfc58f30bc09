"""What an earlier store left: the file of SQLite in a workspace whose settings name a database since."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from goldenthread.editions.store.place import store_file
from goldenthread.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Left:
    """A file that is no longer read: how many releases and versions of words it holds."""

    file: Path
    releases: int
    words: int

    def __str__(self) -> str:
        return (
            f"{self.file} still holds releases ({self.releases:,}) and commentary ({self.words:,} versions)"
        )


def left_behind(here: Workspace) -> Left | None:
    """The file of an earlier store that still holds rows; None where the file is the store, or there is no
    such file, or nothing in it."""
    file = store_file(here)
    if here.editions_database is None or not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as link:
            found = Left(file, _rows(link, "editions_release"), _rows(link, "editions_commentary"))
    except sqlite3.Error:  # damaged, or no store
        return None
    return found if found.releases or found.words else None


def _rows(link: sqlite3.Connection, table: str) -> int:
    return int(link.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 a name of our own
