"""Snapshots: canonical rows and conformed facts as they stood after a load, immutable, behind one pointer."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse.canonical import write_canonical
from goldenthread.warehouse.conform import PERSON_NUMBERS
from goldenthread.warehouse.conform.shapes import Shape
from goldenthread.warehouse.conforming import UNPACKED, conform_into
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.current import current_covers
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.files import (
    checked,
    damaged,
    file_hashes,
    read_sealed,
    whole_folder,
    write_sealed,
    write_whole,
)
from goldenthread.warehouse.loads import StoredLoad, read_load
from goldenthread.warehouse.merges import merges_in_force
from goldenthread.warehouse.quality import CHECKED, ISSUES
from goldenthread.warehouse.stored import STORED, stored_counts
from goldenthread.warehouse.versions import checking_version, conforming_version
from goldenthread.warehouse.workspace import Workspace

POINTER = "CURRENT"
MANIFEST = "manifest.json"


class Snapshot:
    """A snapshot opened for reading: the engine sees its folder and nothing else."""

    def __init__(self, folder: Path, loads: Sequence[StoredLoad], manifest: Mapping[str, Any]) -> None:
        self.folder, self.loads = folder, tuple(loads)
        self.id: str = manifest["id"]
        self.extracted_on = dt.date.fromisoformat(manifest["extracted_on"])
        self.covers: Covers = current_covers(self.loads)
        self.merges: Mapping[str, str] = merges_in_force(self.loads)
        self._single: Mapping[str, Sequence[str]] = manifest["single"]
        self._files: Mapping[str, str] = manifest["files"]
        self.own_rows: Mapping[str, Sequence[Mapping[str, Any]]] = {}
        self._opened: set[str] = set()

    def __getstate__(self) -> dict[str, Any]:
        """For another process, which opens an engine of its own."""
        return {**{k: v for k, v in vars(self).items() if k != "engine"}, "_opened": set()}

    @cached_property
    def engine(self) -> DuckDB:
        """An engine over this snapshot's folder, opened when first needed."""
        packed = sum(path.stat().st_size for path in self.folder.rglob("*.parquet"))
        return DuckDB((self.folder,), packed * UNPACKED)

    @property
    def at_once(self) -> int:
        """How many queries may run side by side."""
        return self.engine.at_once

    def table(self, standard: str, fact: str, shape: str) -> str:
        """The name of a conformed table, opened if it was not."""
        name = f"{standard}.{Shape(fact, '', shape).table}"
        return self._open(name)

    def single_keys(self, table: str) -> frozenset[str]:
        """Keys of which no two rows of a conformed table cover the same month-end."""
        return frozenset(self._single.get(table, ()))

    def person_numbers(self) -> str:
        """The engine's name of the table person_no -> authority, person_id (the hash)."""
        return self._open(PERSON_NUMBERS)

    def rows(self, table: str) -> Iterable[Mapping[str, Any]]:
        """Rows of a small canonical table, those that the workspace itself sets first."""
        name = f"canonical/{table}.parquet"
        own = list(self.own_rows.get(table, ()))
        if name not in self._files:
            return own
        rows = pq.read_table(checked(self.folder, name, self._files)).to_pylist()
        return [*own, *(row for row in rows if not row.get("excluded"))]

    def has(self, table: str) -> bool:
        """Whether some load brought a canonical table."""
        return f"canonical/{table}.parquet" in self._files

    def stored_rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Columns of a canonical table in stored order (a fact row's `row_ref` counts in it)."""
        path = checked(self.folder, f"canonical/{table}.parquet", self._files)
        return pq.read_table(path, columns=list(columns))

    def issues(self) -> pa.Table:
        """The issues of data quality that were found when the snapshot was made."""
        return pq.read_table(checked(self.folder, ISSUES, self._files))

    def rules_run(self) -> pa.Table:
        """Which rules ran over which standard, and why the others could not."""
        return pq.read_table(checked(self.folder, CHECKED, self._files))

    def stored_counts(self) -> pa.Table:
        """How many rows of each canonical table are stored, by source and by the reason not to count them."""
        return pq.read_table(checked(self.folder, STORED, self._files))

    def put(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under a name."""
        self.engine.put(name, table)

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""
        self.engine.keep(name, sql)

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query."""
        return self.engine.fetch(sql)

    def _open(self, name: str) -> str:
        """Open a conformed table once, if it is still as it was written."""
        if name not in self._opened:
            self.engine.open_parquet(name, checked(self.folder, f"facts/{name}.parquet", self._files))
            self._opened.add(name)
        return name


def current_snapshot(workspace: Workspace) -> Snapshot:
    """The snapshot that the pointer names. Refuses when nothing was loaded."""
    identity = pointed(workspace)
    if identity is None:
        raise RefusedInput(
            "Nothing has been loaded into this workspace.",
            where=str(workspace.root),
            do="Load a council's files: goldenthread load FILE-OR-FOLDER…",
        )
    return open_snapshot(workspace, identity)


def open_snapshot(workspace: Workspace, identity: str, *, of_any_version: bool = False) -> Snapshot:
    """A snapshot by id: that of an earlier month stays as it was. `of_any_version`: even when another version
    of the software conformed it, for who will hold what comes out against what came out then."""
    folder = workspace.store / "snapshots" / identity
    manifest = read_sealed(folder / MANIFEST)
    if manifest["conformed_by"] != conforming_version() and not of_any_version:
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
    path = workspace.store / POINTER
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise damaged(path) from None


def is_readable(workspace: Workspace) -> bool:
    """Whether the current snapshot was conformed by this version of the software."""
    try:
        manifest = read_sealed(workspace.store / "snapshots" / str(pointed(workspace)) / MANIFEST)
    except RefusedInput:
        return False
    return bool(manifest["conformed_by"] == conforming_version())


def is_checked(workspace: Workspace) -> bool:
    """Whether the current snapshot was checked by the rules of this version of the software."""
    manifest = read_sealed(workspace.store / "snapshots" / str(pointed(workspace)) / MANIFEST)
    return bool(manifest.get("checked_by") == checking_version())


def is_whole(folder: Path) -> bool:
    """Whether every file of a snapshot is there and as it was written. Others are none of it: what an engine
    spilled, which somebody reads from at this moment or was stopped at."""
    try:
        written, found = read_sealed(folder / MANIFEST)["files"], file_hashes(folder)
        return all(found.get(name) == digest for name, digest in written.items())
    except (RefusedInput, OSError):
        return False


def current_load_ids(workspace: Workspace) -> list[str]:
    """Ids of the loads in the current snapshot, oldest first."""
    identity = pointed(workspace)
    if identity is None:
        return []
    return list(read_sealed(workspace.store / "snapshots" / identity / MANIFEST)["loads"])


def build_snapshot(
    workspace: Workspace, loads: Sequence[StoredLoad], progress: Callable[[str], None] = lambda _: None
) -> str:
    """Conform the loads into a new snapshot folder. The pointer is not moved: see `switch`."""
    version = conforming_version()
    extracted_on = max(load.extracted_on for load in loads)
    made_by = [version, checking_version()]
    key = hashlib.sha256(" ".join([*made_by, *(load.id for load in loads)]).encode()).hexdigest()
    identity = f"{extracted_on.isoformat()}-{key[:12]}"
    folder = workspace.store / "snapshots" / identity
    if is_whole(folder):
        return identity
    with whole_folder(folder) as partial:  # a damaged one stays until there is another
        for name in ("canonical", "facts"):
            (partial / name).mkdir()
        tables = write_canonical(loads, partial / "canonical")
        covers = current_covers(loads)
        made, issues = conform_into(partial, tables, covers, extracted_on, progress)
        issues.write(partial)
        pq.write_table(stored_counts(tables), partial / STORED, compression="zstd")
        write_sealed(
            partial / MANIFEST,
            {
                "id": identity,
                "extracted_on": extracted_on.isoformat(),
                "loads": [load.id for load in loads],
                "single": {name: list(keys) for name, keys in made.single.items()},
                "conformed_by": version,
                "checked_by": checking_version(),
                "files": file_hashes(partial),
            },
        )
    return identity


def switch(workspace: Workspace, identity: str) -> None:
    """Move the pointer: the one step by which readers see a new month."""
    write_whole(workspace.store / POINTER, (identity + "\n").encode("ascii"))
