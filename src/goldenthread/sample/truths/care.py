"""Truths of children looked after: how many, who came, who left."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.base.dates import birthday
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open
from goldenthread.sample.truths.words import PLACEMENT_GROUPS

DAY = dt.timedelta(1)


@dataclass(frozen=True)
class Care:
    """A time in which a child was looked after; the end is not in it."""

    person: str
    start: dt.date
    end: dt.date | None
    need: str | None

    def holds(self, day: dt.date) -> bool:
        """The child is looked after on the day."""
        return is_open(self.start, self.end, day)


def periods_of_care(records: Records) -> dict[str, list[Care]]:
    """By child, in order: periods that are not short breaks; the 18th birthday ends each at the latest."""
    found: dict[str, list[Care]] = records.once("periods of care", lambda: _periods(records))
    return found


def _periods(records: Records) -> dict[str, list[Care]]:
    found: dict[str, list[Care]] = defaultdict(list)
    for row in records.rows("cla_periods"):
        person, start, end = row["person_id"], row["start_date"], _end(records, row)
        adult_all_along = end is not None and end <= start and end != row["end_date"]
        if not row["is_short_breaks"] and not adult_all_along:
            found[person].append(Care(person, start, end, row["primary_need"]))
    return {person: sorted(cares, key=lambda care: care.start) for person, cares in found.items()}


def _end(records: Records, row: Row) -> dt.date | None:
    born = child.person(records, row["person_id"]).get("dob")
    ends = [row["end_date"], birthday(born, 18) if born else None]
    return min((day for day in ends if day), default=None)


def unbroken_care(records: Records) -> dict[str, list[Care]]:
    """By child, in order: periods joined where one begins on the day on which the one before ended."""
    found: dict[str, list[Care]] = records.once("unbroken care", lambda: _joined(records))
    return found


def _joined(records: Records) -> dict[str, list[Care]]:
    found: dict[str, list[Care]] = {}
    for person, cares in periods_of_care(records).items():
        joined: list[Care] = []
        for care in cares:
            goes_on = bool(joined) and joined[-1].end == care.start
            start = joined.pop().start if goes_on else care.start
            joined.append(Care(person, start, care.end, care.need))
        found[person] = joined
    return found


def looked_after(records: Records, day: dt.date) -> Iterator[Care]:
    """The unbroken care of every child who is looked after on a day."""
    for cares in unbroken_care(records).values():
        yield from (care for care in cares if care.holds(day))


def is_looked_after(records: Records, person_id: str, day: dt.date) -> bool:
    """The child is looked after on a day."""
    return any(care.holds(day) for care in periods_of_care(records).get(person_id, []))


def cla_count(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after at the end."""
    for care in looked_after(records, period.end):
        yield Counted(care.person, care.person, period.end, own={"primary_need": care.need})


def cla_started(records: Records, period: Period) -> Iterator[Counted]:
    """Children who came into care: not where another period of theirs ended on the day."""
    for cares in unbroken_care(records).values():
        for care in cares:
            if period.start <= care.start <= period.end:
                yield Counted(care.person, care.person, care.start, own={"primary_need": care.need})


def cla_ceased(records: Records, period: Period) -> Iterator[Counted]:
    """Children who left care: not where another period of theirs starts on the day.

    Placement and legal status end with the care, so they are those of the last day in care.
    """
    for cares in unbroken_care(records).values():
        for care in cares:
            if care.end and period.start <= care.end <= period.end:
                last = care.end - DAY
                own = {
                    "placement_group": child.placement_group_on(records, care.person, last),
                    "legal_status": child.legal_status(records, care.person, last),
                }
                yield Counted(care.person, care.person, care.end, own=own)


def cla_net_change(records: Records, period: Period) -> Iterator[Counted]:
    """Children who came, less children who left."""
    for one in cla_started(records, period):
        yield Counted(("started", one.key), one.person, one.day, top=1)
    for one in cla_ceased(records, period):
        yield Counted(("ceased", one.key), one.person, one.day, top=-1)


def cla_started_in_care_at_end(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after at the end whose unbroken care began in the period."""
    for care in looked_after(records, period.end):
        if period.start <= care.start:
            yield Counted(care.person, care.person, period.end)


PEOPLE = ("locality", "team", "age_band", "sex", "ethnicity", "disability")
CARE = [
    Truth(
        "cla_count",
        "count",
        cla_count,
        (*PEOPLE, "primary_need", "placement_group", "provider", "legal_status", "uasc"),
    ),
    Truth("cla_rate", "rate", cla_count, ("locality",)),
    Truth(
        "cla_started",
        "count",
        cla_started,
        (*PEOPLE, "primary_need", "legal_status", "placement_group", "uasc"),
    ),
    Truth(
        "cla_ceased",
        "count",
        cla_ceased,
        ("locality", "team", "age_band", "sex", "ethnicity", "legal_status", "placement_group", "uasc"),
    ),
    Truth("cla_net_change", "count", cla_net_change, ("locality", "team")),
    Truth(
        "cla_started_in_care_at_end",
        "count",
        cla_started_in_care_at_end,
        split="placement_group",
        groups=tuple(PLACEMENT_GROUPS),
    ),
]
