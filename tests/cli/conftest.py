"""Workspaces loaded through the command line, and the command line itself, kept warm."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

from goldenthread.cli.app import app
from tests.support import postgres
from tests.support.postgres import Server
from tests.support.small_council import AUTHORITY, DECEMBER, write_annex_a, write_council
from tests.support.warm_cli import Ran, WarmCommandLine, warm


def commands() -> tuple[str, ...]:
    """Every command that there is, those of a group by both words."""
    found: list[str] = []
    for name, one in get_command(app).commands.items():  # type: ignore[attr-defined]
        found += [f"{name} {inner}" for inner in getattr(one, "commands", {})] or [name]
    return tuple(found)


@dataclass(frozen=True)
class Place:
    """A workspace and the command line in it."""

    root: Path
    line: WarmCommandLine
    key: Path

    def run(self, *arguments: object, **variables: str) -> Ran:
        return self.line.run(*arguments, folder=self.root, **variables)


@pytest.fixture(scope="session")
def line() -> WarmCommandLine:
    return warm()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders `november`, `december`, `annex_a` and `words`, which no test changes."""
    root = tmp_path_factory.mktemp("files")
    write_council(root / "november")
    write_council(root / "december", DECEMBER)
    write_annex_a(root / "annex_a")
    (root / "words").mkdir()
    (root / "words" / "summary.md").write_text("There were 7 contacts. TBC\n", encoding="utf-8")
    return root


def made(line: WarmCommandLine, folder: Path, *paths: Path) -> Place:
    """A workspace made and loaded as a council would."""
    key = folder / "council.key"
    begun = line.run(
        "init", folder / "here", "--authority", AUTHORITY, "--name", "Small (synthetic)", "--key", key,
        folder=folder,
    )  # fmt: skip
    assert begun.code == 0, begun.err
    place = Place(folder / "here", line, key)
    if paths:
        loaded = place.run("load", *paths)
        assert loaded.code == 0, loaded.err
    return place


@pytest.fixture(scope="session")
def council(line: WarmCommandLine, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """November's dataset and registers, loaded. No test changes it."""
    return made(line, tmp_path_factory.mktemp("council"), files / "november")


@pytest.fixture(scope="session")
def annex(line: WarmCommandLine, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An Annex A workbook, loaded. No test changes it."""
    return made(line, tmp_path_factory.mktemp("annex"), files / "annex_a")


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[Place], Place]:
    """A copy of a workspace, to do with as a test likes."""

    def copied(place: Place) -> Place:
        root = tmp_path / "copy"
        shutil.copytree(place.root, root)
        return Place(root, place.line, place.key)

    return copied


@pytest.fixture
def fresh(line: WarmCommandLine, tmp_path: Path) -> Place:
    """A workspace in which nothing is loaded."""
    return made(line, tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; each test that asks makes a database of its own."""
    with postgres.server() as running:
        yield running
