"""The editions store on a real PostgreSQL server, by one line of the workspace: words, releases, a correction
and a public request, through the commands."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from goldenthread.editions.store.place import store_file
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import Place
from tests.cli.test_releases import STRATEGY
from tests.support.postgres import OWNER, Server


@pytest.fixture
def here(council: Place, server: Server, tmp_path: Path) -> Place:
    """The loaded council, whose editions lie in a database of their own."""
    shutil.copytree(council.root, tmp_path / "here")
    place = Place(tmp_path / "here", council.line, council.key)
    (place.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    name = server.new_database("editions_of_commands")
    address = f"postgresql://{OWNER}@:{server.port}/{name}?host={server.folder}"
    with (place.root / "goldenthread.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"editions_database: {address}\n")
    return place


def test_words_releases_and_a_correction_are_kept_in_the_database(
    here: Place, server: Server, tmp_path: Path
) -> None:
    month = ("--period", "2023-11")
    corrects = ("--corrects", 1, "--reason", "The words were wrong.")
    for command in (
        ("commentary", "import", _words(tmp_path / "first", ""), "--by", "Ada"),
        ("release", *month, "--by", "Ada"),
        ("commentary", "import", _words(tmp_path / "second", " We know why."), "--by", "Ben"),
        ("release", *month, "--by", "Ben", *corrects),
        ("release", *month, "--audience", "public", "--by", "Ada"),
        ("release", "--approve", 1, "--by", "Ben"),
        ("commentary", "export", tmp_path / "out"),
        ("verify",),
    ):
        ran = here.run(*command)
        assert ran.code == 0, ran.err
        assert "in two ways" not in ran.err
    assert "made from the same records give each figure alike" in " ".join(ran.err.split())
    rows = list(csv.DictReader(io.StringIO(here.run("releases", "--format", "csv").out)))
    assert [row["number"] for row in rows] == ["1", "2", "3"]
    [written] = (tmp_path / "out").rglob("summary.md")
    assert written.read_text(encoding="utf-8").endswith("We know why.\n")
    assert not store_file(read(here.root)).exists()
    with server.connect("editions_of_commands") as link:
        [[count]] = link.execute("select count(*) from editions_release").fetchall()
    assert count == 3


def _words(folder: Path, more: str) -> Path:
    (folder / "2023-11").mkdir(parents=True)
    text = f"Contacts were {{{{ contacts_received }}}}.{more}\n"
    (folder / "2023-11" / "summary.md").write_text(text, encoding="utf-8")
    return folder
