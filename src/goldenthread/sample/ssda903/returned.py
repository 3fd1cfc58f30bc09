"""One year's return: the children and episodes that it holds, from which all its files are drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from goldenthread.sample.council import Council, Row
from goldenthread.sample.return_years import ReturnYear
from goldenthread.sample.truths.care import unbroken_care
from goldenthread.sample.truths.records import Records

LEAVER_AGES = range(17, 22)

Line = dict[str, str | int | dt.date | None]
"""One row of a file: column to value."""


@dataclass(frozen=True)
class Returned:
    """A council's return for a year, as known on its last day."""

    council: Council
    records: Records
    year: ReturnYear

    @cached_property
    def episodes(self) -> list[Row]:
        """The episodes that were open on a day of the year, by child and day."""
        rows = self.council.tables["cla_episodes"]
        found = [row for row in rows if self.year.touches(row["start_date"], row["end_date"])]
        return sorted(found, key=lambda row: (row["person_id"], row["start_date"], row["episode_id"]))

    @cached_property
    def children(self) -> dict[str, Row]:
        """The people with an episode in the year, by id, in order."""
        return {row["person_id"]: self.person(row["person_id"]) for row in self.episodes}

    @cached_property
    def all_year(self) -> dict[str, Row]:
        """The children looked after without a break on every day of the year."""
        cares = unbroken_care(self.records)
        return {
            key: person
            for key, person in self.children.items()
            if any(
                care.start <= self.year.first and care.holds(self.year.last) for care in cares.get(key, [])
            )
        }

    def person(self, person_id: str) -> Row:
        """The row of a child."""
        return self.records.of("persons", person_id)[0]

    def of_children(self, table: str) -> Iterator[tuple[Row, Row]]:
        """Each child with an episode in the year, and each row of a table about the child."""
        for key, person in self.children.items():
            for row in self.records.of(table, key):
                yield person, row
