"""DuckDB inside the process: the engine by default."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from goldenthread.warehouse.literals import name_sql, text_sql

SMALL = 1 << 30
"""Bytes of rows up to which a query runs in one thread. DuckDB shares work out by blocks of 122,880 rows, and
a council's tables hold few: its threads would mostly wait for each other, and waiting takes a core too."""

ROWS_HELD = 20_480
"""Rows that are held until they are written, where memory is short: DuckDB holds six times as many."""

WANT_OF_MEMORY = ("failed to pin", "could not allocate", "out of memory")
"""How DuckDB says at the end of a transaction that memory was short; elsewhere it has an error of its own."""


@dataclass(frozen=True)
class OnDisk:
    """That kept tables lie in a file, and that work on them takes no more memory than `limit` bytes: one
    statement runs at a time, and memory that becomes free goes back to the system at once. More than a query
    can do with is MemoryError."""

    file: Path
    limit: int


class DuckDB:
    """A DuckDB that may touch only the folders it is given. What it keeps lies in memory, unless `on_disk`.

    No extension, no network and no other file can be reached, whatever SQL arrives: measure
    definitions are checked before, and this is the second wall. `size`: bytes it is to work on.
    """

    dialect = "duckdb"

    def __init__(self, folders: tuple[Path, ...] = (), size: int = 0, on_disk: OnDisk | None = None) -> None:
        cores = os.cpu_count() or 1
        self.at_once = cores if size < SMALL and not on_disk else 1
        self.beside = 0 if on_disk else 1
        self._file = on_disk.file if on_disk else None
        self._row_group = f", ROW_GROUP_SIZE {ROWS_HELD}" if on_disk else ""
        config: dict[str, Any] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": 1 if size < SMALL or on_disk else cores,
        }
        if on_disk:
            config |= {
                "memory_limit": f"{on_disk.limit} B",
                "allocator_bulk_deallocation_flush_threshold": "1 MB",
            }
        self._connection = duckdb.connect(str(on_disk.file) if on_disk else ":memory:", config=config)
        allowed = [text_sql(str(folder.resolve())) for folder in folders]
        spill = str(folders[0].resolve() / "spill") if folders else ""
        self._run(f"SET temp_directory = {text_sql(spill)}")  # rows too many for memory stay in the store
        self._run(f"SET allowed_directories = [{', '.join(allowed)}]")
        for setting in (
            "enable_external_access = false",
            "python_enable_replacements = false",
            "preserve_insertion_order = true",
            "enable_progress_bar = false",
            "GLOBAL TimeZone = 'Europe/London'",
            "lock_configuration = true",
        ):
            self._run(f"SET {setting}")

    def put(self, name: str, table: pa.Table, sql: str = "SELECT * FROM incoming") -> None:
        """Copy an Arrow table into the engine (a copy, so that it outlives the caller's table)."""
        with self._session() as session:
            session.register("incoming", table)
            session.execute(f"CREATE OR REPLACE TABLE {name_sql(name)} AS {sql}")

    def view(self, name: str, sql: str) -> None:
        """Name a query."""
        self._run(f"CREATE OR REPLACE VIEW {name_sql(name)} AS {sql}")

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""
        self._run(f"CREATE OR REPLACE TABLE {name_sql(name)} AS {sql}")

    def drop(self, name: str) -> None:
        """Let go of a kept table."""
        self._run(f"DROP TABLE {name_sql(name)}")

    def open_parquet(self, name: str, path: Path) -> None:
        """Make one Parquet file readable under a name."""
        self.view(name, f"SELECT * FROM read_parquet({text_sql(str(path.resolve()))})")

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write the rows of a query to one Parquet file, in the query's order."""
        options = f"FORMAT parquet, COMPRESSION zstd{self._row_group}"
        copy = f"COPY ({sql}) TO {text_sql(str(path.resolve()))} ({options})"
        try:
            self._run(copy)
        except duckdb.IOException as error:
            raise _unwritten(error, path) from None

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query as an Arrow table."""
        with self._session() as session:
            return session.execute(sql).to_arrow_table()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _run(self, sql: str) -> None:
        with self._session() as session:
            session.execute(sql)

    @contextmanager
    def _session(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A session of its own, so that threads may run statements side by side. Ctrl-C stays Ctrl-C,
        and want of memory is what Python calls it."""
        with self._connection.cursor() as session:
            try:
                yield session
            except duckdb.OutOfMemoryException:
                raise MemoryError from None
            except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
                if self._file is None:
                    raise
                if any(words in str(error).lower() for words in WANT_OF_MEMORY):
                    raise MemoryError from None
                raise _unwritten(error, self._file) from None
            except (duckdb.InterruptException, RuntimeError) as error:
                if "interrupt" in str(error).lower():
                    raise KeyboardInterrupt from None
                raise


def _unwritten(error: duckdb.Error, path: Path) -> OSError:
    """The system's own reason stands at the end of the engine's sentence."""
    reason = str(error).rsplit(": ", 1)[-1].strip().lower()
    return OSError(errno.EIO, f"cannot be written ({reason})", str(path))
