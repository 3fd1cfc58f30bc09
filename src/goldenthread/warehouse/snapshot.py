"""Snapshots: canonical rows and conformed facts as they stood after a load, immutable, behind one pointer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse.conform import PERSON_NUMBERS, conform
from goldenthread.warehouse.conform.shapes import Shape
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.current import current_covers, current_tables
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.files import whole_folder, write_json, write_whole
from goldenthread.warehouse.loads import StoredLoad, read_load
from goldenthread.warehouse.workspace import Workspace

POINTER = "CURRENT"
MANIFEST = "manifest.json"
SMALL = ("population", "parameters", "targets", "localities", "teams", "hubs")
"""Tables that readers ask for row by row."""


class Snapshot:
    """A snapshot opened for reading: the engine sees its folder and nothing else."""

    def __init__(self, folder: Path, loads: Sequence[StoredLoad], manifest: Mapping[str, Any]) -> None:
        self.folder, self.loads = folder, tuple(loads)
        self.id: str = manifest["id"]
        self.extracted_on = dt.date.fromisoformat(manifest["extracted_on"])
        self.covers: Covers = current_covers(self.loads)
        self._single: Mapping[str, Sequence[str]] = manifest["single"]
        self._opened: set[str] = set()

    @cached_property
    def engine(self) -> DuckDB:
        """An engine over this snapshot's folder, opened when first needed."""
        return DuckDB((self.folder,))

    def table(self, standard: str, fact: str, shape: str) -> str:
        """The name of a conformed table, opened if it was not."""
        name = f"{standard}.{Shape(fact, '', shape).table}"
        if name not in self._opened:
            self.engine.open_parquet(name, self.folder / "facts" / f"{name}.parquet")
            self._opened.add(name)
        return name

    def single_keys(self, table: str) -> frozenset[str]:
        """Keys of which no two rows of a conformed table cover the same month-end."""
        return frozenset(self._single.get(table, ()))

    def person_numbers(self) -> str:
        """The engine's name of the table person_no -> authority, person_id (the hash)."""
        if PERSON_NUMBERS not in self._opened:
            self.engine.open_parquet(PERSON_NUMBERS, self.folder / "facts" / f"{PERSON_NUMBERS}.parquet")
            self._opened.add(PERSON_NUMBERS)
        return PERSON_NUMBERS

    def rows(self, table: str) -> Iterable[Mapping[str, Any]]:
        """Rows of a small canonical table."""
        path = self.folder / "canonical" / f"{table}.parquet"
        rows: list[dict[str, Any]] = pq.read_table(path).to_pylist() if path.exists() else []
        return [row for row in rows if not row.get("excluded")]

    def stored_rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Columns of a canonical table in stored order (a fact row's `row_ref` counts in it)."""
        return pq.read_table(self.folder / "canonical" / f"{table}.parquet", columns=list(columns))

    def put(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under a name."""
        self.engine.put(name, table)

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""
        self.engine.keep(name, sql)

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query."""
        return self.engine.fetch(sql)


def current_snapshot(workspace: Workspace) -> Snapshot:
    """The snapshot that the pointer names. Refuses when nothing was loaded."""
    identity = pointed(workspace)
    if identity is None:
        raise RefusedInput(
            "Nothing has been loaded into this workspace.",
            where=str(workspace.root),
            do="Load a council's files: goldenthread load FILE-OR-FOLDER…",
        )
    folder = workspace.store / "snapshots" / identity
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise RefusedInput(
            "The snapshot is damaged.", where=identity, do="Restore the store from a backup."
        ) from error
    if manifest["conformed_by"] != conforming_version():
        raise RefusedInput(
            "The snapshot was conformed by another version of this software.",
            where=identity,
            why="Its facts may not mean what today's measures take them to mean.",
            do="Load the newest files once more; nothing else is needed.",
        )
    loads = [read_load(workspace.store / "loads" / load) for load in manifest["loads"]]
    return Snapshot(folder, loads, manifest)


def pointed(workspace: Workspace) -> str | None:
    """The id of the current snapshot, or None before the first load."""
    try:
        return (workspace.store / POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def is_readable(workspace: Workspace) -> bool:
    """Whether the current snapshot was conformed by this version of the software."""
    identity = pointed(workspace)
    try:
        manifest = json.loads((workspace.store / "snapshots" / str(identity) / MANIFEST).read_text("utf-8"))
    except (OSError, json.JSONDecodeError):
        return False
    return bool(manifest["conformed_by"] == conforming_version())


def current_load_ids(workspace: Workspace) -> list[str]:
    """Ids of the loads in the current snapshot, oldest first."""
    identity = pointed(workspace)
    if identity is None:
        return []
    manifest = json.loads((workspace.store / "snapshots" / identity / MANIFEST).read_text(encoding="utf-8"))
    return list(manifest["loads"])


def build_snapshot(
    workspace: Workspace, loads: Sequence[StoredLoad], progress: Callable[[str], None] = lambda _: None
) -> str:
    """Conform the loads into a new snapshot folder. The pointer is not moved: see `switch`."""
    version = conforming_version()
    extracted_on = max(load.extracted_on for load in loads)
    key = hashlib.sha256(" ".join([version, *(load.id for load in loads)]).encode()).hexdigest()
    identity = f"{extracted_on.isoformat()}-{key[:12]}"
    folder = workspace.store / "snapshots" / identity
    if folder.exists():
        return identity
    with whole_folder(folder) as partial:
        for name in ("canonical", "facts"):
            (partial / name).mkdir()
        tables = current_tables(loads)
        for name, table in tables.items():
            pq.write_table(table, partial / "canonical" / f"{name}.parquet", compression="zstd")
        engine = DuckDB((partial / "facts",))
        covers = current_covers(loads)
        made = conform(engine, tables, covers, extracted_on, write=partial / "facts", progress=progress)
        engine.close()
        write_json(
            partial / MANIFEST,
            {
                "id": identity,
                "extracted_on": extracted_on.isoformat(),
                "loads": [load.id for load in loads],
                "single": {name: list(keys) for name, keys in made.single.items()},
                "conformed_by": version,
            },
        )
    return identity


def switch(workspace: Workspace, identity: str) -> None:
    """Move the pointer: the one step by which readers see a new month."""
    write_whole(workspace.store / POINTER, (identity + "\n").encode("ascii"))


def conforming_version() -> str:
    """A hash over the SQL and code that conform: a snapshot is read only by what made it."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*here.glob("facts/*.sql"), *here.glob("conform/*")]):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
