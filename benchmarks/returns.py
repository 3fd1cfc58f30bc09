"""Large returns: capabilities that are measured as those of `capabilities` are."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

from benchmarks import floors
from benchmarks.census import write_census
from benchmarks.clock import Taken, timed
from benchmarks.council import command, files_in, read_files, rows_in, workspace
from goldenthread.warehouse.snapshot import current_snapshot

CENSUS = 100
"""Megabytes of a large council's census of several years; a usual one has 5 to 10."""

SECTOR = 20
"""Megabytes that the sector's parser is given, where it is installed."""


def census(folder: Path) -> Taken:
    """Reading a children in need census, from the file to canonical rows."""
    file = _census(folder)
    made, spent = timed(lambda: read_files(folder, [file]))
    return Taken(rows_in(made), spent, floors.walking(file))


def census_load(folder: Path) -> Taken:
    """`goldenthread load` of that census as a whole process: read, stored, conformed and checked."""
    shutil.rmtree(folder / "census", ignore_errors=True)
    here = workspace(folder, "census")
    file = _census(folder)
    spent = command(here, "load", file)
    loaded = current_snapshot(here)
    floor = floors.walking(file) + floors.copying(files_in(loaded.folder, "*.parquet"), folder / "floor")
    return Taken(sum(account.rows_in for one in loaded.loads for account in one.accounts), spent, floor)


def _census(folder: Path) -> Path:
    file = folder / f"census_{CENSUS}.xml"
    if not file.exists():
        write_census(file, CENSUS * 1_000_000)
    return file


def sector_parser(folder: Path) -> Taken:
    """The sector's own stream parser (sfdata-stream-parser) over a smaller census: its events alone, nothing
    made of them. The rows are events."""
    file = folder / f"census_{SECTOR}.xml"
    if not file.exists():
        write_census(file, SECTOR * 1_000_000)
    parse = import_module("sfdata_stream_parser.parser.xml").parse
    events, spent = timed(lambda: sum(1 for _ in parse(str(file))))
    return Taken(events, spent, floors.walking(file))
