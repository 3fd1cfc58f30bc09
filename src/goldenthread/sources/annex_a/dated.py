"""The extract date, where a file's name or a sheet about the file states it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from goldenthread.base.dates import day_words
from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a.recognise import recognise
from goldenthread.sources.days import read_date
from goldenthread.sources.reading import Note, RawTable

_IN_NAME = (
    (re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4})(?!\d)"), (3, 2, 1)),
    (re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)"), (3, 2, 1)),
)
_NAMED_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[-_. ]*([A-Za-z]{3,9})[-_. ]*(\d{4})(?!\d)")
_SAYS = re.compile(
    r"(?:extract(?:ed|ion)?(?: date| on)?|date of (?:the )?(?:extract|extraction|list|lists|report|data)|"
    r"as at|as of|snapshot(?: date)?|data as at|report(?:ing)? date)[\s:=\-]*"
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9},? \d{4})",
    re.IGNORECASE,
)
FIRST_ROWS = 60


@dataclass(frozen=True)
class Told:
    """The extract date that the files tell, None if they do not, where it stands, and what is said of it."""

    day: dt.date | None
    how: str = ""
    notes: tuple[Note, ...] = ()


def annex_a_date(
    name: str, tables: Sequence[RawTable], as_at: dt.date | None = None, files: Sequence[str] = ()
) -> Told:
    """The one day that the names of the files, or their cover or titles, state. `as_at` is the day that was
    given: it settles which of two is right, and may not be another one. A name may hold the day on which the
    file was sent: a day before that one is said."""
    named = {day for one in (name, *files) if (day := _in_name(PurePath(one).stem))}
    inside = {day for text in _texts(tables) for day in _stated(text)}
    if len(named) > 1:
        raise _refused(
            f"The names of the files hold different dates: {_days(named)}.",
            name,
            "Load the files of one day.",
        )
    if as_at is None:
        if named and len(inside) == 1 and named != inside:
            raise _refused(
                f"The name is of {_days(named)}, the cover or a title in it says {_days(inside)}.",
                name,
                "Say which of the two is right with --as-at.",
            )
        if named:
            return Told(named.pop(), "stated by the file name")
        return Told(inside.pop() if len(inside) == 1 else None, "stated in the file")
    if as_at in named | inside or not named | inside:
        return Told(as_at)
    if not inside and as_at < min(named):
        text = f"The name is of {_days(named)}; --as-at says {day_words(as_at)}, and that is taken."
        return Told(as_at, notes=(Note("warning", text, name),))
    raise _refused(
        f"--as-at says {day_words(as_at)}, but {'the file' if inside else 'its name'} says "
        f"{_days(inside or named)}.",
        name,
        "Load it without --as-at, by itself if other files need that. If the date that it states is wrong, "
        f"mend that: {'on its cover or in its titles' if inside else 'rename the file'}.",
    )


def _days(days: Iterable[dt.date]) -> str:
    return " and ".join(map(day_words, sorted(days)))


def _refused(what: str, where: str, do: str) -> RefusedInput:
    why = "What was open, and the months that are complete, would be those of another day."
    return RefusedInput(what, where=where, why=why, do=do)


def _in_name(stem: str) -> dt.date | None:
    days: set[dt.date] = set()
    for pattern, (year, month, day) in _IN_NAME:
        for found in pattern.finditer(stem):
            try:
                days.add(dt.date(int(found[year]), int(found[month]), int(found[day])))
            except ValueError:
                continue
    for found in _NAMED_MONTH.finditer(stem):
        day_read, _ = read_date(" ".join(found.groups()))
        if day_read:
            days.add(day_read)
    plausible = {day for day in days if 2000 <= day.year <= 2100}
    return plausible.pop() if len(plausible) == 1 else None


def _stated(text: str) -> Iterable[dt.date]:
    for found in _SAYS.finditer(text):
        day, _ = read_date(found[1])
        if day:
            yield day


def _texts(tables: Sequence[RawTable]) -> Iterable[str]:
    """Titles above lists, and the rows of sheets that are no list."""
    lists = {(one.raw.file, one.raw.sheet) for one in recognise(tables)}
    for table in tables:
        yield " ".join(table.above)
        if (table.file, table.sheet) in lists:
            continue
        yield " ".join(table.cells.column_names)
        columns = [column.slice(0, FIRST_ROWS).to_pylist() for column in table.cells.columns]
        for row in zip(*columns, strict=True):
            yield " ".join(text for text in row if text)
