"""Columns of native types as the text that the same value has in a CSV file, so that both are read alike.

Dates are ISO, an instant with a zone ends in Z (universal time), true and false are Y and N, a whole
number has no '.0', lists and objects are JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as of

LARGEST_WHOLE = 1e15
"""Above it a number with a fraction part no longer keeps each unit: it stays as the machine writes it."""


def as_text(column: pa.Array) -> pa.Array:
    """The column as strings, nulls kept."""
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return as_text(column.storage)
    if of.is_dictionary(kind):
        return as_text(column.dictionary_decode())
    write = next((write for is_one, write in WRITERS if is_one(kind)), _plain)
    return write(column)


def is_inexact(kind: pa.DataType) -> bool:
    """Whether the type is a number that keeps about 15 digits, as a spreadsheet's do."""
    value = kind.value_type if of.is_dictionary(kind) else kind
    return bool(of.is_floating(value))


def _numbers(column: pa.Array) -> pa.Array:
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    wide = column.cast(pa.float64())
    whole = pc.and_(pc.equal(pc.floor(wide), wide), pc.less(pc.abs(wide), LARGEST_WHOLE))
    units = pc.if_else(whole, wide, pa.scalar(None, pa.float64())).cast(pa.int64())
    return pc.coalesce(units.cast(pa.string()), column.cast(pa.string()))


def _bytes(column: pa.Array) -> pa.Array:
    """Text without a type, as some systems write it; else the bytes in hex."""
    try:
        return column.cast(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return _each(column, lambda value: value.hex())


def _each(column: pa.Array, write: Callable[[Any], str]) -> pa.Array:
    return pa.array([None if one is None else write(one) for one in column.to_pylist()], pa.string())


def _plain(column: pa.Array) -> pa.Array:
    return column.cast(pa.string())


def _instants(column: pa.Array) -> pa.Array:
    if column.type.tz is None:
        return _plain(column)
    moments = column.cast(pa.timestamp(column.type.unit)).cast(pa.string())
    return pc.binary_join_element_wise(moments, "Z", "")


def _json(column: pa.Array) -> pa.Array:
    return _each(column, lambda value: json.dumps(value, default=str, ensure_ascii=False))


Writer = Callable[[pa.Array], pa.Array]
WRITERS: tuple[tuple[Callable[[pa.DataType], bool], Writer], ...] = (
    (of.is_null, lambda column: pa.nulls(len(column), pa.string())),
    (of.is_boolean, lambda column: pc.if_else(column, "Y", "N")),
    (of.is_floating, _numbers),
    (of.is_decimal, lambda column: pc.replace_substring_regex(_plain(column), r"\.0+$", "")),
    (of.is_timestamp, _instants),
    (of.is_date64, lambda column: _plain(column.cast(pa.date32()))),
    (of.is_nested, _json),
    (of.is_binary, _bytes),
    (of.is_large_binary, _bytes),
    (of.is_fixed_size_binary, _bytes),
)
"""How each type is written; a type that is not here is written as Arrow writes it."""
