"""What placements are beside the carer: where they lie, whether they are registered, what they cost.

All of it is drawn after the journeys, from streams of its own, so that no journey depends on it.
"""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_number
from goldenthread.sample import people, placing
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, World

REGISTRATION = dt.date(2023, 10, 28)
"""From this day supported accommodation must be registered."""

ELSEWHERE = "ZZ7"
"""Postcodes of placements outside the area: no locality knows them."""

WEEKLY = {
    "foster_to_adopt": 410,
    "family_friends": 245,
    "foster_in_house": 465,
    "foster_external": 985,
    "supported": 1650,
    "residential": 5350,
    "secure": 7600,
    "other": 6400,
}
"""Pounds a week in the first year of the history. Placements with parents and for adoption have no line."""
YEARLY_RISE = 1.045
COVERED = 0.96


def furnish(world: World) -> None:
    """Postcodes, registration numbers and costs of all placements."""
    places = [row for row in world.tables["placements"] if not row["place"].startswith("T")]
    locate(world, places)
    register(world, places)
    price(world, places)


def locate(world: World, places: list[Row]) -> None:
    """A postcode for each time with one carer, in the area or outside as the placement lies."""
    chance = world.chance("placement postcodes")
    known: dict[str, str] = {}
    for row in places:
        outside = row["is_outside_authority"]
        if row["carer_spell_id"] not in known:
            inside = people.postcode(chance, people.HOME_LOCALITIES.draw(chance))
            known[row["carer_spell_id"]] = f"{ELSEWHERE} {inside[4:]}" if outside else inside
        row["postcode"] = known[row["carer_spell_id"]]


def register(world: World, places: list[Row]) -> None:
    """Most supported accommodation in use since registration became law has a number.

    All placements of a time with one carer have the same, so that a return from a temporary stay is one.
    """
    chance = world.chance("registration")
    numbers: dict[str, str | None] = {}
    supported = [row for row in places if row["place"] == "H5"]
    for row in supported:
        spell, in_use = row["carer_spell_id"], row["end_date"] is None or row["end_date"] > REGISTRATION
        if in_use and spell not in numbers:
            registered = chance.random() < 0.93
            numbers[spell] = f"SC9{chance.randrange(10_000, 99_999)}" if registered else None
    for row in supported:
        row["urn"] = numbers.get(row["carer_spell_id"])


def price(world: World, places: list[Row]) -> None:
    """A cost line from the start of a placement and a new one each April; a few placements have none."""
    chance = world.chance("placement costs")
    for row in places:
        usual = WEEKLY.get(_group(row))
        if usual is None or chance.random() > COVERED:
            continue
        needs = chance.uniform(0.8, 1.35)
        until = min(row["end_date"] or dt.date.max, world.last + DAY)
        days = [row["start_date"], *_aprils(row["start_date"], until)]
        for place, day in enumerate(days):
            following = days[place + 1] if place + 1 < len(days) else row["end_date"]
            cost = usual * needs * YEARLY_RISE ** _years(world, day)
            world.add(
                "placement_costs",
                {
                    "placement_id": row["placement_id"],
                    "valid_from": day,
                    "valid_to": following - DAY if following and following <= world.last else None,
                    "weekly_cost": float(round(cost)),
                    "funding_split": None,
                },
            )


def _group(row: Row) -> str:
    if row["place"].startswith("A"):
        return "adoption"
    if row["place"] in ("U4", "U6"):
        return "foster_in_house" if row["provider"] == "PR1" else "foster_external"
    return placing.group_of(row)


def _aprils(start: dt.date, until: dt.date) -> list[dt.date]:
    """The first days of April after a start and before an end."""
    years = range(start.year, until.year + 1)
    return [day for day in (dt.date(year, 4, 1) for year in years) if start < day < until]


def _years(world: World, day: dt.date) -> int:
    """Financial years between the beginning of the history and a day."""
    return (month_number(day) - 3) // 12 - (month_number(world.first) - 3) // 12
