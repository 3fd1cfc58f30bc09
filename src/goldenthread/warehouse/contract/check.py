"""A reading beside the last load of its standard: everything that moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.sources.reading import ListProfile, Reading
from goldenthread.warehouse.contract.held import moved_in_cells, moved_in_held
from goldenthread.warehouse.contract.limits import limits_of
from goldenthread.warehouse.contract.lists import Came, by_list, moved_in_lists
from goldenthread.warehouse.contract.months import moved_in_months
from goldenthread.warehouse.contract.moved import Moved, from_one_to_the_next
from goldenthread.warehouse.contract.rows import moved_in_rows
from goldenthread.warehouse.contract.unlisted import moved_in_people
from goldenthread.warehouse.contract.whose import of_another


def what_moved(reading: Reading, loads: Iterable[Former]) -> list[Moved]:
    """What moved since the last of the loads that is of the reading's standard. Whose return it is, of
    what rows too many are held or cells left out, and whether its lists know each other's people, is asked of
    a first load too."""
    limits = limits_of(reading.standard)
    loads = list(loads)
    former = last_loads(reading, loads)
    held = [
        *of_another(reading, loads),
        *moved_in_held(reading, limits),
        *moved_in_months(reading, limits),
        *moved_in_cells(reading, limits, first=not former),
        *moved_in_people(reading, limits),
    ]
    if not former:
        return held
    last, new = Stored(former), Read(reading)
    then, now = by_list(last.profiles()), by_list(reading.profiles)
    came = _came(last, reading)
    moved = list(moved_in_lists(then, now, came, limits))
    moved += moved_in_rows(last, new, limits, came.none_of(now))
    if all(isinstance(one, Read) for one in former):
        moved = [from_one_to_the_next(one, former[0].extracted_on) for one in moved]
    return [*held, *moved]


def _came(last: Stored, reading: Reading) -> Came:
    stored: Counter[str] = Counter()
    for account in reading.accounts:
        stored[account.list_name] += account.stored
    older = {table for table in last.tables() if last.span(table)[0] > reading.extracted_on}
    return Came(stored, {batch.table for batch in reading.batches}, older)


class Former(Protocol):
    """What a reading is held against: a load in force, or a reading that comes before it in its delivery."""

    @property
    def authority(self) -> str:
        """The authority's code."""

    @property
    def standard(self) -> str:
        """The standard."""

    @property
    def extracted_on(self) -> dt.date:
        """The day of the extract."""

    @property
    def number(self) -> str:
        """The number of the authority that its files name."""

    @property
    def profiles(self) -> tuple[ListProfile, ...]:
        """What its lists looked like."""

    def has(self, table: str) -> bool:
        """Whether it brought the table."""

    def rows(self, table: str) -> pa.Table:
        """Its rows of a table."""

    def span(self, table: str) -> tuple[dt.date, dt.date]:
        """First and last day for which a table is complete."""


def last_loads(reading: Reading, loads: Iterable[Former]) -> list[Former]:
    """The load that is nearest to the reading by date of extract; one after it only where none before it is
    as near as twice the way. Of registers, which come one by one, all of them, the nearest first."""
    same = [one for one in loads if (one.authority, one.standard) == (reading.authority, reading.standard)]

    def way(one: Former) -> tuple[int, bool]:
        days = (reading.extracted_on - one.extracted_on).days
        return (days, False) if days >= 0 else (-2 * days, True)

    same.reverse()  # of two of one day the later one
    nearest = sorted(same, key=way)
    return nearest if reading.standard == LOCAL else nearest[:1]


class Stored:
    """Rows and profiles of the last load. `loads`: the nearest first; each table is the first's to give."""

    def __init__(self, loads: Sequence[Former]) -> None:
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
        return self._with(table).span(table)

    def profiles(self) -> list[ListProfile]:
        """What the lists looked like, each list as the nearest load had it."""
        found: dict[str, list[ListProfile]] = {}
        for load in reversed(self._loads):
            found |= {
                name: [one for one in load.profiles if one.list_name == name]
                for name in {one.list_name for one in load.profiles}
            }
        return [one for listed in found.values() for one in listed]

    def _of(self, table: str) -> Former | None:
        return next((one for one in self._loads if one.has(table)), None)

    def _with(self, table: str) -> Former:
        load = self._of(table)
        if load is None:
            raise KeyError(table)
        return load


class Read:
    """The rows of a reading that is not stored yet."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.authority, self.standard = reading.authority, reading.standard
        self.extracted_on, self.number = reading.extracted_on, reading.number
        self.profiles = reading.profiles

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

    def has(self, table: str) -> bool:
        """Whether the table came."""
        return table in self._rows

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
