"""Registers that add one date to child-level records: the decision of a contact, the end of an enquiry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.standards import LOCAL
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Batch, Cover, Note, Reading
from goldenthread.sources.registers.reader import take_register

FEW_DAYS = 7
"""A register whose first record lies in the first days of a month is taken to hold the whole month."""


@dataclass(frozen=True)
class Supplement:
    """What a register adds: to which table, joined by id, or else by person and day."""

    table: str
    id: str
    day: str
    adds: str

    @property
    def by_id(self) -> tuple[str, ...]:
        """Columns that name a record."""
        return (self.id, "person_id")

    @property
    def by_day(self) -> tuple[str, ...]:
        """Columns that a record is looked for by, where no register names it."""
        return ("person_id", self.day)


SUPPLEMENTS = {
    "contact_decisions": Supplement("contacts", "contact_id", "contact_date", "decision_date"),
    "s47_end_dates": Supplement("s47_enquiries", "s47_id", "start_date", "end_date"),
}


def take_supplement(name: str, file: CsvFile, identities: Identities) -> Settled:
    """The rows of the register, which are not stored as a table of their own."""
    which = SUPPLEMENTS[name]
    declared = TABLES[which.table]
    columns = [
        replace(declared.column(column), required=column in (which.day, which.adds, "person_id"))
        for column in (which.id, "person_id", which.day, which.adds)
    ]
    table = Table(name, declared.title, declared.section, tuple(columns), (which.id,))
    return settle([take_register(table, file, identities)])


def supplement(reading: Reading, name: str, rows: pa.Table) -> tuple[Reading, int]:
    """The reading with the register's dates filled in, and how many records took one. A row that names a
    record by its id is that record's alone; by person and day are found those that name none."""
    which = SUPPLEMENTS[name]
    by_id = _Dates(rows, which.by_id, which.adds)
    by_day = _Dates(_naming_none(rows, which, reading), which.by_day, which.adds)
    filled: list[pa.ChunkedArray] = []
    batches = []
    for batch in reading.batches:
        if batch.table != which.table:
            batches.append(batch)
            continue
        found = pc.coalesce(by_id.of(batch.rows), by_day.of(batch.rows))
        filled.append(batch.rows[which.day].filter(pc.is_valid(found)).drop_null())
        batches.append(Batch(batch.table, _with_dates(batch.rows, which.adds, found)))
    covers = dict(reading.covers)
    count = sum(len(days) for days in filled)
    if count and which.table in covers:
        first = min(pc.min(days).as_py() for days in filled if len(days))
        covers[which.table] = _with_column(covers[which.table], which, first)
    return replace(reading, batches=tuple(batches), covers=covers), count


def _naming_none(rows: pa.Table, which: Supplement, reading: Reading) -> pa.Table:
    """The rows of a register that name no record of a reading by its id."""
    keys = [_key(batch.rows, which.by_id) for batch in reading.batches if batch.table == which.table]
    if not keys:
        return rows
    known = pa.chunked_array([chunk for each in keys for chunk in each.chunks], pa.string())
    return rows.filter(pc.invert(pc.is_in(_key(rows, which.by_id), value_set=known, skip_nulls=True)))


def _with_column(cover: Cover, which: Supplement, first: dt.date) -> Cover:
    """The cover with the register's column, which is there from the first record that took a date: those
    before it have none because nobody kept one, and would all count as without."""
    if which.adds in cover.columns:
        return cover
    begins = first.replace(day=1) if first.day <= FEW_DAYS else first
    later = ((which.adds, begins),) if begins > cover.covers_from else ()
    return replace(cover, columns=cover.columns | {which.adds}, later=(*cover.later, *later))


class _Dates:
    """The dates of a register by some of its columns; of records that agree in them the last one counts."""

    def __init__(self, rows: pa.Table, keys: Sequence[str], adds: str) -> None:
        from_last = pa.array(range(rows.num_rows - 1, -1, -1), pa.int64())
        self._keys = keys
        self._known = _key(rows, keys).take(from_last)
        self._dates = rows[adds].take(from_last)

    def of(self, rows: pa.Table) -> pa.ChunkedArray:
        """The date of each row; null where the register has none, or the row lacks a key."""
        places = pc.index_in(_key(rows, self._keys), value_set=self._known, skip_nulls=True)
        return self._dates.take(places)


def _key(rows: pa.Table, names: Sequence[str]) -> pa.ChunkedArray:
    """One text a row: null where one of its parts is."""
    parts = (pc.cast(rows[name], pa.string()) for name in names)
    return pc.binary_join_element_wise(*parts, "\x1f")


def _with_dates(rows: pa.Table, name: str, dates: pa.ChunkedArray) -> pa.Table:
    """The rows with the dates in a column; what was there stays where there is none."""
    if name not in rows.column_names:
        return rows.append_column(name, dates)
    return rows.set_column(rows.column_names.index(name), name, pc.coalesce(dates, rows[name]))


def supplement_all(
    readings: Sequence[Reading], supplements: Sequence[tuple[str, str, Settled]]
) -> tuple[list[Reading], list[Note]]:
    """Fill child-level readings from the registers (register, file, rows); notes say what came of it."""
    done = list(readings)
    notes = []
    for name, file, settled in supplements:
        rows = settled.counted(name)
        total = 0
        for at, reading in enumerate(done):
            if rows is not None and reading.standard != LOCAL:
                done[at], count = supplement(reading, name, rows)
                total += count
        table = SUPPLEMENTS[name].table
        if total:
            notes.append(Note("info", f"{total:,} rows of {table} took a date from {name}.", file))
        else:
            text = f"No row of {table} took a date from {name}; load it together with the files of {table}."
            notes.append(Note("warning", text, file))
    return done, notes
