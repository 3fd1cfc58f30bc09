"""Loads: one accepted reading each, kept for good as canonical rows with its account and cover."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import exceptions_csv, inert
from goldenthread.sources.placed import without_line
from goldenthread.sources.reading import (
    PROVENANCE,
    ColumnProfile,
    LeftOut,
    ListAccount,
    ListProfile,
    Reading,
    UnknownCode,
)
from goldenthread.warehouse.columns import whole
from goldenthread.warehouse.contract.held import HeldRows, behind, held_of
from goldenthread.warehouse.contract.moved import Accepted
from goldenthread.warehouse.cover import TableCover
from goldenthread.warehouse.files import checked, file_hashes, read_sealed, whole_folder, write_sealed

DESCRIPTION = "load.json"
EXCEPTIONS = "exceptions.csv"
HELD = "held.parquet"
"""Table and hashed id of each row that is held, where it has one."""
ID_LENGTH = 16
"""Characters of a load's content hash that name it."""

WRITERS = 2
"""Tables written at once: each is compressed in one thread."""


@dataclass(frozen=True)
class StoredLoad:
    """A load as it lies in the store."""

    folder: Path
    id: str
    authority: str
    standard: str
    extracted_on: dt.date
    how_dated: str
    content: str  # hash over the hashes of its files, the authority and the date
    files: tuple[tuple[str, str], ...]  # (name, sha256)
    covers: tuple[TableCover, ...]
    accounts: tuple[ListAccount, ...]
    notes: tuple[str, ...]
    stored: Mapping[str, str]  # SHA-256 of each file of the load
    profiles: tuple[ListProfile, ...] = ()
    accepted: Accepted | None = None  # that a feed which moved was meant
    number: str = ""  # the number of the authority that its files name

    @property
    def source(self) -> tuple[str, str]:
        """Authority and standard: a load stands beside those of the same source alone."""
        return self.authority, self.standard

    def has(self, table: str) -> bool:
        """Whether the load brought the table."""
        return f"{table}.parquet" in self.stored

    def rows(self, table: str) -> pa.Table:
        """The load's rows of a table."""
        path = checked(self.folder, f"{table}.parquet", self.stored)
        return pq.read_table(path, schema=arrow_schema(TABLES[table]))

    def held(self) -> list[HeldRows]:
        """The rows of its lists that are held or refused, by list, column and reason, the most first."""
        with checked(self.folder, EXCEPTIONS, self.stored).open(encoding="utf-8", newline="") as file:
            counts = Counter(
                (one["list"], one["file"], one["sheet"], one["column"], without_line(one["reason"]))
                for one in csv.DictReader(file)
                if one["fate"] != "excluded"
            )
        rows_in = {tuple(map(inert, (a.list_name, a.file, a.sheet or ""))): a.rows_in for a in self.accounts}
        return [
            HeldRows(name, file, sheet or None, column, why, number, rows_in.get((name, file, sheet), 0))
            for (name, file, sheet, column, why), number in counts.most_common()
        ]

    def held_records(self, table: str) -> pa.Array:
        """The ids of a table's records that the load has and holds."""
        if HELD not in self.stored:
            return pa.array([], pa.string())
        found = pq.read_table(checked(self.folder, HELD, self.stored))
        return whole(found.filter(pc.equal(found["table"], table))["record"])

    def made_from(self, table: str) -> list[ListAccount]:
        """The lists that a table is made from."""
        places = places_of(self.rows(table)) if self.has(table) else set()
        return behind(table, self.accounts, self.profiles, places)

    def span(self, table: str) -> tuple[dt.date, dt.date]:
        """First and last day for which a table is complete; the day of extract if nothing says it."""
        spans = ((one.covers_from, one.covers_to) for one in self.covers if one.table == table)
        return next(spans, (self.extracted_on, self.extracted_on))

    def cover(self, table: str) -> dt.date | None:
        """First date for which the load's table is complete."""
        return next((cover.covers_from for cover in self.covers if cover.table == table), None)


def store_load(
    folder: Path,
    reading: Reading,
    files: Iterable[tuple[str, str]],
    content: str,
    accepted: Accepted | None = None,
) -> StoredLoad:
    """Write a reading as a load under `folder/<id>`; whole or absent."""
    identity = content[:ID_LENGTH]
    path = folder / identity
    if not path.exists():
        with whole_folder(path) as partial:
            names = dict.fromkeys(batch.table for batch in reading.batches)
            with ThreadPoolExecutor(WRITERS) as pool:
                list(pool.map(lambda name: _write_table(partial, name, reading, identity), names))
            (partial / EXCEPTIONS).write_text(exceptions_csv(reading.exceptions), encoding="utf-8")
            _write_held(partial / HELD, reading)
            described = _description(reading, identity, files, content)
            described["accepted"] = asdict(accepted) if accepted else None
            write_sealed(partial / DESCRIPTION, {**described, "stored": file_hashes(partial)})
    return read_load(path)


