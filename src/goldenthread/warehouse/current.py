"""The current view: the newest load of each standard and table, and older loads' rows before its cover.

Older loads keep what a new extract no longer reaches (an extract holds six years, Annex A six months); where
both speak of the same time, the newer one is right.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.loads import StoredLoad

EVENT_DATES = {
    "contacts": "contact_date",
    "early_help_assessments": "start_date",
    "step_downs": "decision_date",
    "strategy_discussions": "held_date",
    "s47_enquiries": "start_date",
    "icpcs": "conference_date",
    "assessments": "start_date",
    "core_groups": "held_date",
    "supervisions": "supervision_date",
    "visits": "visit_date",
    "family_hub_attendance": "attended_on",
    "supporting_families_outcomes": "form_date",
    "audits": "audit_month",
    "care_proceedings": "issued_date",
}
"""Tables of events, by the date that places a row before or inside a cover. A table that is not here holds
spells or readings, which an older load could only contradict."""


def current_tables(loads: Sequence[StoredLoad]) -> dict[str, pa.Table]:
    """The canonical rows in force. `loads` in the order in which they count, the newest last."""
    return {name: _current(name, loads) for name in TABLES if any(load.has(name) for load in loads)}


def sole_load(name: str, loads: Sequence[StoredLoad]) -> StoredLoad | None:
    """The one load that brought a table, when no other did: its rows are those in force, as they lie."""
    having = [load for load in loads if load.has(name)]
    return having[0] if len(having) == 1 else None


def current_covers(loads: Sequence[StoredLoad]) -> Covers:
    """The covers in force: the newest load's, reaching back over older loads of a table of events."""
    found: dict[tuple[str, str, str], TableCover] = {}
    for load in loads:
        for cover in load.covers:
            key = (cover.authority, cover.standard, cover.table)
            before = found.get(key)
            if before and cover.table in EVENT_DATES and _touches(before, cover):
                found[key] = cover.joined_to(before)
            else:
                found[key] = cover
    return Covers(found.values())


def _touches(before: TableCover, after: TableCover) -> bool:
    """Whether an older cover reaches the newer one, with no day between them unknown."""
    return before.covers_from <= after.covers_from and (after.covers_from - before.covers_to).days <= 1


def _current(name: str, loads: Sequence[StoredLoad]) -> pa.Table:
    """Newest load first: a row of an older one counts only where it lies before every newer cover, and no
    newer load has the same record (an assessment begun before the cover may be listed again by its end)."""
    kept: dict[tuple[str, str], list[pa.Table]] = defaultdict(list)
    seen: dict[tuple[str, str], set[tuple[object, ...]]] = defaultdict(set)
    reaches: dict[tuple[str, str], dt.date] = {}
    having = [load for load in loads if load.has(name)]
    for position, load in reversed(list(enumerate(having))):
        rows = load.rows(name)
        key = (load.authority, load.standard)
        if key in reaches:
            rows = _before(name, rows, reaches[key], seen[key])
        if any((older.authority, older.standard) == key for older in having[:position]):
            seen[key].update(_records(name, rows))
        kept[key].append(rows)
        begins = load.cover(name) or load.extracted_on
        reaches[key] = min(reaches.get(key, begins), begins)
    return pa.concat_tables([table for tables in kept.values() for table in reversed(tables)])


def _before(name: str, rows: pa.Table, begins: dt.date, seen: set[tuple[object, ...]]) -> pa.Table:
    """Rows of an older load that still count: events before the newer covers, of records not seen since."""
    date = EVENT_DATES.get(name)
    if date is None:
        return rows.slice(0, 0)
    rows = rows.filter(pc.less(rows[date], pa.scalar(begins, pa.date32())))
    return rows.filter(pa.array([one not in seen for one in _records(name, rows)], pa.bool_()))


def _records(name: str, rows: pa.Table) -> Iterable[tuple[object, ...]]:
    """The key of each row but for its extract date: what makes two rows the same record."""
    columns = [column for column in TABLES[name].key if column != "as_at"]
    return zip(*(rows[column].to_pylist() for column in columns), strict=True)


def rows_of(tables: Mapping[str, pa.Table], name: str) -> Iterable[dict[str, object]]:
    """Rows of a small table as dicts; none when the table is absent."""
    found: list[dict[str, object]] = tables[name].to_pylist() if name in tables else []
    return found
