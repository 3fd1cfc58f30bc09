"""What the engine reads: a loaded snapshot, through any database engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pyarrow as pa

from goldenthread.warehouse.cover import Covers


class Source(Protocol):
    """A snapshot opened for reading."""

    id: str
    extracted_on: dt.date
    covers: Covers

    @property
    def at_once(self) -> int:
        """How many queries may run side by side."""

    def table(self, standard: str, fact: str, shape: str) -> str:
        """The name under which a conformed table can be read."""

    def single_keys(self, table: str) -> frozenset[str]:
        """Keys of which no two rows of a conformed table cover the same month-end."""

    def person_numbers(self) -> str:
        """The name of the table person_no -> authority, person_id: conformed facts hold people as numbers."""

    def rows(self, table: str) -> Iterable[Mapping[str, Any]]:
        """Rows of a small reference table (population, parameters, targets)."""

    def put(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table readable under a name."""

    def keep(self, name: str, sql: str) -> None:
        """Run a query once and keep its rows under a name."""

    def fetch(self, sql: str) -> pa.Table:
        """The rows of a query."""


class StoredSource(Source, Protocol):
    """A source whose stored rows can be looked up: what the account of a figure is held against."""

    def has(self, table: str) -> bool:
        """Whether some load brought a canonical table."""

    def stored_rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Columns of a canonical table in stored order (the `row_ref` of a fact's row counts in it)."""

    def stored_counts(self) -> pa.Table:
        """How many rows of each canonical table are stored, by source and by the reason not to count them."""
