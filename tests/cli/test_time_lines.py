"""What was known when, on the command line: load, loads, results, revisions, children and pack."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.support.small_council import DECEMBER, child, write_council

LATE = [f"KANARICONTACT9{n},{child(n)},2023-11-20,6" for n in (5, 6)]
GONE = "KANARICONTACT22,"


def december(folder: Path) -> Path:
    """December's extract with two contacts of November typed late, and another one withdrawn."""
    path = write_council(folder, DECEMBER) / "ssd" / "ssd_contacts.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if GONE not in line]
    path.write_text("\n".join([*lines, *LATE]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def both(council: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, str]:
    """November, its edition, and December with the changes; what the load said. No test changes it."""
    import shutil

    folder = tmp_path_factory.mktemp("both")
    shutil.copytree(council.root, folder / "here")
    here = Place(folder / "here", council.line, council.key)
    packed = here.run("pack", "--period", "2023-11", "--out", here.root / "editions" / "2023-11")
    assert packed.code == 0, packed.err
    loaded = here.run("load", december(folder / "december"))
    assert loaded.code == 0, loaded.err
    return here, loaded.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


CONTACTS = ("--measure", "contacts_received", "--period", "2023-11", "--format", "csv")


def value(here: Place, *more: str) -> str:
    ran = here.run("results", *CONTACTS, *more)
    assert ran.code == 0, ran.err
    (row,) = rows(ran.out)
    return row["value"]


def listed(here: Place) -> list[list[str]]:
    """The lines of `loads`: number, day, hour, load, standard, extract date, snapshot."""
    ran = here.run("loads")
    assert (ran.code, ran.err) == (0, "")
    return [line.split() for line in ran.out.splitlines()[1:]]


def test_load_says_what_was_withdrawn(both: tuple[Place, str]) -> None:
    assert "Withdrawn: 1 of contacts (SSD) that counted before this" in both[1]
    assert "KANARI" not in both[1]


def test_loads_are_listed_in_their_order(both: tuple[Place, str]) -> None:
    lines = listed(both[0])
    assert [(line[0], line[4], line[5]) for line in lines] == [
        (number, standard, day)
        for number, day in (("1", "2023-11-30"), ("2", "2023-12-31"))
        for standard in ("L", "SSD")
    ]


def test_figures_as_published_and_as_now_known(both: tuple[Place, str]) -> None:
    here, _ = both
    first = listed(here)[0]
    assert value(here) == "5"
    for known in ("2023-11-30", "2023-12-15", first[3], first[6]):
        assert value(here, "--as-known", known) == "4"
    assert value(here, "--as-known", "2023-12-31") == "5"


@pytest.mark.parametrize(
    ("known", "code", "said"),
    [
        ("2022-01-01", 1, "Nothing that is loaded had been extracted by 2022-01-01."),
        ("2023-11-31", 2, "'2023-11-31' is no date, snapshot or load of this workspace."),
        ("../../etc", 2, "is no date, snapshot or load of this workspace."),
        ("abc", 2, "is no date, snapshot or load of this workspace."),
    ],
)
def test_what_was_never_known_is_refused(both: tuple[Place, str], known: str, code: int, said: str) -> None:
    ran = both[0].run("results", *CONTACTS, "--as-known", known)
    assert ran.code == code
    assert said in ran.err
    assert ran.out == ""


def test_children_as_published(both: tuple[Place, str]) -> None:
    ran = both[0].run(
        "children", "contacts_received", "--period", "2023-11", "--as-known", "2023-11-30", "--format", "csv"
    )
    assert ran.code == 0, ran.err
    assert len(rows(ran.out)) == 4


def test_revisions_are_listed_with_their_reason(both: tuple[Place, str]) -> None:
    here, _ = both
    ran = here.run("revisions", "--measure", "contacts_received", "--format", "csv")
    assert ran.code == 0, ran.err
    (row,) = rows(ran.out)
    assert (row["period"], row["was"], row["is"]) == ("2023-11", "4", "5")
    assert (row["late"], row["withdrawn"], row["changed"], row["merged"]) == ("2", "1", "0", "0")
    assert row["because"] == "late: 2 of contacts; withdrawn: 1 of contacts"
    for since in ("2023-11-30", listed(here)[0][6]):
        assert (
            here.run("revisions", "--since", since, "--measure", "contacts_received", "--format", "csv").out
            == ran.out
        )
    assert "1 figures of" in ran.err


def test_revisions_by_group_and_as_json(both: tuple[Place, str]) -> None:
    ran = both[0].run(
        "revisions",
        "--measure",
        "contacts_received",
        "--period",
        "2023-11",
        "--by",
        "sex",
        "--format",
        "json",
    )
    assert ran.code == 0, ran.err
    found = {row["group"]: (row["was"], row["is"]) for row in json.loads(ran.out)}
    assert found["all"] == (4, 5)
    assert sum(now - was for group, (was, now) in found.items() if group != "all") == 1


def test_what_was_known_is_compared_with_what_was_known_before_it(both: tuple[Place, str]) -> None:
    """And never with what came after it, which would be the revision the wrong way round."""
    here, _ = both
    first, *_, last = listed(here)
    ask = ("revisions", "--measure", "contacts_received", "--format", "csv", "--as-known")
    for known in ("2023-12-31", last[3], last[6]):
        ran = here.run(*ask, known)
        assert ran.code == 0, ran.err
        assert [(row["was"], row["is"]) for row in rows(ran.out)] == [("4", "5")], known
    for known in ("2023-11-30", first[3], first[6]):
        ran = here.run(*ask, known)
        assert (ran.code, ran.out) == (1, "")
        assert "There is no earlier load to compare with." in ran.err


def test_settings_hold_for_what_was_known_before_too(both: tuple[Place, str]) -> None:
    """Else each figure that a setting moves would be marked as revised."""
    for setting in ("cp_visit_days=1", "cp_visit_days=28"):
        ran = both[0].run(
            "results", "--measure", "cp_visits_in_date_pct", "--period", "2023-11",
            "--revised-since", "2023-11-30", "--set", setting,
        )  # fmt: skip
        assert ran.code == 0, ran.err
        assert "revised" not in ran.out, ran.out


def test_an_edition_before_it_that_cannot_be_read_is_said(
    both: tuple[Place, str], copy: Callable[[Place], Place], tmp_path: Path
) -> None:
    here = copy(both[0])
    manifest = here.root / "editions" / "2023-11" / "manifest.json"
    for content in (b'{"snapshot"', b"[]", b"{}", b"\xff\xfe"):
        manifest.write_bytes(content)
        ran = here.run("pack", "--period", "2023-12", "--out", tmp_path / "pack")
        assert ran.code == 0, ran.err
        assert "cannot be read: nothing is marked as revised since 2023-11." in ran.err


def test_nothing_to_compare_with_is_said(council: Place) -> None:
    ran = council.run("revisions")
    assert ran.code == 1
    assert "There is no earlier load to compare with." in ran.err


def test_revised_figures_are_marked(both: tuple[Place, str]) -> None:
    here, _ = both
    ran = here.run(
        "results", "--measure", "contacts_received", "--from", "2023-10", "--to", "2023-11",
        "--revised-since", "2023-11-30",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()[1:]
    assert [line.rstrip().endswith("revised") for line in lines] == [False, True]


def test_an_edition_marks_what_the_one_before_it_said_otherwise(
    both: tuple[Place, str], tmp_path: Path
) -> None:
    ran = both[0].run("pack", "--period", "2023-12", "--out", tmp_path / "pack")
    assert ran.code == 0, ran.err
    mark = "<small> [r]</small>"
    first, second = (
        (folder / "priority-1.html").read_text(encoding="utf-8")
        for folder in (both[0].root / "editions" / "2023-11", tmp_path / "pack")
    )
    assert (mark in first, mark in second) == (False, True)


def test_a_feed_that_moved_stops_until_it_is_accepted(
    council: Place, copy: Callable[[Place], Place], tmp_path: Path
) -> None:
    here = copy(council)
    folder = write_council(tmp_path / "december", DECEMBER)
    path = folder / "ssd" / "ssd_contacts.csv"
    renamed = path.read_text(encoding="utf-8").replace("cont_contact_source_code", "cont_source")
    path.write_text(renamed, encoding="utf-8")
    ran = here.run("load", folder)
    assert (ran.code, ran.out) == (1, "")
    assert "The feed is not what it was: one thing moved since the last load." in ran.err
    assert "column 'cont_contact_source_code': the column is not there. Is it 'cont_source' now?" in ran.err
    assert here.run("load", folder, "--accept-changes", " ").code == 2
    ran = here.run("load", folder, "--accept-changes", "the view was renamed on purpose")
    assert ran.code == 0, ran.err
    assert "the view was renamed on purpose" in ran.err
    ran = here.run("pack", "--period", "2023-12", "--out", tmp_path / "pack")
    assert ran.code == 0, ran.err
    pages = [page.read_text(encoding="utf-8") for page in (tmp_path / "pack").glob("*.html")]
    assert any("the view was renamed on purpose" in page for page in pages)
