"""The editions store on both databases: a file of SQLite and a real PostgreSQL server.

The tables are made once for each kind; every test gets a copy.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.place import store_file
from goldenthread.warehouse.workspace import Workspace
from tests.support import postgres
from tests.support.postgres import OWNER, Server

COUNTER = itertools.count()
TEMPLATE = "made_once"


def workspace(root: Path, database: str | None = None) -> Workspace:
    root.mkdir(exist_ok=True)
    return Workspace(root, "X06000099", "Small (synthetic)", root / "none.key", editions_database=database)


def address(server: Server, database: str) -> str:
    return f"postgresql://{OWNER}@:{server.port}/{database}?host={server.folder}"


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without a row."""
    here = workspace(tmp_path_factory.mktemp("store") / "here")
    with open_store(here):
        return store_file(here)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a store without a row, in a database from which others are made."""
    with postgres.server() as running:
        running.new_database(TEMPLATE)
        with open_store(workspace(tmp_path_factory.mktemp("server"), address(running, TEMPLATE))):
            pass
        yield running


@pytest.fixture
def here(tmp_path: Path, made_file: Path) -> Workspace:
    """A workspace whose store is a file, not open."""
    made = workspace(tmp_path / "here")
    made.editions.mkdir()
    shutil.copy(made_file, store_file(made))
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    """A workspace on each kind of database, not open."""
    if request.param == "sqlite":
        made: Workspace = request.getfixturevalue("here")
        return made
    running: Server = request.getfixturevalue("server")
    name = f"editions{next(COUNTER)}"
    with running.connect() as link:
        link.execute(f"create database {name} template {TEMPLATE}")
    return workspace(tmp_path / "here", address(running, name))


@pytest.fixture
def store(either: Workspace) -> Iterator[Workspace]:
    """The same, open."""
    with open_store(either):
        yield either
