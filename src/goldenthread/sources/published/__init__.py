"""Published statistics: which file is what, by its columns; each layout has a reader of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.model.published import PublishedFile
from goldenthread.sources.csv_files import read_csv
from goldenthread.sources.parquet import read_parquet
from goldenthread.sources.published import ees, lait, neighbours, typed
from goldenthread.sources.published.foreign import foreign
from goldenthread.sources.published.given import Given
from goldenthread.sources.published.release import last_year
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.received import Received, receive
from goldenthread.sources.recognise import PARQUET_ENDINGS, TEXT_ENDINGS, WORKBOOK_ENDINGS
from goldenthread.sources.text import fold
from goldenthread.sources.workbook import open_workbook

__all__ = ["PublishedDelivery", "read_published"]

UNKNOWN = (
    "no layout that is read. Read are: LAIT's long table, dictionary and list of authorities; data files of "
    "explore education statistics; sets of statistical neighbours; the template of figures typed in."
)

Reader = Callable[[Given], PublishedFile]

KNOWN = frozenset(
    {
        *(*ees.NEEDED, *ees.PLACES, *lait.VALUE_COLUMNS, *lait.DICTIONARY_COLUMNS, *lait.AREA_COLUMNS),
        *(*typed.NEEDED, *typed.OPTIONAL, *neighbours.FIRST, *neighbours.CLOSENESS),
    }
)
"""Folded headers by which the header row of a text file is found."""


@dataclass(frozen=True)
class PublishedDelivery:
    """What a set of files gave, and the files that were not taken, each with the reason and what to do."""

    files: tuple[PublishedFile, ...]
    not_taken: tuple[tuple[str, str], ...]


def read_published(
    paths: Sequence[Path],
    *,
    released_on: dt.date | None = None,
    model: str | None = None,
    today: dt.date,
    known: Collection[str] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> PublishedDelivery:
    """Read files of published statistics. `known` are hashes of files that are stored already."""
    received, passed = receive(paths, deep=True)
    files: list[PublishedFile] = []
    not_taken = list(passed)
    seen = dict.fromkeys(known, "a file that is stored already")
    for file in received:
        progress(file.name)
        tables, notes, ragged = _open(file)
        reader, raw, why_not = _recognise(tables)
        if reader is None or raw is None:
            not_taken.append((file.name, why_not))
            continue
        given = Given(file, raw, notes, released_on, model, today)
        if given.sha256 in seen:
            not_taken.append((file.name, f"the same content as {seen[given.sha256]}"))
            continue
        try:
            made = _something(reader(given))
        except RefusedInput as refusal:
            not_taken.append((file.name, _one_line(refusal)))
            continue
        seen[given.sha256] = file.name
        files.append(_accounted(made, ragged))
    return PublishedDelivery(lait.dated_together(files), tuple(not_taken))


def _something(file: PublishedFile) -> PublishedFile:
    """The file, of which something can be stored; else it is refused, with the first reason."""
    if file.stored:
        return file
    row, reason = min(file.held, default=(0, ""))
    raise RefusedInput(
        f"Nothing of the file can be used. First, row {row}: {reason}."
        if reason
        else "The file has no rows.",
        where=file.name,
        why="Stored, it would look as if its figures were there.",
        do="Download the file again, or correct what the reason names.",
    )


def _one_line(refusal: RefusedInput) -> str:
    return " ".join(part for part in (refusal.what, refusal.why, refusal.do) if part)


def _accounted(file: PublishedFile, ragged: Sequence[int]) -> PublishedFile:
    """The file with its figures counted, the rows that did not fit its header, and a word on periods that
    name no year."""
    held = (*file.held, *((row, "more or fewer cells than the header") for row in ragged))
    notes = file.notes
    labels = pc.value_counts(file.values["label"].combine_chunks()).to_pylist()
    unclear = [one for one in labels if not last_year(one["values"])]
    if unclear:
        count = sum(one["counts"] for one in unclear)
        notes = (
            *notes,
            f"Figures of a period that names no year: {count:,}. They are kept and not shown.",
        )
    return replace(
        file,
        rows_in=file.rows_in + len(ragged),
        held=tuple(sorted(held)),
        notes=notes,
        figures=file.values.num_rows,
    )


def _open(file: Received) -> tuple[list[RawTable], tuple[Note, ...], tuple[int, ...]]:
    """The tables of a file and the rows that do not fit their header; a damaged file is refused."""
    if file.suffix in TEXT_ENDINGS:
        opened = read_csv(file.name, file.content, KNOWN)
        return [opened.table], opened.notes, opened.ragged
    if file.suffix in PARQUET_ENDINGS:
        opened = read_parquet(file.name, file.content)
        return [opened.table], opened.notes, ()
    if file.suffix in WORKBOOK_ENDINGS:
        book = open_workbook(file.name, file.content)
        return book.tables, book.notes, ()
    return [], (), ()


def _recognise(tables: Sequence[RawTable]) -> tuple[Reader | None, RawTable | None, str]:
    """The reader of a file, the table it reads, or why there is none."""
    for raw in tables:
        headers = {fold(name) for name in raw.cells.column_names}
        if foreign_one := foreign(headers):
            return None, raw, foreign_one
    for raw in tables:
        if reader := _reader(raw):
            return reader, raw, ""
    return None, None, UNKNOWN


def _reader(raw: RawTable) -> Reader | None:
    headers = {fold(name) for name in raw.cells.column_names}
    if ees.is_ees(raw.cells.column_names):
        return ees.read_ees
    if {"short_desc", "years", "values"} <= headers:
        return lait.read_values
    if {"measure_short", "polarity", "year_type"} <= headers:
        return lait.read_dictionary
    if headers >= set(lait.AREA_COLUMNS):
        return lait.read_areas
    if {"series", "period", "released"} <= headers:
        return typed.read_typed
    return neighbours.read_neighbours if neighbours.is_neighbours(_first_rows(raw)) else None


def _first_rows(raw: RawTable) -> list[list[str]]:
    rows = raw.cells.slice(0, 10)
    cells = [column.to_pylist() for column in rows.columns]
    return [list(raw.cells.column_names), *([cell or "" for cell in row] for row in zip(*cells, strict=True))]
