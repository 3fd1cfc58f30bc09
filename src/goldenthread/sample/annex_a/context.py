"""What every list needs: the extract date, its windows, and the columns of a child and of a case's holder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from goldenthread.base.dates import months_before
from goldenthread.sample.annex_a import keys
from goldenthread.sample.council import Council, Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.records import Records, latest

Value = str | int | dt.date | None
Line = list[Value]
"""The cells of one row of a list."""


@dataclass(frozen=True)
class Context:
    """One council on its extract date."""

    council: Council

    @cached_property
    def records(self) -> Records:
        """The rows, by child."""
        return Records(self.council)

    @property
    def day(self) -> dt.date:
        """The extract date."""
        return self.council.extracted_on

    def within(self, day: dt.date | None, months: int = 6) -> bool:
        """The day lies in the months up to the extract: 31 January and 6 months begin on 1 August."""
        return day is not None and months_before(self.day, months) < day <= self.day

    def child(self, person_id: str) -> Line:
        """The id of a child, then what the child is."""
        return [person_id, *self.about(person_id)]

    def about(self, person_id: str) -> Line:
        """Gender, ethnicity, date of birth and age. An expected date stands for a birth; its age is -1."""
        row = child.person(self.records, person_id)
        born = row.get("dob") or row.get("expected_dob")
        return [
            keys.GENDER.get(str(row.get("sex")), keys.NOT_STATED),
            keys.ETHNICITY.get(str(row.get("ethnicity")), keys.ETHNICITY["NOBT"]),
            born,
            max(child.years(born, self.day), -1) if born else None,
        ]

    def disability(self, person_id: str) -> Line:
        """Whether the child has a disability, in a list of its own so that lists can be joined."""
        known = child.disability(self.records, person_id)
        return [keys.yes_no_unknown({"yes": True, "no": False}.get(known))]

    def holder(self, person_id: str, row: Row | None = None) -> Line:
        """Team and worker: of the row, else of the child's case now, else of the last who held it."""
        held = row if row and row.get("team_id") else self._allocation(person_id)
        worker = (row or {}).get("worker_id") or (held or {}).get("worker_id")
        return [self.team((held or {}).get("team_id")), worker]

    def team(self, team_id: str | None) -> str | None:
        """The name of a team."""
        found = self.records.where("teams", "team_id", team_id)
        return found[0]["name"] if found else team_id

    def _allocation(self, person_id: str) -> Row | None:
        now = child.allocation(self.records, person_id, self.day)
        past = [r for r in self.records.of("involvements", person_id) if r["role"] == "allocated_worker"]
        return now or latest(past, "start_date", "involvement_id")


def last(days: Iterable[dt.date | None], by: dt.date, since: dt.date | None = None) -> dt.date | None:
    """The last of the days, on or before one day and not before another."""
    known = [day for day in days if day is not None and day <= by and (since is None or day >= since)]
    return max(known, default=None)


def ordered(rows: Iterable[Row], column: str, identifier: str) -> list[Row]:
    """Rows by date, child and id: the same order on every machine."""
    return sorted(rows, key=lambda row: (row[column], str(row["person_id"]), str(row[identifier])))
