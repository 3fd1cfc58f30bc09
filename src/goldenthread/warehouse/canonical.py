"""The canonical tables of a snapshot: written from the loads in force, and read again table by table.

A council's tables together take many times what its largest one does, so no two need lie in memory at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.care_episodes import DERIVED, derived_tables, with_care
from goldenthread.warehouse.current import READERS, InForce, current_tables, sole_load
from goldenthread.warehouse.files import checked
from goldenthread.warehouse.loads import StoredLoad


class CanonicalTables(Mapping[str, pa.Table]):
    """Tables by name, each a file of a folder that is read whenever it is asked for."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._paths = {name: folder / f"{name}.parquet" for name in names}

    def __getitem__(self, name: str) -> pa.Table:
        """The rows of a table."""
        return self.select(name, None)

    def select(self, name: str, columns: Sequence[str] | None) -> pa.Table:
        """Some columns of a table, nothing else of which is read. In one thread: each would keep room of its
        own, and other tables are read meanwhile where there is room for it."""
        return pq.read_table(self._paths[name], columns=columns and list(columns), use_threads=False)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order in which they were given."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many tables there are."""
        return len(self._paths)

    def __contains__(self, name: object) -> bool:
        """Whether there is a table, without reading it."""
        return name in self._paths

    @property
    def size(self) -> int:
        """Bytes of the files."""
        return sum(path.stat().st_size for path in self._paths.values())


def write_canonical(loads: Sequence[StoredLoad], folder: Path) -> CanonicalTables:
    """Write the rows in force of every table. `loads` in the order in which they count, the newest last."""
    names = [name for name in TABLES if any(load.has(name) for load in loads)]
    raw = current_tables(loads, DERIVED)
    worked_out = derived_tables(raw)
    care = {name: rows for name, rows in with_care(raw).items() if name in worked_out}
    for name, rows in care.items():
        pq.write_table(rows, folder / f"{name}.parquet", compression="zstd")
    del raw
    force = InForce(loads)
    with ThreadPoolExecutor(READERS) as pool:
        others = [name for name in names if name not in care]
        list(pool.map(partial(_write_table, force, loads, folder), others))
    return CanonicalTables(folder, [*names, *(name for name in care if name not in names)])


def _write_table(force: InForce, loads: Sequence[StoredLoad], folder: Path, name: str) -> None:
    """Write a table; one that a single load brought is that load's file, under a second name, unless an
    earlier version kept it, of which the table had other columns."""
    path = folder / f"{name}.parquet"
    sole = sole_load(name, loads)
    if sole is not None:
        held = checked(sole.folder, f"{name}.parquet", sole.stored)
        if pq.read_schema(held).equals(arrow_schema(TABLES[name])):
            with suppress(OSError):  # a file system without second names
                path.hardlink_to(held)
                return
    pq.write_table(force.table(name), path, compression="zstd")
