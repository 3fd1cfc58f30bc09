"""Registers that add one date to child-level records: the decision of a contact, the end of an enquiry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

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
    """The reading with the register's dates filled in, and how many records took one."""
    which = SUPPLEMENTS[name]
    by_id, by_day = _dates(which, rows)
    filled: list[dt.date] = []
    batches = []
    for batch in reading.batches:
        if batch.table != which.table:
            batches.append(batch)
            continue
        values, days = _fill(which, batch.rows, by_id, by_day)
        filled += days
        batches.append(Batch(batch.table, values))
    covers = dict(reading.covers)
    if filled and which.table in covers:
        covers[which.table] = _with_column(covers[which.table], which, min(filled))
    return replace(reading, batches=tuple(batches), covers=covers), len(filled)


def _with_column(cover: Cover, which: Supplement, first: dt.date) -> Cover:
    """The cover with the register's column, which is there from the first record that took a date: those
    before it have none because nobody kept one, and would all count as without."""
    if which.adds in cover.columns:
        return cover
    begins = first.replace(day=1) if first.day <= FEW_DAYS else first
    later = ((which.adds, begins),) if begins > cover.covers_from else ()
    return replace(cover, columns=cover.columns | {which.adds}, later=(*cover.later, *later))


def _dates(which: Supplement, rows: pa.Table) -> tuple[dict[object, object], dict[object, object]]:
    columns = [rows[name].to_pylist() for name in (which.id, "person_id", which.day, which.adds)]
    by_id: dict[object, object] = {}
    by_day: dict[object, object] = {}
    for one, person, day, added in zip(*columns, strict=True):
        by_id[one, person] = added
        by_day[person, day] = added
    return by_id, by_day


def _fill(
    which: Supplement, rows: pa.Table, by_id: dict[object, object], by_day: dict[object, object]
) -> tuple[pa.Table, list[dt.date]]:
    """The rows with their dates, and the days of those that took one."""
    present = which.adds in rows.column_names
    old = rows[which.adds].to_pylist() if present else [None] * rows.num_rows
    keys = [rows[name].to_pylist() for name in (which.id, "person_id", which.day)]
    found = [
        by_id.get((one, person)) or by_day.get((person, day)) for one, person, day in zip(*keys, strict=True)
    ]
    new = pa.array([added or before for added, before in zip(found, old, strict=True)], pa.date32())
    if present:
        rows = rows.set_column(rows.column_names.index(which.adds), which.adds, new)
    else:
        rows = rows.append_column(which.adds, new)
    return rows, [day for added, day in zip(found, keys[2], strict=True) if added is not None and day]


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
