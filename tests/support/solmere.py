"""The whole sample council, written and run once for all tests that look at it, through the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from goldenthread.sample import council_name
from tests.support.warm_cli import ROOT, warm

CODE, NAME = council_name(0)
MONTH = "2023-12"


@dataclass(frozen=True)
class Solmere:
    """Where the sample, its workspace and its edition lie; `home` holds the council's key.

    The sample is there in every format; the workspace holds its extracts and registers.
    """

    folder: Path

    @property
    def sample(self) -> Path:
        return self.folder / "sample"

    @property
    def truths(self) -> Path:
        return self.sample / "truths.csv"

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    @property
    def edition(self) -> Path:
        return self.folder / "edition"

    def command(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command in the workspace."""
        return run_as_user(self.folder / "home", "--workspace", self.workspace, *words)


def run_command(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `goldenthread` with a home of its own, without paying its start."""
    ran = warm().run(*words, folder=ROOT, XDG_CONFIG_HOME=str(home))
    return subprocess.CompletedProcess(words, ran.code, ran.out, ran.err)


def run_as_user(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, from its start: what the sample council is made with."""
    return subprocess.run(
        [sys.executable, "-m", "goldenthread.cli", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def solmere_in(tmp_path_factory: pytest.TempPathFactory) -> Solmere:
    """The sample council of this test run: made by the first test that asks, in whichever process."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    made = Solmere(root / "solmere")
    with FileLock(root / "solmere.lock"):
        if not (made.folder / "done").exists():
            _make(made)
            (made.folder / "done").touch()
    return made


def _make(made: Solmere) -> None:
    home, sample = made.folder / "home", made.folder / "sample"
    for words in (
        ("sample", sample, "--format", "all"),
        ("init", made.workspace, "--authority", CODE, "--name", NAME),
        (
            *("--workspace", made.workspace, "run", "--period", MONTH, "--out", made.edition),
            *(sample / "ssd", sample / "registers"),
        ),
    ):
        done = run_as_user(home, *words)
        assert done.returncode == 0, done.stderr
