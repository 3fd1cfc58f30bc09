"""Health assessments of looked-after children, planned so that a given share is in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goldenthread.base.dates import month_end, month_number, months_before
from goldenthread.base.workdays import add_working_days
from goldenthread.sample.calibration import Curve
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, World

IHA: Curve = [
    ("2018-01", 0.48),
    ("2021-01", 0.56),
    ("2023-07", 0.55),
    ("2023-10", 0.5),
    ("2023-11", 0.5),
    ("2023-12", 0.7),
    ("2024-01", 0.66),
]
RHA: Curve = [
    ("2018-01", 0.82),
    ("2022-01", 0.85),
    ("2023-07", 0.81),
    ("2023-10", 0.785),
    ("2023-11", 0.772),
    ("2023-12", 0.812),
    ("2024-01", 0.822),
]


@dataclass(eq=False)
class Stay:
    """Unbroken care: periods that follow each other on one day are one stay."""

    person_id: str
    born: dt.date
    start: dt.date
    end: dt.date | None
    last: dt.date | None = None


def stays(world: World) -> list[Stay]:
    """The unbroken stays of every child, short breaks left out."""
    found: list[Stay] = []
    for person in world.people.values():
        for row in sorted(person.care, key=lambda one: one["start_date"]):
            if row["is_short_breaks"]:
                continue
            if found and found[-1].person_id == person.id and found[-1].end == row["start_date"]:
                found[-1].end = row["end_date"]
            else:
                found.append(Stay(person.id, person.born, row["start_date"], row["end_date"]))
    return found


def assess_health(world: World) -> None:
    """Initial and review assessments, dental checks."""
    world.tables["cla_health"] = []
    everyone = stays(world)
    initial(world, everyone)
    for month in world.months():
        review(world, month, everyone)


def initial(world: World, everyone: list[Stay]) -> None:
    """Of the assessments due in a month the planned share is held within 20 working days."""
    chance = world.chance("iha")
    due: dict[int, list[Stay]] = {}
    for stay in everyone:
        day = add_working_days(stay.start, 20)
        if stay.start < world.first:
            # Known before the history: one assessment in the year before it.
            stay.last = max(stay.start + 10 * DAY, world.first - chance.randrange(1, 360) * DAY)
            _event(world, stay, "rha" if stay.start < world.first - 60 * DAY else "iha", stay.last)
        elif stay.end is None or stay.end > day:
            due.setdefault(month_number(day), []).append(stay)
    for month, cohort in sorted(due.items()):
        spread = 0.0 if month >= 53 * 12 + 9 else 0.08
        wanted = int(world.plan.path(IHA, "iha", month, spread) * len(cohort) + 0.5)
        timely = {id(stay) for stay in chance.sample(cohort, min(wanted, len(cohort)))}
        for stay in cohort:
            limit = add_working_days(stay.start, 20)
            if id(stay) in timely:
                day = add_working_days(stay.start, chance.randrange(9, 21))
            else:
                day = limit + chance.randrange(1, 45) * DAY
                if chance.random() < 0.06:
                    _event(world, stay, "iha", limit, "refused")
            if stay.end is None or day < stay.end:
                stay.last = day
                _event(world, stay, "iha", day)


def review(world: World, month: int, everyone: list[Stay]) -> None:
    """At the month's end the planned share of those looked after for long has been assessed in time."""
    chance, day = world.chance("rha"), month_end(month)
    year, half = months_before(day, 12), months_before(day, 6)
    cohort: list[Stay] = []
    lapsed: list[Stay] = []
    for stay in everyone:
        if stay.start > half or (stay.end is not None and stay.end <= day):
            continue
        limit = half if stay.born > months_before(day, 60) else year
        if stay.start > limit:
            continue
        cohort.append(stay)
        if stay.last is None or stay.last <= limit:
            lapsed.append(stay)
    spread = 0.0 if month >= 53 * 12 + 9 else 0.015
    wanted = int((1 - world.plan.path(RHA, "rha", month, spread)) * len(cohort) + 0.5)
    late = {id(stay) for stay in chance.sample(lapsed, min(wanted, len(lapsed)))}
    days = world.workdays(month)
    for stay in lapsed:
        if id(stay) not in late:
            stay.last = chance.choice(days)
            _event(world, stay, "rha", stay.last)
            _event(world, stay, "dental", chance.choice(days))


def _event(world: World, stay: Stay, kind: str, day: dt.date, status: str = "completed") -> Row:
    return world.add(
        "cla_health",
        {
            "health_id": world.new_id("HE"),
            "person_id": stay.person_id,
            "check_type": kind,
            "check_date": day,
            "status": status,
            "latest_only": False,
        },
    )
