"""Which rows of a large table may have a key that another has: by a number made of the key.

Rows of one key have one number; rows of different keys hardly ever. Eight bytes a row lie in memory, where
grouping by the keys themselves takes hundreds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.uint64]

HASH = 32
"""Letters of a hashed id."""

_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64
)


def may_repeat(keys: pa.Table) -> pa.BooleanArray:
    """Whether another row may have the key of each row."""
    numbers = np.zeros(keys.num_rows, np.uint64)
    for column in keys.columns:
        numbers ^= _numbers(column)
        numbers *= _FACTORS[0]
        numbers ^= numbers >> np.uint64(29)
    ordered = np.sort(numbers)
    repeated = ordered[1:][ordered[1:] == ordered[:-1]]
    return pc.is_in(pa.array(numbers), value_set=pa.array(repeated))


def _numbers(column: pa.ChunkedArray) -> Numbers:
    if not len(column):
        return np.zeros(0, np.uint64)
    if pa.types.is_string(column.type) and _are_hashes(column):
        return np.concatenate([_of_hashes(chunk) for chunk in column.chunks if len(chunk)])
    places = pc.index_in(column, value_set=pc.unique(column))
    return np.asarray(places.to_numpy(), np.uint64)


def _are_hashes(column: pa.ChunkedArray) -> bool:
    shortest = pc.min_max(pc.binary_length(column)).as_py()
    return not column.null_count and shortest == {"min": HASH, "max": HASH}


def _of_hashes(chunk: pa.Array) -> Numbers:
    """Four words of eight letters each, mixed to one."""
    letters = np.frombuffer(chunk.buffers()[2], np.uint8)
    start = int(np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset])
    words = letters[start : start + HASH * len(chunk)].view(np.uint64).reshape(-1, 4)
    mixed = np.zeros(len(words), np.uint64)
    for place in range(4):
        mixed = (mixed ^ words[:, place]) * _FACTORS[place]
        mixed ^= mixed >> np.uint64(31)
    return mixed
