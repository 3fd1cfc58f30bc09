"""Lists to tables: rows of a table from several lists put together, repeats named, accounts drawn up."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.tables import table as table_of
from goldenthread.sources.accounting import (
    DUPLICATE,
    EXCLUDED_WORDS,
    repeated,
    with_excluded,
    without_meaning,
)
from goldenthread.sources.annex_a.adoption import join_care
from goldenthread.sources.annex_a.fill import Filled
from goldenthread.sources.generated_ids import fill_ids, id_column, joined
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import PROVENANCE, Batch, ListAccount, Note, RowException

ABOUT_THE_CHILD = frozenset({"sex", "ethnicity", "dob", "age", "disability"})
SEVERAL_LISTS = ("involvements", "immigration_statuses")
"""Tables to which several lists give rows of one child: their ids are made over all of them."""

ONCE = "immigration_statuses"
"""Of these equal rows are stored once; a holder stays with the case that names it."""

UNASKED = ((10, "cla_periods"), (9, "immigration_statuses"))
"""List and table that add rows without making the table known: list 8 does."""

FROM_EPISODE = ("primary_need", "closure_date", "closure_reason", "case_status")
CLOSED = "closed"
"""The case status of a referral that list 6 does not hold as an episode of need."""

Rows = list[tuple[str, pa.Table, frozenset[str]]]


def mark_repeated(filled: Sequence[Filled]) -> dict[int, set[int]]:
    """By list, the sheet rows that repeat an earlier row of the list in everything they say."""
    return {one.prepared.spec.number: _repeated_rows(one) for one in filled if one.tables}


def _repeated_rows(one: Filled) -> set[int]:
    """Rows equal in the record and in every other column that is not about the child as such."""
    table, rows, _ = one.tables[0]
    own = id_column(table_of(table))
    names = [name for name in rows.column_names if name not in (*PROVENANCE, own, "excluded")]
    count = rows.num_rows
    contents = joined({name: rows[name].combine_chunks() for name in names}, names, count)
    said = set(one.prepared.spec.targets[0].columns.values()) | ABOUT_THE_CHILD
    rest = [name for name in one.prepared.headers if name not in said]
    records = one.records
    others = joined({name: records.raw.cells[name].combine_chunks() for name in rest}, rest, count)
    seen: set[tuple[str, str]] = set()
    found = set()
    for row, content in zip(rows["src_row"].to_pylist(), zip(contents, others, strict=True), strict=True):
        if content in seen:
            found.add(row)
        seen.add(content)
    return found


def tables(
    filled: Sequence[Filled], repeats: dict[int, set[int]], identities: Identities, window_start: dt.date
) -> tuple[Rows, list[Note]]:
    """The rows of every table that the lists fill, those of several lists joined."""
    parts: dict[str, list[tuple[int, pa.Table]]] = defaultdict(list)
    supplied: dict[str, frozenset[str]] = {}
    for one in filled:
        number = one.prepared.spec.number
        for table, rows, columns in one.tables:
            parts[table].append((number, _excluding(rows, repeats.get(number, set()))))
            if (number, table) not in UNASKED:
                supplied[table] = supplied.get(table, frozenset()) | columns
    join_care(parts, window_start)
    notes: list[Note] = []
    if len(parts.get("referrals", [])) == 2:
        together, said = _one_referral(dict(parts["referrals"]))
        parts["referrals"] = [(3, together)]
        notes += said
    found: Rows = []
    for table, lists in parts.items():
        rows = pa.concat_tables([rows for _, rows in lists], promote_options="default").combine_chunks()
        if table in SEVERAL_LISTS:
            rows = _together(table, rows, identities)
        found.append((table, rows, supplied.get(table, frozenset())))
    return found, notes


def _excluding(rows: pa.Table, repeats: set[int]) -> pa.Table:
    if not repeats:
        return rows.append_column("excluded", pa.nulls(rows.num_rows, pa.string()))
    again = [DUPLICATE if row in repeats else None for row in rows["src_row"].to_pylist()]
    return rows.append_column("excluded", pa.array(again, pa.string()))


def _one_referral(lists: dict[int, pa.Table]) -> tuple[pa.Table, list[Note]]:
    """List 6's episode of need and list 3's referral of the same child and day are one record.

    List 6 holds every open episode, so a referral that it does not list has none.
    """
    referrals, episodes = lists[3], lists[6]
    of_referral = _by_child_and_day(referrals)
    joins: dict[int, int] = {}
    alone = []
    for row, key in enumerate(_keys(episodes)):
        at = of_referral.get(key)
        if at is None or at in joins or episodes["excluded"][row].as_py():
            alone.append(row)
        else:
            joins[at] = row
    order = pa.array([joins.get(row) for row in range(referrals.num_rows)], pa.int64())
    for name in FROM_EPISODE:
        if name in episodes.column_names:
            referrals = referrals.append_column(name, episodes[name].combine_chunks().take(order))
    referrals = _without_episode(referrals, joins)
    rest = episodes.take(pa.array(alone, pa.int64()))
    text = f"Of list 6, {len(joins):,} episodes began with a referral of list 3; each is one record with it."
    notes = [Note("info", text)] if joins else []
    return pa.concat_tables([referrals, rest], promote_options="default"), notes


def _without_episode(referrals: pa.Table, joins: dict[int, int]) -> pa.Table:
    """Referrals with the status 'closed' where no episode was found."""
    if "case_status" not in referrals.column_names:
        referrals = referrals.append_column("case_status", pa.nulls(referrals.num_rows, pa.string()))
    found = pa.array([row in joins for row in range(referrals.num_rows)], pa.bool_())
    status = pc.if_else(found, referrals["case_status"].combine_chunks(), CLOSED)
    return referrals.set_column(referrals.column_names.index("case_status"), "case_status", status)


def _keys(rows: pa.Table) -> Iterable[tuple[str, object]]:
    return zip(rows["person_id"].to_pylist(), rows["referral_date"].to_pylist(), strict=True)


def _by_child_and_day(rows: pa.Table) -> dict[tuple[str, object], int]:
    """Of several referrals of a child on one day the first by id that counts, whatever their order."""
    found: dict[tuple[str, object], int] = {}
    ids, excluded = rows["referral_id"].to_pylist(), rows["excluded"].to_pylist()
    for row, key in enumerate(_keys(rows)):
        if excluded[row] is None and (key not in found or ids[row] < ids[found[key]]):
            found[key] = row
    return found


def _together(table: str, rows: pa.Table, identities: Identities) -> pa.Table:
    """Rows of several lists with ids made anew from what they say; equal ones once where that is so."""
    declared = table_of(table)
    own = id_column(declared)
    rows = rows.drop_columns([own]) if own in rows.column_names else rows
    names = sorted(set(rows.column_names) - {*PROVENANCE, "excluded", "referral_id"})
    contents = joined({name: rows[name].combine_chunks() for name in names}, names, rows.num_rows)
    first: dict[str, int] = {}
    for row, (content, why) in enumerate(zip(contents, rows["excluded"].to_pylist(), strict=True)):
        if why is None:
            first.setdefault(content if table == ONCE else str(row), row)
    rows = rows.take(pa.array(sorted(first.values()), pa.int64()))
    columns = {name: rows[name].combine_chunks() for name in names}
    fill_ids(declared, columns, identities)
    return rows.append_column(own, columns[own]) if own else rows


def batches(found: Rows) -> dict[str, Batch]:
    """Each table's batch, with what is stored and not counted marked."""
    made = {}
    for table, rows, _ in found:
        faulty = without_meaning(table, rows)
        reasons = faulty | repeated(table_of(table), _counting(rows), faulty)
        made[table] = Batch(table, with_excluded(rows, reasons))
    return made


def _counting(rows: pa.Table) -> pa.Table:
    """Rows as the search for repeated keys sees them: `excluded` is no part of what they say."""
    return rows.drop_columns(["excluded"]) if "excluded" in rows.column_names else rows


def accounts(
    filled: Sequence[Filled], repeats: dict[int, set[int]]
) -> tuple[list[ListAccount], list[RowException]]:
    """Rows in = stored + held + refused, for each list, and every row that is not counted."""
    drawn, exceptions = [], []
    for one in filled:
        prepared, again = one.prepared, repeats.get(one.prepared.spec.number, set())
        raw, name = prepared.raw, prepared.spec.name
        drawn.append(
            ListAccount(
                name,
                raw.file,
                raw.sheet,
                prepared.rows_in,
                one.stored,
                len(one.held),
                len(one.refused),
                len(again),
            )
        )
        exceptions += [*one.held, *one.refused]
        exceptions += [
            RowException(
                name, raw.file, raw.sheet, row, None, "excluded", DUPLICATE, EXCLUDED_WORDS[DUPLICATE]
            )
            for row in sorted(again)
        ]
    return drawn, exceptions
