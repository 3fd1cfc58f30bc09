"""The capabilities that are measured. Each finds in the folder what those before it left there."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks import floors
from benchmarks.clock import Spent, Taken, timed
from benchmarks.council import EDITION, command, csv_files, files_in, read_parts, rows_in, workspace
from benchmarks.published import write_published
from goldenthread.base.periods import month
from goldenthread.cli import context, month_edition
from goldenthread.engine.figures import figures
from goldenthread.publication.audiences import LEADERSHIP, PUBLIC
from goldenthread.publication.formats import FORMATS
from goldenthread.publication.pack import write_pack
from goldenthread.sample import write_sample
from goldenthread.sources.published import read_published
from goldenthread.warehouse import workspace as workspaces
from goldenthread.warehouse.load import load
from goldenthread.warehouse.published.store import store_published
from goldenthread.warehouse.snapshot import current_snapshot

MONTHS = 48


def sample(folder: Path) -> Taken:
    """Simulating and writing the sample council."""
    made, spent = timed(lambda: write_sample(folder / "sample"))
    rows = sum(len(table) for council in made for table in council.tables.values())
    return Taken(rows, spent, floors.writing(files_in(folder / "sample", "*.*"), folder / "floor"))


def reading(folder: Path) -> Taken:
    """Reading the files of the sample into canonical rows, every row accounted for."""
    made, spent = timed(lambda: read_parts(folder, "ssd", "registers"))
    return Taken(rows_in(made), spent, floors.reading(csv_files(folder)))


def storing(folder: Path) -> Taken:
    """Storing what was read, and conforming it into a snapshot."""
    shutil.rmtree(folder / "council", ignore_errors=True)
    here = workspace(folder, "council")
    delivery = read_parts(folder, "ssd", "registers")
    report, spent = timed(lambda: load(here, delivery))
    snapshot = here.store / "snapshots" / report.snapshot
    return Taken(rows_in(delivery), spent, floors.copying(files_in(snapshot, "*.parquet"), folder / "floor"))


def results(folder: Path) -> Taken:
    """All measures in all their breakdowns for 48 months, from a loaded snapshot."""
    here = workspace(folder, "council")
    measures = context.catalogue(here)
    loaded = current_snapshot(here)
    months = [month(number) for number in range(EDITION.last_month - MONTHS + 1, EDITION.last_month + 1)]
    made, spent = timed(lambda: figures(loaded, measures, list(measures.values()), months))
    return Taken(made.table.num_rows, spent, floors.scanning(files_in(loaded.folder, "facts/*.parquet")))


def edition(folder: Path) -> Taken:
    """Computing an edition and writing its pages; the rows are its figures."""
    here = workspace(folder, "council")
    loaded = current_snapshot(here)
    made, computing = timed(lambda: month_edition.edition(here, loaded, EDITION))
    _, rendering = timed(lambda: write_pack(made, ("html",), folder / "edition"))
    floor = floors.scanning(files_in(loaded.folder, "facts/*.parquet"))
    floor += floors.writing(files_in(folder / "edition", "*.*"), folder / "floor")
    spent = Spent(
        computing.clock + rendering.clock, computing.processor + rendering.processor, rendering.memory
    )
    return Taken(made.results.table.num_rows, spent, floor)


def files_to_html(folder: Path) -> Taken:
    """`goldenthread run` as a whole process, from the files to the pages; the floor is that of its parts."""
    shutil.rmtree(folder / "whole", ignore_errors=True)
    here = workspace(folder, "whole")
    out, sources = folder / "pages", [folder / "sample" / name for name in ("ssd", "registers")]
    spent = command(here, "run", "--period", EDITION.label, "--out", out, *sources)
    loaded = current_snapshot(here)
    floor = floors.reading(csv_files(folder)) + floors.scanning(files_in(loaded.folder, "facts/*.parquet"))
    floor += floors.copying(files_in(loaded.folder, "*.parquet"), folder / "floor")
    floor += floors.writing(files_in(out, "*.*"), folder / "floor")
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
            command(here, "release", "--period", when.label, "--audience", PUBLIC.name, "--by", "Ada")
            command(here, "release", "--approve", str(requests), "--by", "Ben")
    return _pack(folder, here, PUBLIC.name)


def _with_others(folder: Path) -> workspaces.Workspace:
    """The loaded council once more, with the published figures of its sample."""
    new = not (folder / "issuing").exists()
    if new:
        shutil.copytree(folder / "council", folder / "issuing")
    here = workspace(folder, "issuing")
    if new:
        command(here, "benchmarks", "load", folder / "sample" / "benchmarks")
    return here


def _pack(folder: Path, here: workspaces.Workspace, audience: str) -> Taken:
    out = folder / f"pack-{audience}"
    shutil.rmtree(out, ignore_errors=True)
    wanted = ("--audience", audience, "--format", ",".join(FORMATS), "--out", out)
    spent = command(here, "pack", "--period", EDITION.label, *wanted)
    floor = floors.scanning(files_in(current_snapshot(here).folder, "facts/*.parquet"))
    floor += floors.writing(files_in(out, "*.*"), folder / "floor")
    rows = len((out / "data" / "results.csv").read_bytes().splitlines()) - 1
    return Taken(rows, spent, floor)


def annex_a(folder: Path) -> Taken:
    """Reading a council's Annex A."""
    made, spent = timed(lambda: read_parts(folder, "annex_a"))
    (book,) = files_in(folder / "sample" / "annex_a", "*.xlsx")
    return Taken(rows_in(made), spent, floors.unpacking(book))


def annex_a_load(folder: Path) -> Taken:
    """Loading a council's Annex A by the command: read, stored, conformed and checked, imports included."""
    shutil.rmtree(folder / "annex-a", ignore_errors=True)
    here = workspace(folder, "annex-a")
    spent = command(here, "load", folder / "sample" / "annex_a")
    rows = sum(account.rows_in for load in current_snapshot(here).loads for account in load.accounts)
    (book,) = files_in(folder / "sample" / "annex_a", "*.xlsx")
    return Taken(rows, spent, floors.unpacking(book))


def published(folder: Path) -> Taken:
    """Published statistics of the size of LAIT: read, each figure accounted for, and stored."""
    file = folder / "published.parquet"
    if not file.exists():
        write_published(file)
    here = workspace(folder, "published")
    shutil.rmtree(here.store / "published", ignore_errors=True)
    reports, spent = timed(lambda: store_published(here, read_published([file], today=EDITION.end).files))
    return Taken(sum(one.file.rows_in for one in reports), spent, floors.copying([file], folder / "floor"))
