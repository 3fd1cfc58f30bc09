"""A warm process that forks a load, kills it with SIGKILL, and looks at what it left. Run by test_crash.py.

    python -m tests.warehouse.crash_driver FOLDER KILLS [--whole]

After each kill: the month before is live with the same results (or the new one, whole, if the pointer had
moved), and a second run ends with the snapshot and the files of an undisturbed one. Prints JSON. Without
`--whole` the registers alone are loaded, and one fact is conformed: all kinds of step in less time.
"""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from goldenthread.engine.cards import shipped_measures
from goldenthread.model.tables import TABLES
from goldenthread.sources import Delivery
from goldenthread.sources.quality import rules
from goldenthread.warehouse import conforming, snapshot
from goldenthread.warehouse.conform import run
from goldenthread.warehouse.conform.calendar import working_days
from goldenthread.warehouse.deliveries import delivery_digest
from goldenthread.warehouse.facts import facts
from goldenthread.warehouse.load import load
from goldenthread.warehouse.snapshot import current_snapshot, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support import small_store
from tests.support.disk import not_waited_for
from tests.support.small_council import DECEMBER, write_council
from tests.support.write_steps import counted

RANDOM_SHARE = 0.3
"""Of the kills, those at a random moment; the others are at write steps spread over the whole load."""

Answer = dict[str, Any]


class Crashes:
    """A store with November in it, of which each kill has a copy of its own to spoil."""

    def __init__(self, folder: Path, whole: bool) -> None:
        self.folder = folder
        november, self.december = write_council(folder / "nov"), write_council(folder / "dec", DECEMBER)
        if not whole:
            shutil.rmtree(november / "ssd")
            shutil.rmtree(self.december / "ssd")
        self.origin = small_store.workspace(folder / "origin")
        self.delivery: Delivery = small_store.delivery(self.origin, self.december)
        self.digest = delivery_digest([self.december], None, None)
        if not whole:
            _conform_one_fact({batch.table for one in self.delivery.readings for batch in one.batches})
        first = small_store.delivery(self.origin, november)
        self._in_child(lambda: load(self.origin, first, digest="november").snapshot)
        self.before = self._in_child(lambda: self._seen(self.origin))
        undisturbed = self.copy("undisturbed")
        begun = time.monotonic()
        self.after = self._in_child(lambda: self._loaded(undisturbed))
        self.seconds = time.monotonic() - begun
        self.then = self._in_child(lambda: self._seen(undisturbed))
        self.steps = self._in_child(lambda: self._count_steps(self.copy("counted")))["steps"]

    def copy(self, name: str) -> Workspace:
        """A copy of the store with November in it."""
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.origin.root, root)
        return Workspace(root, self.origin.authority, self.origin.name, self.origin.key_path)

    def kill_at(self, step: int) -> str | None:
        """Kill a load at a write step; what was wrong afterwards, or None."""
        here, left = self.copy("killed"), [step]

        def on_step(_: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        child = _forked(lambda: self._load_counted(here, on_step))
        return self._after_kill(here, os.waitpid(child, 0)[1], f"step {step}")

    def kill_after(self, seconds: float) -> str | None:
        """Kill a load some time after its start."""
        here = self.copy("killed")
        child = _forked(lambda: load(here, self.delivery, digest=self.digest))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        return self._after_kill(here, os.waitpid(child, 0)[1], f"{seconds:.3f} s")

    def _after_kill(self, here: Workspace, ended: int, when: str) -> str | None:
        if not os.WIFSIGNALED(ended):
            raise NotKilled
        found = self._in_child(lambda: self._rerun(here))
        return f"{when}: {found['wrong']}" if found["wrong"] else None

    def _rerun(self, here: Workspace) -> Answer:
        seen = self._seen(here)
        if seen not in (self.before, self.then):
            return {"wrong": "neither the month before nor the new one is live"}
        again = self._loaded(here)
        return {"wrong": _difference(self.after, again)}

    def _loaded(self, here: Workspace) -> Answer:
        load(here, self.delivery, digest=self.digest)
        return {"snapshot": pointed(here), "files": small_store.store_hashes(here)}

    def _seen(self, here: Workspace) -> Answer:
        """What a reader sees."""
        loaded = current_snapshot(here)
        results = [list(row) for row in small_store.values(loaded, ("audit_discussion_pct",))]
        return {"snapshot": pointed(here), "results": results}

    def _load_counted(self, here: Workspace, on_step: Callable[[str], None]) -> None:
        with counted(here.store, on_step):
            load(here, self.delivery, digest=self.digest)

    def _count_steps(self, here: Workspace) -> Answer:
        steps: list[str] = []
        self._load_counted(here, steps.append)
        return {"steps": len(steps)}

    def _in_child(self, work: Callable[[], Any]) -> Any:
        """The answer of some work in a forked process, so that this one never holds a thread."""
        path = self.folder / "answer.json"
        path.unlink(missing_ok=True)
        ended = os.waitpid(_forked(lambda: path.write_text(json.dumps(work()))), 0)[1]
        if ended != 0:
            return {"wrong": f"the process ended with {ended}"}
        return json.loads(path.read_text())


def _conform_one_fact(tables: set[str]) -> None:
    run.TABLES = {name: table for name, table in TABLES.items() if name in tables}
    run.STEPS = ()
    conforming.conform = functools.partial(run.conform, only=frozenset({"audits"}))  # type: ignore[assignment] # one fact


class NotKilled(Exception):
    """The load was done before the kill came."""


def _forked(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        _work_and_exit(work)
    return child


def _work_and_exit(work: Callable[[], object]) -> NoReturn:
    code = 1
    try:
        work()
        code = 0
    except Exception as error:  # noqa: BLE001 a forked process must not run on in its parent's code
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


def _difference(wanted: Answer, found: Answer) -> str | None:
    if wanted["snapshot"] != found["snapshot"]:
        return "another snapshot after the second run"
    here, there = wanted["files"], found["files"]
    names = sorted(name for name in {**here, **there} if here.get(name) != there.get(name))
    return f"other files after the second run: {names[:5]}" if names else None


def main(folder: Path, kills: int, *, whole: bool) -> None:
    """Kill so many times and print what was found."""
    version = snapshot.conforming_version()
    snapshot.conforming_version = lambda: version
    working_days(), facts(), rules(), shipped_measures()  # read before the forks, not in each
    crashes = Crashes(folder, whole)
    chance = random.Random(kills)
    at_steps = kills - int(kills * RANDOM_SHARE)
    wrong, done = [], 0
    for number in range(at_steps):
        wrong.append(crashes.kill_at(1 + number * crashes.steps // at_steps % crashes.steps))
        done += 1
    while done < kills:
        try:
            wrong.append(crashes.kill_after(chance.uniform(0, crashes.seconds)))
            done += 1
        except NotKilled:
            continue
    report = {"kills": done, "steps": crashes.steps, "wrong": [one for one in wrong if one]}
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    with not_waited_for():  # the kill leaves what the system holds, unlike a power cut
        main(Path(sys.argv[1]), int(sys.argv[2]), whole="--whole" in sys.argv)
