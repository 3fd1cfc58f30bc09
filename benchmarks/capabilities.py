"""The capabilities that are measured. Each finds in the folder what those before it left there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from benchmarks import floors
from benchmarks.census import write_census
from benchmarks.clock import Spent, Taken, timed
from benchmarks.published import write_published
from goldenthread.base.periods import month, parse
from goldenthread.cli import context, month_edition
from goldenthread.engine.figures import figures
from goldenthread.publication.audiences import LEADERSHIP, PUBLIC
from goldenthread.publication.pack import FORMATS, write_pack
from goldenthread.sample import write_sample
from goldenthread.sources import read
from goldenthread.sources.identity import Identities
from goldenthread.sources.published import read_published
from goldenthread.sources.reading import Delivery
from goldenthread.warehouse import workspace as workspaces
from goldenthread.warehouse.load import load
from goldenthread.warehouse.published.store import store_published
from goldenthread.warehouse.snapshot import current_snapshot

AUTHORITY = "X06000001"
EDITION = parse("2023-12")
MONTHS = 48
CENSUS = 100
"""Megabytes of a large council's census of several years; a usual one has 5 to 10."""

SECTOR = 20
"""Megabytes that the sector's parser is given, where it is installed."""


def sample(folder: Path) -> Taken:
    """Simulating and writing the sample council."""
    made, spent = timed(lambda: write_sample(folder / "sample"))
    rows = sum(len(table) for council in made for table in council.tables.values())
    return Taken(rows, spent, floors.writing(_files(folder / "sample", "*.*"), folder / "floor"))


def reading(folder: Path) -> Taken:
    """Reading the files of the sample into canonical rows, every row accounted for."""
    made, spent = timed(lambda: _read(folder, "ssd", "registers"))
    return Taken(_rows(made), spent, floors.reading(_csv(folder)))


def storing(folder: Path) -> Taken:
    """Storing what was read, and conforming it into a snapshot."""
    shutil.rmtree(folder / "council", ignore_errors=True)
    here = _workspace(folder, "council")
    delivery = _read(folder, "ssd", "registers")
    report, spent = timed(lambda: load(here, delivery))
    snapshot = here.store / "snapshots" / report.snapshot
    return Taken(_rows(delivery), spent, floors.copying(_files(snapshot, "*.parquet"), folder / "floor"))


def results(folder: Path) -> Taken:
    """All measures in all their breakdowns for 48 months, from a loaded snapshot."""
    here = _workspace(folder, "council")
    measures = context.catalogue(here)
    loaded = current_snapshot(here)
    months = [month(number) for number in range(EDITION.last_month - MONTHS + 1, EDITION.last_month + 1)]
    made, spent = timed(lambda: figures(loaded, measures, list(measures.values()), months))
    return Taken(made.table.num_rows, spent, floors.scanning(_files(loaded.folder, "facts/*.parquet")))


def edition(folder: Path) -> Taken:
    """Computing an edition and writing its pages; the rows are its figures."""
    here = _workspace(folder, "council")
    loaded = current_snapshot(here)
    made, computing = timed(lambda: month_edition.edition(here, loaded, EDITION))
    _, rendering = timed(lambda: write_pack(made, ("html",), folder / "edition"))
    floor = floors.scanning(_files(loaded.folder, "facts/*.parquet"))
    floor += floors.writing(_files(folder / "edition", "*.*"), folder / "floor")
    spent = Spent(computing.clock + rendering.clock, computing.processor + rendering.processor)
    return Taken(made.results.table.num_rows, spent, floor)


def files_to_html(folder: Path) -> Taken:
    """`goldenthread run` as a whole process, from the files to the pages; the floor is that of its parts."""
    shutil.rmtree(folder / "whole", ignore_errors=True)
    here = _workspace(folder, "whole")
    out, sources = folder / "pages", [folder / "sample" / name for name in ("ssd", "registers")]
    spent = _command(here, "run", "--period", EDITION.label, "--out", out, *sources)
    loaded = current_snapshot(here)
    floor = floors.reading(_csv(folder)) + floors.scanning(_files(loaded.folder, "facts/*.parquet"))
    floor += floors.copying(_files(loaded.folder, "*.parquet"), folder / "floor")
    floor += floors.writing(_files(out, "*.*"), folder / "floor")
    rows = sum(account.rows_in for one in loaded.loads for account in one.accounts)
    return Taken(rows, spent, floor)


def internal_pack(folder: Path) -> Taken:
    """`goldenthread pack` as a whole process, in every format, with figures of other areas; the rows are the
    results that leave as data."""
    return _pack(folder, _with_others(folder), LEADERSHIP.name)


