"""Lists of Annex A in several workbooks of one command: those of one day that share no list are one delivery.

Taken one after another, each would be held against the one before it as if that were the last month's, and
take the place of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.sources.annex_a.recognise import Found, found_among
from goldenthread.sources.reading import Note, RawTable


@dataclass(frozen=True)
class Bundle:
    """Lists that came together: in one workbook, or one by one in a folder. `name` is theirs in messages;
    `day` is their extract date, and `how` where it stands."""

    name: str
    tables: tuple[RawTable, ...]
    files: tuple[str, ...]
    notes: tuple[Note, ...]
    day: dt.date
    how: str


def together(bundles: Sequence[Bundle]) -> list[Bundle]:
    """The bundles, each with those after it that are of its day and share no list with it. A list without a
    row is shared with nobody: the sheets of a template that were left to the other workbook."""
    joined: list[Bundle] = []
    for one in bundles:
        of = next((at for at, other in enumerate(joined) if _are_one(other, one)), None)
        if of is None:
            joined.append(one)
        else:
            joined[of] = _joined(joined[of], one)
    return joined


def _are_one(one: Bundle, other: Bundle) -> bool:
    lists = [
        {list_.spec.number for list_ in found_among(each.tables) if _has_rows(list_)} for each in (one, other)
    ]
    return one.day == other.day and not lists[0] & lists[1]


def _joined(one: Bundle, other: Bundle) -> Bundle:
    """Both as one. Of a list in both the one with rows stays."""
    first, second = (found_among(each.tables) for each in (one, other))
    there = {list_.spec.number: list_ for list_ in first}
    again = [list_ for list_ in second if list_.spec.number in there]
    needless = [there[list_.spec.number] if _has_rows(list_) else list_ for list_ in again]
    places = {(list_.raw.file, list_.raw.sheet) for list_ in needless}
    tables = tuple(table for table in (*one.tables, *other.tables) if (table.file, table.sheet) not in places)
    files = tuple(dict.fromkeys((*one.files, *other.files)))
    name = " and ".join(files) if len(files) == 2 else f"{files[0]} and {len(files) - 1} more"
    return replace(one, name=name, tables=tables, files=files, notes=(*one.notes, *other.notes))


def _has_rows(one: Found) -> bool:
    return bool(one.raw.cells.num_rows)
