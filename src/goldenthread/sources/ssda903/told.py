"""What the dates of a return tell of its year, table by table.

A return of the year Y holds the episodes that were open on some day from 1 April Y-1 to 31 March Y, so every
episode in it that ended did so in those twelve months, and none began after them. The dates of reviews and
times missing lie in the year too.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from goldenthread.sources.cells import by_distinct
from goldenthread.sources.columns import by_header
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.quiet import ENOUGH, are_more_than_slips
from goldenthread.sources.ssda903.return_sets import ReturnSet
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.values import read_date_cell

SHARE = 0.9
"""Of the dates that tell the year, those that must agree; the rest are errors of single rows."""

TELLING = (("episodes", "dec"), ("reviews", "review"), ("missing", "mis_start"), ("dolo", "dolo_start"))
"""Dates that lie in the year of their return, the surest first."""

EXCHANGED = (
    ". Every date of the other years has a day up to 12, so most likely a spreadsheet set to the United "
    "States exchanged day and month"
)
"""What is said of dates that an exchange of day and month carried out of their year."""

MOST_SHOWN = 3
"""Years of a table that a message names."""


@dataclass(frozen=True)
class TableDates:
    """How many of the dates of a table lie in each year. Years are those in which they end."""

    table: str
    years: Counter[int]
    early: Counter[int]
    """Those of them with a day up to 12, which may be the month."""

    @property
    def total(self) -> int:
        """All its dates."""
        return self.years.total()

    @property
    def year(self) -> int:
        """The year of most of them."""
        return self.years.most_common(1)[0][0]

    @property
    def is_clear(self) -> bool:
        """Whether nearly all are of one year."""
        return self.years[self.year] >= SHARE * self.total

    @property
    def are_exchanged(self) -> bool:
        """Whether every date outside the year of most has a day up to 12: software set to the United States
        exchanged day and month, and so carried them out of it."""
        strays, early = (one.total() - one[self.year] for one in (self.years, self.early))
        return strays == early and are_more_than_slips(strays, self.total)

    @property
    def are_many(self) -> bool:
        """Whether they are too many to be slips."""
        return self.total >= ENOUGH

    def __str__(self) -> str:
        shown = sorted(self.years.most_common(MOST_SHOWN))
        parts = [f"{number:,} of {year_words(year)}" for year, number in shown]
        rest = self.total - sum(number for _, number in shown)
        parts += [f"{rest:,} of others"] if rest else []
        return f"{TABLES_903[self.table].title} has {', '.join(parts)}"


@dataclass(frozen=True)
class Told:
    """What the dates of a return tell: `first` are those of the table that is surest."""

    tables: tuple[TableDates, ...]
    starts: Counter[int]
    """Starts of episodes by year."""

    @property
    def first(self) -> TableDates | None:
        """The dates of the table that is surest of its year; None when no date tells."""
        return self.tables[0] if self.tables else None

    @property
    def year(self) -> int:
        """The year that all tables tell; 0 when none does or they do not agree."""
        return self.first.year if self.first and not self.against(self.first.year, few_count=True) else 0

    @property
    def are_many(self) -> bool:
        """Whether its dates, or its starts where no date tells, are too many to be slips."""
        return any(one.are_many for one in self.tables) or self.starts.total() >= ENOUGH

    def against(self, year: int, *, few_count: bool) -> str:
        """What of the dates cannot be of a return of the year; '' for nothing. `few_count`: the surest table
        and the starts speak however few they are."""
        sure = self.first if self.first and (few_count or self.first.are_many) else None
        if sure and not sure.is_clear:
            guess = EXCHANGED if sure.are_exchanged else ""
            return f"its dates are of several years: {sure}{guess}"
        clear = [one for one in self.tables if one is sure or (one.is_clear and one.are_many)]
        if any(one.year != year for one in clear):
            whose = (
                "dates are of another year"
                if len(clear) == 1
                else "tables are of several years by their dates"
            )
            return f"its {whose}: {'; '.join(map(str, clear))}"
        late = sum(number for start, number in self.starts.items() if start > year)
        enough = few_count or self.starts.total() >= ENOUGH
        if enough and late > (1 - SHARE) * self.starts.total():
            return (
                f"of its {self.starts.total():,} episodes {late:,} begin after {year_words(year)}, more than "
                "errors can be"
            )
        return ""

    def strays(self, year: int) -> list[TableDates]:
        """The tables beside the surest of whose dates a good part is of other years."""
        return [
            one
            for one in self.tables[1:]
            if one.years[year] < SHARE * one.total
            and are_more_than_slips(one.total - one.years[year], one.total)
        ]


def told(one: ReturnSet) -> Told:
    """What the dates of a return tell."""
    found = [(table, days(one.of(table), column)) for table, column in TELLING]
    starts = Counter(map(end_year, days(one.of("episodes"), "decom")))
    return Told(tuple(_counted(table, dated) for table, dated in found if dated), starts)


def _counted(table: str, dated: list[dt.date]) -> TableDates:
    early = Counter(end_year(day) for day in dated if day.day <= 12)
    return TableDates(table, Counter(map(end_year, dated)), early)


def end_year(day: dt.date) -> int:
    """The year in which the reporting year of a day ends."""
    return day.year + (day.month >= 4)


def year_words(year: int) -> str:
    """'2023-24' for the year that ends in 2024."""
    return f"{year - 1}-{year % 100:02}"


def days(files: Iterable[CsvFile], column: str) -> list[dt.date]:
    """The dates of a column that can be read."""
    found: list[dt.date] = []
    for file in files:
        there = by_header(file.table).get(column)
        if there:
            read = by_distinct(there[1], read_date_cell, pa.date32()).values
            found += [day for day in read.to_pylist() if day]
    return found
