"""The year of a return: by the dates in it first, by its name only as a hint. A wrong year is worse than a
question, so what cannot be decided is refused.

A return of the year Y holds the episodes that were open on some day from 1 April Y-1 to 31 March Y, so every
episode in it that ended did so in those twelve months, and none began after them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.cells import by_distinct
from goldenthread.sources.columns import by_header
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.extract_date import date_in_name
from goldenthread.sources.quiet import ENOUGH, is_cut_short
from goldenthread.sources.reading import Note
from goldenthread.sources.ssda903.return_sets import ReturnSet, named_years
from goldenthread.sources.values import read_date_cell

SHARE = 0.9
"""Of the dates that tell the year, those that must agree; the rest are errors of single rows."""

GOING_ON = {
    "episodes": ("No episode begins or ends", ("decom", "dec")),
    "reviews": ("No review is held", ("review",)),
    "missing": ("No child goes missing or returns", ("mis_start", "mis_end")),
}
"""Tables whose dates go on all the year round, and what is said where they stop before its end: such a table
was made then, whatever the others hold."""

EIGHT_DIGITS = r"^\s*[0-9]{8}(\.0)?\s*$"

TELLING = (("episodes", "dec"), ("reviews", "review"), ("missing", "mis_start"), ("dolo", "dolo_start"))
"""Dates that lie in the year of their return, the surest first."""


@dataclass(frozen=True)
class YearOf:
    """The year of a return by the day on which it ends, the last day it knows, and how both were found."""

    ends: dt.date
    extracted_on: dt.date
    how: str
    notes: tuple[Note, ...] = ()

    @property
    def begins(self) -> dt.date:
        """1 April."""
        return dt.date(self.ends.year - 1, 4, 1)


@dataclass(frozen=True)
class _Told:
    """What the content says: the year, 0 when it does not say, and why not."""

    year: int
    how: str


def end_year(day: dt.date) -> int:
    """The year in which the reporting year of a day ends."""
    return day.year + (day.month >= 4)


def years_of(sets: Sequence[ReturnSet], as_at: dt.date | None) -> list[YearOf]:
    """The year of each return of a delivery. `as_at` is the extract date that was given."""
    told = [_told(one) for one in sets]
    begins = _names_say_the_beginning(sets, told)
    apart = _apart(sets)
    return [_year_of(one, said, as_at, begins, apart) for one, said in zip(sets, told, strict=True)]


def _year_of(one: ReturnSet, told: _Told, as_at: dt.date | None, begins: bool | None, apart: str) -> YearOf:
    names = named_years(one.files)
    year, how = told.year, told.how
    notes = []
    if not year and as_at:
        year, how = end_year(as_at), "as given"
    if not year:
        year = _by_name(names, begins)
        how = "from the file name alone, since no date in it tells the year"
    if not year:
        raise _undecided(one, told, apart)
    if told.year and names and year not in names:
        text = f"{one.shown}: the name speaks of another year than the dates in it, which are those of "
        text += (
            f"{year - 1}-{year % 100:02}. The dates stand. If the name is right, the wrong file was given."
        )
        notes.append(Note("warning", text, one.files[0]))
    elif told.year and len(names) == 2:
        how += f"; its name has the year in which it {'begins' if year == max(names) else 'ends'}"
    ends = dt.date(year, 3, 31)
    extracted, cut = _extracted_on(one, ends, as_at)
    return YearOf(ends, extracted, f"{how}{cut}", tuple(notes))


def _told(one: ReturnSet) -> _Told:
    found: dict[str, int] = {}
    for table, column in TELLING:
        years = Counter(map(end_year, _days(one.of(table), column)))
        if not years:
            continue
        year, times = years.most_common(1)[0]
        if not found and times < SHARE * years.total():
            return _Told(0, f"the dates in it are of several years, {min(years) - 1} to {max(years)}")
        if not found and table == "episodes" and _begun_after(one, year):
            return _Told(0, "more episodes begin after the year in which the others end than errors can be")
        if not found or (times >= SHARE * years.total() and times >= ENOUGH):
            found[table] = year
    if not found:
        return _Told(0, f"no date in it tells the year{_unread(one)}")
    if len(set(found.values())) > 1:
        of = "; ".join(f"{table} those of {year - 1}-{year % 100:02}" for table, year in found.items())
        return _Told(0, f"its tables are of several years by their dates ({of})")
    table, year = next(iter(found.items()))
    return _Told(year, f"from the dates in it ({one.of(table)[0].table.cells.num_rows:,} {table})")


def _unread(one: ReturnSet) -> str:
    """What is said of dates that are there and in a form that is not read; '' where there are none."""
    for table, column in (("episodes", "decom"), *TELLING):
        for file in one.of(table):
            found = by_header(file.table).get(column)
            if found and pc.any(pc.match_substring_regex(found[1], EIGHT_DIGITS)).as_py():
                return (
                    f". The column {found[0]} of {file.table.file} has dates of eight digits with nothing "
                    "between, such as 20240331 or 31032024, of which day and month cannot be told: write "
                    "them as 31/03/2024 or 2024-03-31"
                )
    return ""


def _begun_after(one: ReturnSet, year: int) -> bool:
    starts = [end_year(day) for day in _days(one.of("episodes"), "decom")]
    return sum(start > year for start in starts) > (1 - SHARE) * len(starts)


def _names_say_the_beginning(sets: Sequence[ReturnSet], told: Sequence[_Told]) -> bool | None:
    """Whether names of this delivery hold the year in which a return begins; None when none shows it."""
    shown = set()
    for one, said in zip(sets, told, strict=True):
        names = named_years(one.files)
        if said.year and len(names) == 2 and said.year in names:
            shown.add(said.year == max(names))
    return shown.pop() if len(shown) == 1 else None


def _by_name(names: set[int], begins: bool | None) -> int:
    if len(names) == 1:
        return next(iter(names))
    if len(names) == 2 and begins is not None:
        return max(names) if begins else min(names)
    return 0


def _extracted_on(one: ReturnSet, ends: dt.date, as_at: dt.date | None) -> tuple[dt.date, str]:
    """The last day that the return knows: the year's end, or the day of an extract made within the year."""
    begins = dt.date(ends.year - 1, 4, 1)
    named = {day for file in one.files if (day := date_in_name(file.rpartition("/")[2]))}
    cut = as_at or (named.pop() if len(named) == 1 else None)
    if cut is None:
        _refuse_cut_short(one, begins, ends)
        return ends, ""
    if cut < begins:
        raise RefusedInput(
            f"The extract date lies before the year of the return, which begins on {begins:%d %B %Y}.",
            where=one.shown,
            why="A return cannot know what came after it was made.",
            do="Give the day on which it was made with --as-at, or leave --as-at out.",
        )
    if cut >= ends:
        return ends, ""
    how = "as given" if as_at else "as its name says"
    return cut, f"; an extract of {cut.day} {cut:%B %Y}, {how}"


