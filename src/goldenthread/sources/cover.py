"""Cover: from when to when each table is complete. cover.csv says so; else it is worked out and said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import month_number, month_start, months_before
from goldenthread.base.errors import Place, RefusedInput, suggest
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled
from goldenthread.sources.columns import by_header, refuse_missing
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.days import read_date
from goldenthread.sources.reading import Cover, Note
from goldenthread.sources.stopped import (
    EVENT_DAYS,
    SILENCE,
    TABLE_SHORTEST,
    dates_of,
    known_up_to,
    stopped_on,
)
from goldenthread.sources.text import clean, fold

COVER_FILE = "cover.csv"
HEADERS = ("table", "covers_from", "covers_to", "extracted_on")
WINDOW_MONTHS = 72
"""The standard's scripts extract six years."""

BEGINNING = dt.date(1990, 1, 1)
"""From when a table without dates (hubs, teams, localities) is complete."""

FRONT_DOOR = (("contacts", "contact_date"), ("referrals", "referral_date"))
AS_AT = frozenset({"care_leavers"})
"""Tables of which the standard keeps the state of the extract date alone, whatever cover.csv says."""

LIKE = {"audit_findings": "audits"}
"""Tables without dates of their own, and the table whose cover they have."""


@dataclass(frozen=True)
class Said:
    """One row of cover.csv."""

    covers_from: dt.date
    covers_to: dt.date
    extracted_on: dt.date | None


def read_cover(file: CsvFile, aliases: Mapping[str, str]) -> dict[str, Said]:
    """What cover.csv says of each table. `aliases` are other names of tables."""
    raw = file.table
    columns = by_header(raw)
    refuse_missing(raw, "The cover", [name for name in HEADERS[:3] if name not in columns], HEADERS)
    tables = columns["table"][1].to_pylist()
    said: dict[str, Said] = {}
    for row, written in enumerate(tables):
        folded = fold(written or "")
        name = aliases.get(folded, folded)
        number = raw.rows[row].as_py()
        if name not in TABLES:
            raise RefusedInput(
                "There is no table of that name.",
                where=Place(raw.file, None, number, "table"),
                do=suggest(folded, {*TABLES, *aliases}),
            )
        first, last, cut = (_day(columns, header, row, raw.file, number) for header in HEADERS[1:])
        if first is None or last is None or last < first:
            raise RefusedInput(
                "The cover needs a first and a last day, in that order.", where=Place(raw.file, None, number)
            )
        said[name] = Said(first, last, cut)
    return said


def _day(
    columns: Mapping[str, tuple[str, pa.Array]], header: str, row: int, file: str, number: int
) -> dt.date | None:
    if header not in columns:
        return None
    text = clean(columns[header][1][row].as_py() or "")
    day, code = read_date(text) if text else (None, None)
    if code:
        raise RefusedInput(
            "The cell is not a date that can be read.", where=Place(file, None, number, header)
        )
    return day


def extracted_on(said: Mapping[str, Said]) -> dt.date | None:
    """The one extract date that cover.csv gives."""
    days = {one.extracted_on for one in said.values() if one.extracted_on}
    if len(days) > 1:
        raise RefusedInput(
            "cover.csv gives more than one extract date.",
            where=COVER_FILE,
            do="Give all tables of a folder the same day, or say which with --as-at.",
        )
    return days.pop() if days else None


def ssd_covers(
    settled: Settled, said: Mapping[str, Said], as_at: dt.date
) -> tuple[dict[str, Cover], list[Note]]:
    """Covers of the standard's tables: all have one, from the first whole month of the front door."""
    firsts = [
        day for table, name in FRONT_DOOR if (day := _earliest(settled.counted(table), [name])) is not None
    ]
    window = whole_month_from(months_before(as_at, WINDOW_MONTHS))
    start = max(window, _month_after(min(firsts))) if firsts else window
    start = min(start, as_at)
    covers = {name: _cover(settled, name, said, start, as_at) for name in settled.batches}
    for name in AS_AT & set(covers):
        covers[name] = replace(covers[name], covers_from=as_at)
    missing = [name for name in covers if name not in said]
    unseen = _narrowed(settled, covers, missing, as_at)
    by_front_door = firsts and _month_after(min(firsts)) >= window
    why = (
        "the first whole month after the earliest contact or referral"
        if by_front_door
        else "the six years that the standard's scripts extract"
    )
    notes = []
    if missing:
        text = f"The dataset is taken as complete from {start:%d %B %Y} ({why}) to {as_at:%d %B %Y}."
        text += " A file cover.csv can say otherwise."
        notes.append(Note("info", text))
    return covers, notes + unseen


