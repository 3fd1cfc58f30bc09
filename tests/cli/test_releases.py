"""Releases from the command line: numbers, corrections, what changed since, and that nothing is written
again."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from goldenthread.editions.releases.frozen import read_results
from goldenthread.editions.releases.ledger import ledger
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import releases
from goldenthread.warehouse.files import file_hashes
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import Place
from tests.cli.test_time_lines import december
from tests.support.warm_cli import Ran

ROOT = Path(__file__).parents[2]
STRATEGY = """
name: Plan
priorities:
  - id: help
    name: Help
    outcome: Families find help early.
    measures:
      - {measure: contacts_received, breakdowns: [source]}
      - cp_plans_open
"""


def released(here: Place, number: int, period: str) -> Path:
    return here.root / "editions" / "releases" / period / f"leadership-{number}"


def page(here: Place, number: int, period: str, name: str = "index") -> str:
    return (released(here, number, period) / "pack" / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def three(council: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, dict[str, str]]:
    """November released; December loaded, with late records of November, and released; November corrected.
    And the hashes of the first release as it was made. No test changes it."""
    folder = tmp_path_factory.mktemp("three")
    shutil.copytree(council.root, folder / "here")
    here = Place(folder / "here", council.line, council.key)
    (here.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    ran = here.run("release", "--period", "2023-11", "--by", "Ada Lovelace")
    assert ran.code == 0, ran.err
    first = file_hashes(released(here, 1, "2023-11"))
    ran = here.run("load", december(folder / "december"))
    assert ran.code == 0, ran.err
    ran = here.run("release", "--period", "2023-12", "--by", "Ben")
    assert ran.code == 0, ran.err
    ran = here.run(
        "release",
        "--period",
        "2023-11",
        "--by",
        "Ben",
        "--corrects",
        1,
        "--reason",
        "Two contacts came late.",
    )
    assert ran.code == 0, ran.err
    assert "Release 3, beside release 1, which it corrects" in ran.err
    return here, first


def test_the_list_says_who_and_what_corrects_what(three: tuple[Place, dict[str, str]]) -> None:
    here, _ = three
    ran = here.run("releases", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    names = ("number", "period", "audience", "made_by", "corrects", "corrected_by", "reason")
    assert [[row[name] for name in names] for row in csv.DictReader(io.StringIO(ran.out))] == [
        ["1", "2023-11", "leadership", "Ada Lovelace", "", "3", ""],
        ["2", "2023-12", "leadership", "Ben", "", "", ""],
        ["3", "2023-11", "leadership", "Ben", "1", "", "Two contacts came late."],
    ]
    assert [row["number"] for row in json.loads(here.run("releases", "--format", "json").out)] == [1, 2, 3]
    table = here.run("releases").out
    assert "corrected by release 3" in table
    assert "corrects release 1: Two contacts came late." in table


def test_the_first_release_stands_as_it_was(three: tuple[Place, dict[str, str]]) -> None:
    here, first = three
    assert file_hashes(released(here, 1, "2023-11")) == first
    for path in (released(here, 1, "2023-11"), *released(here, 1, "2023-11").rglob("*")):
        assert path.stat().st_mode & 0o222 == 0, path


def test_the_pointer_names_the_release_that_stands(three: tuple[Place, dict[str, str]]) -> None:
    folder = three[0].root / "editions" / "releases"
    named = {path.parent.name: path.read_text().strip() for path in folder.glob("*/leadership-CURRENT")}
    assert named == {"2023-11": "leadership-3", "2023-12": "leadership-2"}


def test_pages_say_their_release_and_what_changed_since_the_one_before(
    three: tuple[Place, dict[str, str]],
) -> None:
    here, _ = three
    assert "What changed since" not in page(here, 1, "2023-11")
    for number, period in ((2, "2023-12"), (3, "2023-11")):
        text = page(here, number, period)
        assert "What changed since release 1" in text
        assert "no longer what release 1 printed" in text
        assert ">Contacts received</a>" in text.partition("What changed since")[2].partition("</table>")[0]
    corrected = page(here, 3, "2023-11")
    assert "This corrects release 1" in corrected
    assert "Two contacts came late. Release 1 is kept as it was." in corrected
    assert "3, which corrects release 1" in corrected
    assert "This corrects" not in page(here, 2, "2023-12")


def test_figures_that_a_release_gave_otherwise_are_marked(three: tuple[Place, dict[str, str]]) -> None:
    here, _ = three
    mark = "<small> [r]</small>"
    assert mark in page(here, 2, "2023-12", "priority-1")
    assert mark not in page(here, 1, "2023-11", "priority-1")


def test_each_release_keeps_its_results_with_the_codes_of_those_printed(
    three: tuple[Place, dict[str, str]],
) -> None:
    here = read(three[0].root)
    values = []
    with open_store(here):
        kept = [read_results(here, one) for one in releases()]
    for results in kept:
        result = results.get("contacts_received", here.authority, "2023-11")
        values.append((result.value, bool(result.proof)))
    assert values == [(4.0, True), (5.0, True), (5.0, True)]
    assert ledger(here) == []  # nothing was released to the public


def test_all_is_verified(three: tuple[Place, dict[str, str]]) -> None:
    ran = three[0].run("verify")
    assert ran.code == 0, ran.err
    assert "3 releases of" in ran.err
    assert "audit trail of 3 lines is whole." in ran.err


REFUSED = [
    ("2023-12", ("--by", "Ada"), 1, "released for leadership as release 2"),
    ("2023-11", ("--by", "Ada", "--corrects", 3, "--reason", "x"), 1, "Nothing changed since release 3."),
    ("2023-12", ("--by", "Ada", "--audience", "exemt"), 2, "There is no audience"),
    ("2023-12", ("--by", "Ada", "--format", "htm"), 2, "Did you mean 'html'?"),
    ("CY2023", ("--by", "Ada"), 2, "An edition is of a month"),
]


def test_an_edition_for_others_is_held_against_it(
    three: tuple[Place, dict[str, str]], copy: Callable[[Place], Place]
) -> None:
    here = copy(three[0])
    ran = here.run("release", "--period", "2023-12", "--audience", "exempt", "--by", "Ben")
    assert ran.code == 0, ran.err
    assert "in two ways" not in ran.err
    ran = here.run("verify")
    assert ran.code == 0, ran.err
    assert "made from the same records give each figure alike" in " ".join(ran.err.split())


def test_what_is_refused_changes_nothing(three: tuple[Place, dict[str, str]]) -> None:
    here, _ = three
    before = here.run("releases", "--format", "csv").out
    for period, words, code, said in REFUSED:
        ran = here.run("release", "--period", period, *words)
        assert (ran.code, ran.out) == (code, ""), ran.err
        assert said in ran.err, ran.err
    assert here.run("releases", "--format", "csv").out == before


HARM = {
    "changed": lambda folder: (folder / "pack" / "data.html").write_text("other"),
    "removed": lambda folder: (folder / "pack" / "data.html").unlink(),
    "another beside": lambda folder: (folder / "pack" / "more.html").write_text("more"),
    "frozen results": lambda folder: (folder / "frozen" / "results.parquet").write_bytes(b""),
    "the seal": lambda folder: (folder / "release.json").write_text("{}"),
    "a folder for a file": lambda folder: _folder_for(folder / "pack" / "data.html"),
}
NAMED = {
    "changed": "pack/data.html",
    "removed": "pack/data.html",
    "another beside": "pack/more.html",
    "frozen results": "frozen/results.parquet",
    "the seal": "release.json",
    "a folder for a file": "pack/data.html",
}


def _folder_for(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _linked(file: Path) -> None:
    """The same words, kept elsewhere."""
    file.rename(file.parents[3] / "elsewhere.html")
    file.symlink_to(file.parents[3] / "elsewhere.html")


ADDED = {
    "a link to a folder": (lambda folder: (folder / "pack" / "more").symlink_to("/"), "pack/more"),
    "a link to the same words": (lambda folder: _linked(folder / "pack" / "data.html"), "pack/data.html"),
    "a link that leads nowhere": (lambda folder: (folder / "more").symlink_to("nowhere"), "more"),
    "a pipe": (lambda folder: os.mkfifo(folder / "pack" / "more"), "pack/more"),
    "an empty folder": (lambda folder: (folder / "pack" / ".git").mkdir(), "pack/.git"),
}


def verified(
    here: Place, folder: Path, kept: Path, harms: Mapping[str, Callable[[Path], object]]
) -> Iterator[tuple[str, Ran]]:
    """What is said of a release after each harm, done to a copy of it; the folder itself is `kept`."""
    folder.rename(kept)
    for case, harm in harms.items():
        shutil.copytree(kept, folder)
        harm(folder)
        yield case, here.run("verify")
        shutil.rmtree(folder)


def test_anything_but_the_files_and_folders_of_the_seal_is_found(
    three: tuple[Place, dict[str, str]], copy: Callable[[Place], Place]
) -> None:
    here = copy(three[0])
    writable(here.root)
    folder = released(here, 1, "2023-11")
    kept = folder.with_name("kept")
    for case, ran in verified(here, folder, kept, {case: add for case, (add, _) in ADDED.items()}):
        assert ran.code == 1, case
        assert f"Release 1: {folder / ADDED[case][1]} is " in ran.err
        assert "not as it was released" in ran.err
    folder.symlink_to(kept)
    ran = here.run("verify")
    assert f"Release 1: {folder} is a link" in ran.err


def writable(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_the_first_damaged_file_is_named(
    three: tuple[Place, dict[str, str]], copy: Callable[[Place], Place]
) -> None:
    here = copy(three[0])
    writable(here.root)
    folder = released(here, 1, "2023-11")
    kept = folder.with_name("kept")
    for case, ran in verified(here, folder, kept, HARM):
        assert ran.code == 1, case
        assert f"Release 1: {folder / NAMED[case]} is not as it was released." in ran.err
    kept.rename(folder)
    assert here.run("verify").code == 0
    folder.rename(folder.with_name("leadership-9"))
    ran = here.run("verify")
    assert ran.code == 1
    assert "leadership-9 is of no release that the store knows." in ran.err


def test_a_pack_without_releases_loads_nothing_of_the_store() -> None:
    code = (
        "import sys, pathlib; import goldenthread.cli.packing;"
        "from goldenthread.cli.released import last_release_before;"
        "from goldenthread.warehouse.workspace import Workspace; from goldenthread.base.periods import parse;"
        "here = Workspace(pathlib.Path('/nowhere'), 'X1', 'x', pathlib.Path('/nowhere'));"
        "assert last_release_before(here, parse('2023-12')) is None;"
        "assert 'django' not in sys.modules"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_nothing_released_is_said(fresh: Place) -> None:
    for command in ("releases", "verify"):
        ran = fresh.run(command)
        assert (ran.code, ran.out) == (0, "")
        assert "Nothing has been released in this workspace." in ran.err
