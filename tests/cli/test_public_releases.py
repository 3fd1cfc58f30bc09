"""Public releases from the command line: what goes out is what disclosure control left, beside all before."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.cli.corrections import formats_of
from goldenthread.editions.releases.ledger import ledger
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import releases
from goldenthread.model.result import Status
from goldenthread.publication.formats import FORMATS
from goldenthread.warehouse.workspace import read
from tests.cli.conftest import Place
from tests.cli.test_releases import STRATEGY
from tests.cli.test_time_lines import december

ROOT = Path(__file__).parents[2]
ASK = ("release", "--audience", "public", "--by", "Ada")
WORDS = (
    "Contacts are counted each month.\n\nThere were {{ contacts_received }} contacts, more than we hoped.\n"
)
"""The second paragraph has a figure that is hidden from the public."""

SMALL = ["4", "5"]
"""Contacts of November as the council knows them, at first and now."""


@pytest.fixture(scope="module")
def two(council: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """November and December released to the public, with contacts of November that came late between. No test
    changes it."""
    folder = tmp_path_factory.mktemp("public")
    shutil.copytree(council.root, folder / "here")
    here = Place(folder / "here", council.line, council.key)
    (here.root / "strategy.yml").write_text(STRATEGY, encoding="utf-8")
    say(here, folder / "november", "2023-11", WORDS)
    asked_for_and_approved(here)
    assert here.run("load", december(folder / "december")).code == 0
    every = ",".join(FORMATS)
    ran = here.run(*ASK, "--period", "2023-12", "--format", every)
    assert ran.code == 0, ran.err
    say(here, folder / "december_words", "2023-12", "All was well.")
    ran = here.run("release", "--approve", 2, "--by", "Ben")
    assert ran.code == 1
    assert "What would go out is not what Ada asked for." in ran.err
    assert here.run(*ASK, "--period", "2023-12", "--format", every).code == 0
    ran = here.run("release", "--approve", 3, "--by", "Ben")
    assert ran.code == 0, ran.err
    return here


def say(here: Place, folder: Path, period: str, text: str) -> None:
    folder.mkdir()
    (folder / "summary.md").write_text(text, encoding="utf-8")
    ran = here.run("commentary", "import", folder, "--period", period, "--by", "Ada")
    assert ran.code == 0, ran.err


def asked_for_and_approved(here: Place) -> None:
    """November, asked for by one and approved by another: nothing goes out between."""
    ran = here.run(*ASK, "--period", "2023-11")
    assert ran.code == 0, ran.err
    assert "are proved safe" in ran.err
    assert "The public edition leaves out these paragraphs" in ran.err
    assert "This edition is a draft" not in ran.err
    assert "Request 1: 2023-11 for public is asked for. Nothing went out." in ran.err
    assert not (here.root / "editions" / "releases" / "2023-11").exists()
    ran = here.run("releases")
    said = " ".join(ran.err.split())
    assert "Request 1, 2023-11 for public, asked for by Ada" in said
    assert ", in html. It waits for a second person." in said
    ran = here.run("release", "--approve", 1, "--by", "ada")
    assert ran.code == 2
    assert "cannot approve what Ada asked for" in ran.err
    for besides in (("--period", "2023-11"), ("--format", "html,csv"), ("--audience", "public")):
        ran = here.run("release", "--approve", 1, "--by", "Ben", *besides)
        assert ran.code == 2, besides
        assert "A request says" in ran.err
    ran = here.run("release", "--approve", 1, "--by", "Ben")
    assert ran.code == 0, ran.err
    assert "Release 1: " in ran.err
    assert "Request" not in here.run("releases").err


def test_the_approver_is_shown_formats_what_is_corrected_and_why(two: Place, tmp_path: Path) -> None:
    shutil.copytree(two.root, tmp_path / "here")
    here = Place(tmp_path / "here", two.line, two.key)
    say(here, tmp_path / "words", "2023-12", "All was well, and is.")
    every = ",".join(FORMATS)
    correction = ("--corrects", 2, "--reason", "The audits came late", "--format", every)
    ran = here.run(*ASK, "--period", "2023-12", *correction)
    assert ran.code == 0, ran.err
    shown = f"in {', '.join(FORMATS)}. It corrects release 2: The audits came late."
    assert shown in " ".join(here.run("releases").err.split())
    say(here, tmp_path / "others", "2023-12", "All was well, and will be.")
    ran = here.run("release", "--approve", 4, "--by", "Ben")
    assert ran.code == 1
    assert "To be approved: Request 4, 2023-12 for public" in ran.err
    assert shown in " ".join(ran.err.split())


def folder(here: Place, number: int, period: str) -> Path:
    return here.root / "editions" / "releases" / period / f"public-{number}"


def test_small_numbers_are_withheld_and_the_rest_is_rounded(two: Place) -> None:
    kept = ledger(read(two.root))
    for one in kept:
        shown = [row for row in one.results if row.status is Status.OK]
        assert all((row.numerator or 0) % one.policy.rounding == 0 for row in shown)
        behind = one.unrounded
        assert behind is not None
        for row in one.results:
            true = behind.get(row.measure, row.authority, row.period, row.breakdown, row.group)
            if true.numerator and true.numerator < one.policy.threshold:
                assert (row.status, row.value) == (Status.CONFIDENTIAL, None)
    assert [len(one.results) > 0 for one in kept] == [True, True]


def test_the_council_keeps_what_was_behind_a_release_and_its_policy(two: Place) -> None:
    here = read(two.root)
    kept = ledger(here)
    values = [
        one.unrounded.get("contacts_received", here.authority, "2023-11").value
        for one in kept
        if one.unrounded
    ]
    assert [str(round(value or 0)) for value in values] == SMALL
    said = json.loads((folder(two, 1, "2023-11") / "frozen" / "policy.json").read_text(encoding="utf-8"))
    assert said["threshold"] == 6


def test_what_goes_out_has_no_file_of_what_was_behind_it(two: Place) -> None:
    pack = folder(two, 2, "2023-12") / "pack"
    endings = {path.suffix for path in pack.rglob("*") if path.is_file()}
    assert endings == {".html", ".pptx", ".pdf", ".xlsx", ".csv", ".parquet", ".json"}
    assert not [path for path in pack.rglob("*") if path.name.startswith(("behind", "policy"))]


def test_what_stood_behind_it_is_for_the_owner_alone(two: Place) -> None:
    release = folder(two, 2, "2023-12")
    assert {
        path.stat().st_mode & 0o077 for path in (release / "frozen", *(release / "frozen").iterdir())
    } == {0}
    assert (release / "pack" / "index.html").stat().st_mode & 0o044


def test_the_reason_of_a_public_correction_may_not_tell_of_a_child(two: Place) -> None:
    reason = ("--corrects", 2, "--reason", "2 children in foster care were counted twice.")
    ran = two.run(*ASK, "--period", "2023-12", *reason)
    assert ran.code == 2
    assert "may tell who somebody is" in ran.err
    assert "foster" not in ran.err


def test_a_correction_goes_out_in_every_format_of_what_it_corrects(two: Place) -> None:
    correction = ("--corrects", 2, "--reason", "The audits came late.", "--format", "xlsx,html,csv")
    ran = two.run(*ASK, "--period", "2023-12", *correction)
    assert ran.code == 2
    said = " ".join(ran.err.split())
    assert "Release 2 went out in html, pptx, pdf, xlsx, csv, parquet" in said
    assert "this correction leaves out pptx, pdf, parquet." in said
    assert "--format html,pptx,pdf,xlsx,csv,parquet." in said
    assert [path.name for path in folder(two, 2, "2023-12").parent.glob("public-3*")] == []


def test_the_formats_of_a_release_are_those_of_its_pack(two: Place) -> None:
    here = read(two.root)
    with open_store(here):
        found = {one.number: formats_of(here, one) for one in releases()}
    assert found == {1: ["html"], 2: list(FORMATS)}


def test_each_release_says_who_asked_and_who_approved(two: Place) -> None:
    found = json.loads(two.run("releases", "--format", "json").out)
    assert [(one["made_by"], one["approved_by"]) for one in found] == [("Ada", "Ben")] * 2
    ran = two.run("release", "--approve", 3, "--by", "Ben")
    assert ran.code == 1
    assert "Request 3 went out as release 2" in ran.err
    assert "is whole" in two.run("verify").err


def test_a_paragraph_that_the_public_is_not_shown_holds_no_release_back(two: Place) -> None:
    page = (folder(two, 1, "2023-11") / "pack" / "index.html").read_text(encoding="utf-8")
    assert "counted each month." in page
    assert "than we hoped" not in page


def test_a_public_pack_that_is_not_released_says_that_it_is_a_draft(two: Place, tmp_path: Path) -> None:
    ran = two.run("pack", "--period", "2023-12", "--audience", "public", "--out", tmp_path / "draft")
    assert ran.code == 0, ran.err
    assert "must be released" in ran.err
    assert "Draft, not released" in (tmp_path / "draft" / "index.html").read_text(encoding="utf-8")
    out = (folder(two, 2, "2023-12") / "pack" / "index.html").read_text(encoding="utf-8")
    assert "Draft, not released" not in out


KILLED = """
import os, signal, sys
from goldenthread.cli.releasing import approve_release
from goldenthread.editions.store import releases
real = releases._store
def store_and_die(*said):
    real(*said)
    os.kill(os.getpid(), signal.SIGKILL)
