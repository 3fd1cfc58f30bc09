"""For which days each table is complete, and which columns the lists give it.

Annex A lists events (contacts to conferences) of the 6 months to its date, adoptions of 12, and for cases
what is open on the date with what ended in the 6 months before. So a table of cases has two covers: what
started or ended is known for the 6 months (one row a child, hence approximate: an earlier plan of the same
child is not listed), and what was open is right on the extract date alone (`stock_from`). Of visits, reviews,
health checks, placements and the like only the last is listed: they are known as at the extract date and no
earlier. Only whole months count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import pyarrow as pa

from goldenthread.base.dates import month_number, month_start, months_before
from goldenthread.sources.annex_a.fill import Filled
from goldenthread.sources.annex_a.lists import LISTS
from goldenthread.sources.reading import Cover, Note, RawTable

EXACT = frozenset(
    {"contacts", "early_help_assessments", "referrals", "assessments", "s47_enquiries", "icpcs", "permanence"}
)
"""Tables whose events of the window are all listed."""

LOOSE = "early_help_assessments"
"""Ofsted leaves it to each council which early help assessments it lists."""

LAST_ALONE = frozenset(
    {
        "visits",
        "cp_reviews",
        "cla_reviews",
        "cla_health",
        "care_plans",
        "cin_plans",
        "placements",
        "legal_statuses",
        "involvements",
        "missing_episodes",
        "care_leavers",
    }
)
"""Tables of which a list holds the last row of each child alone."""

ALWAYS = frozenset({"persons", "disabilities", "workers", "teams", "person_relationships", "adopters"})
"""Tables about people and things rather than about time."""

NEVER_NONE = frozenset(
    {
        "contacts",
        "early_help_assessments",
        "referrals",
        "assessments",
        "s47_enquiries",
        "cin_plans",
        "cp_plans",
        "cla_periods",
        "care_leavers",
    }
)
"""Tables of which every council has rows: an empty list was not filled in, it does not say nobody."""

TWELVE_MONTHS = frozenset({"permanence", "adopters", "person_relationships"})


def first_day(as_at: dt.date, months: int) -> dt.date:
    """First day of the first whole month inside the months that end on the extract date."""
    start = months_before(as_at, months) + dt.timedelta(1)
    if start.day == 1:
        return start
    return month_start(month_number(start) + 1)


def covers(
    rows: Iterable[tuple[str, pa.Table, frozenset[str]]],
    lists: frozenset[int],
    as_at: dt.date,
    known: Mapping[str, dt.date] = MappingProxyType({}),
) -> dict[str, Cover]:
    """The cover of every table that the lists fill. `known`: tables that are known up to an earlier day."""
    found = {}
    for table, filled, columns in rows:
        if table in NEVER_NONE and not filled.num_rows:
            continue
        start = first_day(as_at, 12 if table in TWELVE_MONTHS else 6)
        if table in LAST_ALONE:
            start = as_at
        stock = None if table in EXACT | ALWAYS else as_at
        exact = table in EXACT | ALWAYS and table != LOOSE
        if table == "referrals":
            stock = as_at
            if 3 not in lists:
                start, exact = as_at, False
        ends = known.get(table, as_at)
        found[table] = Cover(min(start, ends), ends, columns, not exact, stock)
    return found


def unavailable(what: str = "it") -> str:
    """What becomes of figures that need a list, or several, in words that end a sentence."""
    return f"figures that need {what} rest on an earlier load or are not available."


def is_filled_in(one: Filled) -> bool:
    """Whether a list says anything: without a row it says nothing, unless it is one of adoption."""
    return one.prepared.spec.number >= FIRST_OF_ADOPTION or one.prepared.rows_in > 0


def missing_lists(filled: Sequence[Filled], file: str, others: Sequence[RawTable] = ()) -> list[Note]:
    """A note on each list that the files do not have, or have without a row (adoptions may be none). `others`
    are tables that were taken for no list: one of them may be a list that is missed."""
    there = {one.prepared.spec.number for one in filled}
    empty = [
        Note(
            "warning",
            f"{one.prepared.spec.name} ({one.prepared.spec.title.lower()}) has no rows: taken as not filled "
            f"in, so {unavailable()}",
            file,
        )
        for one in filled
        if not is_filled_in(one)
    ]
    absent = [spec for spec in LISTS if spec.number not in there]
    if not absent:
        return empty
    named = [f"{spec.name} ({spec.title.lower()})" for spec in absent]
    if len(named) == 1:
        text = f"{named[0]} is not there; {unavailable()}"
    else:
        text = f"{', '.join(named[:-1])} and {named[-1]} are not there; "
        text += unavailable("them")
    return [*empty, Note("warning", text, file), *(_passed_over(others, file) if others else ())]


def _passed_over(others: Sequence[RawTable], file: str) -> list[Note]:
    names = ", ".join(f"sheet '{one.sheet}'" if one.sheet else one.file for one in others)
    text = f"Passed over, since its columns are those of no list: {names}. If a list is missed, give "
    return [Note("warning", f"{text}its columns the headings of the template and load the file again.", file)]


FIRST_OF_ADOPTION = 10
"""Lists 10 and 11, of adoption, may truly be empty."""

ASSUMPTIONS: Mapping[int, str] = {
    2: "assessments that began before its 6 months may not be listed, so completions of its first months "
    "may be too few.",
    3: "the referrals of 12 months are those before the child's latest referral, as the guidance says; "
    "re-referrals read from them are approximate.",
    6: "child in need plans are the open episodes with that status; they start with the episode, as the list "
    "gives no start of the plan. A child 'last seen' counts as a visit of any kind.",
    7: "a last statutory visit counts as the child being seen, as the list has no column for that.",
    8: "only the last placement, status, review and visit are listed: moves are counts, not events. "
    "A last visit counts as the child being seen.",
    9: "children eligible for care leaving services and still looked after are not listed.",
}
"""How a list is read where it leaves something open."""


def assumptions(filled: Sequence[Filled]) -> list[Note]:
    """The readings that hold for the lists that are there."""
    return [
        Note(
            "info",
            f"{one.prepared.spec.name}: {ASSUMPTIONS[one.prepared.spec.number]}",
            one.prepared.raw.file,
        )
        for one in filled
        if one.prepared.spec.number in ASSUMPTIONS and one.prepared.rows_in
    ]
