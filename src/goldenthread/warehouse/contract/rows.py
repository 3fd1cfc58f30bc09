"""What the rows of two loads tell: an extract that is short, people nobody knows, dates that shifted."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import day_words
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.columns import keys_of
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved
from goldenthread.warehouse.contract.still_open import open_gone
from goldenthread.warehouse.times import Alone, Named, Part, Spell, dates_of, record_of, time_of

FROM_1904 = 1462
OTHER_RECORDS = dt.timedelta(days=180)
"""Lists that are as far apart as this, or farther, hold mostly other records."""
NEARLY_ALL = 0.8
"""Share of the moved dates that one explanation must cover to be the guess."""


class Rows(Protocol):
    """The rows of one load, stored or about to be."""

    def tables(self) -> Sequence[str]:
        """The tables of records that it brought."""

    def rows(self, table: str) -> pa.Table:
        """The rows of a table that count, with the columns it has."""

    def span(self, table: str) -> tuple[dt.date, dt.date]:
        """First and last day for which the table is complete."""


def moved_in_rows(last: Rows, new: Rows, limits: Limits, without: Container[str] = ()) -> Iterator[Moved]:
    """What moved between two loads' rows, table by table. Of people under other ids, and of a table that is
    short, it is not said once more that their open records are gone; of tables `without` any row, whose lists
    say so, nothing."""
    strangers = list(_strangers(last, new, limits))
    yield from strangers
    for table in last.tables():
        if table in new.tables() and table not in without:
            then, now = last.rows(table), new.rows(table)
            short = list(_short(table, last, new, limits))
            yield from short
            if not strangers and not any(one.stops for one in short):
                yield from open_gone(table, then, now, (last.span(table), new.span(table)), limits)
            yield from _moved_dates(table, then, now, limits)


def _short(table: str, last: Rows, new: Rows, limits: Limits) -> Iterator[Moved]:
    if isinstance(time_of(table), Alone | Named | Part):
        return
    spans = last.span(table), new.span(table)
    (begins, ends), same = _common(*spans)
    then, now = (_within(table, one.rows(table), begins, ends) for one in (last, new))
    chance = _apart(*spans) and then - now < limits.by_chance * math.sqrt(then + now)
    if same and then >= limits.least and now <= then * (1 - limits.short_said) and not chance:
        share = (then - now) / then
        days = f"{day_words(begins)} to {day_words(ends)}" if begins and ends else "a time as long"
        text = f"{share:.0%} short: {now:,} rows of {days}, where the last load had {then:,}."
        guess = "Was the extract cut off, or made for a part of the service alone?"
        if _apart(*spans):
            guess += " Or did it really fall, as behind a new front door: then accept it and say so."
        grew = spans[1][1] < spans[0][0]  # the new one is the older year: the later one has more
        stops = now <= then * (1 - limits.short) and not grew
        yield Moved(Kind.SHORT, TABLES[table].title, text, guess, stops=stops)


def _common(
    last: tuple[dt.date, dt.date], new: tuple[dt.date, dt.date]
) -> tuple[tuple[dt.date | None, dt.date | None], bool]:
    """The days that both cover. Where there are none (yearly returns, lists as at a day) all rows are
    compared, if the two are about as long."""
    begins, ends = max(last[0], new[0]), min(last[1], new[1])
    if begins < ends:
        return (begins, ends), True
    lengths = sorted((each[1] - each[0]).days + 1 for each in (last, new))
    return (None, None), lengths[0] >= 0.9 * lengths[1]


def _apart(last: tuple[dt.date, dt.date], new: tuple[dt.date, dt.date]) -> bool:
    """Whether two loads are of times so far apart that they hold other records: then a small table has more
    rows in one than in the other by chance. Rows of days that both cover are the same ones."""
    earlier, later = sorted((last, new))
    return later[0] > earlier[1] and later[1] - earlier[1] >= OTHER_RECORDS


def _within(table: str, rows: pa.Table, begins: dt.date | None, ends: dt.date | None) -> int:
    """How many rows hold on some day of the span; all of them without a span or without dates."""
    days = [rows[name] for name in dates_of(table) if name in rows.column_names]
    if begins is None or ends is None or not days:
        return int(rows.num_rows)
    first, last = pa.scalar(begins, pa.date32()), pa.scalar(ends, pa.date32())
    if isinstance(time_of(table), Spell) and len(days) == len(dates_of(table)):
        begun = pc.fill_null(pc.less_equal(days[0], last), True)
        going = pc.fill_null(pc.greater_equal(days[1], first), True)
        return int(pc.sum(pc.and_(begun, going)).as_py() or 0)
    day = pc.coalesce(*days)
    inside = pc.and_(pc.greater_equal(day, first), pc.less_equal(day, last))
    return int(pc.sum(inside).as_py() or 0)


def _strangers(last: Rows, new: Rows, limits: Limits) -> Iterator[Moved]:
    """Whether the people of the last load are still known, over the tables that both brought."""
    tables = [name for name in last.tables() if name in new.tables() and TABLES[name].has_person]
    then, now = (_people(one, tables) for one in (last, new))
    if len(then) < limits.least or not len(now):
        return
    gone = len(then) - int(pc.sum(pc.is_in(then, value_set=now)).as_py() or 0)
    if gone / len(then) >= limits.strangers:
        text = (
            f"of {len(then):,} people of the last load {gone:,} ({gone / len(then):.0%}) are not in this one."
        )
        guess = "Were ids given anew, or taken from another column or system?"
        yield Moved(Kind.STRANGERS, "People", text, guess)


def _people(one: Rows, tables: Sequence[str]) -> pa.Array:
    rows = (one.rows(name) for name in tables)
    found = [pc.unique(those["person_id"]) for those in rows if "person_id" in those.column_names]
    people = pc.unique(pa.chunked_array(found, pa.string())) if found else pa.array([], pa.string())
    return pc.drop_null(people)


def _moved_dates(table: str, then: pa.Table, now: pa.Table, limits: Limits) -> Iterator[Moved]:
    """Whether the same records have other dates; of people, other dates of birth."""
    date = "dob" if table == "persons" else (*dates_of(table), "")[0]
    key = [name for name in record_of(TABLES[table]) if name != "authority"]
    if not date or date in key or not {date, *key} <= {*then.column_names} & {*now.column_names}:
        return
    place = pc.index_in(keys_of(now, key), value_set=keys_of(then, key))
    was, is_ = then[date].take(place), now[date]
    both = pc.and_(pc.is_valid(was), pc.is_valid(is_))
    old, new = (pc.filter(each, both).cast(pa.int32()) for each in (was, is_))
    shifts = pc.subtract(new, old)
    other = pc.not_equal(shifts, 0)
    share = (pc.sum(other).as_py() or 0) / max(len(shifts), 1)
    if len(shifts) >= limits.least and share >= limits.moved_dates:
        what = date.replace("_", " ")
        text = f"{share:.0%} of {len(shifts):,} records in both loads have another {what}."
        pairs = (pc.filter(each, other).to_pylist() for each in (old, shifts))
        yield Moved(Kind.MOVED_DATES, TABLES[table].title, text, _why_moved(list(zip(*pairs, strict=True))))


def _why_moved(moved: Sequence[tuple[int, int]]) -> str:
    """By how many days nearly all moved, or that day and month changed places."""
    shift, number = Counter(shift for _, shift in moved).most_common(1)[0]
    if number >= NEARLY_ALL * len(moved):
        why = ", the distance between a spreadsheet's two calendars" if abs(shift) == FROM_1904 else ""
        days = "1 day" if abs(shift) == 1 else f"{abs(shift):,} days"
        return f"Nearly all by {days} {'later' if shift > 0 else 'earlier'}{why}."
    swapped = sum(_swapped(before) == before + shift for before, shift in moved)
    return "Day and month changed places." if swapped >= NEARLY_ALL * len(moved) else ""


def _swapped(number: int) -> int | None:
    """The day number of a date with day and month exchanged."""
    day = dt.date(1970, 1, 1) + dt.timedelta(number)
    if day.day > 12:
        return None
    return (dt.date(day.year, day.day, day.month) - dt.date(1970, 1, 1)).days