releases._store = store_and_die
approve_release(int(sys.argv[1]), by="Ben")
"""


@pytest.fixture(scope="module")
def killed(two: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The correction of December's release, killed when its record was stored. No test changes it."""
    folder = tmp_path_factory.mktemp("killed")
    shutil.copytree(two.root, folder / "here")
    here = Place(folder / "here", two.line, two.key)
    say(here, folder / "words", "2023-12", "Fewer came than we thought.")
    more = ("--corrects", 2, "--reason", "Words were missing.", "--format", ",".join(FORMATS))
    ran = here.run(*ASK, "--period", "2023-12", *more)
    assert ran.code == 0, ran.err
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, "4"], cwd=here.root, env=environment, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    lying = sorted(path.name for path in (here.root / "editions" / "releases" / "2023-12").iterdir())
    assert lying == ["public-2", "public-3.partial", "public-CURRENT"]
    return here


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("verify",), 0, "3 releases of"),
        (("releases",), 0, ""),
        (("release", "--approve", 4, "--by", "Ben"), 1, "Request 4 went out as release 3"),
        (("pack", "--period", "2023-12", "--audience", "public", "--out", "out"), 0, "pages:"),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
@pytest.mark.skipif(os.name == "nt", reason="kills are made by SIGKILL")
def test_a_release_killed_after_it_was_stored_is_finished_by_any_command(
    killed: Place, copy: Callable[[Place], Place], command: tuple[str, ...], code: int, said: str
) -> None:
    here = copy(killed)
    ran = here.run(*command)
    assert ran.code == code, ran.err
    folder = here.root / "editions" / "releases" / "2023-12"
    now = f"Release 3, which was interrupted, is now in its place: {folder / 'public-3'}"
    assert ran.err.count(now) == 1
    assert said in ran.err
    assert sorted(path.name for path in folder.iterdir()) == ["public-2", "public-3", "public-CURRENT"]
    assert (folder / "public-CURRENT").read_text() == "public-3\n"
    ran = here.run("verify")
    assert ran.code == 0, ran.err
    assert "interrupted" not in ran.err
