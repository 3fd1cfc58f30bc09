"""Family hubs and Supporting Families forms."""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.sample import people, planted, teams
from goldenthread.sample.calibration import Curve, month_key
from goldenthread.sample.world import DAY, World

HUBS_START = dt.date(2022, 4, 1)
HUBS = [
    ("H1", "Central Hub North", "central"),
    ("H2", "Central Hub South", "central"),
    ("H3", "West Hub", "west"),
    ("H4", "East Hub", "east"),
    ("H5", "East Hub Riverside", "east"),
    ("H6", "East Hub Hill", "east"),
]
PEOPLE: Curve = [
    ("2022-04", 1480),
    ("2022-10", 1790),
    ("2023-03", 1850),
    ("2023-04", 1890),
    ("2023-09", 2410),
]
VISITS_PER_PERSON = 2.26
SESSIONS = ["stay and play", "parenting", "health visiting", "advice", "youth", "baby group"]
DIP = {8: 0.86, 12: 0.84, 1: 0.97}
SHARES: dict[str, Curve] = {
    "central": [("2022-04", 0.318), ("2023-12", 0.335)],
    "west": [("2022-04", 0.232), ("2023-12", 0.211)],
}


def attend_hubs(world: World) -> None:
    """Sessions of the hubs: planned people, planned visits, planned shares of the localities."""
    for key, name, locality in HUBS:
        world.add("hubs", {"hub_id": key, "name": name, "locality_id": locality})
    world.tables["family_hub_attendance"] = []
    chance = world.chance("hubs")
    pool = [
        (
            f"A{number:06d}",
            people.HOME_LOCALITIES.draw(chance),
            chance.random() < 0.55,
        )
        for number in range(1, int(9000 * world.plan.scale))
    ]
    regular: list[tuple[str, str, bool]] = []
    for month in world.months():
        if month >= month_number(HUBS_START):
            regular = hub_month(world, month, pool, regular)


def hub_numbers(world: World, month: int) -> tuple[int, int, dict[str, int]]:
    """People, visits and visits by the locality of the hub."""
    dip = DIP.get(month % 12 + 1, 1.0)
    exact = world.plan.exact("hub_people", month)
    count = (
        int(exact)
        if exact is not None
        else int(world.plan.path(PEOPLE, "hub_people", month, 0.01) * dip * world.plan.scale)
    )
    exact = world.plan.exact("hub_visits", month)
    visits = int(exact) if exact is not None else int(count * VISITS_PER_PERSON)
    by_locality = {}
    for locality, curve in SHARES.items():
        exact = world.plan.exact(f"hub_visits_{locality}", month)
        by_locality[locality] = (
            int(exact)
            if exact is not None
            else int(visits * world.plan.path(curve, "hub_" + locality, month, 0.02))
        )
    by_locality["east"] = visits - sum(by_locality.values())
    return count, visits, by_locality


def hub_month(
    world: World, month: int, pool: list[tuple[str, str, bool]], regular: list[tuple[str, str, bool]]
) -> list[tuple[str, str, bool]]:
    """One month: six in ten came the month before. One visit in thirty is anonymous."""
    chance = world.chance("hubs")
    count, visits, by_locality = hub_numbers(world, month)
    again = chance.sample(regular, min(len(regular), int(count * 0.6)))
    known = {one[0] for one in again}
    others = [one for one in pool if one[0] not in known]
    came = again + chance.sample(others, count - len(again))
    anonymous = visits // 30
    guests: list[tuple[str, str, bool] | None] = [*came, *chance.choices(came, k=visits - count - anonymous)]
    guests += [None] * anonymous
    doors = [hub for locality, number in by_locality.items() for hub in _doors(chance, locality, number)]
    # People mostly use the hubs of their own locality: sort both sides loosely and pair them.
    order = {"central": 0, "west": 1, "east": 2}
    guests.sort(key=lambda one: (order[one[1]] if one else 1) + chance.random() * 1.7)
    place = {key: order[locality] for key, _, locality in HUBS}
    doors.sort(key=lambda hub: place[hub] + chance.random() * 1.7)
    start, length = month_start(month), (month_end(month) - month_start(month)).days
    for guest, hub in zip(guests, doors, strict=True):
        day = start + chance.randrange(length + 1) * DAY
        if day.weekday() == 6:
            day = day - DAY if day > start else day + DAY
        world.tables["family_hub_attendance"].append(
            {
                "attendance_id": world.new_id("HV"),
                "attendee_id": guest[0] if guest else None,
                "is_child": guest[2] if guest else None,
                "age_band": None,
                "hub_id": hub,
                "attended_on": day,
                "session_type": chance.choice(SESSIONS),
                "home_locality_id": guest[1] if guest else None,
                "person_id": None,
            }
        )
    return came


def _doors(chance: random.Random, locality: str, number: int) -> list[str]:
    hubs = [key for key, _, place in HUBS if place == locality]
    return [chance.choice(hubs) for _ in range(number)]


SF_STARTS = dt.date(2022, 4, 1)
CONCERNS = [str(number) for number in range(1, 11)]
SF_FORMS: Curve = [("2022-04", 11), ("2023-09", 15)]


def benchmark(world: World) -> None:
    """Supporting Families forms: a few each month, and the planted drive of November and December 2023."""
    for month in world.months():
        if month < month_number(SF_STARTS):
            continue
        bands = planted.SF_BANDS.get(month_key(month)) if world.plan.planted else None
        if bands is None:
            total = int(world.plan.path(SF_FORMS, "sf_forms", month, 0.3) * world.plan.scale + 0.5)
            bands = (total // 2, total * 2 // 5, total - total // 2 - total * 2 // 5)
        for positives, number in zip(("many", "few", "none"), bands, strict=True):
            for _ in range(number):
                form(world, month, positives)


def form(world: World, month: int, positives: str) -> None:
    """One form: three to six concerns identified, some of them ended well."""
    chance = world.chance("forms")
    identified = chance.sample(CONCERNS, chance.randrange(3, 7))
    number = {"many": chance.randrange(3, len(identified) + 1), "few": chance.randrange(1, 3), "none": 0}[
        positives
    ]
    family = chance.choice(world.families)
    day = chance.choice(world.workdays(month))
    locality = family.locality(day)
    key = world.new_id("FM")
    for concern in CONCERNS:
        found = concern in identified
        met = found and identified.index(concern) < number
        result = "positive" if met else chance.choice(["no_change", "no_change", "not_known", "negative"])
        world.add(
            "supporting_families_outcomes",
            {
                "form_id": key,
                "family_id": family.id,
                "form_date": day,
                "concern": concern,
                "identified": found,
                "result": result if found else None,
                "team_id": teams.EARLY_HELP[locality],
                "locality_id": locality,
            },
        )
