"""Where two sets of published figures speak of the same series, area and period, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.published_periods import bare

KEYS = ("series", "area", "label", "identifier")
SHOWN = 5
"""Differences that are named one by one."""


@dataclass(frozen=True)
class Overlap:
    """Figures that both sets have: how many agree, how many do not, and the first of those in words."""

    equal: int
    unequal: int
    examples: tuple[str, ...] = ()


def overlap(new: pa.Table, old: pa.Table) -> Overlap:
    """Compare two sets of figures. A period marked as revised is the same period."""
    mine, yours = _keyed(new, old)
    both = mine.join(yours, "key", join_type="inner", right_suffix="_other", use_threads=False)
    return _compared(new, both)


def repeated(values: pa.Table) -> Overlap:
    """Figures that one set has twice or more, each beside its first."""
    (keyed,) = _keyed(values)
    counts = keyed.group_by("key", use_threads=False).aggregate([("key", "count"), ("row", "min")])
    more = counts.filter(pc.greater(counts["key_count"], 1))
    if not more.num_rows:
        return Overlap(0, 0)
    first = more.select(["key", "row_min"]).join(keyed, ["key"], right_suffix="_first", use_threads=False)
    again = first.filter(pc.not_equal(first["row_min"], first["row"])).select(["key", "row", "row_min"])
    given = keyed.select(["row", "value", "symbol"])
    both = again.join(given, "row", use_threads=False).join(
        given.rename_columns(["row_min", "value_other", "symbol_other"]), "row_min", use_threads=False
    )
    return _compared(values, both)


def _compared(values: pa.Table, both: pa.Table) -> Overlap:
    """Count what agrees; a figure equals neither another one nor a symbol."""
    same_value = pc.equal(pc.fill_null(both["value"], 0.0), pc.fill_null(both["value_other"], 0.0))
    same_symbol = pc.equal(both["symbol"], both["symbol_other"])
    different = both.filter(pc.invert(pc.and_(same_value, same_symbol))).sort_by("row")
    rows = values.take(different["row"].slice(0, SHOWN)).to_pylist()
    examples = tuple(f"{row['series']}, area {row['area']}, {row['label']}" for row in rows)
    return Overlap(both.num_rows - different.num_rows, different.num_rows, examples)


def _keyed(*tables: pa.Table) -> list[pa.Table]:
    """Each table as key, row, value and symbol; the key is one number for series, area and period."""
    keys = [pa.array([0] * table.num_rows, pa.int64()) for table in tables]
    for name in KEYS:
        columns = [_plain(table[name], name) for table in tables]
        texts = sorted({text for column in columns for text in column.dictionary.to_pylist()})
        known = pa.array(texts, pa.string())
        for at, column in enumerate(columns):
            places = pc.index_in(column.dictionary, known).cast(pa.int64()).take(column.indices)
            keys[at] = pc.add(pc.multiply(keys[at], len(texts)), places)
    return [
        pa.table(
            {
                "key": key,
                "row": pa.array(range(table.num_rows), pa.int64()),
                "value": table["value"],
                "symbol": pc.fill_null(table["symbol"].cast(pa.string()), ""),
            }
        )
        for key, table in zip(keys, tables, strict=True)
    ]


def _plain(column: pa.ChunkedArray, name: str) -> pa.DictionaryArray:
    """A column as one array, its periods without their status."""
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole if isinstance(whole, pa.DictionaryArray) else whole.chunk(0)
    if name != "label":
        return whole
    texts = pa.array([bare(text) for text in whole.dictionary.to_pylist()], pa.string())
    return pa.DictionaryArray.from_arrays(whole.indices, texts)
