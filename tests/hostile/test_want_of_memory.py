"""A load that is given too little memory is done, or refused in a sentence; never a part of it: fault L9."""

from __future__ import annotations

import csv
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import small_council
from tests.support.small_council import write_council

MEGABYTES = (512, 1_024, 2_000, 12_000)


def limited(megabytes: int | None) -> Callable[[], None] | None:
    if megabytes is None:
        return None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)


def command(home: Path, *words: object, megabytes: int | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goldenthread.cli", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_CONFIG_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=limited(megabytes),
    )


@pytest.mark.long
def test_too_little_memory_never_gives_a_part(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    files = write_council(tmp_path / "files")
    lengthen(files / "ssd" / "ssd_contacts.csv", 400_000)
    here = tmp_path / "here"
    assert command(tmp_path, "init", here, "--authority", small_council.AUTHORITY).returncode == 0
    ends: Counter[str] = Counter()
    for megabytes in MEGABYTES:
        done = command(tmp_path, "--workspace", here, "load", files, megabytes=megabytes)
        is_started = "_run_module_as_main" not in done.stderr  # else there was no room for its libraries
        ends["done" if done.returncode == 0 else "refused" if is_started else "not started"] += 1
        assert "inside goldenthread" not in done.stderr, done.stderr
        assert "KANARI" not in done.stderr.upper()
        pointed = (here / "store" / "CURRENT").exists()
        assert pointed == (ends["done"] > 0), f"{megabytes} MB: {done.stderr[-400:]}"
    assert ends["done"] > 0, done.stderr[-600:]
    assert ends["refused"] > 0
    record_property("count", f"L9: memory limits: {dict(ends)}")
    last = command(tmp_path, "--workspace", here, "load", files)
    assert (last.returncode, "0 changes" in last.stderr) == (0, True), last.stderr


def lengthen(path: Path, count: int) -> None:
    """The file with its first row many times, each under an id of its own."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, first, *_ = csv.reader(file)
    at = header.index("cont_contact_id")
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for number in range(count):
            writer.writerow([f"{cell}-{number}" if place == at else cell for place, cell in enumerate(first)])
