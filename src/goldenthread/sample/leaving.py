"""Young people who are to leave care, and care leavers: their status as advisers note it now and then."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from goldenthread.sample import teams
from goldenthread.sample.chance import draw
from goldenthread.sample.council import Row
from goldenthread.sample.health import Stay, stays
from goldenthread.sample.world import DAY, Person, World, eighteen

REGISTER_START = dt.date(2021, 4, 1)
STREAM = "leaving care"
LONG_ENOUGH = 91 * DAY
"""A young person of 16 or 17 is eligible after 13 weeks in care."""

STATUS = (
    "person_id",
    "status_date",
    "eligibility",
    "in_touch",
    "latest_contact",
    "accommodation",
    "accommodation_suitable",
    "activity",
    "pathway_plan_date",
    "personal_adviser",
    "team_id",
    "worker_id",
)
TOUCH = [("YES", 90), ("NO", 5), ("REFU", 3), ("NREQ", 2), ("RHOM", 1), ("DIED", 0.03)]
ACTIVITIES = [
    ("F2", 20), ("F5", 22), ("F4", 6), ("F1", 6), ("P2", 4), ("P5", 2), ("G5", 26), ("G4", 9), ("G6", 4)
]  # fmt: skip
HOMES = [("U", 42), ("D", 22), ("B", 12), ("Z", 8), ("E", 5), ("X", 3), ("S", 2), ("R", 2), ("G", 1)]
UNSUITABLE = ("X", "S", "W", "V")


@dataclass
class Life:
    """How a young person is doing; parts of it change now and then."""

    touch: str
    home: str
    activity: str
    plan: dt.date | None


def leavers(world: World) -> None:
    """The readings of everybody from 16 in care to the end of advice, the last on the extract date."""
    advisers: dict[str, list[Row]] = {}
    for row in world.tables["involvements"]:
        if row["role"] == "personal_adviser":
            advisers.setdefault(row["person_id"], []).append(row)
    by_person: dict[str, list[Stay]] = {}
    for stay in stays(world):
        by_person.setdefault(stay.person_id, []).append(stay)
    world.tables["care_leavers"] = []
    for person_id, found in by_person.items():
        _follow(world, world.people[person_id], found, advisers.get(person_id, []))


def _follow(world: World, person: Person, found: list[Stay], advised: list[Row]) -> None:
    chance = world.chance(STREAM)
    sixteen = _birthday(person, 16)
    until = max((row["end_date"] for row in advised), default=eighteen(person.born))
    first = max(sixteen, REGISTER_START - 90 * DAY, world.first)
    if first > world.last or until <= first:
        return
    life = Life(draw(chance, TOUCH), draw(chance, HOMES), draw(chance, ACTIVITIES), None)
    day = first + chance.randrange(0, 40) * DAY
    while day < min(until, world.last):
        _note(world, person, day, found, advised, life)
        day += chance.randrange(40, 76) * DAY
        _live(chance, life)
    if until > world.last:
        _note(world, person, world.last, found, advised, life)


def _birthday(person: Person, age: int) -> dt.date:
    born = person.born
    return dt.date(born.year + age, born.month, 28 if (born.month, born.day) == (2, 29) else born.day)


def _live(chance: random.Random, life: Life) -> None:
    """What may change between two readings."""
    if life.touch == "DIED":
        return
    if chance.random() < 0.12:
        life.touch = draw(chance, TOUCH)
    if chance.random() < 0.10:
        life.home = draw(chance, HOMES)
    if chance.random() < 0.14:
        life.activity = draw(chance, ACTIVITIES)


def _note(
    world: World, person: Person, day: dt.date, found: list[Stay], advised: list[Row], life: Life
) -> None:
    """One reading, if the young person is entitled on the day; the plan is reviewed about twice a year."""
    chance = world.chance(STREAM)
    eligibility = _eligibility(person, day, found, advised)
    if life.plan is None or (day - life.plan).days > chance.randrange(120, 260):
        life.plan = day - chance.randrange(1, 60) * DAY
    if eligibility is None:
        return
    row: Row = {**dict.fromkeys(STATUS), "person_id": person.id, "status_date": day}
    row |= {"eligibility": eligibility, "pathway_plan_date": life.plan}
    if eligibility != "eligible":
        reached = life.touch in ("YES", "RHOM")
        row |= {
            "in_touch": life.touch,
            "latest_contact": day - chance.randrange(1, 75) * DAY,
            "accommodation": life.home if reached else "0",
            "accommodation_suitable": life.home not in UNSUITABLE if reached else None,
            "activity": life.activity if reached else "0",
            "personal_adviser": next((r["worker_id"] for r in advised if _holds(r, day)), None),
            "team_id": teams.LEAVING_CARE,
        }
    world.add("care_leavers", row)


def _eligibility(person: Person, day: dt.date, found: list[Stay], advised: list[Row]) -> str | None:
    """Eligible in care, relevant once left before 18, former relevant from 18 on; none for short stays."""
    if day >= eighteen(person.born):
        return "former_relevant" if any(_holds(row, day) for row in advised) else None
    begun = [stay for stay in found if stay.start <= day]
    if not begun or (min(begun[-1].end or day, day) - begun[-1].start) < LONG_ENOUGH:
        return None
    if begun[-1].end is None or begun[-1].end > day:
        return "eligible"
    return "relevant" if begun[-1].end >= _birthday(person, 16) + LONG_ENOUGH else None


def _holds(row: Row, day: dt.date) -> bool:
    return bool(row["start_date"] <= day and (row["end_date"] is None or row["end_date"] > day))
