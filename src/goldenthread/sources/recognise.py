"""Which file is what: by what is in it first, by its name second, never by the order of its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources import ssda903
from goldenthread.sources.annex_a import looks_like_annex_a
from goldenthread.sources.cover import COVER_FILE, HEADERS
from goldenthread.sources.csv_files import CsvFile, read_csv
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.received import Received
from goldenthread.sources.reference import TOTALS
from goldenthread.sources.registers.files import known_names, register_of
from goldenthread.sources.ssd.mapping import FIELDS, NOT_READ, named_table, table_of
from goldenthread.sources.text import fold
from goldenthread.sources.workbook import open_workbook

TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
KNOWN = frozenset(
    {
        *FIELDS,
        *HEADERS,
        *TOTALS,
        *ssda903.FIELDS,
        *(fold(c.name) for t in TABLES.values() for c in t.columns),
    }
)
"""Folded headers by which the header row of a text file is found."""

WORKERS = 2


@dataclass
class Sorted:
    """A delivery's files by kind. Names are those of `Received`."""

    ssd: list[tuple[str, CsvFile]] = field(default_factory=list)
    registers: list[tuple[str, CsvFile]] = field(default_factory=list)
    annex_a: list[tuple[str, list[RawTable], tuple[Note, ...]]] = field(default_factory=list)
    ssda903: list[tuple[str, CsvFile]] = field(default_factory=list)
    covers: dict[str, CsvFile] = field(default_factory=dict)
    taken: list[Received] = field(default_factory=list)
    not_taken: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Opened:
    """A file's tables, or why it could not be opened."""

    file: Received
    tables: tuple[CsvFile, ...] = ()
    notes: tuple[Note, ...] = ()
    refusal: RefusedInput | None = None


def sort_files(files: Sequence[Received]) -> Sorted:
    """Open every file and say what it is. A file that is meant and cannot be read is refused."""
    found = Sorted()
    fresh = _without_copies(files, found)
    lists: list[_Opened] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for opened in pool.map(_open, fresh):
            _sort(opened, found, lists)
    _sort_lists(lists, found)
    return found


def _without_copies(files: Sequence[Received], found: Sorted) -> list[Received]:
    first: dict[str, str] = {}
    fresh = []
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        if digest in first and file.file_name.casefold() != COVER_FILE:
            found.not_taken.append((file.name, f"the same content as {first[digest]}"))
        else:
            first.setdefault(digest, file.name)
            fresh.append(file)
    return fresh


def _open(file: Received) -> _Opened:
    try:
        if file.suffix in TEXT_ENDINGS:
            return _Opened(file, (read_csv(file.name, file.content, KNOWN),))
        if file.suffix in WORKBOOK_ENDINGS:
            book = open_workbook(file.name, file.content)
            return _Opened(file, tuple(CsvFile(table) for table in book.tables), book.notes)
        if file.suffix == ".xml" and ssda903.is_return(file.content):
            tables = ssda903.read_return(file.name, file.content)
            return _Opened(file, tuple(CsvFile(table) for table in tables))
    except RefusedInput as refusal:
        return _Opened(file, refusal=refusal)
    return _Opened(file)


def _sort(opened: _Opened, found: Sorted, lists: list[_Opened]) -> None:
    file = opened.file
    if opened.refusal is not None:
        if not _is_meant(file):
            found.not_taken.append((file.name, opened.refusal.what))
            return
        raise opened.refusal
    if not opened.tables:
        is_xml = file.suffix == ".xml"
        why = "returns in XML are not read yet" if is_xml else "not a kind of file that is read"
        found.not_taken.append((file.name, why))
    elif file.file_name.casefold() == COVER_FILE:
        found.covers[file.folder] = opened.tables[0]
        found.taken.append(file)
    elif len(opened.tables) > 1 and looks_like_annex_a([one.table for one in opened.tables]):
        _take_annex_a(opened, found)
    elif not _sort_tables(opened, found):
        lists.append(opened)


def _is_meant(file: Received) -> bool:
    """Whether a file that cannot be read is part of the load, by its name."""
    is_known = named_table(file.stem) is not None or register_of(file.stem) is not None
    is_known = (
        is_known or ssda903.named(file.stem) or (file.suffix == ".xml" and ssda903.is_return(file.content))
    )
    return is_known or file.suffix in WORKBOOK_ENDINGS or file.file_name.casefold() == COVER_FILE


def _take_annex_a(opened: _Opened, found: Sorted) -> None:
    tables = [one.table for one in opened.tables]
    found.annex_a.append((opened.file.name, tables, opened.notes))
    found.taken.append(opened.file)


def _sort_tables(opened: _Opened, found: Sorted) -> bool:
    """Put each table of the file where it belongs; False when none of them is known."""
    taken = False
    for one in opened.tables:
        stem = opened.file.stem
        names = [one.table.sheet, stem] if one.table.sheet else [stem]
        ssd = next((t for name in names if (t := table_of(name, one.table.cells.column_names))), None)
        register = next((r for name in names if (r := register_of(name))), None)
        returned = None if ssd else ssda903.table_903(one.table.cells.column_names)
        if ssd in NOT_READ:
            found.not_taken.append((opened.file.name, NOT_READ[ssd]))
            taken = True
        elif ssd:
            found.ssd.append((ssd, one))
        elif returned:
            found.ssda903.append((returned, one))
        elif register and fold(one.table.sheet or "") != "notes":
            found.registers.append((register, one))
        else:
            continue
        if ssd not in NOT_READ and opened.file not in found.taken:
            found.taken.append(opened.file)
        taken = True
    return taken


def _sort_lists(lists: list[_Opened], found: Sorted) -> None:
    """Files with no known name: lists of Annex A saved one by one, or not taken."""
    tables = [one.table for opened in lists for one in opened.tables]
    if looks_like_annex_a(tables):
        folders = sorted({opened.file.folder for opened in lists})
        notes = tuple(note for opened in lists for note in opened.notes)
        found.annex_a.append((folders[0] or "annex_a", tables, notes))
        found.taken += [opened.file for opened in lists]
        return
    for opened in lists:
        why = "neither its name nor its columns are known"
        if fold(opened.file.stem) == "benchmarks":
            why = "comparator values have a command of their own: goldenthread benchmarks load"
        found.not_taken.append((opened.file.name, why))


def expected() -> str:
    """What a folder may hold, for a message."""
    names = ", ".join(f"{name}.csv" for name in known_names())
    standards = "ssd_person.csv and the other tables of the dataset; an Annex A workbook; an SSDA903 return"
    return f"{standards}; registers: {names}."