def public_pack(folder: Path) -> Taken:
    """The same for the public, held against the two public releases before it."""
    here = _with_others(folder)
    for requests, when in enumerate((EDITION.back(2), EDITION.back(1)), start=1):
        if not (here.root / "editions" / "releases" / when.label).exists():
            _command(here, "release", "--period", when.label, "--audience", PUBLIC.name, "--by", "Ada")
            _command(here, "release", "--approve", str(requests), "--by", "Ben")
    return _pack(folder, here, PUBLIC.name)


def _with_others(folder: Path) -> workspaces.Workspace:
    """The loaded council once more, with the published figures of its sample."""
    new = not (folder / "issuing").exists()
    if new:
        shutil.copytree(folder / "council", folder / "issuing")
    here = _workspace(folder, "issuing")
    if new:
        _command(here, "benchmarks", "load", folder / "sample" / "benchmarks")
    return here


def _pack(folder: Path, here: workspaces.Workspace, audience: str) -> Taken:
    out = folder / f"pack-{audience}"
    shutil.rmtree(out, ignore_errors=True)
    formats = [name for name in FORMATS if name != "pptx" or audience != PUBLIC.name]
    wanted = ("--audience", audience, "--format", ",".join(formats), "--out", out)
    spent = _command(here, "pack", "--period", EDITION.label, *wanted)
    floor = floors.scanning(_files(current_snapshot(here).folder, "facts/*.parquet"))
    floor += floors.writing(_files(out, "*.*"), folder / "floor")
    rows = len((out / "data" / "results.csv").read_bytes().splitlines()) - 1
    return Taken(rows, spent, floor)


def _command(here: workspaces.Workspace, *words: str | Path) -> Spent:
    """Run a command of goldenthread as a process of its own, imports included."""
    before = os.times()
    command = [sys.executable, "-m", "goldenthread.cli", "--workspace", str(here.root), *map(str, words)]
    _, ran = timed(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(ran.clock, processor)


def annex_a(folder: Path) -> Taken:
    """Reading a council's Annex A."""
    made, spent = timed(lambda: _read(folder, "annex_a"))
    (book,) = _files(folder / "sample" / "annex_a", "*.xlsx")
    return Taken(_rows(made), spent, floors.unpacking(book))


def census(folder: Path) -> Taken:
    """Reading a children in need census, from the file to canonical rows."""
    file = folder / f"census_{CENSUS}.xml"
    if not file.exists():
        write_census(file, CENSUS * 1_000_000)
    made, spent = timed(lambda: _read_files(folder, [file]))
    return Taken(_rows(made), spent, floors.walking(file))


def published(folder: Path) -> Taken:
    """Published statistics of the size of LAIT: read, each figure accounted for, and stored."""
    file = folder / "published.parquet"
    if not file.exists():
        write_published(file)
    here = _workspace(folder, "published")
    shutil.rmtree(here.store / "published", ignore_errors=True)
    reports, spent = timed(lambda: store_published(here, read_published([file], today=EDITION.end).files))
    return Taken(sum(one.file.rows_in for one in reports), spent, floors.copying([file], folder / "floor"))


def sector_parser(folder: Path) -> Taken:
    """The sector's own stream parser (sfdata-stream-parser) over a smaller census: its events alone, nothing
    made of them. The rows are events."""
    file = folder / f"census_{SECTOR}.xml"
    if not file.exists():
        write_census(file, SECTOR * 1_000_000)
    parse = import_module("sfdata_stream_parser.parser.xml").parse
    events, spent = timed(lambda: sum(1 for _ in parse(str(file))))
    return Taken(events, spent, floors.walking(file))


def _workspace(folder: Path, name: str) -> workspaces.Workspace:
    return workspaces.create(folder / name, AUTHORITY, "Solmere (synthetic)", folder / "key")[0]


def _read(folder: Path, *parts: str) -> Delivery:
    return _read_files(folder, [folder / "sample" / part for part in parts])


def _read_files(folder: Path, paths: list[Path]) -> Delivery:
    here = _workspace(folder, "keys")
    identities = Identities(here.keys.identities, AUTHORITY)
    return read(paths, authority=AUTHORITY, identities=identities, period_end=EDITION.end)


def _rows(delivery: Delivery) -> int:
    return sum(account.rows_in for one in delivery.readings for account in one.accounts)


def _csv(folder: Path) -> list[Path]:
    return [*_files(folder / "sample" / "ssd", "*.csv"), *_files(folder / "sample" / "registers", "*.csv")]


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(file for file in folder.rglob(pattern) if file.is_file())
