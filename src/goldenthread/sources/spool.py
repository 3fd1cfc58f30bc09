"""Rows put by on disk while a large file is read, and given back as a table that lies in the file.

What is put by is canonical: its ids are hashes. The files have no name any more once they are mapped.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa


class Spool:
    """Files of rows by name, in a folder of the system's temporary ones that goes away with the spool."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="goldenthread-", ignore_cleanup_errors=True)
        self._open: dict[str, pa.ipc.RecordBatchFileWriter] = {}

    def add(self, name: str, rows: pa.Table) -> None:
        """Put rows by under a name; all of one name have the same columns."""
        if name not in self._open:
            self._open[name] = pa.ipc.new_file(str(self._path(name)), rows.schema)
        self._open[name].write_table(rows)

    def table(self, name: str) -> pa.Table:
        """All rows put by under a name, mapped into memory and not read: the system may let go of them."""
        self._open.pop(name).close()
        path = self._path(name)
        with pa.memory_map(str(path)) as mapped:
            return pa.ipc.open_file(mapped).read_all()

    def close(self) -> None:
        """Remove the files. Where the system keeps mapped files, tables stay readable."""
        for writer in self._open.values():
            writer.close()
        self._folder.cleanup()

    def _path(self, name: str) -> Path:
        return Path(self._folder.name, f"{name}.arrow".replace(" ", "-"))
