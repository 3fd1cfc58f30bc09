"""From text cells to canonical rows of one list: parsed, held where they cannot be used, ids hashed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.beside import Beside
from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.table import Column, Table
from goldenthread.sources.cells import REASONS, Parsed, parse
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.generated_ids import fill_ids, id_column
from goldenthread.sources.given import Given, damaged_ids, restored
from goldenthread.sources.identity import Identities
from goldenthread.sources.profile import profile
from goldenthread.sources.reading import ColumnProfile, LeftOut, ListProfile, Note, RawTable, RowException
from goldenthread.sources.silent import UNSAID
from goldenthread.sources.text import clean, is_empty
from goldenthread.sources.totals import total_rows

__all__ = ["DEFAULTS", "SHOWN", "Given", "Taken", "Value", "take"]

Value = str | bool | int | float | dt.date | None

DEFAULTS: Mapping[str, Value] = {
    "sex": "U",
    "ethnicity": "NOBT",
    "is_transfer_in": False,
    "is_ola": False,
    "is_cancelled": False,
    "latest_only": False,
    "is_flag_only": False,
    "is_short_breaks": False,
    "is_first": False,
    "is_agency": False,
    "identified": False,
}
"""What a required column holds where the file says nothing."""

ENDS = frozenset({"end_date", "closure_date", "ended_date", "closed_date", "concluded_date"})
"""Dates whose absence means 'still open': one that cannot be read holds its row, or a stock would grow.

