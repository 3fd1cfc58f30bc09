"""One year's census: the episodes of need that it holds, and what belongs to each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from goldenthread.sample.council import Council, Row
from goldenthread.sample.return_years import ReturnYear
from goldenthread.sample.truths.records import Records


@dataclass(frozen=True)
class Returned:
    """A council's census for a year, as known on its last day."""

    council: Council
    records: Records
    year: ReturnYear

    @cached_property
    def episodes(self) -> dict[str, list[Row]]:
        """By child, in order: the episodes of which something was going on in the year.

        An episode counts while it is open, and also while a part of it is unfinished after it closed.
        """
        found: dict[str, list[Row]] = {}
        for row in self.records.rows("referrals"):
            if row["referral_date"] <= self.year.last and self._goes_on(row):
                found.setdefault(row["person_id"], []).append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (row["referral_date"], row["referral_id"]))
        return dict(sorted(found.items()))

    def _goes_on(self, row: Row) -> bool:
        closed = row["closure_date"]
        if closed is None or closed >= self.year.first:
            return True
        return bool(self.assessments(row) or self.enquiries(row) or self.plans(row))

    def assessments(self, referral: Row) -> list[Row]:
        """The assessments unfinished on a day of the year, or finished in it."""
        return self._of(referral, "assessments", "authorised_date")

    def plans(self, referral: Row) -> list[Row]:
        """The protection plans open on a day of the year; not those of another authority."""
        return [row for row in self._of(referral, "cp_plans", "end_date") if not row["is_ola"]]

    def plans_in_need(self, referral: Row) -> list[Row]:
        """The child in need plans open on a day of the year."""
        return self._of(referral, "cin_plans", "end_date")

    def enquiries(self, referral: Row) -> list[tuple[Row, Row | None]]:
        """The section 47 enquiries begun or settled in the year, or unsettled in it; with their conference.

        An enquiry is settled by its conference, or by its end where none is needed.
        """
        found = []
        for row in self._sub(referral, "s47_enquiries"):
            meetings = self.records.where("icpcs", "s47_id", row["s47_id"])
            meeting = next((one for one in meetings if one["person_id"] == row["person_id"]), None)
            settled: dt.date | None = meeting["conference_date"] if meeting else row["end_date"]
            if self.year.touches(row["start_date"], settled):
                found.append((row, meeting))
        return sorted(found, key=lambda pair: (pair[0]["start_date"], pair[0]["s47_id"]))

    def transfer_in(self, referral: Row) -> dt.date | None:
        """The day of the year on which a conference was held about a child who moved in with a plan."""
        rows = [row for row in self._sub(referral, "icpcs") if row["is_transfer_in"]]
        days = [row["conference_date"] for row in rows if self.year.holds(row["conference_date"])]
        return days[0] if days else None

    def _of(self, referral: Row, table: str, end: str) -> list[Row]:
        rows = self._sub(referral, table)
        found = [row for row in rows if self.year.touches(row["start_date"], row[end])]
        return sorted(found, key=lambda row: row["start_date"])

    def _sub(self, referral: Row, table: str) -> list[Row]:
        return self.records.where(table, "referral_id", referral["referral_id"])
