"""`load --database`: the dataset from a real PostgreSQL into the store, and no password anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.support import small_council
from tests.support.postgres import Server, fill

SECRET = "Geheimnis-9QX"


@pytest.fixture
def here(fresh: Place, server: Server, tmp_path: Path) -> Place:
    """A workspace whose settings name the database that holds the small council."""
    folder = small_council.write_council(tmp_path / "council") / "ssd"
    with server.connect(server.new_database("council")) as link:
        fill(link, folder)
        link.execute("drop role if exists reader")
        link.execute(f"create role reader login password '{SECRET}'")
        link.execute("grant select on all tables in schema public to reader")
    settings = fresh.root / "goldenthread.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "databases:\n  case_system:\n    kind: postgresql\n    host: 127.0.0.1\n    database: council\n"
        + f"    user: reader\n    port: {server.port}\n",
        encoding="utf-8",
    )
    return fresh


def in_any_file(folder: Path, text: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_from_the_database_to_figures_and_back_to_a_childs_own_id(here: Place) -> None:
    loaded = here.run("load", "--database", "case_system", "--as-at", "2023-11-30", PGPASSWORD=SECRET)
    assert loaded.code == 0, loaded.err
    assert "case_system/ssd_person_" in loaded.err
    assert "Standard Safeguarding Dataset: ssd_person" in loaded.err
    again = here.run("load", "--database", "case_system", "--as-at", "2023-11-30", PGPASSWORD=SECRET)
    assert "0 changes" in again.err
    figures = here.run("results", "--measure", "cp_plans_open", "--period", "2023-11", "--format", "csv")
    assert figures.code == 0, figures.err
    shown = here.run(
        *("children", "cp_plans_open", "--period", "2023-11", "--format", "csv", "--reveal"),
        *("--purpose", "a test of reading back"),
    )
    assert small_council.child(1)[:6] in shown.out
    for ran in (loaded, again, figures, shown):
        assert SECRET not in ran.said
    assert in_any_file(here.root, SECRET) == []


def test_without_a_password_it_is_refused_and_nothing_is_stored(here: Place, tmp_path: Path) -> None:
    refused = here.run("load", "--database", "case_system", PGPASSFILE=str(tmp_path / "none"))
    assert refused.code == 1
    assert "asks for a password and none was given" in refused.err
    assert not list((here.root / "store").rglob("*.parquet"))


def test_an_address_is_refused_and_not_repeated(here: Place) -> None:
    address = f"postgresql://reader:{SECRET}@127.0.0.1/council"
    refused = here.run("load", address)
    assert refused.code == 2
    assert "An address of a database is not taken here." in refused.err
    assert SECRET not in refused.said
    assert "reader" not in refused.said


def test_a_name_that_is_not_in_the_settings(here: Place) -> None:
    refused = here.run("load", "--database", "case_sytem")
    assert (refused.code, "Did you mean 'case_system'?" in refused.err) == (2, True)


def test_nothing_to_load(here: Place) -> None:
    assert "There is nothing to load." in here.run("load").err