One that is read and cannot be (IMPOSSIBLE) is left out, as in other columns: held, an open record would
vanish from every figure.
"""

IMPOSSIBLE = "implausible_date"

WITH_PERSON = frozenset({"s47_id"})
"""Ids that brothers and sisters may share: id and person make the one id."""

AT_ONCE = 2
"""Lists taken at once. Python holds its lock for half of the work, so that more would wait for it."""

SHOWN = 5
"""Row numbers that a note names before it says how many more there are."""


@dataclass(frozen=True)
class Faulty:
    """Cells of one column that were left out for one fault while their rows are kept. `place` is that of the
    column among those read, `name` its canonical one, `rows` are as a user counts them."""

    place: int
    name: str
    header: str
    code: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Taken:
    """The rows of one list, ready to be stored but for the search for repeated ones."""

    table: Table
    list_name: str
    file: str
    sheet: str | None
    rows: pa.Table
    rows_in: int
    held: tuple[RowException, ...]
    notes: tuple[Note, ...]
    supplied: frozenset[str]
    profile: ListProfile
    faulty: tuple[Faulty, ...] = ()  # what the notes on cells say


def side_by_side(
    one: Callable[[str, CsvFile], Taken],
    files: Sequence[tuple[str, CsvFile]],
    progress: Callable[[str], None],
    second: Beside,
) -> list[Taken]:
    """What `one` takes from each named file, in the order of the files: a `second` process takes half of the
    lists. Here, while Arrow works on the columns of one list, the ids of another are hashed."""
    promised = {at: second.ask(one, *files[at]) for at in _half(files) if second.is_there}

    def here(at: int) -> Taken:
        name, file = files[at]
        progress(f"{file.table.file}: {file.table.cells.num_rows:,} rows")
        return promised[at]() if at in promised else one(name, file)

    order = sorted(range(len(files)), key=lambda at: at in promised)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        taken = {at: pool.submit(here, at) for at in order}
        return [taken[at].result() for at in range(len(files))]


def _half(files: Sequence[tuple[str, CsvFile]]) -> list[int]:
    """The places of files that hold about half of all cells: of each two in the order of their size the
    smaller one, since sending takes time too."""
    cells = [file.table.cells.num_rows * file.table.cells.num_columns for _, file in files]
    return sorted(range(len(files)), key=lambda at: -cells[at])[1::2]


def take(
    table: Table,
    raw: RawTable,
    given: Mapping[str, Given],
    identities: Identities,
    *,
    list_name: str,
    constants: Mapping[str, Value] | None = None,
    ragged: Sequence[int] = (),
    shared: Mapping[str, Collection[str]] = MappingProxyType({}),
    silent: Mapping[str, str] = MappingProxyType({}),
) -> Taken:
    """Canonical rows of `table` from the cells `given` by canonical column name.

    `constants` fill columns that the list implies; `ragged` are row numbers that did not fit the header;
    `shared` are ids, by column, that several people have; `silent` are headers, by column, that no row fills.
    """
    count = raw.cells.num_rows
    given = {name: restored(raw, table.column(name), one) for name, one in given.items()}
    parsed = _parse_all(table, given, constants or {}, count)
    looked = profile(table, raw, given, parsed, identities, list_name)
    reasons = (
        damaged_ids(raw, table, given)
        | _reasons_to_hold(table, parsed, given)
        | total_rows(table, raw, given)
    )
    columns = {name: one.values for name, one in parsed.items()}
    rows = raw.rows
    records: dict[int, str] = {}
    days: dict[int, dt.date] = {}
    if reasons:
        days = _days(table, columns, sorted(reasons))
        records = _records(table, columns, sorted(reasons), identities, shared)
        kept = pa.array([row for row in range(count) if row not in reasons], pa.int64())
        columns = {name: values.take(kept) for name, values in columns.items()}
        rows = rows.take(kept)
    _hash(table, columns, identities, shared)
    fill_ids(table, columns, identities)
    header_of = {name: one.header for name, one in given.items()}
    held = [
        replace(
            _held(list_name, raw, raw.rows[row].as_py(), header_of.get(name, name), code),
            record=(table.name, records.get(row, "")),
            day=days.get(row),
        )
        for row, (name, code) in sorted(reasons.items())
    ]
    held += [_held(list_name, raw, row, None, "ragged_row") for row in ragged]
    faulty = _faulty(raw, parsed, reasons, header_of)
    empty = {name: ColumnProfile(header, 0) for name, header in silent.items()}
    looked = replace(looked, columns={**looked.columns, **empty}, left_out=left_out(looked, faulty))
    return Taken(
        table,
        list_name,
        raw.file,
        raw.sheet,
        _with_provenance(columns, raw, rows),
        count + len(ragged),
        tuple(held),
        fault_notes(list_name, raw.file, faulty),
        _supplied(table, parsed, given, constants or {}),
        looked,
        faulty,
    )


def _parse_all(
    table: Table, given: Mapping[str, Given], constants: Mapping[str, Value], count: int
) -> dict[str, Parsed]:
    parsed = {
        name: parse(table.column(name), one.cells, one.overrides, numeric=one.numeric)
        for name, one in given.items()
    }
    for name, value in constants.items():
        kind = ARROW_TYPES[table.column(name).type]
        parsed[name] = Parsed(pa.repeat(pa.scalar(value, kind), count), [])
    _fill_defaults(table, parsed, count)
    return parsed


def _fill_defaults(table: Table, parsed: dict[str, Parsed], count: int) -> None:
    """Defaults for required columns; a faulty cell stays empty, so that its fault is not papered over."""
    for column in table.columns:
        if not column.required or column.name not in DEFAULTS:
            continue
        default = pa.scalar(DEFAULTS[column.name], ARROW_TYPES[column.type])
        if column.name not in parsed:
            parsed[column.name] = Parsed(pa.repeat(default, count), [])
            continue
        values, faults = parsed[column.name]
        filled = values.fill_null(default)
        if faults and column.type == "bool":
            faulty = {fault.row for fault in faults}
            filled = pa.array(
                [None if i in faulty else v for i, v in enumerate(filled.to_pylist())], pa.bool_()
            )
        parsed[column.name] = Parsed(filled, faults)


def _reasons_to_hold(
    table: Table, parsed: Mapping[str, Parsed], given: Mapping[str, Given]
) -> dict[int, tuple[str, str]]:
    """Row index to the column and the code for which it is held."""
    reasons: dict[int, tuple[str, str]] = {}
    own_id = id_column(table)
    for name, (values, faults) in parsed.items():
        column = table.column(name)
        codes = {fault.row: fault.code for fault in faults}
        if name in ENDS:
            for row, code in codes.items():
                if code != IMPOSSIBLE:
                    reasons.setdefault(row, (name, code))
        if not column.required or name == own_id or not values.null_count:
            continue
        for row, missing in enumerate(values.is_null().to_pylist()):
            if missing and not _kept_as_unknown(column, codes.get(row)):
                why = "no_id" if column.identifier and _is_filled(given.get(name), row) else "missing_value"
                reasons.setdefault(row, (name, codes.get(row, why)))
    return reasons


def _is_filled(given: Given | None, row: int) -> bool:
    """Whether a cell says anything: the id of nobody does."""
    text = given.cells[row].as_py() if given else None
    return text is not None and not is_empty(clean(text))


def _kept_as_unknown(column: Column, code: str | None) -> bool:
    """A code that the list does not know is no reason to lose the row: it counts as unknown."""
    return column.type == "enum" and code == "unknown_code"


def _hash(
    table: Table,
    columns: dict[str, pa.Array],
    identities: Identities,
    shared: Mapping[str, Collection[str]],
) -> None:
    """Hash the ids in place. An id that several people have is hashed with its person's."""
    people = columns.get("person_id")
    hashed = {}
    for name, values in columns.items():
        kind = table.column(name).identifier
        if kind is None:
            continue
        hashed[name] = identities.column(kind, values)
        several = pa.array(sorted(shared.get(name, ())), pa.string())
        together = pc.is_valid(values) if name in WITH_PERSON else pc.is_in(values, several)
        if people is not None and kind == "event" and pc.any(together).as_py():
            hashed[name] = _with_person(identities, values, people, together, hashed[name])
    columns.update(hashed)


def _with_person(
    identities: Identities, values: pa.Array, people: pa.Array, together: pa.Array, alone: pa.Array
) -> pa.Array:
    """The hash of id and person where `together` says so, else the hash of the id alone."""
    rows = zip(values.to_pylist(), people.to_pylist(), together.to_pylist(), alone.to_pylist(), strict=True)
    made = [hash_with_person(identities, one, who) if both else plain for one, who, both, plain in rows]
    return pa.array(made, pa.string())


