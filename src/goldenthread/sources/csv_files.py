"""CSV files to raw tables: every record lands in its own columns with its row number, or is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.csv_shape import CELL_LIMIT, Shape, find_shape
from goldenthread.sources.encodings import to_utf8
from goldenthread.sources.reading import Note, RawTable
from goldenthread.sources.text import clean, fold

MAX_ROWS = 20_000_000
SPREADSHEET_LIMITS = (65_536, 1_048_576)
"""Rows at which spreadsheets stop: a file that ends exactly there has lost the rest."""


LOST_LETTER = "\ufffd".encode()
OPEN_END = (
    "The last row has no end of line. Some systems write it so; if this one does not, the file was cut."
)


@dataclass(frozen=True)
class CsvFile:
    """A CSV file as read: its table, the numbers of the rows that did not fit the header, and notes."""

    table: RawTable
    ragged: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass
class _Records:
    """Records by column, as wide as the header, with their row numbers."""

    columns: list[pa.Array]
    rows: pa.Array
    ragged: list[int] = field(default_factory=list)
    last: int = 0
    remarks: int = 0


def read_csv(name: str, content: bytes, known: Collection[str] = ()) -> CsvFile:
    """Read a CSV file. `known` are the folded headers that may be expected in it."""
    text = to_utf8(name, content)
    if b"\n" not in text:
        text = text.replace(b"\r", b"\n")
    shape = find_shape(name, text, known)
    body = text[shape.body :]
    records = _fast(shape, body) or _careful(name, shape, body)
    _check_limits(name, records)
    if records.ragged and records.ragged[-1] == records.last and not body.endswith(b"\n"):
        raise _cut_short(name, records.last)
    file = _tidy(name, shape, records)
    if len(file.table.rows) and not text.endswith(b"\n"):
        file = replace(file, notes=(*file.notes, Note("info", OPEN_END, name)))
    lost = text.count(LOST_LETTER)
    if lost:
        said = f"{lost:,} letters were lost before the file arrived and stand as a question mark."
        file = replace(file, notes=(*file.notes, Note("warning", said, name)))
    return file


def _fast(shape: Shape, body: bytes) -> _Records | None:
    """The records by the column-wise parser; None when a row does not fit and needs the careful one."""
    if not body.strip():
        return _Records([pa.array([], pa.string()) for _ in shape.headers], pa.array([], pa.int64()))
    quoted = b'"' in body
    if quoted and body.count(b'"') % 2:
        return None
    blanks: list[int] = []
    odd: list[int] = []

    def unfit(row: arrow_csv.InvalidRow) -> str:
        (odd if row.text.strip() else blanks).append(row.number)
        return "skip"

    names = [f"c{index}" for index in range(len(shape.headers))]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=1 << 24),
            arrow_csv.ParseOptions(
                delimiter=shape.delimiter,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
                invalid_row_handler=unfit,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowException):
        return None
    if odd:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    first, last = shape.header_row + 1, shape.header_row + table.num_rows + len(blanks)
    gone = {shape.header_row + number for number in blanks}
    numbers = [row for row in range(first, last + 1) if row not in gone] if gone else range(first, last + 1)
    return _Records(columns, pa.array(numbers, pa.int64()), [], last)


def _careful(name: str, shape: Shape, body: bytes) -> _Records:
    """The records one by one: rows that do not fit are named; cells past the header that are empty go."""
    width = len(shape.headers)
    kept: list[list[str]] = []
    rows: list[int] = []
    misfits: list[tuple[int, bool]] = []
    number = shape.header_row
    reader = csv.reader(io.StringIO(body.decode("utf-8"), newline=""), delimiter=shape.delimiter, strict=True)
    try:
        for cells in reader:
            number += 1
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == width or (len(cells) > width and not any(map(clean, cells[width:]))):
                kept.append(cells[:width])
                rows.append(number)
            else:
                misfits.append((number, _is_remark(cells)))
    except csv.Error:
        raise RefusedInput(
            f"After row {number} the quotation marks do not match, so the file may be cut short.",
            where=Place(name, row=number),
            why="Cells could land in the wrong columns.",
            do="Export it again.",
        ) from None
    columns = [pa.array([cells[index] or None for cells in kept], pa.string()) for index in range(width)]
    remarks = 0
    while misfits and misfits[-1][1] and (not rows or misfits[-1][0] > rows[-1]):
        misfits.pop()
        remarks += 1
    ragged = [row for row, _ in misfits]
    return _Records(columns, pa.array(rows, pa.int64()), ragged, number, remarks)


def _is_remark(cells: list[str]) -> bool:
    """A line of words in the first cell alone: a footnote, 'Produced by', '(120 rows affected)'."""
    return not any(map(clean, cells[1:])) and (" " in clean(cells[0]) or cells[0].startswith("("))


def _check_limits(name: str, records: _Records) -> None:
    if records.last in SPREADSHEET_LIMITS:
        raise RefusedInput(
            f"The file ends at row {records.last:,}, where spreadsheets stop.",
            where=name,
            why="Rows after it have most likely been lost.",
            do="Export it again without opening it in a spreadsheet.",
        )
    if len(records.rows) > MAX_ROWS:
        raise RefusedInput(f"The file has more than {MAX_ROWS:,} rows.", where=name, do="Split it by year.")
    for index, column in enumerate(records.columns):
        longest = pc.max(pc.utf8_length(column)).as_py() or 0
        if longest >= CELL_LIMIT:
            row = records.rows[pc.index(pc.utf8_length(column), longest).as_py()].as_py()
            raise RefusedInput(
                f"Cell {index + 1} of the row holds {CELL_LIMIT:,} characters or more.",
                where=Place(name, row=row),
                why="Spreadsheets cut cells there, or a quotation mark is missing.",
                do="Export it again without opening it in a spreadsheet.",
            )


def _cut_short(name: str, row: int) -> RefusedInput:
    return RefusedInput(
        "The last row breaks off, so the file is not complete.",
        where=Place(name, row=row),
        why="Rows after it are missing.",
        do="Export or copy it again.",
    )


def _tidy(name: str, shape: Shape, records: _Records) -> CsvFile:
    """Without empty records, repeated headers and remarks after the data."""
    count = len(records.rows)
    drop: set[int] = set()
    notes: list[Note] = []
    drop |= _empty_rows(records)
    again = _header_again(shape, records)
    if again:
        notes.append(Note("info", f"The header stands {len(again) + 1} times; once is read as such.", name))
    remarks = _remarks_at_end(records, drop)
    if remarks or records.remarks:
        lines = len(remarks) + records.remarks
        notes.append(Note("info", f"{lines} line(s) of text after the data are not rows.", name))
    drop |= again | remarks
    columns, rows = records.columns, records.rows
    if drop:
        kept = pa.array([row for row in range(count) if row not in drop], pa.int64())
        columns = [column.take(kept) for column in columns]
        rows = rows.take(kept)
    table = pa.Table.from_arrays(columns, names=list(shape.headers))
    return CsvFile(RawTable(name, None, table, rows), tuple(records.ragged), tuple(notes))


def _empty_rows(records: _Records) -> set[int]:
    """Lines of delimiters, perhaps with spaces, and nothing else."""
    rows = pa.array(range(len(records.rows)), pa.int64())
    for column in records.columns:
        cells = column.take(rows)
        blank = pc.or_kleene(pc.is_null(cells), pc.equal(pc.utf8_trim_whitespace(cells), ""))
        rows = rows.filter(blank)
        if not len(rows):
            break
    return set(rows.to_pylist())


def _header_again(shape: Shape, records: _Records) -> set[int]:
    if not records.columns:
        return set()
    same = pc.fill_null(pc.equal(records.columns[0], shape.headers[0]), False)
    folded = [fold(header) for header in shape.headers]
    return {
        row
        for row in pc.indices_nonzero(same).to_pylist()
        if [fold(column[row].as_py() or "") for column in records.columns] == folded
    }


def _remarks_at_end(records: _Records, empty: set[int]) -> set[int]:
    """Rows at the end with words in the first cell alone, in a table of three columns or more."""
    remarks: set[int] = set()
    if len(records.columns) < 3:
        return remarks
    for row in range(len(records.rows) - 1, -1, -1):
        if row in empty:
            continue
        cells = [column[row].as_py() or "" for column in records.columns]
        if not _is_remark(cells):
            break
        remarks.add(row)
    return remarks
