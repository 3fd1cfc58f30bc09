"""One store with November in it, copied for each test that needs it: a load costs seconds, a copy none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.workspace import Workspace
from tests.support import small_store
from tests.support.small_council import DECEMBER, write_annex_a, write_council


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders `november`, `december` and `annex_a`, which no test changes."""
    root = tmp_path_factory.mktemp("files")
    write_council(root / "november")
    write_council(root / "december", DECEMBER)
    write_annex_a(root / "annex_a")
    return root


@pytest.fixture(scope="session")
def first(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace in which November is loaded, which no test changes."""
    here = small_store.workspace(tmp_path_factory.mktemp("first"))
    small_store.load_paths(here, files / "november")
    return here


@pytest.fixture
def loaded(first: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to do with as a test likes."""
    return copied(first, tmp_path)


@pytest.fixture(scope="session")
def both(first: Workspace, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with November and December, which no test changes."""
    here = copied(first, tmp_path_factory.mktemp("both"))
    small_store.load_paths(here, files / "december")
    return here


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conform nothing: for tests of what is stored, not of what is counted."""
    monkeypatch.setattr(conforming, "conform", lambda *_, **__: Conformed({}))


def copied(here: Workspace, folder: Path) -> Workspace:
    """The same workspace in another folder."""
    root = folder / "workspace"
    shutil.copytree(here.root, root)
    return replace(here, root=root)
