"""What a sound file gave: for each row as it stands in the file all that is stored of it, and for each cell
what is stored of it. A harmed file is held against it.

A row of text files is found by a parser of the standard library and a child of a census by its own element,
so that a reader which shifts cells or rows does not bear witness for itself. Workbooks and Parquet files are
opened by the project's own opener once more.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from goldenthread.sources import Delivery
from goldenthread.sources.cells import REASONS
from goldenthread.sources.reading import PROVENANCE, RawTable, Reading
from goldenthread.sources.recognise import TEXT_ENDINGS
from goldenthread.sources.reopen import raw_tables
from goldenthread.sources.returns import children_of
from goldenthread.sources.stopped import HOW

Place = tuple[str, str | None, int]
"""File, sheet, row as a user counts it."""

Raw = frozenset[tuple[str, str | None, bool]]
"""A row as it stands in the file: header, text, whether the cell held a number."""

Stored = Mapping[str, Any]
Column = tuple[str, str]
"""A table and its column."""

OF_OTHER_ROWS = ("excluded",)
"""Columns that say how a row stands to others: a harmed neighbour may move them."""

IN_FILES = ("person_id", "worker_id", "team_id", "family_id", "locality_id")
"""Ids that are made of the ids of a file alone. One of an event is a matter of other rows too: where two
records bear it, or none does, it is made of all that the record says."""

OF_SEVERAL_CELLS = ("outcome_cp_plan", "is_transfer_in", "icpc_not_required")
"""Columns that are made of more cells than the one under whose header they are listed."""


OF_FIRST_MENTION = ("teams", "workers")
"""Tables that a workbook does not hold as lists: a row of them is that which named a team or worker first."""

ELSEWHERE = ("cla_reviews",)
"""Tables whose rows may name the period of care alone: the child stands in another file."""


@dataclass(frozen=True)
class Row:
    """What is stored of a row in one table."""

    table: str
    values: Stored


@dataclass
class Sound:
    """A sound file. `rows`: every way in which a row of such cells is stored, a table's rows each; `cells`:
    what is stored of a cell, by list, table, column and what stands there."""

    rows: dict[Raw, list[list[Row]]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[tuple[str, str, str, str, str, bool], set[Any]] = field(
        default_factory=lambda: defaultdict(set)
    )


def sound(delivery: Delivery) -> Sound:
    """All that a sound file says of rows and cells."""
    found = Sound()
    raw = raw_rows(delivery)
    for reading in delivery.readings:
        stored = stored_rows(reading)
        lost = {(one.file, one.sheet, one.row) for one in reading.exceptions if one.fate != "excluded"}
        for place, rows in stored.items():
            if place in raw:
                found.rows[raw[place]].append(rows)
        for place, cells in raw.items():
            if place not in stored and place not in lost and place[0] in reading.files:
                found.rows[cells].append([])
        for key, value in cells_of(reading, raw, stored):
            found.cells[key].add(value)
    return found


def stored_rows(reading: Reading) -> dict[Place, list[Row]]:
    """What is stored, by the place it was read from."""
    found: dict[Place, list[Row]] = defaultdict(list)
    for batch in reading.batches:
        if batch.table in OF_FIRST_MENTION and not any(one.table == batch.table for one in reading.profiles):
            continue
        held = {name for one in reading.profiles if one.table == batch.table for name in one.columns}
        for row in batch.rows.to_pylist():
            place = (row["src_file"], row["src_sheet"], row["src_row"])
            values = {
                name: value
                for name, value in row.items()
                if name not in (*PROVENANCE, *OF_OTHER_ROWS)
                and (name in held or name in IN_FILES or not name.endswith("_id"))
            }
            found[place].append(Row(batch.table, values))
    return found


def people(rows: list[Row]) -> set[str]:
    """The children whom rows are about."""
    return {row.values["person_id"] for row in rows if row.values.get("person_id")}


def cells_of(
    reading: Reading, raw: Mapping[Place, Raw], stored: Mapping[Place, list[Row]]
) -> Iterator[tuple[tuple[str, str, str, str, str, bool], Any]]:
    """Each stored value that stands for one cell: the list, table, column, header, text; and the value."""
    profiles = {(one.table, one.file, one.sheet): one for one in reading.profiles}
    for place, rows in stored.items():
        texts = {header: (text, numeric) for header, text, numeric in raw.get(place, ())}
        for row in rows:
            one = profiles.get((row.table, place[0], place[1]))
            for name, column in one.columns.items() if one and row.table not in ELSEWHERE else ():
                text, numeric = texts.get(column.header, (None, False))
                if one and text is not None and name in row.values and is_of_its_cell(name):
                    key = (one.list_name, row.table, name, column.header, text, numeric)
                    yield key, row.values[name]


def is_of_its_cell(column: str) -> bool:
    """Whether a column says what one cell says, whatever stands beside it."""
    return column not in OF_SEVERAL_CELLS and (column in IN_FILES or not column.endswith("_id"))


def raw_rows(delivery: Delivery) -> dict[Place, Raw]:
    """The rows of all files of a delivery as they stand there."""
    found: dict[Place, Raw] = {}
    for name, content in delivery.files:
        one = bytes(content)
        found |= _children(name, one) or _plain(name, one) or _opened(name, one)
    return found


def _plain(name: str, content: bytes) -> dict[Place, Raw]:
    """The records of a text file in UTF-8 with commas, whose header is its first line."""
    if PurePosixPath(name).suffix.lower() not in TEXT_ENDINGS:
        return {}
    try:
        records = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return {}
    header = records[0] if records else []
    if len(header) < 2 or len(set(header)) < len(header) or not all(one.isidentifier() for one in header):
        return {}
    return {
        (name, None, number): frozenset(
            (one, text or None, False) for one, text in zip(header, cells, strict=True)
        )
        for number, cells in enumerate(records[1:], 2)
        if len(cells) == len(header)
    }


def _children(name: str, content: bytes) -> dict[Place, Raw]:
    """The children of a census: each as its own element from beginning to end, and by what stands in those
    elements that it has once."""
    if not children_of(name, content):
        return {}
    found: dict[Place, Raw] = {}
    children = [one for one in ElementTree.fromstring(content).iter() if _tag(one) == "Child"]
    for number, one in enumerate(children, 1):
        text = ElementTree.canonicalize(ElementTree.tostring(one), strip_text=True)
        often = Counter(map(_tag, one.iter()))
        leaves = {
            (_tag(leaf), f"{leaf.text} in {_tag(above)}", False)
            for above in one.iter()
            for leaf in above
            if often[_tag(leaf)] == 1
        }
        found[name, None, number] = frozenset({("Child", text, False), *leaves})
    return found


def _tag(one: ElementTree.Element) -> str:
    return one.tag.rpartition("}")[2]


def _opened(name: str, content: bytes) -> dict[Place, Raw]:
    return {
        (table.file, table.sheet, number): cells
        for table in raw_tables(name, content)
        for number, cells in zip(table.rows.to_pylist(), _records(table), strict=True)
    }


def _records(table: RawTable) -> Iterator[Raw]:
    names = table.cells.column_names
    columns = [column.to_pylist() for column in table.cells.columns]
    numeric = [[False] * table.cells.num_rows for _ in columns]
    if table.numeric is not None:
        numeric = [column.to_pylist() for column in table.numeric.columns]
    calendar = ("calendar", "1904", table.serials_from_1904)
    for at in range(table.cells.num_rows):
        cells = zip(names, columns, numeric, strict=True)
        yield frozenset(
            {calendar, *((name, texts[at], bool(is_number[at])) for name, texts, is_number in cells)}
        )


def in_doubt(reading: Reading) -> frozenset[Column]:
    """The columns of dates of which others fit only month-first, or were swapped, so that what reads two ways
    is left empty, as a note says: the harm of one row is a matter of others. So is what has the day of the
    extract, in a dataset that is taken as one of an earlier day."""
    as_of_extract = {("care_leavers", "status_date")} if reading.how_dated == HOW else set()
    reasons = (REASONS["ambiguous_date"], REASONS["swapped_date"])
    said = [each.text for each in reading.notes if any(reason in each.text for reason in reasons)]
    headers = {header for text in said for header in re.findall(r"column '([^']+)'", text)}
    return frozenset(as_of_extract) | frozenset(
        (one.table, name)
        for one in reading.profiles
        for name, column in one.columns.items()
        if column.header in headers
    )


def differences(one: list[Row], other: list[Row], *, ids: bool, but: frozenset[Column] = frozenset()) -> str:
    """In which tables and columns two ways of storing a row differ; '' when they do not. `ids`: those of
    events too, which a harmed row that bears the same one may change. `but`: columns not looked at."""
    kept, sought = ([(row.table, _said(row, ids=ids, but=but)) for row in rows] for rows in (one, other))
    if Counter(kept) == Counter(sought):
        return ""
    tables = [Counter(table for table, _ in rows) for rows in (kept, sought)]
    if tables[0] != tables[1]:
        return f"rows of {dict(tables[0])}, not of {dict(tables[1])}"
    pairs = zip(sorted(kept, key=str), sorted(sought, key=str), strict=True)
    return ", ".join(
        sorted({f"{table}.{name}" for (table, said), (_, true) in pairs for name, _ in said ^ true})
    )


def _said(row: Row, *, ids: bool, but: frozenset[Column]) -> frozenset[tuple[str, str]]:
    """Of each column its name and value; a column that was not supplied is one without a value."""
    return frozenset(
        (name, repr(value))
        for name, value in row.values.items()
        if value is not None
        and (row.table, name) not in but
        and (ids or name in IN_FILES or not name.endswith("_id"))
    )
