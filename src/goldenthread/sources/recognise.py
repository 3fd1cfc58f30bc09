"""Which file is what: by what is in it first, by its name second, never by the order of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources import ssda903
from goldenthread.sources.annex_a import lists_among, looks_like_annex_a
from goldenthread.sources.cover import COVER_FILE, HEADERS
from goldenthread.sources.csv_files import CsvFile, read_csv
from goldenthread.sources.headers import no_header
from goldenthread.sources.likeness import nearest_kind, register_by_columns, ssd_reason
from goldenthread.sources.mapped import sha256
from goldenthread.sources.parquet import read_parquet
from goldenthread.sources.reading import Note, RawTable, Recognised
from goldenthread.sources.received import Received
from goldenthread.sources.reference import TOTALS
from goldenthread.sources.registers.files import known_names, register_of
from goldenthread.sources.returns import RETURNS, return_of, why_not
from goldenthread.sources.ssd.mapping import FIELDS, NOT_READ, named_table, table_of
from goldenthread.sources.text import fold
from goldenthread.sources.workbook import open_workbook

TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
PARQUET_ENDINGS = (".parquet", ".pq")
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
    returns: list[tuple[str, Received]] = field(default_factory=list)  # with the collection
    covers: dict[str, CsvFile] = field(default_factory=dict)
    taken: list[Received] = field(default_factory=list)
    not_taken: list[tuple[str, str]] = field(default_factory=list)
    recognised: list[Recognised] = field(default_factory=list)

    def take(self, file: Received, what: str, why: str) -> None:
        """The file is part of the load; `what` it was taken for and `why` are said to the user."""
        if file not in self.taken:
            self.taken.append(file)
        self.recognised.append(Recognised(file.name, what, why))

    def leave(self, files: Sequence[tuple[str, str]]) -> None:
        """Files that were taken are no part of the load after all, each with why."""
        names = {name for name, _ in files}
        self.taken = [one for one in self.taken if one.name not in names]
        self.recognised = [one for one in self.recognised if one.name not in names]
        self.not_taken += files


@dataclass(frozen=True)
class _Opened:
    """A file's tables, or why it could not be opened."""

    file: Received
    tables: tuple[CsvFile, ...] = ()
    notes: tuple[Note, ...] = ()
    refusal: RefusedInput | None = None
    collection: str | None = None  # of a return in XML


def sort_files(files: Sequence[Received]) -> Sorted:
    """Open every file and say what it is. A file that is meant and cannot be read is refused."""
    found = Sorted()
    first: dict[tuple[str, object], str] = {}
    lists: list[_Opened] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for opened in pool.map(_open, files):
            same = first.setdefault(_what_makes_it_one(opened), opened.file.name)
            if same == opened.file.name:
                _sort(opened, found, lists)
            else:
                found.not_taken.append((opened.file.name, f"the same content as {same}"))
    _sort_lists(lists, found)
    _refuse_two_extracts([*found.ssd, *found.registers])
    return found


def _refuse_two_extracts(files: Sequence[tuple[str, CsvFile]]) -> None:
    """Files of one name and table in two folders: only returns tell by themselves of which year they are."""
    first: dict[tuple[str, str], str] = {}
    for name, one in files:
        file = one.table.file
        other = first.setdefault((name, file.rpartition("/")[2].casefold()), file)
        if other != file:
            raise RefusedInput(
                f"Two files of this name hold the table {name}.",
                where=f"{other}; {file}",
                why="They are of two extracts, and taken for one their rows would be of the wrong day.",
                do="Load each extract by itself, the earlier one first.",
            )


def _what_makes_it_one(opened: _Opened) -> tuple[str, object]:
    """What two files have in common of which one is a copy of the other: their content, and what their names
    alone say. Of a cover that is its folder; of a table of the SSDA903 it is the year, which may stand in the
    name alone: the same empty list in two years is two files."""
    file = opened.file
    digest = sha256(file.data)
    if file.file_name.casefold() == COVER_FILE:
        return digest, file.folder
    headers = [one.table.cells.column_names for one in opened.tables if one.table.sheet is None]
    if any(map(ssda903.table_903, headers)):
        return digest, ssda903.years_in_path(file.name)
    return digest, None


def _open(file: Received) -> _Opened:
    try:
        if file.suffix in TEXT_ENDINGS:
            return _Opened(file, (read_csv(file.name, file.content, KNOWN),))
        if file.suffix in PARQUET_ENDINGS:
            return _Opened(file, (read_parquet(file.name, file.content),))
        if file.suffix in WORKBOOK_ENDINGS:
            book = open_workbook(file.name, file.content)
            return _Opened(file, tuple(CsvFile(table) for table in book.tables), book.notes)
        if file.suffix == ".xml" and ssda903.is_return(file.content):
            return _Opened(file, tuple(ssda903.read_return(file.name, file.content)))
        return _Opened(file, collection=return_of(file))
    except RefusedInput as refusal:
        return _Opened(file, refusal=refusal)


