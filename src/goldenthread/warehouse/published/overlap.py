"""Where two sets of published figures speak of the same series, area and period, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.published_periods import bare
from goldenthread.warehouse.published.statistics import PublishedStatistics, period_of

SHOWN = 5
"""Differences that are named one by one."""


@dataclass(frozen=True)
class Overlap:
    """Figures that both sets have: how many agree, how many do not, and the first of those in words."""

    equal: int
    unequal: int
    examples: tuple[str, ...] = ()


NOTHING = PublishedStatistics(())


def overlap(new: pa.Table, old: pa.Table, known: PublishedStatistics = NOTHING) -> Overlap:
    """Compare two sets of figures, as what stands is settled: an area named by a code is the area of its
    number, and periods are the same where they cover the same days, however they are written. `known` says
    whose a code is, and of which kind a series' periods are."""
    mine, yours = _keyed(known, new, old)
    both = mine.join(yours, "key", join_type="inner", right_suffix="_other", use_threads=False)
    return _compared(new, old, both)


def repeated(values: pa.Table, known: PublishedStatistics = NOTHING) -> Overlap:
    """Figures that one set has twice or more, each beside its first; `known` as in `overlap`."""
    (keyed,) = _keyed(known, values)
    counts = keyed.group_by("key", use_threads=False).aggregate([("key", "count"), ("row", "min")])
    more = counts.filter(pc.greater(counts["key_count"], 1))
    if not more.num_rows:
        return Overlap(0, 0)
    first = more.select(["key", "row_min"]).rename_columns(["key", "row_other"])
    again = first.join(keyed, "key", use_threads=False)
    again = again.filter(pc.not_equal(again["row_other"], again["row"])).drop_columns(["key"])
    others = keyed.select(["row", "value", "symbol"]).rename_columns(
        ["row_other", "value_other", "symbol_other"]
    )
    return _compared(values, values, again.join(others, "row_other", use_threads=False))


def _compared(values: pa.Table, others: pa.Table, both: pa.Table) -> Overlap:
    """Count what agrees; a figure equals neither another one nor a symbol."""
    same_value = pc.equal(pc.fill_null(both["value"], 0.0), pc.fill_null(both["value_other"], 0.0))
    same_symbol = pc.equal(both["symbol"], both["symbol_other"])
    different = both.filter(pc.invert(pc.and_(same_value, same_symbol))).sort_by("row")
    shown = different.slice(0, SHOWN)
    pairs = zip(
        values.take(shown["row"]).to_pylist(), others.take(shown["row_other"]).to_pylist(), strict=True
    )
    examples = tuple(_example(one, other) for one, other in pairs)
    return Overlap(both.num_rows - different.num_rows, different.num_rows, examples)


def _example(one: dict[str, Any], other: dict[str, Any]) -> str:
    """A figure by series, area and period, and how the other one names it where that is otherwise."""
    also = [f"area {other['area']}"] if other["area"] != one["area"] else []
    also += [str(other["label"])] if other["label"] != one["label"] else []
    beside = f", also given as {', '.join(also)}" if also else ""
    return f"{one['series']}, area {one['area']}, {one['label']}{beside}"


def _keyed(known: PublishedStatistics, *tables: pa.Table) -> list[pa.Table]:
    """Each table as key, row, value and symbol; the key is one number for series, area and period."""
    keys = [pa.array([0] * table.num_rows, pa.int64()) for table in tables]
    for read in (_series, _areas, _periods):
        columns = [read(table, known) for table in tables]
        texts = sorted({text for column in columns for text in column.dictionary.to_pylist()})
        places = pa.array(texts, pa.string())
        for at, column in enumerate(columns):
            place = pc.index_in(column.dictionary, places).cast(pa.int64()).take(column.indices)
            keys[at] = pc.add(pc.multiply(keys[at], len(texts)), place)
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


def _whole(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of texts as one array."""
    whole = column.unify_dictionaries().combine_chunks()
    return whole if isinstance(whole, pa.DictionaryArray) else whole.chunk(0)


def _series(table: pa.Table, _: PublishedStatistics) -> pa.DictionaryArray:
    return _whole(table["series"])


def _areas(table: pa.Table, known: PublishedStatistics) -> pa.DictionaryArray:
    """Areas by their number, as far as it is known."""
    areas = _whole(table["area"])
    numbers = [known.number(area) or area for area in areas.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(areas.indices, pa.array(numbers, pa.string()))


def _periods(table: pa.Table, known: PublishedStatistics) -> pa.DictionaryArray:
    """Periods by the days that they cover; where these are not known, by label and kind as published, without
    the label's status."""
    series, label, identifier = (_whole(table[name]) for name in ("series", "label", "identifier"))
    told = [known.series[code].kind if code in known.series else "" for code in series.dictionary.to_pylist()]
    kind = pa.array(told, pa.string()).take(series.indices).dictionary_encode()
    labels, identifiers, kinds = (one.dictionary.to_pylist() for one in (label, identifier, kind))
    coded = label.indices.cast(pa.int64())
    for one in (identifier, kind):
        coded = pc.add(pc.multiply(coded, len(one.dictionary)), one.indices.cast(pa.int64()))
    coded = coded.dictionary_encode()
    texts = [
        _period(
            labels[code // len(kinds) // len(identifiers)],
            identifiers[code // len(kinds) % len(identifiers)],
            kinds[code % len(kinds)],
        )
        for code in coded.dictionary.to_pylist()
    ]
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(texts, pa.string()))


def _period(label: str, identifier: str, told: str) -> str:
    period = period_of(label, identifier, told)
    return f"{period.start} {period.end}" if period else f"{bare(label)} {identifier}"
