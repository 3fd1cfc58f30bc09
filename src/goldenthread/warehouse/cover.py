"""Cover: for each authority, standard and table, the days for which it is complete and the columns it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from goldenthread.model.standards import LOCAL


@dataclass(frozen=True)
class TableCover:
    """The cover of one table from one standard.

    `stock_from`: first day on which a stock is right. `later`: columns that older loads did not bring, each
    with the first day for which it is there. `held`: of the rows of the lists that it is made from how many
    are held or refused, and how many came in; of joined loads those of the one with the greater share.
    """

    authority: str
    standard: str
    table: str
    covers_from: dt.date
    covers_to: dt.date
    stock_from: dt.date
    columns: frozenset[str]
    approximate: bool = False
    later: tuple[tuple[str, dt.date], ...] = ()
    held: tuple[int, int] = (0, 0)

    @property
    def held_share(self) -> float:
        """The share of rows that no figure counts, 0 to 1."""
        return self.held[0] / self.held[1] if self.held[1] else 0.0

    def joined_to(self, older: TableCover) -> TableCover:
        """This cover, reaching back over an older load's; a column that one lacked does not reach back.

        What was open before this cover is known when what is open on its first day is: every spell then
        either ended before it, which the older load says, or goes on into it.
        """
        later = {column: day for column, day in older.later if column in self.columns}
        later |= dict.fromkeys(self.columns - older.columns, self.covers_from)
        for column, day in self.later:
            later[column] = max(day, later.get(column, day))
        reaches_back = self.stock_from <= self.covers_from
        counts = older.covers_from < self.covers_from
        return replace(
            self,
            covers_from=min(older.covers_from, self.covers_from),
            stock_from=min(older.stock_from, self.stock_from) if reaches_back else self.stock_from,
            approximate=self.approximate or older.approximate,
            later=tuple(sorted(later.items())),
            held=older.held if counts and older.held_share > self.held_share else self.held,
        )

    def of(self, column: str) -> TableCover:
        """The cover as far as a column is in it."""
        day = max(self.covers_from, dict(self.later).get(column, self.covers_from))
        return replace(self, covers_from=day, stock_from=max(day, self.stock_from))


class Covers:
    """The covers of a snapshot, one for each authority, standard and table."""

    def __init__(self, covers: Iterable[TableCover]) -> None:
        self._covers = {(c.authority, c.standard, c.table): c for c in covers}

    def __iter__(self) -> Iterator[TableCover]:
        return iter(self._covers.values())

    def standards(self) -> tuple[str, ...]:
        """The standards present, child-level ones first; registers alone still count children they name."""
        found = {standard for _, standard, _ in self._covers}
        return (*(s for s in ("SSD", "AA", "CIN", "903") if s in found), LOCAL)

    def authorities(self) -> tuple[str, ...]:
        """The authorities present."""
        return tuple(sorted({authority for authority, _, _ in self._covers}))

    def supplier(self, authority: str, standard: str, table: str) -> TableCover | None:
        """The cover by which a standard's measures read a table: the register's, else the standard's."""
        return self._covers.get((authority, LOCAL, table)) or self._covers.get((authority, standard, table))

    def suppliers(self, standard: str, table: str) -> list[tuple[str, str]]:
        """(authority, standard) pairs whose rows of the table are read for a standard."""
        found = (self.supplier(authority, standard, table) for authority in self.authorities())
        return [(cover.authority, cover.standard) for cover in found if cover]
