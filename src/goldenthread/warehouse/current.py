"""The current view: the newest load of each standard and table, and older loads' rows before its cover.

Older loads keep what a new extract no longer reaches (an extract holds six years, a yearly return one,
Annex A six months); where both speak of the same time, the newer one is right. How the rows of each table
lie in time is declared in `times`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import month_end, month_number
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import keys_of, whole
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.loads import StoredLoad
from goldenthread.warehouse.merges import merged, merges_in_force, person_columns
from goldenthread.warehouse.times import (
    About,
    Alone,
    Named,
    Part,
    Path,
    Reading,
    Spell,
    dates_of,
    record_of,
    time_of,
)

Pieces = list[tuple[StoredLoad, pa.Table]]

READERS = 2
"""Tables read at once: each is held to its hash, which takes one thread as long as unpacking it."""


HOLDING = frozenset(time.of for time in map(time_of, TABLES) if isinstance(time, Part))
"""Tables whose records have parts in others: what is in force of them is asked for more than once."""


def current_tables(loads: Sequence[StoredLoad], only: Collection[str] | None = None) -> dict[str, pa.Table]:
    """The canonical rows in force, of every table or `only` some. `loads` in the order in which they count,
    the newest last."""
    force = InForce(loads)
    names = [
        name for name in TABLES if (only is None or name in only) and any(load.has(name) for load in loads)
    ]
    with ThreadPoolExecutor(READERS) as pool:
        return dict(zip(names, pool.map(force.table, names), strict=True))


def sole_load(name: str, loads: Sequence[StoredLoad]) -> StoredLoad | None:
    """The one load that brought a table, when no other did and no id of it was merged: its rows are those in
    force, as they lie."""
    if person_columns(name) and merges_in_force(loads):
        return None
    having = [load for load in loads if _speaks(load, name)]
    return having[0] if len(having) == 1 and having[0].has(name) else None


def current_covers(loads: Sequence[StoredLoad]) -> Covers:
    """The covers in force: the newest load's, reaching back over older loads where they touch."""
    found: dict[tuple[str, str, str], TableCover] = {}
    for load in loads:
        for cover in load.covers:
            key = (cover.authority, cover.standard, cover.table)
            before = found.get(key)
            found[key] = cover.joined_to(before) if before and _touches(before, cover) else cover
    return Covers(found.values())


def _touches(before: TableCover, after: TableCover) -> bool:
    """Whether an older cover reaches the newer one, with no day between them unknown; of readings, with no
    end of a month between them, since it is then that they are counted."""
    time = time_of(after.table)
    if isinstance(time, Alone) or before.covers_from > after.covers_from:
        return False
    reaches = before.covers_to
    if isinstance(time, Reading):
        next_end = month_end(month_number(reaches + dt.timedelta(1)))
        reaches = max(reaches, next_end - dt.timedelta(1))
    return (after.covers_from - reaches).days <= 1


class InForce:
    """The rows of each load that count, beside those of the loads after it. `loads` the newest last."""

    def __init__(self, loads: Sequence[StoredLoad]) -> None:
        self._loads = tuple(loads)
        self._merges = merges_in_force(loads)
        self._found: dict[str, Pieces] = {}

    def table(self, name: str) -> pa.Table:
        """The rows in force of a table, the oldest load's first."""
        return pa.concat_tables([rows for _, rows in self.pieces(name)])

    def pieces(self, name: str) -> Pieces:
        """The same, load by load."""
        if name in self._found:
            return self._found[name]
        found = [(load, self._counted(name, load)) for load in self._loads if load.has(name)]
        if name in HOLDING:
            self._found[name] = found
        return found

    def _counted(self, name: str, load: StoredLoad) -> pa.Table:
        newer = self._newer(name, load)
        rows = self._rows(load, name)
        time = time_of(name)
        if isinstance(time, Part):
            return rows.filter(self._of_counted(name, time, load, rows))
        if not newer:
            return rows
        if isinstance(time, Alone):
            return rows.slice(0, 0)
        unknown = pc.invert(
            _among(_records(name, rows), (_records(name, self._rows(one, name)) for one in newer))
        )
        if isinstance(time, Named):
            return rows.filter(unknown)
        if isinstance(time, About):
            kept = self._of_unknown_people(name, rows, newer)
            if time.spell:
                kept = pc.or_(kept, pc.and_(unknown, lies_before(name, rows, _first_day(newer, name))))
            return rows.filter(kept)
        before = lies_before(name, rows, _first_day(newer, name), _columns(load, name))
        return rows.filter(pc.and_(unknown, before))

    def _rows(self, load: StoredLoad, name: str) -> pa.Table:
        """A load's rows, each person by the id that stays."""
        return merged(name, load.rows(name), self._merges)

    def _newer(self, name: str, load: StoredLoad) -> list[StoredLoad]:
        """The loads after this one, of the same source, that brought the table."""
        after = self._loads[self._loads.index(load) + 1 :]
        return [one for one in after if one.source == load.source and one.has(name)]

    def _of_counted(self, name: str, part: Part, load: StoredLoad, rows: pa.Table) -> pa.Array:
        """Which parts belong to a record that was not withdrawn, whichever load brought that, and are not a
        newer load's to give. Registers come one by one, so that a record and its parts may come apart."""
        own = [one for one in self._loads if one.source == load.source and one.has(part.of)]
        counted = [(one, kept) for one, kept in self.pieces(part.of) if one in own]
        known = _among(rows[part.by], (one.rows(part.of)[part.by] for one in own))
        kept = pc.or_(pc.invert(known), _among(rows[part.by], (each[part.by] for _, each in counted)))
        newer = self._newer(name, load)
        given = [one.rows(name)[part.by] for one in newer]
        for one in newer:
            if one.has(part.of):
                given.append(one.rows(part.of)[part.by])
                continue
            begins = _first_day([one], name)
            given += [
                each[part.by].filter(pc.invert(lies_before(part.of, each, begins, _columns(holder, part.of))))
                for holder, each in counted
            ]
        kept = pc.and_(kept, pc.invert(_among(rows[part.by], given)))
        return pc.and_(kept, known) if newer else kept

    def _of_unknown_people(self, name: str, rows: pa.Table, newer: Sequence[StoredLoad]) -> pa.Array:
        """Which rows are about people of whom no newer load knows."""
        tables = [(one, table) for one in newer for table in (name, "persons") if one.has(table)]
        known = [self._rows(one, table)["person_id"] for one, table in tables]
        return pc.invert(_among(rows["person_id"], known))


