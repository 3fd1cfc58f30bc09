"""Immunisations and development checks of children looked after, and the education plans of each term."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import birthday
from goldenthread.sample.council import Row
from goldenthread.sample.health import stays
from goldenthread.sample.world import DAY, World

TERMS = (1, 4, 9)
"""The months with which school terms begin."""

PLANNED = 0.68
"""The share of terms in which a child's plan is reviewed."""


def check(world: World) -> None:
    """Once a year whether immunisations are up to date; twice a year the development of the youngest."""
    chance = world.chance("immunisations")
    for stay in stays(world):
        day = max(stay.start, world.first) + chance.randrange(10, 200) * DAY
        end = stay.end or world.last
        while day < end:
            status = "completed" if chance.random() < 0.9 else "planned"
            _event(world, stay.person_id, "immunisation", day, status)
            day += chance.randrange(320, 380) * DAY
    chance = world.chance("development checks")
    for stay in stays(world):
        day = max(stay.start, world.first) + chance.randrange(10, 120) * DAY
        end = min(stay.end or world.last, birthday(stay.born, 5))
        while day < end:
            if chance.random() < 0.75:
                _event(world, stay.person_id, "development", day, "completed")
            day += chance.randrange(160, 220) * DAY


def _event(world: World, person_id: str, kind: str, day: dt.date, status: str) -> None:
    world.add(
        "cla_health",
        {
            "health_id": world.new_id("HC"),
            "person_id": person_id,
            "check_type": kind,
            "check_date": day,
            "status": status,
            "latest_only": False,
        },
    )


def plan_education(world: World) -> None:
    """The register of education is written anew each term, with the day of that term's plan, if any."""
    chance = world.chance("education plans")
    found: list[Row] = []
    for row in world.tables["cla_education"]:
        starts = [row["start_date"], *_terms(row["start_date"], row["end_date"] or world.last)]
        for number, start in enumerate(starts):
            last = number + 1 == len(starts)
            end = row["end_date"] if last else starts[number + 1]
            days = ((end or world.last) - start).days
            plan = None
            if days > 10 and chance.random() < PLANNED:
                plan = start + chance.randrange(3, days) * DAY
            found.append({**row, "start_date": start, "end_date": end, "pep_date": plan})
    world.tables["cla_education"] = found


def _terms(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days after one day and before another on which a term begins."""
    days = [dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in TERMS]
    return [day for day in days if first < day < last]
