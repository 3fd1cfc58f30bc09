"""Records that the last load had and the new one, complete for the same days, has not: withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.contract.rows import Rows, keys_of
from goldenthread.warehouse.current import lies_before
from goldenthread.warehouse.times import Event, Path, Spell, dates_of, record_of, time_of


def withdrawn(last: Rows, new: Rows) -> Mapping[str, int]:
    """How many records of each table count no longer. One that came again under another id, for the same
    person and day, is the same record numbered anew."""
    found = {}
    for table in last.tables():
        counted = isinstance(time_of(table), Event | Path | Spell)
        begins, ends = new.span(table)[0], new.span(table)[1]
        if not counted or table not in new.tables() or begins > last.span(table)[1]:
            continue
        rows = last.rows(table)
        gone = pc.invert(lies_before(table, rows, begins))
        if "latest_only" in rows.column_names:
            gone = pc.and_(gone, pc.invert(pc.fill_null(rows["latest_only"], False)))
        first = rows[dates_of(table)[0]]
        gone = pc.and_(gone, pc.fill_null(pc.less_equal(first, pa.scalar(ends, pa.date32())), True))
        for key in (record_of(TABLES[table])[1:], _meaning(table)):
            gone = pc.and_(gone, pc.invert(_known(rows, new.rows(table), key)))
        if number := pc.sum(gone).as_py():
            found[table] = int(number)
    return found


def _meaning(table: str) -> tuple[str, ...]:
    """What a record is about, whatever its number: whose it is, and its day."""
    people = tuple(column.name for column in TABLES[table].columns if column.name == "person_id")
    return (*people, dates_of(table)[0]) if people else record_of(TABLES[table])[1:]


def _known(then: pa.Table, now: pa.Table, key: Sequence[str]) -> pa.Array:
    if not set(key) <= set(now.column_names):
        return pa.array([False] * then.num_rows, pa.bool_())
    return pc.is_in(keys_of(then, key), value_set=keys_of(now, key))
