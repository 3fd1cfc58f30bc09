"""Records that were in force before a load and are no longer: withdrawn, or held by the load."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import keys_of, whole
from goldenthread.warehouse.current import InForce
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.merges import merged, merges_in_force
from goldenthread.warehouse.times import Event, Path, Spell, dates_of, record_of, time_of

Counts = dict[tuple[str, str], int]
"""By standard and table."""


def withdrawn(
    before: Sequence[StoredLoad], after: Sequence[StoredLoad], new: Iterable[StoredLoad]
) -> tuple[Counts, Counts]:
    """How many records that counted before the new loads count no longer: those that are withdrawn, and those
    that the new loads have and hold.

    `before` and `after` are the loads in force, the newest last. One that came again under another id, for
    the same person and day, is the same record numbered anew; so is one of a person whose ids were merged or
    unmerged. A last date that a later one took the place of is not withdrawn.
    """
    merges = {**merges_in_force(before), **merges_in_force(after)}
    then, now = InForce(before), InForce(after)
    found: tuple[Counts, Counts] = {}, {}
    for load in new:
        earlier = [one for one in before if one.source == load.source]
        for table in TABLES:
            if not (_may_be_withdrawn(table) and load.has(table) and any(one.has(table) for one in earlier)):
                continue
            was, is_ = (_counting(force, table, load.source, merges) for force in (then, now))
            gone = pa.array([True] * was.num_rows, pa.bool_())
            for key in (record_of(TABLES[table])[1:], _meaning(table)):
                again = pc.is_in(keys_of(was, key), value_set=keys_of(is_, key))
                gone = pc.and_(gone, pc.invert(again))
            held = pc.and_(gone, is_held(load, table, was))
            for counts, which in zip(found, (pc.and_not(gone, held), held), strict=True):
                if number := pc.sum(which).as_py():
                    counts[load.standard, table] = int(number)
    return found


def is_held(load: StoredLoad, table: str, rows: pa.Table) -> pa.Array:
    """Which records a load has, and holds. Only those with an id of their own are told."""
    key = record_of(TABLES[table])[1:]
    if len(key) != 1:
        return pa.array([False] * rows.num_rows, pa.bool_())
    return pc.is_in(whole(rows[key[0]]), value_set=load.held_records(table))


def _may_be_withdrawn(table: str) -> bool:
    return isinstance(time_of(table), Event | Path | Spell)


def _counting(force: InForce, table: str, source: tuple[str, str], merges: Mapping[str, str]) -> pa.Table:
    """The rows of a source that count, each person by the id that stays, without last dates."""
    parts = [rows for load, rows in force.pieces(table) if load.source == source]
    rows = merged(table, pa.concat_tables(parts), merges)
    rows = rows.filter(pc.is_null(rows["excluded"]))
    if "latest_only" in rows.column_names:
        rows = rows.filter(pc.invert(pc.fill_null(rows["latest_only"], False)))
    return rows


def _meaning(table: str) -> tuple[str, ...]:
    """What a record is about, whatever its number: whose it is, and its day."""
    return ("person_id", dates_of(table)[0]) if TABLES[table].has_person else record_of(TABLES[table])[1:]
