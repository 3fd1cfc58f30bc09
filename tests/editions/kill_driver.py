"""Kills a release at each step at which it writes, and says what was wrong afterwards.

    python -m tests.editions.kill_driver FOLDER [KILLS_AT_RANDOM]

A step is a folder, a sync, a rename, half of a file, and the beginning and the end of a transaction. It runs
in a process of its own, so that it may fork before anything holds a thread.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from goldenthread.base.errors import UsageError
from goldenthread.editions.releases.folders import current_folder, first_damaged
from goldenthread.editions.store import releases as actions
from goldenthread.editions.store.checking import check_releases
from goldenthread.editions.store.opened import open_store
from goldenthread.editions.store.releases import releases
from goldenthread.warehouse.files import PARTIAL
from goldenthread.warehouse.workspace import Workspace
from tests.editions.made_releases import release
from tests.support.disk import not_waited_for
from tests.support.write_steps import OnStep, counted

WRONG_EXIT = 3


def workspace(root: Path) -> Workspace:
    return Workspace(root, "X06000099", "Small (synthetic)", root / "none.key")


@contextmanager
def steps(here: Workspace, on_step: OnStep) -> Iterator[None]:
    """The write steps of files, and those of the database."""
    real = actions.writing

    @contextmanager
    def writing() -> Iterator[None]:
        on_step("begin")
        with real():
            yield
            on_step("commit")
        on_step("committed")

    with mock.patch.object(actions, "writing", writing), counted(here.editions, on_step):
        yield


def correct(here: Workspace) -> None:
    """The release that is killed: a correction of release 1."""
    with open_store(here):
        release(here, "corrected", corrects=1, reason="A late file")


def state(here: Workspace) -> list[str]:
    """What is wrong after a kill, for who opens the store and only reads, and for who goes on."""
    with open_store(here):
        wrong = [f"found before anything is released again: {one}" for one in check_releases(here).wrong]
        pointed, found = current_folder(here, "2023-12", "internal"), releases()
        whole = {one.name for one in found if first_damaged(here, one) is None}
        if pointed is None or pointed.name not in whole:
            wrong.append("the pointer names no whole release")
        if "internal-1" not in whole:
            wrong.append("the old release is damaged")
        try:
            release(here, "corrected", corrects=1, reason="A late file")
        except UsageError as error:  # it was stored before the kill, and stands now
            if len(found) != 2:
                wrong.append(f"the second run was refused: {error.what}")
        release(here, "again", corrects=2, reason="Another one")
        wrong += check_releases(here).wrong
        names = [one.name for one in releases()]
        if names != ["internal-1", "internal-2", "internal-3"]:
            wrong.append(f"releases {names}")
    if left := [path.name for path in here.editions.rglob(f"*{PARTIAL}*")]:
        wrong.append(f"left over: {left}")
    return wrong


def forked(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        code = WRONG_EXIT
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def killed(origin: Path, root: Path, kill: Callable[[Workspace], None]) -> list[str]:
    """A copy of the workspace, a release in it that is killed, and what was wrong then."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(origin, root)
    here = workspace(root)
    kill(here)
    answer = root.with_name("answer.json")
    answer.unlink(missing_ok=True)
    child = forked(lambda: answer.write_text(json.dumps(state(here))))
    ended = os.waitpid(child, 0)[1]
    return list(json.loads(answer.read_text())) if ended == 0 else [f"the check ended with {ended}"]


def at_step(step: int) -> Callable[[Workspace], None]:
    def kill(here: Workspace) -> None:
        left = [step]

        def on_step(_: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def work() -> None:
            with steps(here, on_step):
                correct(here)

        ended = os.waitpid(forked(work), 0)[1]
        assert os.WIFSIGNALED(ended), ended

    return kill


def after(seconds: float) -> Callable[[Workspace], None]:
    def kill(here: Workspace) -> None:
        child = forked(lambda: correct(here))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    return kill


def main(folder: Path, at_random: int) -> None:
    origin, root = folder / "origin", folder / "killed"
    origin.mkdir()

    def first() -> None:
        with open_store(workspace(origin)):
            release(workspace(origin), "one")

    def count() -> None:
        found: list[str] = []
        with steps(workspace(folder / "counted"), found.append):
            correct(workspace(folder / "counted"))
        (folder / "steps.json").write_text(json.dumps(found))

    assert os.waitpid(forked(first), 0)[1] == 0
    shutil.copytree(origin, folder / "counted")
    begun = time.monotonic()
    assert os.waitpid(forked(count), 0)[1] == 0
    seconds = time.monotonic() - begun
    names = json.loads((folder / "steps.json").read_text())
    chance = random.Random(at_random)
    kills = [at_step(number) for number in range(1, len(names) + 1)]
    kills += [after(chance.uniform(0, 2 * seconds)) for _ in range(at_random)]
    wrong = [fault for kill in kills for fault in killed(origin, root, kill)]
    sys.stdout.write(json.dumps({"kills": len(kills), "steps": names, "wrong": wrong}) + "\n")


if __name__ == "__main__":
    with not_waited_for():
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
