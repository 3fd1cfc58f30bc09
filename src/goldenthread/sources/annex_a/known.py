"""Up to which day the lists know what happened: the extract date, unless what is in them contradicts it.

A date that was given, or stands in a name, may be that of another extract. Then what happened stops long
before it, or goes on after it, and a month that nobody knows would count nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from goldenthread.base.dates import day_words, months_before
from goldenthread.base.errors import RefusedInput
from goldenthread.model.tables import TABLES
from goldenthread.sources.quiet import ENOUGH, is_cut_short
from goldenthread.sources.reading import Note

EVENTS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("contact_date",),
    "early_help_assessments": ("start_date",),
    "referrals": ("referral_date",),
    "assessments": ("start_date", "authorised_date"),
    "s47_enquiries": ("start_date",),
    "icpcs": ("conference_date",),
    "cp_plans": ("start_date", "end_date"),
    "cla_periods": ("start_date", "end_date"),
}
"""Dates of what has happened when the lists are made, and goes on all the year round."""

FEW_OF = 0.05
"""Such a share of dates after the extract date are slips or dates of what is planned."""

MANY = 100
"""Dates below which such a share says nothing."""

MONTHS = 6
"""Of so many months the lists hold what happened."""


def known_to(
    rows: Iterable[tuple[str, pa.Table, frozenset[str]]], begins: dt.date, as_at: dt.date, file: str
) -> tuple[dict[str, dt.date], list[Note]]:
    """By table, the last day that is known of those whose dates stop before the extract date, with what is
    said of them. `begins` is the first day of what the lists hold. Refused when all of them stop before it,
    or go on after it."""
    dates = {table: _dates(table, filled) for table, filled, _ in rows if table in EVENTS}
    every = [day for those in dates.values() for day in those]
    late = sum(day > as_at for day in every)
    if len(every) >= MANY and late > FEW_OF * len(every):
        raise _refused(
            f"{late:,} of {len(every):,} dates of what happened lie after the extract date, "
            f"{day_words(as_at)}.",
            file,
        )
    last = _stops(every, begins, as_at)
    if last:
        raise _refused(
            f"Nothing in the lists happens after {day_words(last)}, though the extract date is "
            f"{day_words(as_at)}; at the pace of the months before that is no chance.",
            file,
        )
    short = {table: day for table, those in dates.items() if (day := _stops(those, begins, as_at))}
    notes = [
        Note(
            "warning",
            f"{TABLES[table].title}: nothing after {day_words(day)}, though the extract date is "
            f"{day_words(as_at)}; at its own pace that is no chance. It is known up to that day, and no "
            "figure after it is given.",
            file,
        )
        for table, day in short.items()
    ]
    return short, notes


def _stops(days: Sequence[dt.date], begins: dt.date, as_at: dt.date) -> dt.date | None:
    """The last of the days where they stop before the extract date, else None. Of lists of long ago none may
    lie in the months to it: then their pace is that of their own last six months."""
    known = [day for day in days if day <= as_at]
    within = [day for day in known if day >= begins]
    if len(within) < ENOUGH and len(known) >= MANY:
        begins = min(begins, months_before(max(known), MONTHS))
        within = [day for day in known if day >= begins]
    return max(within) if is_cut_short(within, begins, as_at) else None


def _dates(table: str, rows: pa.Table) -> list[dt.date]:
    names = [name for name in EVENTS[table] if name in rows.column_names]
    return [day for name in names for day in rows[name].drop_null().to_pylist()]


def _refused(what: str, file: str) -> RefusedInput:
    return RefusedInput(
        what,
        where=file,
        why="Months that the lists do not know would print figures that nobody counted, and what was open "
        "would be that of another day.",
        do="Give the day on which they were extracted with --as-at, or extract them again. If their name or "
        "their cover states another day, mend that too.",
    )
