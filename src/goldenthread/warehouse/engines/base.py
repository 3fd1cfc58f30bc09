"""What an engine must do: hold tables, run SQL of the common subset, hand back Arrow."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pyarrow as pa


class Engine(Protocol):
    """One connection to one engine. SQL comes in the common subset, written in `dialect`."""

    dialect: str
    at_once: int
    """How many threads may usefully run statements side by side."""
    beside: int
    """How many more may do so that mostly wait: none where memory is short."""

    def put(self, name: str, table: pa.Table, sql: str = "SELECT * FROM incoming") -> None:
        """Make an Arrow table, or a query over it (as `incoming`), readable under a name, replacing what
        had the name."""

    def view(self, name: str, sql: str) -> None:
        """Name a query."""

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""

    def drop(self, name: str) -> None:
        """Let go of a kept table."""

    def open_parquet(self, name: str, path: Path) -> None:
        """Make one Parquet file readable under a name."""

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write the rows of a query to one Parquet file, in the query's order."""

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query."""

    def close(self) -> None:
        """Let go of the connection."""
