"""A list's records to canonical rows: the record itself, then what else each row tells."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.codes import SHORT_BREAKS
from goldenthread.model.table import Table
from goldenthread.model.tables import table as table_of
from goldenthread.sources.annex_a.rows import Prepared
from goldenthread.sources.annex_a.shapes import Target
from goldenthread.sources.cells import parse
from goldenthread.sources.generated_ids import id_column
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import DEFAULTS, Taken, Value, fault_words, take
from goldenthread.sources.reading import LeftOut, ListProfile, Note, RowException

NOTHING_THERE = frozenset({"missing_value", "no_id"})
"""Why a cell gives no row of a further table, and nothing is wrong: it says that nobody is there."""

MISSING_COLUMN = "A column without which the row cannot be used is missing from the list."


@dataclass
class Filled:
    """The rows that one list gives, by table, and what became of its records."""

    prepared: Prepared
    tables: list[tuple[str, pa.Table, frozenset[str]]] = field(default_factory=list)
    held: list[RowException] = field(default_factory=list)
    refused: list[RowException] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    profiles: list[ListProfile] = field(default_factory=list)
    stored: int = 0

    def add_left_out(self, taken: Taken) -> None:
        """Keep with the profile of the list which cells a further table could not use: those that held a row
        of that table too, since the record stays."""
        if not self.profiles:
            return
        held = Counter((one.column or "", one.code) for one in taken.held if one.code not in NOTHING_THERE)
        of = {one.header: (name, one.filled) for name, one in taken.profile.columns.items()}
        more = [
            LeftOut(header, taken.table.name, of[header][0], code, cells, of[header][1])
            for (header, code), cells in held.items()
            if header in of
        ]
        known = {(one.header, one.code) for one in self.profiles[0].left_out}
        new = [one for one in (*taken.profile.left_out, *more) if (one.header, one.code) not in known]
        self.profiles[0] = replace(self.profiles[0], left_out=(*self.profiles[0].left_out, *new))

    @property
    def records(self) -> Prepared:
        """The records that were stored: held and refused ones are left out."""
        gone = pa.array([one.row for one in (*self.held, *self.refused)], pa.int64())
        return self.prepared.where(pc.invert(pc.is_in(self.prepared.raw.rows, value_set=gone)))


def fill(prepared: Prepared, identities: Identities, as_at: dt.date) -> Filled:
    """Every table that the list fills."""
    filled = Filled(prepared, held=list(prepared.held), notes=list(prepared.notes))
    first, *others = prepared.spec.targets
    table = table_of(first.table)
    missing = _missing(table, first, prepared)
    if missing:
        _refuse(filled, missing)
        return filled
    taken = _take(table, first, prepared, identities, as_at)
    filled.held += taken.held
    filled.notes += taken.notes
    filled.profiles.append(replace(taken.profile, headers=prepared.shown))
    rows = _finished(first.table, taken.rows, prepared)
    filled.stored = rows.num_rows
    supplied = taken.supplied | _added(first.table, prepared)
    if first.table == "cla_periods" and not prepared.has("legal"):
        supplied -= {"is_short_breaks"}  # without a legal status nobody says which care is short breaks
    filled.tables.append((first.table, rows, supplied))
    records = filled.records
    for target in others:
        _fill_other(filled, target, records, rows, identities, as_at)
    return filled


def _missing(table: Table, target: Target, prepared: Prepared) -> list[str]:
    """Headers of columns that the record cannot do without and the list does not have."""
    own, given = id_column(table), set(target.constants) | {"status_date"}
    absent = []
    for column in table.columns:
        if not column.required or column.name in given or column.name in DEFAULTS or column.name == own:
            continue
        name = target.columns.get(column.name)
        if name is not None and not prepared.has(name):
            absent.append(prepared.spec.field(name).header)
    return absent


def _refuse(filled: Filled, missing: list[str]) -> None:
    prepared, spec = filled.prepared, filled.prepared.spec
    filled.refused = [
        RowException(
            spec.name,
            prepared.raw.file,
            prepared.raw.sheet,
            row,
            missing[0],
            "refused",
            "missing_column",
            MISSING_COLUMN,
        )
        for row in prepared.raw.rows.to_pylist()
    ]
    text = f"{spec.name}: none of its rows can be used without column '{missing[0]}'."
    filled.notes.append(Note("warning", text, prepared.raw.file))


def _take(table: Table, target: Target, prepared: Prepared, identities: Identities, as_at: dt.date) -> Taken:
    given = {column: prepared.given(name) for column, name in target.columns.items() if prepared.has(name)}
    constants: dict[str, Value] = dict(target.constants)
    if target.table == "care_leavers":
        constants["status_date"] = as_at
    silent = {to: prepared.silent[name] for to, name in target.columns.items() if name in prepared.silent}
    name = prepared.spec.name
    return take(table, prepared.raw, given, identities, list_name=name, constants=constants, silent=silent)


def _fill_other(
    filled: Filled, target: Target, records: Prepared, first: pa.Table, identities: Identities, as_at: dt.date
) -> None:
    """The rows of a further table; cells that cannot be read leave no row and are noted."""
    if not records.has(*target.needs, "child"):
        return
    mask = pa.repeat(pa.scalar(True), records.raw.cells.num_rows)
    for name in target.needs:
        mask = pc.and_(mask, records.filled(name))
    if target.where:
        mask = pc.and_(mask, CONDITIONS[target.where](records, first))
    table = table_of(target.table)
    taken = _take(table, target, records.where(mask), identities, as_at)
    filled.add_left_out(taken)
    by_fault: dict[tuple[str, str], list[int]] = {}
    for one in taken.held:
        by_fault.setdefault((one.column or "", one.code), []).append(one.row)
    for (header, code), rows in by_fault.items():
        text = fault_words(records.spec.name, header, code, rows)
        filled.notes.append(Note("warning", text, records.raw.file))
    known = {one.text for one in filled.notes}
    filled.notes += [one for one in taken.notes if one.text not in known]
    linked = _linked(taken.rows, target, first, filled.prepared.spec.targets[0].table)
    filled.tables.append((target.table, linked, taken.supplied | set(target.links) | _kinds(target)))


def _kinds(target: Target) -> set[str]:
    """What kind of row was supplied, as 'visit_type=cp': a list has columns for some kinds and not others."""
    return {f"{name}={value}" for name, value in target.constants.items() if isinstance(value, str)}


def _linked(rows: pa.Table, target: Target, first: pa.Table, first_table: str) -> pa.Table:
    """Rows with the id of the record that their sheet row made."""
    for column in target.links:
        own = id_column(table_of(first_table)) or column
        ids = dict(zip(first["src_row"].to_pylist(), first[own].to_pylist(), strict=True))
        values = pa.array([ids.get(row) for row in rows["src_row"].to_pylist()], pa.string())
        rows = rows.append_column(column, values)
    return rows


def _on_cin_plan(records: Prepared, first: pa.Table) -> pa.Array:
    """Open episodes whose status is a child in need plan."""
    open_now = pc.is_null(first["closure_date"]) if "closure_date" in first.column_names else True
    on_plan = pc.fill_null(pc.equal(first["case_status"], "cin_plan"), False)
    rows = first["src_row"].filter(pc.and_(on_plan, open_now)).combine_chunks()
    return pc.is_in(records.raw.rows, value_set=rows.cast(pa.int64()))


def _is_uasc(records: Prepared, _: pa.Table) -> pa.Array:
    given = records.given("uasc")
    values = parse(table_of("persons").column("is_mother"), given.cells, given.overrides).values
    return pc.fill_null(values, False)


CONDITIONS: Mapping[str, Callable[[Prepared, pa.Table], pa.Array]] = {
    "on_cin_plan": _on_cin_plan,
    "is_uasc": _is_uasc,
}


def _finished(table: str, rows: pa.Table, prepared: Prepared) -> pa.Table:
    """What only this standard means: 0 placements is 'not filled', short breaks, the kind of order."""
    if table == "cla_periods":
        return _care(rows, prepared)
    if table == "permanence" and "order_date" in rows.column_names:
        kind = pc.if_else(pc.is_valid(rows["order_date"]), "adoption", pa.scalar(None, pa.string()))
        return rows.append_column("order_type", kind)
    return rows


def _care(rows: pa.Table, prepared: Prepared) -> pa.Table:
    if "placements_12m_reported" in rows.column_names:
        ended = pc.is_valid(rows["end_date"]) if "end_date" in rows.column_names else False
        counted = pc.or_(ended, pc.not_equal(rows["placements_12m_reported"], 0))
        values = pc.if_else(counted, rows["placements_12m_reported"], pa.scalar(None, pa.int32()))
        rows = rows.set_column(
            rows.column_names.index("placements_12m_reported"), "placements_12m_reported", values
        )
    if prepared.has("legal"):
        given = prepared.given("legal")
        status = parse(table_of("legal_statuses").column("legal_status"), given.cells, given.overrides).values
        short = pc.fill_null(pc.is_in(status, value_set=pa.array(SHORT_BREAKS)), False)
        at_row = dict(zip(prepared.raw.rows.to_pylist(), short.to_pylist(), strict=True))
        values = pa.array([at_row[row] for row in rows["src_row"].to_pylist()], pa.bool_())
        rows = rows.set_column(rows.column_names.index("is_short_breaks"), "is_short_breaks", values)
    return rows


def _added(table: str, prepared: Prepared) -> frozenset[str]:
    return frozenset({"order_type"} if table == "permanence" and prepared.has("adopted") else ())
