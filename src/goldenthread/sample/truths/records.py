"""The council's planted rows, found by child, by month and by day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from goldenthread.base.dates import month_number
from goldenthread.base.periods import Period
from goldenthread.sample.council import Council, Row


def is_open(start: dt.date | None, end: dt.date | None, day: dt.date) -> bool:
    """Started on or before the day, and not ended by it. No start counts as always begun."""
    return (start is None or start <= day) and (end is None or end > day)


class Records:
    """A council's rows with the look-ups of a card index: no arithmetic, no definitions."""

    def __init__(self, council: Council) -> None:
        self.authority = council.authority
        self.extracted_on = council.extracted_on
        self._tables = council.tables
        self.groups_read: dict[str, dict[tuple[str, dt.date], list[str]]] = {}
        """The groups of a child on a day by breakdown, as already read in the period at hand."""
        self._kept: dict[str, Any] = {}
        self._indexes: dict[tuple[str, str], dict[object, list[Row]]] = {}

    def rows(self, table: str) -> list[Row]:
        """All rows of a table; none when the council does not keep it."""
        return self._tables.get(table, [])

    def where(self, table: str, column: str, value: object) -> list[Row]:
        """The rows of a table in which a column has a value."""
        index = self._indexes.get((table, column))
        if index is None:
            index = self._indexes[table, column] = self._index(table, column)
        return index.get(value, [])

    def of(self, table: str, person_id: str) -> list[Row]:
        """The rows of one child."""
        return self.where(table, "person_id", person_id)

    def dated(self, table: str, column: str, period: Period) -> Iterator[Row]:
        """The rows whose date lies in the period, both end days in."""
        months: dict[int, list[Row]] = self.once(
            f"months of {table}.{column}", lambda: self._months(table, column)
        )
        for month in range(period.first_month, period.last_month + 1):
            yield from months.get(month, [])

    def open_on(
        self, table: str, day: dt.date, start: str = "start_date", end: str = "end_date"
    ) -> Iterator[Row]:
        """The rows that are open on a day."""
        return (row for row in self.rows(table) if is_open(row[start], row[end], day))

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Something worked out from the rows, kept so that it is worked out once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    def _index(self, table: str, column: str) -> dict[object, list[Row]]:
        index: dict[object, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            index[row[column]].append(row)
        return dict(index)

    def _months(self, table: str, column: str) -> dict[int, list[Row]]:
        months: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows(table):
            if row[column] is not None:
                months[month_number(row[column])].append(row)
        return dict(months)


def latest(rows: list[Row], start: str, identifier: str) -> Row | None:
    """Of several rows open at once, the one that counts: the later start, then the higher id."""
    return max(rows, key=lambda row: (row[start] or dt.date.min, str(row[identifier])), default=None)
