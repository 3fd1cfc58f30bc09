"""A load that is killed leaves the month before, and a second run makes good: fault L1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are made by fork and SIGKILL")


def crash(folder: Path, kills: int, *more: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.warehouse.crash_driver", str(folder), str(kills), *more]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.mark.timeout(900)
def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    report = crash(tmp_path, 100)
    assert report["wrong"] == []
    assert report["kills"] == 100


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
def test_a_thousand_kills_of_whole_loads(tmp_path: Path) -> None:
    """More kills than steps: each step is one of them."""
    report = crash(tmp_path, 1000, "--whole")
    assert report["wrong"] == []
    assert report["steps"] <= 700
