"""A reading beside the last load of its standard: everything that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import ListProfile, Reading
from goldenthread.warehouse.contract.held import moved_in_cells, moved_in_held
from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.contract.lists import by_list, moved_in_lists
from goldenthread.warehouse.contract.moved import Moved
from goldenthread.warehouse.contract.rows import moved_in_rows
from goldenthread.warehouse.loads import StoredLoad


def what_moved(reading: Reading, loads: Iterable[StoredLoad]) -> list[Moved]:
    """What moved since the last of the loads that is of the reading's standard, and of what too many rows are
    held or cells left out, which is asked of a first load too."""
    limits = limits_of(reading.standard)
    former = last_loads(reading, loads)
    held = [*moved_in_held(reading, limits), *moved_in_cells(reading, limits, first=not former)]
    if not former:
        return held
    last, new = Stored(former), Read(reading)
    moved = moved_in_lists(by_list(last.profiles()), by_list(reading.profiles), limits)
    return [*held, *moved, *moved_in_rows(last, new, limits)]


def last_loads(reading: Reading, loads: Iterable[StoredLoad]) -> list[StoredLoad]:
    """The load before the reading, by date of extract, else the one after it. Of registers, which come one
    by one, all of them, the nearest first."""
    same = [one for one in loads if (one.authority, one.standard) == (reading.authority, reading.standard)]
    before = [one for one in same if one.extracted_on <= reading.extracted_on]
    after = [one for one in same if one.extracted_on > reading.extracted_on]
    nearest = [*sorted(before, key=_date, reverse=True), *sorted(after, key=_date)]
    return nearest if reading.standard == LOCAL else nearest[:1]


def _date(load: StoredLoad) -> dt.date:
    return load.extracted_on


class Stored:
    """Rows and profiles of the last load. `loads`: the nearest first; each table is the first's to give."""

    def __init__(self, loads: Sequence[StoredLoad]) -> None:
        self._loads = loads
        self._held: dict[str, pa.Table] = {}

    def tables(self) -> Sequence[str]:
        """The tables of records that came."""
        return [name for name, table in TABLES.items() if table.record and self._of(name)]

    def rows(self, table: str) -> pa.Table:
        """The rows of a table that count."""
        if table not in self._held:
            self._held[table] = _counting(self._with(table).rows(table))
        return self._held[table]

    def span(self, table: str) -> tuple[dt.date, dt.date]:
        """First and last day for which a table is complete."""
        load = self._with(table)
        spans = ((one.covers_from, one.covers_to) for one in load.covers if one.table == table)
        return next(spans, (load.extracted_on, load.extracted_on))

    def profiles(self) -> list[ListProfile]:
        """What the lists looked like, each list as the nearest load had it."""
        found: dict[str, list[ListProfile]] = {}
        for load in reversed(self._loads):
            found |= {
                name: [one for one in load.profiles if one.list_name == name]
                for name in {one.list_name for one in load.profiles}
            }
        return [one for listed in found.values() for one in listed]

    def _of(self, table: str) -> StoredLoad | None:
        return next((one for one in self._loads if one.has(table)), None)

    def _with(self, table: str) -> StoredLoad:
        load = self._of(table)
        if load is None:
            raise KeyError(table)
        return load


class Read:
    """The rows of a reading that is not stored yet."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _rows(self) -> dict[str, pa.Table]:
        parts: dict[str, list[pa.Table]] = {}
        for batch in self._reading.batches:
            parts.setdefault(batch.table, []).append(batch.rows)
        return {
            name: _counting(pa.concat_tables(rows, promote_options="default")) for name, rows in parts.items()
        }

    def tables(self) -> Sequence[str]:
        """The tables of records that came."""
        return [name for name in self._rows if TABLES[name].record]

    def rows(self, table: str) -> pa.Table:
        """The rows of a table that count."""
        return self._rows[table]

    def span(self, table: str) -> tuple[dt.date, dt.date]:
        """First and last day for which a table is complete."""
        cover = self._reading.covers.get(table)
        day = self._reading.extracted_on
        return (cover.covers_from, cover.covers_to) if cover else (day, day)


def _counting(rows: pa.Table) -> pa.Table:
    return rows.filter(pc.is_null(rows["excluded"])) if "excluded" in rows.column_names else rows
