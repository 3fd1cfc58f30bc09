"""Accounting: every row that came in is stored, held or refused, and repeated rows are named."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.table import SUPERSEDED, Table
from goldenthread.sources.fingerprints import may_repeat
from goldenthread.sources.generated_ids import joined
from goldenthread.sources.intake import ENDS, Taken
from goldenthread.sources.reading import PROVENANCE, Batch, ListAccount, ListProfile, Note, RowException

DUPLICATE = "duplicate"
UNKNOWN_CODE = "unknown_code"
ENDS_BEFORE_START = "ends_before_start"
EXCLUDED_WORDS = {
    DUPLICATE: "The row repeats another row; it is stored and not counted.",
    SUPERSEDED: "Another row has the same key and says that it ended, or more, or stands later; it counts.",
    UNKNOWN_CODE: "What the row is about is in no code list; it is stored and not counted.",
    ENDS_BEFORE_START: "The row ends before it starts; it is stored and not counted.",
}

TELLING = {
    "legal_statuses": "legal_status",
    "cla_health": "check_type",
    "assessment_factors": "factor",
    "care_plans": "plan_code",
    "disabilities": "disability",
}
"""Tables whose rows say nothing without one code."""

KINDS = {"cla_health": "check_type"}
"""Tables of which a figure needs rows of one kind, and the column that tells the kinds apart."""

MANY = 25_000
"""Rows from which repeated keys are looked for among those alone that may be repeated."""

_BEFORE_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass
class Settled:
    """What a set of lists comes to: canonical batches and the account of every row."""

    batches: dict[str, Batch] = field(default_factory=dict)
    accounts: list[ListAccount] = field(default_factory=list)
    exceptions: list[RowException] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    supplied: dict[str, frozenset[str]] = field(default_factory=dict)
    profiles: list[ListProfile] = field(default_factory=list)

    def counted(self, table: str) -> pa.Table | None:
        """The rows of a table that count; None when there is no such table."""
        if table not in self.batches:
            return None
        rows = self.batches[table].rows
        return rows.filter(pc.is_null(rows["excluded"]))

    def add(self, more: Settled) -> None:
        """Take in what other tables came to."""
        self.batches |= more.batches
        self.supplied |= more.supplied
        self.accounts += more.accounts
        self.exceptions += more.exceptions
        self.profiles += more.profiles
        self.notes += more.notes

    def drop_empty(self, keep: Collection[str] = ()) -> list[str]:
        """Leave out tables without a row and give their names, which are to be said: an empty file is no
        statement that nothing happened.

        A table that cover.csv names (`keep`) stays: then nothing did happen.
        """
        empty = [name for name, batch in self.batches.items() if not batch.rows.num_rows and name not in keep]
        for name in empty:
            del self.batches[name], self.supplied[name]
        return empty


def settle(
    taken: Sequence[Taken],
    also: Callable[[str, pa.Table], dict[int, str]] = lambda _table, _rows: {},
    *,
    by_day: bool = False,
) -> Settled:
    """Batches by table, the account of each list, and what was held or excluded.

    `also` names further rows of a table that do not count, by index, with the code of the reason; `by_day`:
    ids are made of the day on which something began.
    """
    by_table: dict[str, list[Taken]] = defaultdict(list)
    for one in taken:
        by_table[one.table.name].append(one)
    settled = Settled(profiles=[one.profile for one in taken])
    for name, lists in by_table.items():
        rows = _together(lists)
        faulty = also(name, rows) | without_meaning(name, rows)
        excluded = faulty | repeated(lists[0].table, rows, faulty, by_day=by_day)
        settled.batches[name] = Batch(name, with_excluded(rows, excluded))
        settled.supplied[name] = frozenset().union(*(one.supplied for one in lists), _kinds(name, rows))
        for one, reasons in _by_list(lists, excluded):
            settled.accounts.append(_account(one, reasons))
            settled.exceptions += [*one.held, *excluded_rows(one, reasons)]
            settled.notes += [*one.notes, *_versions(one, reasons)]
    return settled


def _together(lists: Sequence[Taken]) -> pa.Table:
    """The rows of all lists of a table. They stay where they lie, which may be on disk."""
    return pa.concat_tables([one.rows for one in lists], promote_options="default")


def not_supplied(tables: Iterable[str]) -> list[Note]:
    """What is said of tables that were left out because they have no row."""
    text = "The table {} has no row that can be used; it counts as not supplied: figures that "
    text += "need it rest on an earlier load or are not available. "
    text += "Name it in cover.csv if there was nothing to record."
    return [Note("warning", text.format(name)) for name in tables]


def _kinds(table: str, rows: pa.Table) -> frozenset[str]:
    """The kinds of row that a table holds, as 'check_type=dental': of a kind without any row a source says
    nothing."""
    column = KINDS.get(table)
    if column is None or column not in rows.column_names:
        return frozenset()
    return frozenset(f"{column}={kind}" for kind in pc.unique(rows[column]).to_pylist() if kind)


def without_meaning(table: str, rows: pa.Table) -> dict[int, str]:
    """Rows whose one telling code is in no list: a legal status that has nothing to do with care."""
    name = TELLING.get(table)
    if name is None or name not in rows.column_names or not rows[name].null_count:
        return {}
    return dict.fromkeys(pc.indices_nonzero(pc.is_null(rows[name])).to_pylist(), UNKNOWN_CODE)


def _by_list(lists: Sequence[Taken], excluded: dict[int, str]) -> Iterable[tuple[Taken, dict[int, str]]]:
    """Each list with its own excluded rows, by index within it."""
    start = 0
    for one in lists:
        end = start + one.rows.num_rows
        yield one, {row - start: why for row, why in excluded.items() if start <= row < end}
        start = end


def _account(one: Taken, excluded: dict[int, str]) -> ListAccount:
    stored = one.rows_in - len(one.held)
    left_out = len(excluded)
    if left_out and one.rows.num_rows > stored:
        left_out = _wholly(one.rows["src_row"], excluded)
    return ListAccount(one.list_name, one.file, one.sheet, one.rows_in, stored, len(one.held), 0, left_out)


def _wholly(numbers: pa.ChunkedArray, excluded: Collection[int]) -> int:
    """How many rows of a file take no part at all, where a row gives several records (the factors of an
    assessment): one of which a record counts is used."""
    rows = numbers.to_pylist()
    used = {row for at, row in enumerate(rows) if at not in excluded}
    return len(set(rows) - used)


def excluded_rows(one: Taken, reasons: dict[int, str]) -> list[RowException]:
    """An exception for each row of a list that is stored and not counted."""
    if not reasons:
        return []
    numbers = one.rows["src_row"].take(pa.array(sorted(reasons), pa.int64())).to_pylist()
    return [
        RowException(one.list_name, one.file, one.sheet, number, None, "excluded", why, EXCLUDED_WORDS[why])
        for number, (_, why) in zip(numbers, sorted(reasons.items()), strict=True)
    ]


def _versions(one: Taken, reasons: Mapping[int, str]) -> list[Note]:
    """What is said of the rows of a list in whose place another version of their record counts."""
    number = sum(why == SUPERSEDED for why in reasons.values())
    if not number:
        return []
    rows = "1 row is another version" if number == 1 else f"{number:,} rows are other versions"
    text = f"{one.list_name}: {rows} of a record and not counted: of several the one counts that ended, else "
    text += "the one that says more, else the last."
    return [Note("warning", text, one.file)]


def with_excluded(rows: pa.Table, reasons: dict[int, str]) -> pa.Table:
    """The rows with the column `excluded`, added to what stands there already."""
    if not reasons and "excluded" not in rows.column_names:
        return rows.append_column("excluded", pa.nulls(rows.num_rows, pa.string()))
    values: list[str | None] = [None] * rows.num_rows
    if "excluded" in rows.column_names:
        values = rows["excluded"].to_pylist()
        rows = rows.drop_columns(["excluded"])
    for row, why in reasons.items():
        values[row] = values[row] or why
    return rows.append_column("excluded", pa.array(values, pa.string()))


def repeated(
    table: Table, rows: pa.Table, faulty: Collection[int] = (), *, by_day: bool = False
) -> dict[int, str]:
    """Rows that do not count because another row has their key, with the reason.

    Of rows with one key one stands: of those that ended if some did, the ones that say the most, and the last
    of these. The order in which a database gives them means nothing: an older one, still open, never wins.
    Rows equal to it are duplicates of the first that says so, others are superseded. A key with an empty part
    is compared with nothing. Neither is a row whose index is in `faulty`: what does not count itself takes no
    other row's place. `by_day`: ids are made of the day on which something began.
    """
    keys = [name for name in table.key if name in rows.column_names]
    if not keys or set(table.key) - {"authority", "as_at"} - set(keys):
        return {}
    index = pa.array(np.arange(rows.num_rows))
    keyed = rows.select(keys).append_column("row index", index)
    if rows.num_rows > MANY:
        keyed = keyed.filter(may_repeat(keyed.select(keys)))
    if any(rows[name].null_count for name in keys):
        keyed = keyed.drop_null()
    if faulty:
        keyed = keyed.filter(pc.invert(pc.is_in(keyed["row index"], pa.array(sorted(faulty), pa.int64()))))
    groups = keyed.group_by(keys, use_threads=False).aggregate(
        [("row index", "count"), ("row index", "list")]
    )
    if groups.num_rows == keyed.num_rows:
        return {}
    several = groups.filter(pc.greater(groups["row index_count"], 1))["row index_list"].to_pylist()
    return _reasons(rows, several, by_day or "start_date" in table.key)


def _reasons(rows: pa.Table, groups: Iterable[list[int]], by_day: bool) -> dict[int, str]:
    groups = [sorted(group) for group in groups]
    wanted = np.zeros(rows.num_rows, np.bool_)
    wanted[[row for group in groups for row in group]] = True
    own = [name for name in rows.column_names if name not in (*PROVENANCE, "excluded")]
    part = rows.select(own).filter(pa.array(wanted))  # `take` would first lay each column out in one piece
    columns = {name: part[name].combine_chunks() for name in own}
    numbers = np.flatnonzero(wanted).tolist()
    content = dict(zip(numbers, joined(columns, own, len(numbers)), strict=True))
    says = dict(zip(numbers, _how_much(columns, len(numbers), by_day), strict=True))
    reasons: dict[int, str] = {}
    for group in groups:
        standing = content[max(group, key=lambda row: (says[row], row))]
        first = next(row for row in group if content[row] == standing)
        for row in group:
            if row != first:
                reasons[row] = DUPLICATE if content[row] == standing else SUPERSEDED
    return reasons


def _how_much(columns: Mapping[str, pa.Array], count: int, by_day: bool) -> list[tuple[bool, int]]:
    """Of each row whether it ended, and how many of its cells say something.

    Where the key is the day on which something began, two things may have begun on it. The one that ended on
    that day came before the other and says least.
    """
    ended, filled = np.zeros(count, np.bool_), np.zeros(count, np.int64)
    for values in columns.values():
        filled += values.is_valid().to_numpy(zero_copy_only=False)
    for name in ENDS & set(columns):
        ended |= columns[name].is_valid().to_numpy(zero_copy_only=False)
        if by_day and "start_date" in columns:
            same = pc.fill_null(pc.equal(columns[name], columns["start_date"]), False)
            at_once = same.to_numpy(zero_copy_only=False)
            ended[at_once], filled[at_once] = False, -1
    return list(zip(ended.tolist(), filled.tolist(), strict=True))


def summary(exceptions: Iterable[RowException]) -> list[tuple[str, str, str, int]]:
    """How many rows of each list had which fate and code, the most first."""
    counts = Counter((one.list_name, one.fate, one.code) for one in exceptions)
    return [(*key, count) for key, count in counts.most_common()]


def exceptions_csv(exceptions: Iterable[RowException]) -> str:
    """Held, refused and excluded rows as CSV: where each stands and why, never what it says."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("list", "file", "sheet", "row", "column", "fate", "code", "reason"))
    for e in exceptions:
        cells = (e.list_name, e.file, e.sheet or "", e.row, e.column or "", e.fate, e.code, e.reason)
        writer.writerow([inert(str(cell)) for cell in cells])
    return text.getvalue()


def inert(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_BEFORE_FORMULA) else cell
