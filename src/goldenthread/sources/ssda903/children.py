"""The children of the tables of one return are the same: an id that one file spells otherwise is nobody's.

A spreadsheet that opens one of the files takes the leading zeros off its ids, or puts '.0' behind them. Every
record of that file would then be of children whom the others do not know.
"""

from __future__ import annotations

from goldenthread.base.errors import Place, RefusedInput
from goldenthread.sources.columns import match
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.identity import near_misses, normalise_id
from goldenthread.sources.ssda903.return_sets import ReturnSet
from goldenthread.sources.ssda903.tables import TABLES_903

OF_CHILDREN_IN_CARE = (
    "episodes",
    "reviews",
    "uasc",
    "oc2",
    "missing",
    "placed_adoption",
    "sw_episodes",
    "dolo",
)
"""Tables of children whom the header lists."""

ENOUGH = 20
"""Children of a table below which those who are missing may be slips."""

MOST = 0.5


def refuse_other_ids(one: ReturnSet) -> None:
    """Refuse a return of which most children of a table are not in its header; the guess says how their ids
    differ."""
    header = _children(one.of("header"))
    if not header:
        return
    for table in OF_CHILDREN_IN_CARE:
        there = _children(one.of(table))
        strange = there - header
        if len(there) < ENOUGH or len(strange) <= MOST * len(there):
            continue
        file = one.of(table)[0].table
        raise RefusedInput(
            f"Of {len(there):,} children in the table {TABLES_903[table].title} {len(strange):,} are not in "
            f"the header.{_guess(strange, header)}",
            where=Place(file.file, file.sheet, column="CHILD"),
            why="What the table says would be of nobody: no age, no sex, no other record.",
            do="Export the tables of the return together, keep CHILD as text, and load them again.",
        )


def _children(files: list[CsvFile]) -> set[str]:
    found: set[str | None] = set()
    for file in files:
        given = match(file.table, TABLES_903["header"].wanted).get("person_id")
        if given is not None:
            found |= {normalise_id(text) for text in set(given.cells.to_pylist()) if text}
    return {one for one in found if one}


def _guess(strange: set[str], header: set[str]) -> str:
    """How most of the strange ids differ from the header's; '' when they do not look alike."""
    ids = [*sorted(strange), *sorted(header)]
    pairs = [
        (ids[group[0]], ids[group[-1]]) for group in near_misses(ids) if group[0] < len(strange) <= group[-1]
    ]
    if len(pairs) < MOST * len(strange):
        return ""
    if sum(_plain(one) != _plain(other) for one, other in pairs) < MOST * len(pairs):
        return " A '.0' stands behind the ids of one of them: a spreadsheet took them for numbers."
    if sum(_plain(one).lstrip("0") == _plain(other).lstrip("0") for one, other in pairs) > MOST * len(pairs):
        return " The ids of one of them lost their leading zeros: a spreadsheet took them for numbers."
    return " They look alike but for spaces, dashes or letters that look like digits."


def _plain(one: str) -> str:
    return one.partition(".")[0] if one.endswith(".0") else one
