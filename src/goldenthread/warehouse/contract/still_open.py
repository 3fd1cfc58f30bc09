"""Records that were open at the end of the last load: they are in the next one too, open or ended.

An extract of which the open records are left out (`where end_date is not null`) has nearly all of its rows:
nothing looks short, and every stock is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import day_words
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import keys_of, whole
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved
from goldenthread.warehouse.times import Spell, record_of, time_of

GUESS = "Were open records left out?"
SHORT = frozenset({"s47_enquiries"})
"""Tables of what is over within weeks: after a holiday there may be nothing open."""
Span = tuple[dt.date, dt.date]


def open_gone(
    table: str, then: pa.Table, now: pa.Table, spans: tuple[Span, Span], limits: Limits
) -> Iterator[Moved]:
    """Whether records that were open at the end of the last load are gone, or nothing is open any more.

    `then` and `now` are the rows of the last load and the new one, `spans` the first and last days of each.
    Asked only of sources that say ends, and of a new load that reaches as far as the last.
    """
    time = time_of(table)
    last, new = spans
    if not isinstance(time, Spell) or last[1] > new[1] or not _says_ends(time, then, now):
        return
    left = then.filter(_open_on(last[1], time, then))
    if left.num_rows < limits.least_open:
        return
    title, day = TABLES[table].title, day_words(last[1])
    if new[0] <= last[1] + dt.timedelta(1):
        gone = _unknown(table, time, left, now, last[1])
        if gone >= max(limits.least_open, limits.open_gone * left.num_rows):
            text = f"of {left.num_rows:,} records that the last load had open on {day}, {gone:,} "
            text += f"({gone / left.num_rows:.0%}) are not in this one, not even ended."
            yield Moved(Kind.OPEN_GONE, title, text, GUESS, stops=limits.open_gone_stops)
            return
    if (
        table not in SHORT
        and now.num_rows >= limits.least
        and not pc.any(_open_on(new[1], time, now)).as_py()
    ):
        text = f"none of {now.num_rows:,} records is open on {day_words(new[1])}; "
        text += f"{left.num_rows:,} of the last load's were on {day}."
        yield Moved(Kind.OPEN_GONE, title, text, GUESS, stops=limits.open_gone_stops)


def _says_ends(time: Spell, *loads: pa.Table) -> bool:
    """Whether each of the loads has starts and some ends: without ends nobody knows what is open."""
    return all(
        {time.start, time.end} <= {*rows.column_names} and rows[time.end].null_count < rows.num_rows
        for rows in loads
    )


def _open_on(day: dt.date, time: Spell, rows: pa.Table) -> pa.Array:
    """Which rows hold on the day and the next one."""
    last = pa.scalar(day, pa.date32())
    ends = rows[time.end]
    found = pc.and_(
        pc.fill_null(pc.less_equal(rows[time.start], last), False),
        pc.fill_null(pc.greater(ends, last), True),
    )
    for column, value in time.not_open:
        if column in rows.column_names:
            over = pc.fill_null(pc.equal(rows[column], pa.scalar(value)), False)
            found = pc.and_(found, pc.invert(pc.and_(over, pc.is_null(ends))))
    return whole(found)


def _unknown(table: str, time: Spell, left: pa.Table, now: pa.Table, day: dt.date) -> int:
    """How many of the records the new load does not have: neither by their own id, nor as one of the same
    person and start that was numbered anew, nor as another of the person that held on that day, such as one
    whose start was put right."""
    key = [name for name in record_of(TABLES[table]) if name != "authority"]
    ways = [(key, now)]
    if "person_id" in left.column_names:
        ways += [
            (["person_id", time.start], now),
            (["person_id"], now.filter(_open_on(day, time, now))),
        ]
    for columns, rows in ways:
        if {*columns} <= {*left.column_names} & {*rows.column_names}:
            known = pc.is_in(keys_of(left, columns), value_set=keys_of(rows, columns))
            left = left.filter(pc.invert(known))
    return int(left.num_rows)
