"""What a command says when it is refused: one code for each kind, the nearest valid word, no traceback."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from goldenthread.cli.failures import guarded
from tests.cli.conftest import Place
from tests.support.warm_cli import ROOT, WarmCommandLine, environment

USAGE = {
    "command": (["resluts"], "Did you mean 'results'?"),
    "option": (["results", "--mesure", "x"], "--measure"),
    "option without a value": (["results", "--by"], "requires an argument"),
    "missing argument": (["children"], "Missing argument 'measure'"),
    "missing option": (["init", "here"], "--authority"),
    "no files": (["load"], "There is nothing to load."),
    "measure": (["results", "--measure", "contacts_recieved"], "Did you mean 'contacts_received'?"),
    "measure of children": (["children", "contacts"], "no measure 'contacts'"),
    "measure to explain": (["explain", "nothing_like_it"], "none is close"),
    "period": (["results", "--period", "2023-13"], "2023-13"),
    "period in words": (["results", "--period", "November"], "November"),
    "period of a pack": (["pack", "--out", "x", "--period", "FY2022-23"], "edition is of a month"),
    "both periods": (["results", "--period", "2023-11", "--from", "2023-10"], "either --period or"),
    "months turned round": (["results", "--from", "2023-11", "--to", "2023-10"], "lies after"),
    "breakdown": (["results", "--measure", "cla_count", "--by", "age_bnd"], "Did you mean 'age_band'?"),
    "breakdown of a cross": (["results", "--measure", "cla_count", "--by", "sex*teem"], "team"),
    "format": (["results", "--format", "xslx"], "Allowed: csv, json, parquet, table."),
    "format of a list": (["children", "cla_count", "--format", "parquet"], "Allowed: csv, json, table."),
    "format of a pack": (["pack", "--out", "x", "--format", "htm"], "Did you mean 'html'?"),
    "audience": (["pack", "--out", "x", "--audience", "intern"], "Did you mean 'internal'?"),
    "unknown audience": (["pack", "--out", "x", "--audience", "publik"], "There is no audience"),
    "group": (["children", "cla_count", "--by", "team"], "team=T01"),
    "group of another breakdown": (["children", "cla_count", "--by", "teem=T1"], "team"),
    "date": (["load", "--as-at", "31/12/2023", "x"], "Write it as 2024-01-31."),
    "reveal without a purpose": (["children", "cla_count", "--reveal"], "--purpose"),
    "reveal with an empty purpose": (["children", "cla_count", "--reveal", "--purpose", " "], "--purpose"),
    "authority": (["init", "here", "--authority", "E06/45"], "not an authority code"),
    "workspace": (["--workspace", "elsewhere", "results"], "goldenthread init elsewhere"),
    "councils": (["sample", "x", "--authorities", "0"], "--authorities"),
    "format of a sample": (["sample", "x", "--format", "ssda93"], "Did you mean 'ssda903'?"),
}


@pytest.mark.parametrize("case", USAGE)
def test_usage_is_code_2_with_the_nearest_word(council: Place, case: str) -> None:
    arguments, expected = USAGE[case]
    ran = council.run(*arguments)
    assert (ran.code, ran.out) == (2, ""), ran.said
    assert expected in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err
    assert not (council.root / "elsewhere").exists()


REFUSED = {
    "no such file": (["load", "nowhere.csv"], "There is no such file or folder"),
    "nothing to read": (["load", "catalogue"], "The folder holds no file"),
    "a run without files": (["run", "--period", "2023-11", "nowhere"], "There is no such file"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_input_is_code_1(council: Place, case: str) -> None:
    arguments, expected = REFUSED[case]
    ran = council.run(*arguments)
    assert (ran.code, ran.out) == (1, ""), ran.said
    assert expected in ran.err


@pytest.mark.parametrize(
    "arguments", [["results"], ["children", "cla_count"], ["pack", "--out", "x"]], ids=lambda one: one[0]
)
def test_before_the_first_load_it_says_what_to_do(fresh: Place, arguments: list[str]) -> None:
    ran = fresh.run(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert "goldenthread load" in ran.err


def test_outside_a_workspace_it_says_what_to_do(line: WarmCommandLine, tmp_path: Path) -> None:
    for arguments in (["results"], ["load", "x"], ["explain", "cla_count"], ["children", "cla_count"]):
        ran = line.run(*arguments, folder=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert "goldenthread init" in ran.err


def test_a_store_that_cannot_be_written_is_refused(
    council: Place, copy: Callable[[Place], Place], files: Path
) -> None:
    """A folder stands where a file must go: refused whoever runs it, as a read-only disk is."""
    here = copy(council)
    pointer = (here.root / "store" / "CURRENT").read_text()
    (here.root / "store" / "lock").unlink(missing_ok=True)
    (here.root / "store" / "lock").mkdir()
    ran = here.run("load", files / "december")
    assert (ran.code, ran.out) == (1, ""), ran.said
    assert "lock" in ran.err
    assert (here.root / "store" / "CURRENT").read_text() == pointer
    assert here.run("results", "--measure", "cla_count").code == 0


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_store_is_refused_and_still_read(
    council: Place, copy: Callable[[Place], Place], files: Path
) -> None:
    here = copy(council)
    for folder in (here.root / "store", *(here.root / "store").rglob("*")):
        folder.chmod(0o500 if folder.is_dir() else 0o400)
    try:
        ran = here.run("load", files / "december")
        assert (ran.code, ran.out) == (1, "")
        assert "Permission denied" in ran.err
        assert here.run("results", "--measure", "cla_count").code == 0
    finally:
        for folder in (here.root / "store", *(here.root / "store").rglob("*")):
            folder.chmod(0o700)


INNER = """
import sys
from goldenthread.cli import explaining, main
def fault(*_):
    raise ValueError("KANARIKIND001 of 12 Kanaristreet")
explaining.words = fault
sys.argv = ["goldenthread", "explain", "cla_count"]
main()
"""


def test_an_inner_error_is_code_3_without_traceback_or_value(council: Place) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INNER], cwd=council.root, env=environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "ValueError at explaining.py:" in ran.stderr
    assert "KANARI" not in ran.stderr
    assert "Traceback" not in ran.stderr


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "goldenthread.cli", *arguments]


def test_the_real_entry_and_a_reader_that_goes_away(council: Place) -> None:
    """`goldenthread results | head -1`: the first line, then silence."""
    with subprocess.Popen(
        command("results", "--by", "all", "--format", "csv"), cwd=council.root, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as run:  # fmt: skip
        assert run.stdout
        assert run.stderr
        assert run.stdout.readline().startswith("measure,")
        run.stdout.close()
        assert run.stderr.read() == ""
    assert run.returncode == 0


def test_on_a_terminal_no_measure_is_cut(council: Place) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("results", "--measure", "assessments_45wd_pct__from_referral"), cwd=council.root,
        env=environment(COLUMNS="60", TERM="xterm"), stdout=theirs, stderr=theirs,
    ) as run:  # fmt: skip
        os.close(theirs)
        shown = b""
        try:
            while block := os.read(ours, 4096):
                shown += block
        except OSError:
            pass  # the other end is closed
    os.close(ours)
    assert run.returncode == 0
    assert b"assessments_45wd_pct__from_referral" in shown
    assert ROOT.is_dir()


def test_a_full_disk_says_what_it_leaves_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    def write() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    assert guarded(write) == 1
    said = capsys.readouterr().err
    assert said.startswith("A disk: there is no room left.\n")
    assert "what stood in its place stands" in said
    assert "Make room there" in said