def _narrowed(settled: Settled, covers: dict[str, Cover], names: Iterable[str], as_at: dt.date) -> list[Note]:
    """Narrow the cover of a table of events that begins months after the others, and of one that stops before
    the extract date at its own pace, and say so: it was not kept then, and what is not there is unknown and
    must not print as nought."""
    notes = []
    for name in names:
        dates = dates_of(settled, name)
        cover = covers[name]
        if dates is None:
            continue
        begins, ends = cover.covers_from, stopped_on(dates, as_at, TABLE_SHORTEST)
        if name in EVENT_DAYS and dates.first > begins + SILENCE:
            later, goes_on = whole_month_from(dates.first), dates.last + SILENCE >= cover.covers_to
            begins = later if later <= (cover.covers_to if goes_on else dates.last) else begins
        last = min(known_up_to(name, ends), cover.covers_to) if ends else cover.covers_to
        if (begins, last) == (cover.covers_from, cover.covers_to) or begins > last:
            continue
        covers[name] = replace(cover, covers_from=begins, covers_to=last)
        title, otherwise = TABLES[name].title, "A file cover.csv can say otherwise."
        if begins != cover.covers_from:
            text = f"{title}: nothing before {dates.first:%d %B %Y}, so no figure from before is given."
            notes.append(Note("warning", f"{text} {otherwise}"))
        if ends:
            text = f"{title}: nothing after {ends:%d %B %Y}, though the extract date is {as_at:%d %B %Y}; "
            text += f"at its own pace that is no chance. It is known up to {last:%d %B %Y}, and no figure "
            notes.append(Note("warning", f"{text}after that is given. {otherwise}"))
    return notes


def register_covers(
    settled: Settled, said: Mapping[str, Said], as_at: dt.date
) -> tuple[dict[str, Cover], list[Note]]:
    """Covers of registers: each from its own earliest date."""
    covers: dict[str, Cover] = {}
    notes = []
    for name in settled.batches:
        start = _register_start(settled, name, said) or BEGINNING
        covers[name] = _cover(settled, name, said, min(start, as_at), as_at)
        if name not in said and start != BEGINNING:
            text = f"The register {name} is taken as complete from {covers[name].covers_from:%d %B %Y}"
            notes.append(Note("info", f"{text} to {as_at:%d %B %Y}."))
    return covers, notes + _narrowed(settled, covers, [name for name in covers if name not in said], as_at)


def _register_start(settled: Settled, name: str, said: Mapping[str, Said]) -> dt.date | None:
    like = LIKE.get(name)
    if like and like in said:
        return said[like].covers_from
    name = like if like and like in settled.batches else name
    dates = [column for column in TABLES[name].columns if column.type == "date"]
    telling = [column.name for column in dates if column.required] or [column.name for column in dates]
    first = _earliest(settled.counted(name), telling) if TABLES[name].record else None
    return whole_month_from(first) if first else None


def _cover(settled: Settled, name: str, said: Mapping[str, Said], start: dt.date, as_at: dt.date) -> Cover:
    columns = settled.supplied[name]
    if name in said:
        return Cover(said[name].covers_from, said[name].covers_to, columns)
    return Cover(start, as_at, columns)


def _earliest(rows: pa.Table | None, names: Iterable[str]) -> dt.date | None:
    if rows is None:
        return None
    days = [pc.min(rows[name]).as_py() for name in names if name in rows.column_names]
    return min((day for day in days if day), default=None)


def whole_month_from(day: dt.date) -> dt.date:
    """The day itself when it begins a month, else the first of the next."""
    return day if day.day == 1 else _month_after(day)


def _month_after(day: dt.date) -> dt.date:
    return month_start(month_number(day) + 1)
