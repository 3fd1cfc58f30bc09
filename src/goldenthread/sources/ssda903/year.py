"""The year of a return: by the dates in it first, by its name only where no date tells. A wrong year is worse
than a question, so what cannot be decided is refused, and so is a return whose dates are of several years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow.compute as pc

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.columns import by_header
from goldenthread.sources.reading import Note
from goldenthread.sources.ssda903.known import known_to
from goldenthread.sources.ssda903.return_sets import ReturnSet, named_years
from goldenthread.sources.ssda903.told import TELLING, Told, end_year, told, year_words

EIGHT_DIGITS = r"^\s*[0-9]{8}(\.0)?\s*$"
SHORT_YEAR = r"^\s*[0-9]{1,2}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{2}\s*$"

SOON = dt.timedelta(days=183)
"""After the end of its year a return is made by then; a later day that is given is meant for another."""


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


def years_of(sets: Sequence[ReturnSet], as_at: dt.date | None) -> list[YearOf]:
    """The year of each return of a delivery. `as_at` is the extract date that was given."""
    said = [told(one) for one in sets]
    begins = _names_say_the_beginning(sets, said)
    apart = _apart(sets)
    found = [_year_of(one, each, as_at, begins, apart) for one, each in zip(sets, said, strict=True)]
    if as_at and all(one.ends + SOON < as_at for one in found):
        return [_for_another(one, of, as_at) for one, of in zip(found, sets, strict=True)]
    return found


def _year_of(one: ReturnSet, said: Told, as_at: dt.date | None, begins: bool | None, apart: str) -> YearOf:
    names = named_years(one.files)
    year, how = said.year, ""
    if said.first and year:
        table = said.first.table
        how = f"from the dates in it ({one.of(table)[0].table.cells.num_rows:,} {table})"
    elif as_at:
        year, how = end_year(as_at), "as given"
    elif not said.first:
        year, how = _by_name(names, begins), "from the file name alone, since no date in it tells the year"
    of = year or (said.first.year if said.first else 0)
    against = said.against(of, few_count=not as_at) if of else ""
    if against and said.are_many:
        raise _of_several_years(one, against, as_at)
    if against or not year:
        raise _undecided(one, against or f"no date in it tells the year{_unread(one)}", apart)
    notes = _strays(one, said, year)
    if said.year and names and year not in names:
        text = f"{one.shown}: the name speaks of another year than the dates in it, which are those of "
        text += f"{year_words(year)}. The dates stand. If the name is right, the wrong file was given."
        notes.append(Note("warning", text, one.files[0]))
    elif said.year and len(names) == 2:
        how += f"; its name has the year in which it {'begins' if year == max(names) else 'ends'}"
    ends = dt.date(year, 3, 31)
    known = known_to(one, ends, as_at)
    return YearOf(ends, known.day, f"{how}{known.how}", (*notes, *known.notes))


def _strays(one: ReturnSet, said: Told, year: int) -> list[Note]:
    """What is said of tables of which a good part is of other years than the return."""
    notes = []
    for table in said.strays(year):
        text = f"Of the dates in this table {table.years[year]:,} of {table.total:,} are of the year of the "
        text += f"return, {year_words(year)}: {table}. If it was made for another, export it again."
        notes.append(Note("warning", text, one.of(table.table)[0].table.file))
    return notes


def _for_another(one: YearOf, of: ReturnSet, as_at: dt.date) -> YearOf:
    text = f"{of.shown}: the extract date given, {as_at:%d %B %Y}, lies long after the year of the dates, "
    text += f"{year_words(one.ends.year)}. The dates stand. If the day is right, the wrong file was given."
    return replace(one, notes=(*one.notes, Note("warning", text, of.files[0])))


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
            if found and pc.any(pc.match_substring_regex(found[1], SHORT_YEAR)).as_py():
                return (
                    f". The column {found[0]} of {file.table.file} has dates whose year has two digits, "
                    "such as 31/03/24, so that their century is not certain: write them as 31/03/2024 or "
                    "2024-03-31"
                )
    return ""


def _names_say_the_beginning(sets: Sequence[ReturnSet], said: Sequence[Told]) -> bool | None:
    """Whether names of this delivery hold the year in which a return begins; None when none shows it."""
    shown = set()
    for one, each in zip(sets, said, strict=True):
        names = named_years(one.files)
        if each.year and len(names) == 2 and each.year in names:
            shown.add(each.year == max(names))
    return shown.pop() if len(shown) == 1 else None


def _by_name(names: set[int], begins: bool | None) -> int:
    if len(names) == 1:
        return next(iter(names))
    if len(names) == 2 and begins is not None:
        return max(names) if begins else min(names)
    return 0


def _apart(sets: Sequence[ReturnSet]) -> str:
    """What is said of files that their names took for several returns; '' where there is one return."""
    if len(sets) < 2:
        return ""
    return " The numbers in the names of the files made several returns of them: " + (
        "; ".join(one.shown for one in sets) + ". If they are one, give them names without other numbers "
        "than the year; if they are several, put each into a folder of its own."
    )


def _of_several_years(one: ReturnSet, against: str, as_at: dt.date | None) -> RefusedInput:
    given = " --as-at does not settle that." if as_at else ""
    return RefusedInput(
        f"This return is not of one year: {against}.{given}",
        where=one.shown,
        why="Its figures would mix the records of one year with those of another.",
        do="Export every table for the same year and load them together; load another year after it, or from "
        "a folder of its own. If they are of one year, put the dates right, as text.",
    )


def _undecided(one: ReturnSet, how: str, apart: str) -> RefusedInput:
    more = "" if one.of("episodes") else "; or give its episodes with it"
    return RefusedInput(
        f"It is not certain of which year this return is: {how}.{apart}",
        where=one.shown,
        why="A return taken for that of another year would move its figures by a year.",
        do="Export it again with its dates written so; no day that is given makes them readable."
        if _unread(one)
        else "Give the last day of its year with --as-at, such as --as-at 2024-03-31, and load the years one "
        f"after the other{more}.",
    )
