"""The state of a simulation: rows so far, people, identifiers and streams of chance."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import cache

from goldenthread.base.dates import age_on, birthday, month_end, month_number, month_start, months_before
from goldenthread.base.workdays import is_working_day
from goldenthread.sample.calibration import Plan
from goldenthread.sample.council import Row

DAY = dt.timedelta(1)


@dataclass(eq=False)
class Person:
    """A child, or a young person who was one. `born` is the expected date until the birth."""

    id: str
    family: Family
    sex: str
    born: dt.date
    ethnicity: str
    disability: str | None = None
    uasc: bool = False
    dob_known: bool = True
    used: bool = False
    referrals: list[Row] = field(default_factory=list)
    cin: list[Row] = field(default_factory=list)
    cp: list[Row] = field(default_factory=list)
    care: list[Row] = field(default_factory=list)
    early_help: list[Row] = field(default_factory=list)

    def age(self, day: dt.date) -> int:
        """Whole years on a day, negative before birth; born on 29 February: 28 February in other years."""
        born = self.born
        if (born.month, born.day) == (2, 29):
            return age_on(born, day)
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def open_referral(self) -> Row | None:
        """The episode of need that has no closure yet."""
        last = self.referrals[-1] if self.referrals else None
        return last if last and last["closure_date"] is None else None


@dataclass(eq=False)
class Family:
    """Brothers and sisters who share a home: addresses as (from, postcode, locality)."""

    id: str
    number: int
    homes: list[tuple[dt.date, str | None, str | None]]
    people: list[Person] = field(default_factory=list)

    def locality(self, day: dt.date) -> str | None:
        """The locality of the home on a day."""
        place = self.homes[0][2] if self.homes else None
        for start, _, locality in self.homes:
            if start <= day:
                place = locality
        return place


def open_on(row: Row, day: dt.date, end: str = "end_date") -> bool:
    """Open at the end of the day: started, and not ended by then."""
    return bool(row["start_date"] <= day and (row[end] is None or row[end] > day))


class World:
    """One council's simulation. Each part has its own stream of chance, so parts can change alone."""

    def __init__(self, plan: Plan, first: dt.date, last: dt.date) -> None:
        self.plan, self.first, self.last = plan, first, last
        self.tables: dict[str, list[Row]] = {}
        self.families: list[Family] = []
        self.people: dict[str, Person] = {}
        self.open: dict[str, Person] = {}
        """People with an open episode of need."""
        self.working: dict[int, list[dt.date]] = {}
        self._streams: dict[str, random.Random] = {}
        self._counters: dict[str, int] = {}

    def chance(self, name: str) -> random.Random:
        """The stream of chance of a part: seeded with text, hence equal on every machine."""
        if name not in self._streams:
            self._streams[name] = random.Random(f"{self.plan.seed}:{name}")
        return self._streams[name]

    def new_id(self, prefix: str) -> str:
        """The next identifier of a kind, such as P000123."""
        self._counters[prefix] = self._counters.get(prefix, 0) + 1
        return f"{prefix}{self._counters[prefix]:06d}"

    def add(self, table: str, row: Row) -> Row:
        """Keep a row."""
        self.tables.setdefault(table, []).append(row)
        return row

    def months(self) -> range:
        """The month numbers of the history."""
        return range(month_number(self.first), month_number(self.last) + 1)

    def workdays(self, month: int) -> list[dt.date]:
        """The working days of a month."""
        if month not in self.working:
            start = month_start(month)
            days = [start + dt.timedelta(n) for n in range((month_end(month) - start).days + 1)]
            self.working[month] = [day for day in days if is_working_day(day)]
        return self.working[month]

    def person_rows(self, person: Person, table: str) -> list[Row]:
        """The rows of one person in a table (a scan; for tests and small tables)."""
        return [row for row in self.tables.get(table, []) if row["person_id"] == person.id]


@cache
def eighteen(born: dt.date) -> dt.date:
    """The 18th birthday."""
    return birthday(born, 18)


@cache
def year_before(day: dt.date) -> dt.date:
    """The same day number 12 months earlier."""
    return months_before(day, 12)


def back_workdays(day: dt.date, count: int) -> dt.date:
    """The working day from which `day` is `count` working days away."""
    while count > 0:
        day -= DAY
        if is_working_day(day):
            count -= 1
    return day


def pick_sample(chance: random.Random, rows: list[Row], count: int) -> list[Row]:
    """At most `count` of the rows, at random."""
    return chance.sample(rows, min(count, len(rows)))
