"""What reading a file set gives: canonical rows, their cover, and an account of every row that came in.

Rows move as Arrow tables, a column at a time: a value that occurs a thousand times is parsed once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from goldenthread.sources.mapped import Content

PROVENANCE = ("src_file", "src_sheet", "src_row")
"""Columns of every stored row beside the canonical ones: file name, sheet, row as a user counts it."""


@dataclass(frozen=True)
class RawTable:
    """One sheet or CSV as text: every cell a string or null, headers as they stand in the file.

    `rows[i]` is the row number, counted from 1 as the user's spreadsheet shows it, of record i.
    `numeric` (workbooks only) says by column and record which cells held numbers: a number of 16 digits or
    more is no longer what was typed. `serials_from_1904` says that numbers meant as dates count from 1904.
    """

    file: str
    sheet: str | None
    cells: pa.Table
    rows: pa.Array
    numeric: pa.Table | None = None
    serials_from_1904: bool = False
    above: tuple[str, ...] = ()  # what stood over the header: a title, an extract date


@dataclass(frozen=True)
class RowException:
    """A row that was held (kept aside until mended), refused, or stored but excluded from every figure."""

    list_name: str
    file: str
    sheet: str | None
    row: int
    column: str | None
    fate: str  # held | refused | excluded
    code: str
    reason: str
    record: tuple[str, str] = ("", "")  # of a held row: its table, and its id as it would be stored
    day: dt.date | None = None  # of a held row: the day that it lies on, where that can be read


@dataclass(frozen=True)
class ListAccount:
    """The sum that must come out for each list: rows in = stored + held + refused."""

    list_name: str
    file: str
    sheet: str | None
    rows_in: int
    stored: int
    held: int
    refused: int
    excluded: int = 0  # of the stored


@dataclass(frozen=True)
class Cover:
    """First and last date for which a table is complete, and the canonical columns its source supplies.

    Events dated in it are all there. `stock_from` is the first day on which what was open is right: later
    than `covers_from` where a source lists what is open on the extract date alone; None = `covers_from`.
    `later`: columns that are complete only from a later day, each with that day.
    """

    covers_from: dt.date
    covers_to: dt.date
    columns: frozenset[str]
    approximate: bool = False
    stock_from: dt.date | None = None
    later: tuple[tuple[str, dt.date], ...] = ()


@dataclass(frozen=True)
class Note:
    """Something the user should know: a missing list or column, a column not taken, an assumption made."""

    level: str  # info | warning
    text: str
    file: str = ""


@dataclass(frozen=True)
class Batch:
    """Rows of one canonical table: its columns (those supplied) in canonical types, plus PROVENANCE.

    Ids of people, workers and events are keyed hashes already. `excluded` (text, null = used) holds the
    reason for which a stored row takes no part in any figure.
    """

    table: str
    rows: pa.Table


@dataclass(frozen=True)
class UnknownCode:
    """A code that no list has: its keyed hash, in how many cells and first in which row, and the code of the
    list that it looks most like ('' for none)."""

    digest: str
    cells: int
    first_row: int
    near: str = ""


@dataclass(frozen=True)
class ColumnProfile:
    """One column: its header in the file, how many cells say something, the forms of its ids of people by
    number of cells ('digits, 7 long'), and the codes that no list has."""

    header: str
    filled: int
    forms: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[UnknownCode, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """Cells of one column that cannot be used while their rows are kept: the column by its header, table and
    canonical name, the code of the fault, the cells, those of the column that say anything, and the code of
    the list that most of them look like ('' for none)."""

    header: str
    table: str
    column: str
    code: str
    cells: int
    of: int
    near: str = ""


@dataclass(frozen=True)
class ListProfile:
    """One list: its place, every header, and the columns by their canonical name."""

    list_name: str
    table: str
    file: str
    sheet: str | None
    headers: tuple[str, ...]
    rows: int
    columns: Mapping[str, ColumnProfile]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Unlisted:
    """People of one list whom the list (or lists) `known_to` does not know: all people of the list, those it
    does not know, and those of them it would know but for zeros or signs in their ids (`but_for`: which).
    `whole`: it is to know everybody, so that each unknown one is a fault."""

    list_name: str
    file: str
    sheet: str | None
    header: str
    known_to: str
    people: int
    unknown: int
    alike: int
    but_for: str = ""
    whole: bool = True


@dataclass(frozen=True)
class Reading:
    """One standard's worth of a file set for one authority."""

    standard: str  # SSD, AA, 903, CIN, or L: registers and the workforce census
    authority: str
    extracted_on: dt.date
    how_dated: str
    batches: tuple[Batch, ...]
    covers: dict[str, Cover]
    accounts: tuple[ListAccount, ...]
    exceptions: tuple[RowException, ...] = ()
    notes: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()
    profiles: tuple[ListProfile, ...] = ()
    number: str = ""  # the three-digit number of the authority that the files themselves name
    unlisted: tuple[Unlisted, ...] = ()


@dataclass(frozen=True)
class Recognised:
    """What a file was taken for, and why, in words for its owner."""

    name: str
    what: str
    why: str


@dataclass(frozen=True)
class Delivery:
    """Everything one `load` brings: readings by standard and the files that were not taken, with why."""

    readings: tuple[Reading, ...]
    files: tuple[tuple[str, Content], ...] = field(repr=False, default=())  # (name, content) as received
    not_taken: tuple[tuple[str, str], ...] = ()
    recognised: tuple[Recognised, ...] = ()
