"""Children, disabilities, workers and teams: named again in every list, stored once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import Table
from goldenthread.model.tables import table as table_of
from goldenthread.sources.annex_a.ages import refuse_ageless
from goldenthread.sources.annex_a.fill import Filled
from goldenthread.sources.annex_a.rows import Prepared
from goldenthread.sources.cells import parse
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import take
from goldenthread.sources.reading import PROVENANCE, Note, Unlisted
from goldenthread.sources.unlisted import people_of, unlisted_elsewhere

FIRST_SAY = (8, 7, 6, 9, 10, 5, 4, 3, 2, 1)
"""Whose word on a child comes first: lists of open cases are kept more carefully than lists of events."""

NO_ANSWER = {"sex": "U", "ethnicity": "NOBT"}
SPOKEN_OF = ("dob", "sex", "ethnicity")
PERSON_FIELDS = {"person_id": "child", "sex": "sex", "ethnicity": "ethnicity", "dob": "dob"}

Rows = list[tuple[str, pa.Table, frozenset[str]]]


def unlisted_children(filled: Sequence[Filled]) -> tuple[Unlisted, ...]:
    """The children of each list whom no other list names. Most are in one alone; of some the ids may differ
    by zeros from those of another list."""
    found = []
    for records in (one.records for one in filled):
        if records.has("child"):
            given, raw = records.given("child"), records.raw
            found.append(people_of(records.spec.name, raw.file, raw.sheet, given.header, given.cells))
    return unlisted_elsewhere(found)


def children(filled: Sequence[Filled], identities: Identities, as_at: dt.date) -> tuple[Rows, list[Note]]:
    """One row a child, from every list that names it, and one on disability where a list says yes or no.
    Refused where too many children of a list that needs their ages have none."""
    by_list = {one.prepared.spec.number: one for one in filled}
    ordered = [by_list[number] for number in FIRST_SAY if number in by_list]
    parts: list[pa.Table] = []
    named: list[tuple[Prepared, pa.Table]] = []
    disabilities: list[pa.Table] = []
    supplied: set[str] = {"person_id"}
    notes: list[Note] = []
    for one in ordered:
        records = one.records
        if not records.has("child"):
            continue
        given = {column: records.given(name) for column, name in PERSON_FIELDS.items() if records.has(name)}
        taken = take(table_of("persons"), records.raw, given, identities, list_name=records.spec.name)
        one.add_left_out(taken)
        supplied |= set(given)
        notes += [note for note in taken.notes if note not in notes]
        parts.append(_aged(taken.rows, as_at))
        named.append((records, taken.rows))
        if records.has("disability"):
            disabilities.append(_with_disability(taken.rows, one))
    if not parts:
        return [], notes
    persons, differing = _merged(pa.concat_tables(parts, promote_options="default"))
    notes += _notes(differing)
    if "dob" in supplied:
        supplied.add("expected_dob")
        dated = pc.or_(pc.is_valid(persons["dob"]), pc.is_valid(persons["expected_dob"]))
        for records, rows in named:
            refuse_ageless(records, rows, persons["person_id"].filter(dated))
    tables: Rows = [("persons", persons, frozenset(supplied))]
    if disabilities:
        found = _disabilities(pa.concat_tables(disabilities))
        tables.append(("disabilities", found, frozenset({"person_id", "disability", "is_flag_only"})))
    return tables, notes


def _aged(rows: pa.Table, as_at: dt.date) -> pa.Table:
    """A date of birth after the extract is an expected one."""
    if "dob" not in rows.column_names:
        rows = rows.append_column("dob", pa.nulls(rows.num_rows, pa.date32()))
    expected = pc.fill_null(pc.greater(rows["dob"], pa.scalar(as_at)), False)
    none = pa.scalar(None, pa.date32())
    born = pc.if_else(expected, none, rows["dob"])
    rows = rows.append_column("expected_dob", pc.if_else(expected, rows["dob"], none))
    return rows.set_column(rows.column_names.index("dob"), "dob", born)


def _merged(rows: pa.Table) -> tuple[pa.Table, Counter[str]]:
    """One row a child: the first list that says something wins; how many children are told of in two ways."""
    names = ["person_id", "dob", "expected_dob", "sex", "ethnicity", *PROVENANCE]
    columns = {name: rows[name].to_pylist() for name in names}
    kept: dict[str, int] = {}
    differs: dict[str, set[str]] = {name: set() for name in SPOKEN_OF}
    for row, who in enumerate(columns["person_id"]):
        first = kept.setdefault(who, row)
        if first == row:
            continue
        for name in ("dob", "expected_dob", "sex", "ethnicity"):
            said, new = columns[name][first], columns[name][row]
            unanswered = said is None or said == NO_ANSWER.get(name)
            if unanswered and new is not None:
                columns[name][first] = new
            elif name in differs and new is not None and new != NO_ANSWER.get(name) and new != said:
                differs[name].add(who)
    keep = pa.array(sorted(kept.values()), pa.int64())
    whole = {name: pa.array(values, rows.schema.field(name).type) for name, values in columns.items()}
    _once_born(whole)
    return pa.table(whole).take(keep), Counter({name: len(who) for name, who in differs.items() if who})


def _once_born(columns: dict[str, pa.Array]) -> None:
    """A child with a date of birth is expected no longer."""
    born = pc.is_valid(columns["dob"])
    columns["expected_dob"] = pc.if_else(born, pa.scalar(None, pa.date32()), columns["expected_dob"])


def _notes(differing: Counter[str]) -> list[Note]:
    words = {"dob": "date of birth", "sex": "gender", "ethnicity": "ethnicity"}
    return [
        Note("warning", f"{count:,} children have more than one {words[name]} in the lists; one was chosen.")
        for name, count in differing.items()
    ]


def _with_disability(rows: pa.Table, one: Filled) -> pa.Table:
    """Child and yes or no for each row; held rows of the list are out already."""
    records = one.records
    given = records.given("disability")
    says = parse(table_of("adopters").column("has_disability"), given.cells, given.overrides).values
    at_row = dict(zip(records.raw.rows.to_pylist(), says.to_pylist(), strict=True))
    values = pa.array([at_row[row] for row in rows["src_row"].to_pylist()], pa.bool_())
    return rows.select(["person_id", *PROVENANCE]).append_column("yes", values)


def _disabilities(rows: pa.Table) -> pa.Table:
    """A yes in any list is a yes; no answer leaves no row."""
    said = rows.filter(pc.is_valid(rows["yes"])).sort_by([("yes", "descending")])
    first = _first(said, ["person_id"])
    code = pc.if_else(first["yes"], "DDA", "NONE")
    flag = pa.repeat(pa.scalar(True), first.num_rows)
    return first.drop_columns(["yes"]).append_column("disability", code).append_column("is_flag_only", flag)


def _first(rows: pa.Table, names: Iterable[str]) -> pa.Table:
    """The first row of each combination of values, in the order of the rows."""
    seen: set[tuple[object, ...]] = set()
    keep = []
    for row, key in enumerate(zip(*(rows[name].to_pylist() for name in names), strict=True)):
        if key not in seen:
            seen.add(key)
            keep.append(row)
    return rows.take(pa.array(keep, pa.int64()))


def holders(tables: Rows) -> Rows:
    """The workers and teams that the other tables name, each once."""
    found: Rows = []
    workers = _named(tables, lambda table: [c.name for c in table.columns if c.identifier == "worker"])
    if workers is not None:
        found.append(
            (
                "workers",
                _first(workers.rename_columns(["worker_id", *PROVENANCE]), ["worker_id"]),
                frozenset({"worker_id"}),
            )
        )
    teams = _named(tables, lambda table: [c.name for c in table.columns if c.name == "team_id"])
    if teams is not None:
        rows = _first(teams.rename_columns(["team_id", *PROVENANCE]), ["team_id"])
        found.append(("teams", rows.append_column("name", rows["team_id"]), frozenset({"team_id", "name"})))
    return found


def _named(tables: Rows, columns_of: Callable[[Table], list[str]]) -> pa.Table | None:
    parts = [
        rows.select([name, *PROVENANCE])
        .rename_columns(["value", *PROVENANCE])
        .filter(pc.is_valid(rows[name]))
        for table, rows, _ in tables
        for name in columns_of(table_of(table))
        if name in rows.column_names
    ]
    return pa.concat_tables(parts) if parts else None
