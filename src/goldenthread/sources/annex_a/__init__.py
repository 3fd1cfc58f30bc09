"""Annex A: the child-level lists that a council gives inspectors, as one workbook or a folder of CSV files.

`read_annex_a` reads a workbook, `read_lists` tables that are open already. Lists are known by sheet name and
headers, columns by their headers. Names of children are never read; those of workers are hashed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.annex_a.alike import once
from goldenthread.sources.annex_a.combine import accounts, batches, mark_repeated, tables
from goldenthread.sources.annex_a.covers import assumptions, covers, first_day, is_filled_in, missing_lists
from goldenthread.sources.annex_a.dated import annex_a_date
from goldenthread.sources.annex_a.fill import fill
from goldenthread.sources.annex_a.known import known_to
from goldenthread.sources.annex_a.people import children, holders, unlisted_children
from goldenthread.sources.annex_a.recognise import (
    lists_among,
    looks_like_annex_a,
    passed_over,
    recognise,
)
from goldenthread.sources.annex_a.rows import prepare
from goldenthread.sources.annex_a.together import Bundle, together
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Note, RawTable, Reading
from goldenthread.sources.workbook import open_workbook

__all__ = [
    "Bundle",
    "annex_a_date",
    "lists_among",
    "looks_like_annex_a",
    "once",
    "read_annex_a",
    "read_lists",
    "together",
]

STANDARD = "AA"


def read_annex_a(
    name: str, content: bytes, *, authority: str, identities: Identities, as_at: dt.date, how_dated: str = ""
) -> Reading:
    """The reading of an Annex A workbook."""
    book = open_workbook(name, content)
    return read_lists(
        name,
        book.tables,
        authority=authority,
        identities=identities,
        as_at=as_at,
        how_dated=how_dated,
        notes=book.notes,
    )


def read_lists(
    name: str,
    raw: Sequence[RawTable],
    *,
    authority: str,
    identities: Identities,
    as_at: dt.date,
    how_dated: str = "",
    notes: Sequence[Note] = (),
) -> Reading:
    """The reading of lists that are open already: sheets of a workbook, or a CSV a list."""
    found = recognise(raw)
    if not found:
        raise RefusedInput(
            "No list of Annex A was found here.",
            where=name,
            why="Lists are known by their column headings, such as 'Child Unique ID' and 'Date of Contact'.",
            do="Check that the file is an Annex A return and that its headings are those of the template.",
        )
    filled = [fill(prepare(one), identities, as_at) for one in found]
    repeats = mark_repeated(filled)
    said_of = [one for one in filled if is_filled_in(one)]
    rows, joined = tables(said_of, repeats, identities, first_day(as_at, 6))
    people, said = children(said_of, identities, as_at)
    rows += [*people, *holders(rows)]
    known, cut = known_to(rows, first_day(as_at, 6), as_at, name)
    drawn, exceptions = accounts(filled, repeats)
    lists = frozenset(one.prepared.spec.number for one in said_of if one.tables)
    known_tables = covers(rows, lists, as_at, known)
    rows = [each for each in rows if each[0] in known_tables or each[1].num_rows]
    own = [note for one in filled for note in one.notes]
    missing = missing_lists(filled, name, passed_over(raw))
    return Reading(
        standard=STANDARD,
        authority=authority,
        extracted_on=as_at,
        how_dated=how_dated,
        batches=tuple(batches(rows).values()),
        covers=known_tables,
        accounts=tuple(drawn),
        exceptions=tuple(exceptions),
        notes=(
            *notes,
            *own,
            *joined,
            *said,
            *cut,
            *missing,
            *assumptions(filled),
        ),
        files=tuple(dict.fromkeys(one.raw.file for one in found)),
        profiles=tuple(seen for one in filled for seen in one.profiles),
        unlisted=unlisted_children(filled),
    )
