"""The command line run many times without paying its imports each time: one warm process forks for each run.

    python -m tests.support.warm_cli

Reads a JSON line a run (arguments, folder, environment, files for both outputs), runs `goldenthread.cli` as
`python -m` would with its outputs going to those files, and writes the exit code.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from tests.support.disk import not_waited_for

ROOT = Path(__file__).parents[2]
IMPORTS = (
    "typer",
    "rich.table",
    "goldenthread.sources",
    "goldenthread.warehouse.load",
    "goldenthread.engine.figures",
    "goldenthread.publication.html",
    "goldenthread.publication.pack",
    "django.db.migrations.executor",
)


@dataclass(frozen=True)
class Ran:
    """What a run ended with."""

    code: int
    out: str
    err: str
    out_bytes: bytes

    @property
    def said(self) -> str:
        """Everything that was printed."""
        return self.out + self.err


@cache
def warm() -> WarmCommandLine:
    """The one of this test process, which ends with it."""
    made = WarmCommandLine()
    atexit.register(made.close)
    return made


class WarmCommandLine:
    """The process that forks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm_cli"],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        with self._process:
            assert self._process.stdin
            self._process.stdin.close()

    def run(self, *arguments: object, folder: Path, **variables: str) -> Ran:
        """Run one command in a folder, with more environment variables."""
        with tempfile.TemporaryDirectory() as outputs:
            out, err = Path(outputs) / "out", Path(outputs) / "err"
            asked = {
                "arguments": [str(one) for one in arguments],
                "folder": str(folder),
                "variables": variables,
                "out": str(out),
                "err": str(err),
            }
            assert self._process.stdin
            assert self._process.stdout
            print(json.dumps(asked), file=self._process.stdin, flush=True)
            code = int(self._process.stdout.readline())
            content = out.read_bytes()
            return Ran(code, content.decode("utf-8", "replace"), err.read_text(encoding="utf-8"), content)


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: this checkout's code, no colour asked for."""
    return {
        **{name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")},
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        **more,
    }


def _serve() -> None:
    _warm()
    with not_waited_for():
        for line in sys.stdin:
            asked = json.loads(line)
            child = os.fork()
            if child == 0:
                _run(asked)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
            sys.stdout.flush()


def _warm() -> None:
    """Import what is slow to import, but for the command line itself, and read what every run reads."""
    from goldenthread.base.workdays import bank_holidays
    from goldenthread.engine.cards import shipped_measures
    from goldenthread.sources.quality import rules
    from goldenthread.warehouse.facts import facts

    for name in IMPORTS:
        importlib.import_module(name)
    bank_holidays(), shipped_measures(), facts(), rules()


def _run(asked: dict[str, Any]) -> NoReturn:
    for name, handle in (("out", 1), ("err", 2)):
        os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT), handle)
    os.chdir(asked["folder"])
    os.environ.update(asked["variables"])
    sys.argv = ["goldenthread", *asked["arguments"]]
    code: object = 0
    try:
        runpy.run_module("goldenthread.cli", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    _serve()