def lies_before(
    name: str, rows: pa.Table, begins: dt.date, supplied: frozenset[str] | None = None
) -> pa.Array:
    """Which rows of an older load lie wholly before the day on which a newer cover begins.

    `supplied`: the columns that the older load gives, when they are not all.
    """
    time = time_of(name)
    first = pa.scalar(begins, pa.date32())
    spell = time.spell if isinstance(time, About) else time
    if isinstance(spell, Spell):
        before = _ended_before(spell, rows, first, supplied)
    else:
        days = [rows[date] for date in dates_of(name)]
        last = pc.max_element_wise if isinstance(time, Path) else pc.coalesce
        before = pc.less(last(*days), first)
    if "latest_only" in rows.column_names:  # a last date: the newer load's last is the last
        before = pc.and_(before, pc.invert(pc.fill_null(rows["latest_only"], False)))
    return _plain(before)


def _ended_before(
    spell: Spell, rows: pa.Table, first: pa.Scalar, supplied: frozenset[str] | None
) -> pa.Array:
    start, end = rows[spell.start], rows[spell.end]
    began = pc.less(start, first)
    ended = pc.less(end, first) if spell.last_day else pc.less_equal(end, first)
    ended = pc.and_(pc.fill_null(ended, False), pc.fill_null(began, True))
    if supplied is not None and _cannot_tell(spell, supplied):
        return pc.or_(ended, pc.fill_null(began, False))
    for column, value in spell.not_open:
        closed = pc.fill_null(pc.equal(rows[column], pa.scalar(value)), False)
        over = pc.and_(pc.and_(closed, pc.is_null(end)), pc.fill_null(began, False))
        ended = pc.or_(ended, over)
    return ended


def _cannot_tell(spell: Spell, supplied: frozenset[str]) -> bool:
    """Whether columns do not say which rows are open: a referral without an end, of a source that does not
    mark those of no further action, may be one of them, and a newer load that lacks it withdraws nothing."""
    marks = {column for column, _ in spell.not_open}
    return spell.end not in supplied or (bool(marks) and not marks & supplied)


def _speaks(load: StoredLoad, name: str) -> bool:
    """Whether a load brought the table, or that of the records whose parts its rows are."""
    time = time_of(name)
    return load.has(name) or (isinstance(time, Part) and load.has(time.of))


def _first_day(newer: Iterable[StoredLoad], name: str) -> dt.date:
    """The day on which the newer loads' covers begin."""
    return min(load.cover(name) or load.extracted_on for load in newer)


def _columns(load: StoredLoad, name: str) -> frozenset[str] | None:
    return next((cover.columns for cover in load.covers if cover.table == name), None)


def _records(name: str, rows: pa.Table) -> pa.Array:
    """What makes two rows the same record, as one text each."""
    return keys_of(rows, record_of(TABLES[name]))


def _among(values: pa.Array, sets: Iterable[pa.Array]) -> pa.Array:
    """Which values are in one of the sets."""
    masks = (_plain(pc.is_in(values, value_set=_plain(one))) for one in sets)
    none = pa.array([False] * len(values), pa.bool_())
    return reduce(pc.or_, masks, none)


def _plain(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """An array in one piece; a truth that is not known is no."""
    found = whole(values)
    return pc.fill_null(found, False) if pa.types.is_boolean(found.type) else found
