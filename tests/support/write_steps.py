"""Every step at which the store is written, counted, so that a test can stop the work at any one of them."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pyarrow.parquet as pq

from goldenthread.warehouse.engines.duckdb import DuckDB

OnStep = Callable[[str], None]


@contextmanager
def counted(store: Path, on_step: OnStep) -> Iterator[None]:
    """Call `on_step` at each step: before a folder, a sync or a rename, and half-way through a file.

    What `on_step` raises (or if it ends the process) is as if the step had failed.
    """
    root = str(store)
    real_open = io.open

    def inside(path: Any) -> bool:
        return str(path).startswith(root)

    def before(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(path: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(path, int) or inside(path):
                on_step(name)
            return real(path, *args, **kwargs)

        return step

    def half(name: str, real: Callable[..., Any], place: int) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            found = real(*args, **kwargs)
            path = Path(args[place])
            whole = path.read_bytes()
            os.truncate(path, len(whole) // 2)
            on_step(name)
            with real_open(path, "wb") as file:
                file.write(whole)
            return found

        return step

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        handle = real_open(file, mode, *args, **kwargs)
        return _Half(handle, on_step) if "w" in mode and inside(file) else handle

    with (
        mock.patch.object(os, "mkdir", before("mkdir", os.mkdir)),
        mock.patch.object(os, "fsync", before("fsync", os.fsync)),
        mock.patch.object(os, "rename", before("rename", os.rename)),
        mock.patch.object(os, "replace", before("replace", os.replace)),
        mock.patch.object(pq, "write_table", half("write_table", pq.write_table, 1)),
        mock.patch.object(DuckDB, "write_parquet", half("write_parquet", DuckDB.write_parquet, 2)),
        mock.patch.object(io, "open", opened),
    ):
        yield


class _Half:
    """An open file of which half of each write reaches the disk before the step is counted."""

    def __init__(self, file: Any, on_step: OnStep) -> None:
        self._file, self._on_step = file, on_step

    def write(self, content: Any) -> int:
        middle = len(content) // 2
        self._file.write(content[:middle])
        self._file.flush()
        self._on_step("write")
        self._file.write(content[middle:])
        return len(content)

    def __enter__(self) -> _Half:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)