def _refuse_cut_short(one: ReturnSet, begins: dt.date, ends: dt.date) -> None:
    """Each table by its own pace."""
    for table, (nothing, columns) in GOING_ON.items():
        dated = [day for column in columns for day in _days(one.of(table), column)]
        days = [day for day in dated if begins <= day <= ends + dt.timedelta(1)]
        if is_cut_short(days, begins, ends):
            raise RefusedInput(
                f"{nothing} after {max(days):%d %B %Y}, though the year ends on {ends:%d %B %Y}; at the pace "
                "of the year until then that is no chance.",
                where=one.of(table)[0].table.file,
                why="An extract made within the year would be taken for the whole of it, and its last months "
                "would print figures that nobody knows.",
                do="Say on which day it was made with --as-at; for a whole year give --as-at "
                f"{ends.isoformat()}.",
            )


def _apart(sets: Sequence[ReturnSet]) -> str:
    """What is said of files that their names took for several returns; '' where there is one return."""
    if len(sets) < 2:
        return ""
    return " The numbers in the names of the files made several returns of them: " + (
        "; ".join(one.shown for one in sets) + ". If they are one, give them names without other numbers "
        "than the year; if they are several, put each into a folder of its own."
    )


def _undecided(one: ReturnSet, told: _Told, apart: str) -> RefusedInput:
    return RefusedInput(
        f"It is not certain of which year this return is: {told.how}.{apart}",
        where=one.shown,
        why="A return taken for that of another year would move its figures by a year.",
        do="Give the last day of its year with --as-at, such as --as-at 2024-03-31, and load the years one "
        "after the other; or give its episodes with it.",
    )


def _days(files: Iterable[CsvFile], column: str) -> list[dt.date]:
    days: list[dt.date] = []
    for file in files:
        found = by_header(file.table).get(column)
        if found:
            days += [
                day for day in by_distinct(found[1], read_date_cell, pa.date32()).values.to_pylist() if day
            ]
    return days