def hash_with_person(identities: Identities, one: str | None, person: str | None) -> str | None:
    """The hash of an event's id and its person's together, both normalised."""
    return None if one is None else identities.hash("event", one, person or "")


def _records(
    table: Table,
    columns: Mapping[str, pa.Array],
    rows: Sequence[int],
    identities: Identities,
    shared: Mapping[str, Collection[str]],
) -> dict[int, str]:
    """The ids that rows which are held would have, hashed or made, by index: a load that holds a record does
    not say that it was withdrawn."""
    own = id_column(table)
    if own is None:
        return {}
    lost = {name: values.take(pa.array(rows, pa.int64())) for name, values in columns.items()}
    _hash(table, lost, identities, shared)
    fill_ids(table, lost, identities)
    return {row: one for row, one in zip(rows, lost[own].to_pylist(), strict=True) if one}


def _days(table: Table, columns: Mapping[str, pa.Array], rows: Sequence[int]) -> dict[int, dt.date]:
    """The days on which rows that are held lie, by index, of those whose day can be read."""
    name = table.dated_by
    if name is None or name not in columns:
        return {}
    days = columns[name].take(pa.array(rows, pa.int64())).to_pylist()
    return {row: day for row, day in zip(rows, days, strict=True) if day}


def _with_provenance(columns: Mapping[str, pa.Array], raw: RawTable, rows: pa.Array) -> pa.Table:
    provenance = {
        "src_file": pa.repeat(pa.scalar(raw.file, pa.string()), len(rows)),
        "src_sheet": pa.repeat(pa.scalar(raw.sheet, pa.string()), len(rows)),
        "src_row": rows.cast(pa.int32()),
    }
    return pa.table({**columns, **provenance})


def _held(list_name: str, raw: RawTable, row: int, column: str | None, code: str) -> RowException:
    return RowException(list_name, raw.file, raw.sheet, row, column, "held", code, REASONS[code])


def _faulty(
    raw: RawTable,
    parsed: Mapping[str, Parsed],
    held: Mapping[int, tuple[str, str]],
    header_of: Mapping[str, str],
) -> tuple[Faulty, ...]:
    """The faults, by column and kind, that did not hold their rows."""
    found = []
    for place, (name, (_, faults)) in enumerate(parsed.items()):
        by_code: dict[str, list[int]] = {}
        for fault in faults:
            if fault.row not in held:
                by_code.setdefault(fault.code, []).append(raw.rows[fault.row].as_py())
        header = header_of.get(name, name)
        found += [Faulty(place, name, header, code, tuple(rows)) for code, rows in by_code.items()]
    return tuple(found)


def left_out(looked: ListProfile, faulty: Sequence[Faulty]) -> tuple[LeftOut, ...]:
    """The same as a profile keeps it: by how many of the cells that say anything."""
    found = []
    for one in faulty:
        column = looked.columns.get(one.name)
        if column is None:
            continue
        near = max(column.unknown, key=lambda code: code.cells, default=None)
        guess = near.near if near and one.code == "unknown_code" else ""
        about = (looked.table, one.name, one.code)
        found.append(LeftOut(one.header, *about, len(one.rows), column.filled, guess))
    return tuple(found)


def fault_notes(list_name: str, file: str, faulty: Sequence[Faulty]) -> tuple[Note, ...]:
    """One note for each column and kind of fault."""
    return tuple(
        Note("warning", fault_words(list_name, one.header, one.code, one.rows), file) for one in faulty
    )


def fault_words(list_name: str, header: str, code: str, rows: Sequence[int]) -> str:
    """The sentence of a note on cells that were left out while their rows are kept."""
    shown = ", ".join(map(str, rows[:SHOWN])) + (
        f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    )
    one = len(rows) == 1
    counts, taken = ("counts", "is taken") if one else ("count", "are taken")
    what = f"{counts} as unknown" if code == "unknown_code" else f"{taken} as empty"
    cells = "1 cell" if one else f"{len(rows)} cells"
    return f"{list_name}, column '{header}': {cells} {what} (row {shown}). {REASONS[code]}"


def _supplied(
    table: Table, parsed: Mapping[str, Parsed], given: Mapping[str, Given], constants: Mapping[str, Value]
) -> frozenset[str]:
    """Columns that count as supplied. One that holds nothing at all counts only if emptiness means something
    (a date that has not come, an id that links) or there are no rows."""
    supplied = set(constants)
    for name in parsed:
        column = table.column(name)
        values = parsed[name].values
        speaks = column.type == "date" or column.identifier is not None or column.required
        silent = values.null_count == len(values) and not parsed[name].faults
        if name in UNSAID and name not in given and name not in constants:
            continue
        if name not in given or speaks or not silent or not len(values):
            supplied.add(name)
    own_id = id_column(table)
    return frozenset(supplied | ({own_id} if own_id else set()))
