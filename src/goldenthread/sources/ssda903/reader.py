"""The reader: the returns of a delivery, one reading for each year.

Years stay apart, so that several in one delivery and the same ones after another come to the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.accounting import ENDS_BEFORE_START, Settled, not_supplied, settle
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import Note, Reading
from goldenthread.sources.ssda903.children import unlisted_children
from goldenthread.sources.ssda903.covers import covers
from goldenthread.sources.ssda903.fit import refuse_unfit
from goldenthread.sources.ssda903.missing import refuse_missing
from goldenthread.sources.ssda903.return_sets import ReturnSet, return_sets
from goldenthread.sources.ssda903.rows import take_table
from goldenthread.sources.ssda903.split import split, with_beside
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.ssda903.year import YearOf, years_of

STANDARD = "903"
HEALTH = "cla_annual_health"


def read_ssda903(
    files: Sequence[tuple[str, CsvFile]],
    identities: Identities,
    as_at: dt.date | None,
    progress: Callable[[str], None] = lambda _: None,
    keep: Collection[str] = (),
) -> list[Reading]:
    """A reading for each year of the tables given, the earliest first.

    A table without a row is left out, unless `keep` names it: then there was nothing to record.
    """
    for name, file in files:
        refuse_missing(name, file.table)
    sets = return_sets(files)
    dated = sorted(zip(years_of(sets, as_at), sets, strict=True), key=lambda pair: pair[0].ends)
    _refuse_twice(dated)
    readings = []
    for year, one in dated:
        progress(f"{one.shown}: SSDA903 return of the year to {year.ends:%d %B %Y}")
        readings.append(_read(one, identities, year, keep))
    return readings


def _refuse_twice(dated: Sequence[tuple[YearOf, ReturnSet]]) -> None:
    for (year, one), (after, other) in pairwise(dated):
        if year.ends == after.ends:
            raise RefusedInput(
                f"Two returns are of the year to {year.ends:%d %B %Y}.",
                where=f"{one.shown}; {other.shown}",
                why="Children would be counted from both.",
                do="Load the later one alone; or, if one of them is of another year, say which with --as-at "
                "and load them one after the other.",
            )


def _read(one: ReturnSet, identities: Identities, year: YearOf, keep: Collection[str]) -> Reading:
    order = list(TABLES_903)
    tables = sorted(one.tables, key=lambda pair: order.index(pair[0]))
    taken = [take_table(name, file, identities, year) for name, file in tables]
    settled = settle(taken, _out_of_order, by_day=True)
    split(settled, identities)
    settled.notes += _of_part_of_the_year(settled, year)
    settled.notes += not_supplied(settled.drop_empty(with_beside(keep)))
    amiss = refuse_unfit(settled, _place(one))
    notes = [*year.notes, *amiss, *_absent(one), *_unlisted(settled)]
    return Reading(
        STANDARD,
        identities.authority,
        year.extracted_on,
        f"the year to {year.ends.day} {year.ends:%B %Y}, {year.how}",
        tuple(settled.batches.values()),
        covers(settled.supplied, year),
        tuple(settled.accounts),
        tuple(settled.exceptions),
        (*settled.notes, *notes),
        one.files,
        profiles=tuple(settled.profiles),
        unlisted=unlisted_children(one),
    )


def _of_part_of_the_year(settled: Settled, year: YearOf) -> list[Note]:
    """Leave out the health of children from an extract within the year: its "no" says that nobody saw to it
    since 1 April, its "yes" of the year before that somebody did up to two years ago. Neither tells of 12
    months."""
    if year.extracted_on >= year.ends or settled.batches.pop(HEALTH, None) is None:
        return []
    del settled.supplied[HEALTH]
    text = "OC2: the answers on health are of the part of the year that has gone, and not of 12 months: no "
    text += "figure is made of them before the return of the whole year comes."
    return [Note("info", text)]


def _out_of_order(_: str, rows: pa.Table) -> dict[int, str]:
    """Rows that end before they start: they say nothing that can be counted."""
    if not {"start_date", "end_date"} <= set(rows.column_names):
        return {}
    wrong = pc.fill_null(pc.less(rows["end_date"], rows["start_date"]), False)
    return dict.fromkeys(pc.indices_nonzero(wrong).to_pylist(), ENDS_BEFORE_START)


def _place(one: ReturnSet) -> Place:
    """Where the episodes of a return stand."""
    files = one.of("episodes")
    return Place(files[0].table.file, files[0].table.sheet) if files else Place(one.shown)


def _absent(one: ReturnSet) -> list[Note]:
    absent = [table.title for name, table in TABLES_903.items() if not one.of(name)]
    if not absent:
        return []
    text = f"Tables of the return that did not come: {', '.join(absent)}."
    return [Note("info", text, one.files[0])]


def _unlisted(settled: Settled) -> list[Note]:
    """Children with episodes whom the header does not list."""
    people, episodes = settled.counted("persons"), settled.counted("cla_episodes")
    if people is None or episodes is None:
        return []
    known = pc.is_in(episodes["person_id"], value_set=people["person_id"].combine_chunks())
    unknown = len(pc.unique(episodes["person_id"].filter(pc.invert(known))))
    if not unknown:
        return []
    text = f"{unknown:,} children with episodes are not in the header: their age, sex and ethnicity count as "
    return [Note("warning", f"{text}unknown.")]
