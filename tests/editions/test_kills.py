"""A release that is killed leaves the one before it whole, and the next release makes good: fault P2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are made by fork and SIGKILL")


def kills(folder: Path, *more: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.editions.kill_driver", str(folder), *more]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_a_kill_at_any_step_leaves_the_old_release_whole(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    report = kills(tmp_path)
    assert report["wrong"] == []
    assert {"mkdir", "fsync", "rename", "replace", "begin", "commit", "committed"} == set(report["steps"])
    record_property("count", f"{report['kills']} kills of a release")


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_thousand_kills_at_any_moment(tmp_path: Path) -> None:
    report = kills(tmp_path, "1000")
    assert report["wrong"] == []
    assert report["kills"] > 1000
