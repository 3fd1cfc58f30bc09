"""Ids for records whose source gives none: a hash of what the row says it is.

Equal rows get an ordinal, so that both are kept; the ordinal follows the content, not the order in the file.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import Table
from goldenthread.sources.identity import Identities

_SEPARATOR = "\x1f"
NUMBERED = ("finding_no",)
"""Whole numbers within a record that may be left out: filled by counting."""


def id_column(table: Table) -> str | None:
    """The column that holds a record's own id, if the table has one."""
    first = table.columns[0]
    own = first.identifier == "event" and first.references is None and first.name in table.key
    return first.name if own else None


def key_columns(table: Table, present: list[str]) -> list[str]:
    """The columns that say which record a row is: those required, and all dates when none is required."""
    own = id_column(table)
    names = [c.name for c in table.columns if c.required and c.name != own and c.name in present]
    if not any(table.column(name).type == "date" for name in names):
        names += [c.name for c in table.columns if c.type == "date" and c.name in present]
    return names


def fill_ids(table: Table, columns: dict[str, pa.Array], identities: Identities) -> None:
    """Give every row without an id of its own a generated one, in place."""
    count = len(next(iter(columns.values()))) if columns else 0
    _fill_numbers(table, columns, count)
    own = id_column(table)
    if own is None:
        return
    given = columns.get(own)
    if given is not None and not given.null_count:
        return
    texts = joined(columns, key_columns(table, list(columns)), count)
    ordinals = _ordinals(texts, joined(columns, sorted(columns), count))
    made = [
        identities.hash("event", f"made for {table.name}", text, str(ordinal))
        for text, ordinal in zip(texts, ordinals, strict=True)
    ]
    filled = pa.array(made, pa.string())
    columns[own] = filled if given is None else pc.coalesce(given, filled)


def _fill_numbers(table: Table, columns: dict[str, pa.Array], count: int) -> None:
    for name in NUMBERED:
        if name in columns or name not in {column.name for column in table.columns}:
            continue
        keys = [key for key in table.key if key in columns]
        numbers = _ordinals(joined(columns, keys, count), joined(columns, sorted(columns), count))
        columns[name] = pa.array([number + 1 for number in numbers], pa.int32())


def joined(columns: dict[str, pa.Array], names: list[str], count: int) -> list[str]:
    """The named columns of each row as one text; empty cells are told apart from empty text."""
    if not names:
        return [""] * count
    parts = [pc.fill_null(columns[name].cast(pa.string()), "\x00") for name in names]
    texts: list[str] = pc.binary_join_element_wise(*parts, _SEPARATOR).to_pylist()
    return texts


def _ordinals(texts: list[str], contents: list[str]) -> list[int]:
    """0 for the first row of each text, 1 for the next and so on, counted in the order of the contents."""
    if len(set(texts)) == len(texts):
        return [0] * len(texts)
    repeated = {text for text, times in Counter(texts).items() if times > 1}
    groups: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        if text in repeated:
            groups[text].append(row)
    ordinals = [0] * len(texts)
    for rows in groups.values():
        for ordinal, row in enumerate(sorted(rows, key=contents.__getitem__)):
            ordinals[row] = ordinal
    return ordinals
