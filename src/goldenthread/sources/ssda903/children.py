"""The children of the tables of one return are the same: an id that one file spells otherwise is nobody's.

A spreadsheet that opens one of the files takes the leading zeros off its ids, or puts '.0' behind them. Every
record of that file would then be of children whom the others do not know.
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.sources.columns import match
from goldenthread.sources.reading import Unlisted
from goldenthread.sources.ssda903.return_sets import ReturnSet
from goldenthread.sources.ssda903.tables import TABLES_903
from goldenthread.sources.unlisted import PeopleOf, people_of, unlisted

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


def unlisted_children(one: ReturnSet) -> tuple[Unlisted, ...]:
    """The children of each table who are not in the header of their return."""
    header = list(_children(one, "header"))
    lists = [listed for table in OF_CHILDREN_IN_CARE for listed in _children(one, table)]
    return unlisted(lists, header, "the header")


def _children(one: ReturnSet, table: str) -> Iterator[PeopleOf]:
    for file in one.of(table):
        given = match(file.table, TABLES_903["header"].wanted).get("person_id")
        if given is not None:
            raw = file.table
            yield people_of(TABLES_903[table].title, raw.file, raw.sheet, given.header, given.cells)
