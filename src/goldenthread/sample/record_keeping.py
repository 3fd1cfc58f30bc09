"""Case summaries, chronologies and cultural genograms: when each was brought up to date."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_end, month_number
from goldenthread.sample.calibration import Curve
from goldenthread.sample.world import DAY, Person, World, open_on

STARTS = {
    "case_summary": dt.date(2021, 4, 1),
    "chronology": dt.date(2021, 4, 1),
    "cultural_genogram": dt.date(2022, 10, 1),
}
LIMIT = 91
SHARES: dict[str, Curve] = {
    "case_summary": [("2021-04", 0.74), ("2022-12", 0.83), ("2023-12", 0.91)],
    "chronology": [("2021-04", 0.55), ("2022-12", 0.62), ("2023-12", 0.7)],
    "cultural_genogram": [("2022-10", 0.35), ("2023-06", 0.48), ("2023-12", 0.58)],
}
"""Share of records that are kept up when they come to be due."""
RECOVERY = 0.3
"""Share of the late ones, and of those that new cases need, that are written in a month."""


def keep_records(world: World) -> None:
    """All updates since the register began: a record that runs out within the month is renewed, or not."""
    world.tables["case_records"] = []
    last: dict[tuple[str, str], dt.date] = {}
    people = [person for person in world.people.values() if person.cin or person.cp or person.care]
    for month in world.months():
        day = month_end(month)
        if month < month_number(min(STARTS.values())):
            continue
        found = [person for person in people if has_case(person, day)]
        for kind, first in STARTS.items():
            if day > first:
                _keep(world, month, kind, found, last)


def has_case(person: Person, day: dt.date) -> bool:
    """On a plan or in care."""
    return (
        any(open_on(row, day) for row in person.cin)
        or any(open_on(row, day) for row in person.cp if not row["is_ola"])
        or any(open_on(row, day) for row in person.care if not row["is_short_breaks"])
    )


def _keep(
    world: World, month: int, kind: str, found: list[Person], last: dict[tuple[str, str], dt.date]
) -> None:
    chance, day = world.chance("records"), month_end(month)
    share = world.plan.path(SHARES[kind], "records " + kind, month, 0.02)
    for person in found:
        key = (person.id, kind)
        updated = last.get(key, dt.date.min)
        if updated >= day - (LIMIT - 28) * DAY:
            continue
        if chance.random() < (share if updated >= day - LIMIT * DAY else RECOVERY):
            last[key] = day - chance.randrange(0, 27) * DAY
            world.tables["case_records"].append(
                {
                    "person_id": person.id,
                    "record_type": kind,
                    "updated_date": last[key],
                    "worker_id": None,
                }
            )
