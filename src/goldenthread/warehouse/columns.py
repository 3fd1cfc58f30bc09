"""Columns of Arrow tables as the warehouse compares them."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc


def whole(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def keys_of(rows: pa.Table, key: Sequence[str]) -> pa.Array:
    """The columns of a key as one text for each row: two rows have the same when they are the same record."""
    parts = [rows[name].cast(pa.string()) for name in key]
    return whole(pc.binary_join_element_wise(*parts, "\x1f", null_handling="replace", null_replacement=""))


def superseded_of(table: str) -> str:
    """The engine's name of the rows of a table in whose place another version of their record counts."""
    return f"superseded_{table}"
