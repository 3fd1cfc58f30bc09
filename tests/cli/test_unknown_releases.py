"""A store that was moved or changed for another: what it no longer knows is named, and never taken for
nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases.ledger import ledger
from goldenthread.editions.store.place import store_file
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import Place
from tests.cli.test_releases import STRATEGY
from tests.support.postgres import OWNER, Server

DOES_NOT_KNOW = "The store of editions does not know the releases in these folders: "


@pytest.fixture(scope="module")
def kept(council: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Words and a release in a file of SQLite. No test changes it."""
    folder = tmp_path_factory.mktemp("kept")
    shutil.copytree(council.root, folder / "here")
    here = Place(folder / "here", council.line, council.key)
    (here.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    (folder / "words").mkdir()
    (folder / "words" / "summary.md").write_text("All was well.\n", encoding="utf-8")
    month = ("--period", "2023-11", "--by", "Ada")
    for command in (("commentary", "import", folder / "words", *month), ("release", *month)):
        ran = here.run(*command)
        assert ran.code == 0, ran.err
    return here


def name_database(here: Place, server: Server, name: str) -> None:
    server.new_database(name)
    with (here.root / "goldenthread.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            f"editions_database: postgresql://{OWNER}@:{server.port}/{name}?host={server.folder}\n"
        )


def test_a_store_in_its_place_says_nothing(kept: Place, tmp_path: Path) -> None:
    for command in (("releases",), ("commentary", "export", tmp_path / "out")):
        ran = kept.run(*command)
        assert ran.code == 0
        assert "does not know" not in ran.err


def test_a_file_that_was_moved_away_is_asked_for(
    kept: Place, copy: Callable[[Place], Place], tmp_path: Path
) -> None:
    here = copy(kept)
    file = store_file(read(here.root))
    file.rename(tmp_path / "moved")
    folder = here.root / "editions" / "releases" / "2023-11" / "leadership-1"
    for command in (("releases",), ("verify",), ("commentary", "export", tmp_path / "out")):
        ran = here.run(*command)
        assert (ran.code, ran.out) == (1, ""), command
        assert f"{file}: {DOES_NOT_KNOW}{folder}." in ran.err
        assert "Put editions.sqlite3 back" in ran.err
        assert "Nothing has been released" not in ran.err
    ran = here.run("pack", "--period", "2023-11", "--format", "csv", "--out", tmp_path / "draft")
    assert ran.code == 0
    assert DOES_NOT_KNOW in ran.err


def test_the_file_that_a_database_took_the_place_of_is_named(
    kept: Place, copy: Callable[[Place], Place], server: Server, tmp_path: Path
) -> None:
    here = copy(kept)
    name_database(here, server, "another")
    file = store_file(read(here.root))
    for command in (("releases",), ("verify",), ("commentary", "export", tmp_path / "out")):
        ran = here.run(*command)
        assert (ran.code, ran.out) == (1, ""), command
    assert DOES_NOT_KNOW in ran.err
    assert f"{file} still holds releases (1) and commentary (1 versions): to go on with them, take" in ran.err
    shutil.rmtree(here.root / "editions" / "releases")
    ran = here.run("releases")
    assert ran.code == 0
    assert f"{file} still holds releases (1) and commentary (1 versions), and is not read" in ran.err


def test_a_public_edition_is_not_made_beside_a_public_release_that_is_not_known(
    kept: Place, copy: Callable[[Place], Place]
) -> None:
    here = copy(kept)
    (here.root / "editions" / "releases" / "2023-11" / "public-2").mkdir()
    for there in (True, False):
        if not there:
            store_file(read(here.root)).unlink()
        with pytest.raises(RefusedInput, match="found by subtraction"):
            ledger(read(here.root))
