"""Rows that a list has and the store has not: held or refused, so that no figure counts them.

A few are mended and come next time. Of a list of which they are many every figure is short and looks right:
the load stops, the first one too, which has nothing to be compared with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from goldenthread.base.errors import Place
from goldenthread.sources.cells import REASONS
from goldenthread.sources.placed import without_line
from goldenthread.sources.reading import LeftOut, ListAccount, ListProfile, Reading, RowException
from goldenthread.warehouse.contract.limits import Limits
from goldenthread.warehouse.contract.moved import Kind, Moved

MADE_FROM = {"cla_periods": "cla_episodes", "legal_statuses": "cla_episodes", "permanence": "cla_episodes"}
"""Tables that are worked out from the episodes of all returns, when they are together."""

MONTH_FIRST = frozenset({"month_first_date", "ambiguous_date"})
UNKNOWN_CODE = "unknown_code"
GUESS = "Were the dates written month-first, as software set to the United States writes them?"


ListKey = tuple[str, str, str | None]
"""A list by its name, file and sheet."""


@dataclass(frozen=True)
class HeldRows:
    """Rows of one list that one column has kept out for one reason; `of`: all rows of the list."""

    list_name: str
    file: str
    sheet: str | None
    column: str
    reason: str
    rows: int
    of: int


def moved_in_held(reading: Reading, limits: Limits) -> Iterator[Moved]:
    """The lists of a reading of which so many rows are held or refused that it is to be said, or stops."""
    for one in reading.accounts:
        lost = one.held + one.refused
        if lost < limits.least_held or lost < limits.held_said * one.rows_in:
            continue
        why = Counter(
            (each.column, without_line(each.reason), each.code)
            for each in reading.exceptions
            if each.fate != "excluded" and list_of(each) == list_of(one)
        )
        ((column, reason, code), number), *_ = why.most_common(1) or [((None, "", ""), 0)]
        text = f"{lost:,} of {one.rows_in:,} rows ({lost / one.rows_in:.0%}) are held or refused, so that no "
        text += f"figure counts them; {'all' if number == lost else f'{number:,}'} for this: {reason}"
        place = str(Place(one.file, one.sheet, None, column))
        guess = GUESS if code in MONTH_FIRST else ""
        yield Moved(Kind.HELD, place, text, guess, stops=lost >= limits.held * one.rows_in)


def moved_in_cells(reading: Reading, limits: Limits, *, first: bool) -> Iterator[Moved]:
    """The columns of a reading of which so many cells cannot be used that it stops."""
    for one in reading.profiles:
        by_column: dict[str, list[LeftOut]] = {}
        for each in one.left_out:
            if first or each.code != UNKNOWN_CODE:
                by_column.setdefault(each.header, []).append(each)
        for header, listed in by_column.items():
            lost, of = sum(each.cells for each in listed), max(each.of for each in listed)
            if lost < limits.least_held or lost < limits.left_out * of:
                continue
            most = max(listed, key=lambda each: each.cells)
            counted = "unknown" if most.code == UNKNOWN_CODE else "empty"
            text = f"{lost:,} of the {of:,} cells that say anything ({lost / of:.0%}) cannot be used and "
            text += f"count as {counted}, so that figures which need them are wrong: {REASONS[most.code]}"
            near = f"Is it '{most.near}'?" if most.near else ""
            guess = GUESS if most.code in MONTH_FIRST else near
            yield Moved(Kind.LEFT_OUT, str(Place(one.file, one.sheet, None, header)), text, guess)


def behind(
    table: str,
    accounts: Iterable[ListAccount],
    profiles: Iterable[ListProfile],
    places: Collection[tuple[str, str | None]],
) -> list[ListAccount]:
    """The lists that a table is made from: those whose records it holds, else those that stand where its
    rows come from (`places`: file and sheet)."""
    named = {list_of(one) for one in profiles if one.table in (table, MADE_FROM.get(table))}
    if named:
        return [one for one in accounts if list_of(one) in named]
    return [one for one in accounts if (one.file, one.sheet) in places]


def held_of(accounts: Sequence[ListAccount]) -> tuple[int, int]:
    """How many rows of lists are held or refused, and how many came in."""
    return sum(one.held + one.refused for one in accounts), sum(one.rows_in for one in accounts)


def list_of(one: ListAccount | ListProfile | RowException) -> ListKey:
    """The list that an account, a profile or a row is of."""
    return one.list_name, one.file, one.sheet