def _write_table(folder: Path, name: str, reading: Reading, identity: str) -> None:
    parts = [
        _complete(batch.rows, name, reading, identity) for batch in reading.batches if batch.table == name
    ]
    pq.write_table(pa.concat_tables(parts), folder / f"{name}.parquet", compression="zstd")


def _write_held(path: Path, reading: Reading) -> None:
    records = [one.record for one in reading.exceptions if one.record[1]]
    if records:
        tables, ids = zip(*records, strict=True)
        columns = {"table": pa.array(tables, pa.string()), "record": pa.array(ids, pa.string())}
        pq.write_table(pa.table(columns), path)


def read_load(folder: Path) -> StoredLoad:
    """A load from the store."""
    said = read_sealed(folder / DESCRIPTION)
    return StoredLoad(
        folder=folder,
        id=said["id"],
        authority=said["authority"],
        standard=said["standard"],
        extracted_on=dt.date.fromisoformat(said["extracted_on"]),
        how_dated=said["how_dated"],
        content=said["content"],
        files=tuple((name, digest) for name, digest in said["files"]),
        covers=tuple(_cover(cover) for cover in said["covers"]),
        accounts=tuple(ListAccount(**account) for account in said["accounts"]),
        notes=tuple(said["notes"]),
        stored=said["stored"],
        profiles=tuple(_profile(one) for one in said.get("profiles", ())),
        accepted=_accepted(said.get("accepted")),
        number=said.get("number", ""),
    )


def _complete(rows: pa.Table, name: str, reading: Reading, identity: str) -> pa.Table:
    """Rows in the table's whole schema: what was not supplied is null, what all rows share is set."""
    table = TABLES[name]
    common: dict[str, Any] = {"authority": reading.authority}
    if table.record:
        common |= {"source_std": reading.standard, "load_id": identity, "as_at": reading.extracted_on}
    columns = []
    for field in arrow_schema(table):
        if field.name in rows.column_names:
            columns.append(rows[field.name].cast(field.type))
        else:
            columns.append(pa.repeat(pa.scalar(common.get(field.name), field.type), rows.num_rows))
    return pa.table(columns, schema=arrow_schema(table))


def _description(
    reading: Reading, identity: str, files: Iterable[tuple[str, str]], content: str
) -> dict[str, Any]:
    covers = [
        {
            "authority": reading.authority,
            "standard": reading.standard,
            "table": table,
            "covers_from": cover.covers_from.isoformat(),
            "covers_to": cover.covers_to.isoformat(),
            "stock_from": (cover.stock_from or cover.covers_from).isoformat(),
            "later": [[column, day.isoformat()] for column, day in cover.later],
            "columns": sorted(cover.columns),
            "approximate": cover.approximate,
            "held": held_of(behind(table, reading.accounts, reading.profiles, _places(reading, table))),
        }
        for table, cover in sorted(reading.covers.items())
    ]
    return {
        "id": identity,
        "authority": reading.authority,
        "standard": reading.standard,
        "extracted_on": reading.extracted_on.isoformat(),
        "how_dated": reading.how_dated,
        "content": content,
        "files": sorted(files),
        "covers": covers,
        "accounts": [asdict(a) for a in reading.accounts],
        "notes": [note.text for note in reading.notes],
        "profiles": [asdict(one) for one in reading.profiles],
        "number": reading.number,
    }


def _places(reading: Reading, table: str) -> set[tuple[str, str | None]]:
    """The files and sheets that the rows of a table come from."""
    parts = [places_of(batch.rows) for batch in reading.batches if batch.table == table]
    return set().union(*parts)


def places_of(rows: pa.Table) -> set[tuple[str, str | None]]:
    """The files and sheets that rows come from; none of rows that do not say."""
    if not set(PROVENANCE[:2]) <= set(rows.column_names):
        return set()
    found = rows.group_by(list(PROVENANCE[:2])).aggregate([])
    return set(zip(*(found[name].to_pylist() for name in PROVENANCE[:2]), strict=True))


def _profile(said: dict[str, Any]) -> ListProfile:
    columns = {
        name: ColumnProfile(
            one["header"], one["filled"], one["forms"], tuple(UnknownCode(**code) for code in one["unknown"])
        )
        for name, one in said["columns"].items()
    }
    left_out = tuple(LeftOut(**one) for one in said.get("left_out", ()))
    return ListProfile(
        **{**said, "headers": tuple(said["headers"]), "columns": columns, "left_out": left_out}
    )


def _accepted(said: dict[str, Any] | None) -> Accepted | None:
    return Accepted(**{**said, "what": tuple(said["what"])}) if said else None


def _cover(said: dict[str, Any]) -> TableCover:
    held = said.get("held", (0, 0))
    return TableCover(
        said["authority"],
        said["standard"],
        said["table"],
        dt.date.fromisoformat(said["covers_from"]),
        dt.date.fromisoformat(said["covers_to"]),
        dt.date.fromisoformat(said["stock_from"]),
        frozenset(said["columns"]),
        said["approximate"],
        tuple((column, dt.date.fromisoformat(day)) for column, day in said.get("later", ())),
        (held[0], held[1]),
    )
