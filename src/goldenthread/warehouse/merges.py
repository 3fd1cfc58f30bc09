"""People whose ids were merged: from the register of merges to one id for each person.

Rows are stored under the ids they came with, and merged only where it is decided what is in force. So an
unmerge, or going back to what was known before the merge, restores every row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import whole
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.times import record_of

REGISTER = "person_merges"
MERGED = "merged"
"""Why a row is not counted that says of a merged id what another row says of the id that stays."""


def merges_in_force(loads: Sequence[StoredLoad]) -> dict[str, str]:
    """Each merged id, and the id that the person goes by. `loads` the newest last: its register stands."""
    for load in reversed(loads):
        if load.has(REGISTER):
            rows = load.rows(REGISTER).to_pylist()
            standing = [row for row in rows if not row["excluded"] and not _undone(row, load)]
            standing.sort(key=lambda row: (row["merged_on"], row["person_id"]))
            return _followed({row["former_id"]: row["person_id"] for row in standing})
    return {}


def merged(name: str, rows: pa.Table, merges: Mapping[str, str]) -> pa.Table:
    """The rows of a table with each person by the id that stays.

    Where that makes two rows the same record, the row of the id that stays counts and others are excluded.
    """
    columns = person_columns(name)
    if not merges or not columns:
        return rows
    former, staying = pa.array(list(merges), pa.string()), pa.array(list(merges.values()), pa.string())
    moved = pa.array([False] * rows.num_rows, pa.bool_())
    for column in columns:
        values = whole(rows[column])
        place = pc.index_in(values, value_set=former)
        moved = pc.or_(moved, pc.is_valid(place))
        new = pc.coalesce(staying.take(place), values)
        rows = rows.set_column(rows.column_names.index(column), rows.schema.field(column), new)
    if not set(columns) & set(record_of(TABLES[name])) or not pc.any(moved).as_py():
        return rows
    return _once(name, rows, moved.to_pylist())


def person_columns(name: str) -> tuple[str, ...]:
    """The columns of a table that hold a person's id. The register of merges itself is left as it is."""
    if name == REGISTER:
        return ()
    return tuple(column.name for column in TABLES[name].columns if column.identifier == "person")


def _undone(row: Mapping[str, object], load: StoredLoad) -> bool:
    """Whether the merge had been taken back by the day of the register."""
    unmerged = row["unmerged_on"]
    return isinstance(unmerged, dt.date) and unmerged <= load.extracted_on


def _followed(next_of: Mapping[str, str]) -> dict[str, str]:
    """Each merged id with the last of its chain; of ids merged in a ring the first by order stays."""
    found = {}
    for one in next_of:
        chain = [one]
        while chain[-1] in next_of and next_of[chain[-1]] not in chain:
            chain.append(next_of[chain[-1]])
        again = next_of.get(chain[-1])
        stays = min(chain[chain.index(again) :]) if again is not None else chain[-1]
        if stays != one:
            found[one] = stays
    return found


def _once(name: str, rows: pa.Table, moved: Sequence[bool]) -> pa.Table:
    """Each record counted once: the row that was not moved, else the first."""
    keys = list(zip(*(rows[column].to_pylist() for column in record_of(TABLES[name])), strict=True))
    excluded = rows["excluded"].to_pylist()
    stands: dict[tuple[object, ...], int] = {}
    for wanted in (False, True):
        for row, key in enumerate(keys):
            if moved[row] is wanted and excluded[row] is None:
                stands.setdefault(key, row)
    values = [
        MERGED if moved[row] and excluded[row] is None and stands[key] != row else excluded[row]
        for row, key in enumerate(keys)
    ]
    place = rows.column_names.index("excluded")
    return rows.set_column(place, rows.schema.field("excluded"), pa.array(values, pa.string()))
