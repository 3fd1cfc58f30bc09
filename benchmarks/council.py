"""The invented council of the benchmarks: its workspaces, its files, and commands run on them.

It imports little, so that the memory measured of a capability is not what others import.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.clock import Spent, timed
from goldenthread.base.periods import parse
from goldenthread.sources import read
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Delivery
from goldenthread.warehouse import workspace as workspaces

AUTHORITY = "X06000001"
EDITION = parse("2023-12")


def command(here: workspaces.Workspace, *words: str | Path) -> Spent:
    """Run a command of goldenthread as a process of its own, imports included."""
    before = os.times()
    command = [sys.executable, "-m", "goldenthread.cli", "--workspace", str(here.root), *map(str, words)]
    _, ran = timed(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(ran.clock, processor, ran.memory)


def workspace(folder: Path, name: str) -> workspaces.Workspace:
    """A workspace of the council; the one of that name if it is there."""
    return workspaces.create(folder / name, AUTHORITY, "Solmere (synthetic)", folder / "key")[0]


def read_parts(folder: Path, *parts: str) -> Delivery:
    """What is read of parts of the sample: ssd, registers, annex_a."""
    return read_files(folder, [folder / "sample" / part for part in parts])


def read_files(folder: Path, paths: list[Path]) -> Delivery:
    """What is read of files."""
    here = workspace(folder, "keys")
    identities = Identities(here.keys.identities, AUTHORITY)
    return read(paths, authority=AUTHORITY, identities=identities, period_end=EDITION.end)


def rows_in(delivery: Delivery) -> int:
    """How many rows came in, over all lists."""
    return sum(account.rows_in for one in delivery.readings for account in one.accounts)


def csv_files(folder: Path) -> list[Path]:
    """The extracts and registers of the sample."""
    return [file for part in ("ssd", "registers") for file in files_in(folder / "sample" / part, "*.csv")]


def files_in(folder: Path, pattern: str) -> list[Path]:
    """Files at any depth, in the order of their paths."""
    return sorted(file for file in folder.rglob(pattern) if file.is_file())
