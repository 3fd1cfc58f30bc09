"""What became of the records of some people between two snapshots: the reasons for which figures moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import TableCover
from goldenthread.warehouse.merges import person_columns
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.times import dates_of, record_of

LATE, CHANGED, WITHDRAWN, HELD = "late", "changed", "withdrawn", "held"
MERGED, UNMERGED = "merged", "unmerged"
KINDS = (LATE, CHANGED, WITHDRAWN, HELD, MERGED, UNMERGED)

Record = tuple[object, ...]
Held = dict[Record, list[tuple[Record, Record]]]
"""By record: who its rows are about, and what else they say."""


def differences(
    before: Snapshot, after: Snapshot, name: str, standard: str, people: Collection[str] | None
) -> Counter[str]:
    """How many records of a table came late, changed, were withdrawn, are held, were merged or unmerged.

    `standard`: the one whose figures are compared. `people`: whose records, by the ids of either snapshot;
    None for a table of things. Two rows are the same record when their key is, each person by the id that
    stays in either snapshot; what a row says is compared without the load and file that brought it. What
    happened after the last day that the earlier snapshot covers could not have been in it: it is no
    difference.
    """
    merges = {**before.merges, **after.merges}
    wanted = None if people is None else _with_merged(people, merges)
    ends = max((cover.covers_to for cover in _read(before, name, standard)), default=None)
    then, now = (_held(each, name, standard, wanted, merges, ends) for each in (before, after))
    kinds = (
        _kind(then.get(key, []), now.get(key, []), before.merges, after.merges) for key in {**then, **now}
    )
    found = Counter(filter(None, kinds))
    gone = {key[-1] for key in then if key not in now} if found[WITHDRAWN] else set()
    if held := len(gone & _held_back(after, name, standard)):
        found += Counter({HELD: held})
        found -= Counter({WITHDRAWN: held})
    return found


def _held_back(loaded: Snapshot, name: str, standard: str) -> set[object]:
    """The ids of a table's records that the newest load of each source which counts has, and holds."""
    sources = {cover.standard for cover in _read(loaded, name, standard)}
    newest = {load.source: load for load in loaded.loads if load.standard in sources and load.has(name)}
    return {one for load in newest.values() for one in load.held_records(name).to_pylist()}


def _read(loaded: Snapshot, name: str, standard: str) -> list[TableCover]:
    """The covers of a table by which the figures of a standard are counted."""
    found = (loaded.covers.supplier(one, standard, name) for one in loaded.covers.authorities())
    return [cover for cover in found if cover]


def _kind(
    then: list[tuple[Record, Record]],
    now: list[tuple[Record, Record]],
    merged_before: Mapping[str, str],
    merged_after: Mapping[str, str],
) -> str:
    """What became of one record, or ''. It is about somebody else because ids were merged or unmerged only
    when a register of merges says so; otherwise it was put down to another person, which is a change."""
    if not then:
        return LATE
    if not now:
        return WITHDRAWN
    who_then, who_now = {who for who, _ in then}, {who for who, _ in now}
    if who_then != who_now:
        if _as_merged(who_then, merged_after) == who_now:
            return MERGED
        return UNMERGED if _as_merged(who_now, merged_before) == who_then else CHANGED
    return CHANGED if {what for _, what in then} != {what for _, what in now} else ""


def _as_merged(who: set[Record], merges: Mapping[str, str]) -> set[Record]:
    return {tuple(_stays(one, merges) for one in each) for each in who}


def _with_merged(people: Collection[str], merges: Mapping[str, str]) -> set[str]:
    """The people under every id they have or had."""
    stays = {merges.get(one, one) for one in people}
    return stays | {former for former, one in merges.items() if one in stays}


def _held(
    loaded: Snapshot,
    name: str,
    standard: str,
    people: set[str] | None,
    merges: Mapping[str, str],
    ends: dt.date | None,
) -> Held:
    """The records in force that count, of those people, as far as they could be known by the last day."""
    found: Held = defaultdict(list)
    persons = set(person_columns(name))
    key = record_of(TABLES[name])
    own = [column.name for column in TABLES[name].columns]
    said = [column for column in own if column not in persons and column not in key]
    dates = [column.name for column in TABLES[name].columns if column.type == "date"]
    for row in _rows(loaded, name, standard, people, ["authority", *own]):
        if _later(row, dates_of(name), ends):
            continue
        row |= {date: None for date in dates if date not in key and _later(row, (date,), ends)}
        who = tuple(row[column] for column in own if column in persons)
        record = tuple(_stays(row[column], merges) if column in persons else row[column] for column in key)
        found[record].append((who, tuple(row[column] for column in said)))
    return found


def _rows(
    loaded: Snapshot, name: str, standard: str, people: set[str] | None, columns: list[str]
) -> Iterable[dict[str, Any]]:
    if not loaded.has(name):
        return []
    rows = loaded.stored_rows(name, [*columns, *(("source_std", "excluded") if TABLES[name].record else ())])
    if TABLES[name].record:
        sources = {cover.standard for cover in _read(loaded, name, standard)}
        kept = pc.and_(
            pc.is_null(rows["excluded"]), pc.is_in(rows["source_std"], pa.array(sorted(sources), pa.string()))
        )
        rows = rows.filter(kept)
    if people is not None and "person_id" in columns:
        rows = rows.filter(pc.is_in(rows["person_id"], pa.array(sorted(people), pa.string())))
    return list(rows.to_pylist())


def _later(row: Mapping[str, Any], dates: Iterable[str], ends: dt.date | None) -> bool:
    """Whether the first of the days that is filled lies after the last."""
    first = next((row[date] for date in dates if row[date] is not None), None)
    return ends is not None and first is not None and first > ends


def _stays(one: object, merges: Mapping[str, str]) -> object:
    return merges.get(one, one) if isinstance(one, str) else one