def _sort(opened: _Opened, found: Sorted, lists: list[_Opened]) -> None:
    file = opened.file
    if opened.refusal is not None:
        if not _is_meant(file):
            found.not_taken.append((file.name, opened.refusal.what))
            return
        raise opened.refusal
    if opened.collection:
        found.returns.append((opened.collection, file))
        found.take(file, RETURNS[opened.collection], f"its header names the collection {opened.collection}")
    elif not opened.tables:
        why = "not a kind of file that is read"
        if file.suffix == ".xml":
            why = why_not(file)
        found.not_taken.append((file.name, why))
    elif file.file_name.casefold() == COVER_FILE:
        found.covers[file.folder] = opened.tables[0]
        found.take(file, "cover: from when to when each table is complete", "its name is cover.csv")
    elif len(opened.tables) > 1 and looks_like_annex_a([one.table for one in opened.tables]):
        _take_annex_a(opened, found)
    elif not _sort_tables(opened, found):
        lists.append(opened)


def _is_meant(file: Received) -> bool:
    """Whether a file that cannot be read is part of the load, by its name."""
    is_known = named_table(file.stem) is not None or register_of(file.stem) is not None
    is_known = is_known or ssda903.named(file.stem)
    endings = (*WORKBOOK_ENDINGS, *PARQUET_ENDINGS, ".xml")
    return is_known or file.suffix in endings or file.file_name.casefold() == COVER_FILE


def _take_annex_a(opened: _Opened, found: Sorted) -> None:
    tables = [one.table for one in opened.tables]
    found.annex_a.append((opened.file.name, tables, opened.notes))
    numbers = ", ".join(str(one) for _, one in lists_among(tables))
    found.take(opened.file, f"Annex A: lists {numbers}", "its sheets have the columns of these lists")


def _sort_tables(opened: _Opened, found: Sorted) -> bool:
    """Put each table of the file where it belongs, the first that is taken with the notes on the file; False
    when none of them is known."""
    placed = False
    for one in opened.tables:
        notes = () if opened.file in found.taken else opened.notes
        placed |= _sort_table(opened.file, replace(one, notes=(*one.notes, *notes)), found)
    return placed


def _sort_table(file: Received, one: CsvFile, found: Sorted) -> bool:
    headers, sheet = one.table.cells.column_names, one.table.sheet
    names = [sheet, file.stem] if sheet else [file.stem]
    ssd = next((t for name in names if (t := table_of(name, headers))), None)
    if ssd in NOT_READ:
        found.not_taken.append((file.name, NOT_READ[ssd]))
        return True
    if ssd:
        found.ssd.append((ssd, one))
        found.take(file, f"Standard Safeguarding Dataset: {ssd}", ssd_reason(ssd, headers))
        return True
    returned = ssda903.table_903(headers)
    if returned:
        found.ssda903.append((returned, one))
        found.take(file, f"SSDA903 return: {returned}", "by its columns")
        return True
    if fold(sheet or "") == "notes":
        return False
    named = next((r for name in names if (r := register_of(name))), None)
    register = named or register_by_columns(headers)
    if register is None:
        return False
    found.registers.append((register, one))
    found.take(file, f"register: {register}", "by its name" if named else "by its columns")
    return True


def _sort_lists(lists: list[_Opened], found: Sorted) -> None:
    """Files with no known name: lists of Annex A saved one by one, or not taken."""
    tables = [one.table for opened in lists for one in opened.tables]
    numbers: dict[str, list[int]] = {}
    if looks_like_annex_a(tables):
        for file, number in lists_among(tables):
            numbers.setdefault(file, []).append(number)
    chosen = [opened for opened in lists if opened.file.name in numbers]
    if chosen:
        notes = tuple(note for opened in chosen for note in opened.notes)
        folder = min(opened.file.folder for opened in chosen) or "annex_a"
        found.annex_a.append((folder, [one.table for opened in chosen for one in opened.tables], notes))
    for opened in chosen:
        those = ", ".join(map(str, numbers[opened.file.name]))
        found.take(opened.file, f"Annex A: list {those}", "by its columns")
    for opened in lists:
        if opened not in chosen:
            found.not_taken.append((opened.file.name, _why_not(opened)))


def _why_not(opened: _Opened) -> str:
    if fold(opened.file.stem) == "benchmarks":
        return "comparator values have a command of their own: goldenthread benchmarks load"
    headers = [name for one in opened.tables for name in one.table.cells.column_names]
    absent = no_header(headers, KNOWN)
    if absent:
        return f"{absent}; put the names of its columns above it"
    near = nearest_kind(opened.file.stem, headers)
    return "neither its name nor its columns are known" + (f"; {near}" if near else "")


def expected() -> str:
    """What a folder may hold, for a message."""
    names = ", ".join(f"{name}.csv" for name in known_names())
    standards = "ssd_person.csv (or .parquet) and the other tables of the dataset; an Annex A workbook; "
    return f"{standards}an SSDA903 return; census returns in XML; a zip of these; registers: {names}."
