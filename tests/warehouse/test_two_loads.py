"""Two loads at once: one runs, the other waits, and both end well: fault L6."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse import load as loading
from goldenthread.warehouse import lock
from goldenthread.warehouse.snapshot import current_load_ids, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support.small_store import delivery, load_paths, store_hashes

ROOT = Path(__file__).parents[2]
LOAD = """
import sys
from pathlib import Path
from goldenthread.warehouse import conforming
from goldenthread.warehouse.conform import Conformed
from goldenthread.warehouse.workspace import read
from tests.support.small_store import load_paths

conforming.conform = lambda *_, **__: Conformed({})
load_paths(read(Path(sys.argv[1])), Path(sys.argv[2]))
"""


@pytest.mark.usefixtures("light")
@pytest.mark.faults
def test_twenty_threads_load_one_after_the_other(
    loaded: Workspace, files: Path, record_property: pytest.RecordProperty
) -> None:
    came = [delivery(loaded, files / name) for name in ("december", "annex_a")] * 10
    with ThreadPoolExecutor(20) as pool:
        reports = list(pool.map(lambda one: loading.load(loaded, one), came))
    record_property("count", f"L6: {len(came)} loads at once, one after the other")
    assert sorted(report.changes for report in reports) == [0] * 18 + [1, 2]
    assert len(current_load_ids(loaded)) == 5


def test_two_processes_load_one_after_the_other(loaded: Workspace, files: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    runs = [
        subprocess.Popen([sys.executable, "-c", LOAD, loaded.root, files / name], cwd=ROOT, env=environment)
        for name in ("december", "annex_a")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert len(current_load_ids(loaded)) == 5
    assert [name for name in store_hashes(loaded) if ".partial" in name] == []


def test_a_load_that_waits_too_long_says_so(
    loaded: Workspace, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "WAIT_SECONDS", 0.1)
    before = pointed(loaded)
    with (
        FileLock(loaded.store / "lock"),
        pytest.raises(RefusedInput, match=r"Another load has been running.*\nWait for it"),
    ):
        load_paths(loaded, files / "december")
    assert pointed(loaded) == before
