"""Placements: codes of each group, who can be placed where, and the rows of a placement."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from goldenthread.sample.chance import draw
from goldenthread.sample.council import Row
from goldenthread.sample.world import Person, World

CODES: dict[str, list[tuple[str, str | None, float]]] = {
    "adoption": [("A6", "PR1", 3), ("A4", "PR1", 1)],
    "foster_to_adopt": [("U5", "PR1", 3), ("U2", "PR1", 0.3)],
    "parents": [("P1", "PR0", 1)],
    "family_friends": [("U3", "PR1", 6), ("U1", "PR1", 1)],
    "foster_in_house": [("U6", "PR1", 6), ("U4", "PR1", 3)],
    "foster_external": [("U6", "PR4", 5), ("U4", "PR4", 3), ("U6", "PR5", 1)],
    "supported": [("H5", "PR4", 1)],
    "residential": [("K2", "PR4", 8), ("K2", "PR1", 1), ("S1", "PR4", 1), ("R1", "PR4", 0.5)],
    "secure": [("K1", "PR2", 1)],
    "other": [("Z1", None, 1)],
}
"""Place code, provider and weight of each group. The group names are those of the readings.

Only parents are PR0, and a setting of no listed kind has no provider, as the looked-after return has it.
"""

FAMILY_CODES = {"U1", "U3"}
GROUP_OF = {
    code: group
    for group, rows in CODES.items()
    for code, _, _ in rows
    if not group.startswith("foster_in") and not group.startswith("foster_ex")
}


def group_of(row: Row) -> str:
    """The placement group of a row; both foster groups as one."""
    return "foster" if row["place"] in ("U4", "U6") else GROUP_OF.get(row["place"], "other")


def suits(group: str, age: int, uasc: bool) -> bool:
    """Whether a child of an age can be placed in a group."""
    low, high = {
        "adoption": (0, 6),
        "foster_to_adopt": (0, 3),
        "supported": (16, 17),
        "residential": (8, 17),
        "secure": (12, 17),
        "other": (11, 17),
    }.get(group, (0, 17))
    return low <= age <= high and not (uasc and group in ("parents", "adoption", "foster_to_adopt"))


def first_group(chance: random.Random, age: int, uasc: bool) -> str:
    """Where a child who enters care is placed."""
    if uasc:
        return chance.choice(
            ["supported", "foster_external", "foster_in_house"]
            if age > 15
            else ["foster_external", "foster_in_house"]
        )
    weights = {
        "foster_in_house": 26.0,
        "foster_external": 22,
        "family_friends": 28,
        "parents": 7,
        "foster_to_adopt": 8,
        "residential": 9,
        "supported": 20,
        "other": 1,
    }
    return _weighted(chance, weights, age, uasc)


NEXT: dict[str, dict[str, float]] = {
    "foster": {
        "foster": 40.0,
        "family_friends": 13,
        "parents": 8,
        "residential": 17,
        "supported": 45,
        "foster_to_adopt": 4,
        "adoption": 12,
        "other": 2,
    },
    "family_friends": {
        "foster": 45,
        "family_friends": 20,
        "parents": 15,
        "residential": 5,
        "supported": 6,
        "adoption": 2,
    },
    "parents": {"foster": 60, "family_friends": 40, "residential": 6},
    "residential": {
        "residential": 44,
        "foster": 20,
        "supported": 26,
        "parents": 7,
        "family_friends": 4,
        "secure": 2,
        "other": 3,
    },
    "supported": {"supported": 70, "foster": 10, "residential": 8, "other": 6},
    "secure": {"residential": 70, "foster": 15, "supported": 20},
    "other": {"residential": 35, "foster": 35, "supported": 30},
    "foster_to_adopt": {"foster": 20, "family_friends": 20, "adoption": 8},
}
MOBILITY = {
    "foster": 1.0,
    "family_friends": 0.5,
    "parents": 0.5,
    "residential": 1.6,
    "supported": 1.5,
    "secure": 3.0,
    "other": 5.0,
    "foster_to_adopt": 0.3,
    "adoption": 0.0,
}


def next_group(chance: random.Random, now: str, age: int, uasc: bool) -> str:
    """Where a child moves from a placement."""
    return _weighted(chance, NEXT[now], age, uasc)


def _weighted(chance: random.Random, weights: dict[str, float], age: int, uasc: bool) -> str:
    fit = [(group, weight) for group, weight in weights.items() if suits(group, age, uasc)]
    return draw(chance, fit) if fit else "foster"


def new_placement(
    world: World, person: Person, period: Row, day: dt.date, group: str, spell: str | None = None
) -> Row:
    """A placement in a group from a day; without a carer spell given, a new one begins."""
    chance = world.chance("placements")
    if group == "foster":
        group = "foster_in_house" if chance.random() < 0.5 else "foster_external"
    options = CODES[group]
    place, provider, _ = chance.choices(options, [weight for _, _, weight in options])[0]
    far = chance.random() < {"residential": 0.75, "foster_external": 0.5, "secure": 1.0}.get(group, 0.2)
    distance = round(chance.uniform(12, 60) if far else chance.uniform(0.2, 9), 1)
    return world.add(
        "placements",
        {
            "placement_id": world.new_id("PL"),
            "person_id": person.id,
            "cla_period_id": period["cla_period_id"],
            "carer_spell_id": spell or world.new_id("SP"),
            "start_date": day,
            "end_date": None,
            "place": place,
            "provider": provider,
            "urn": urn(chance, place),
            "postcode": None,
            "placement_authority": None,
            "is_outside_authority": far,
            "distance_miles": 0.0 if group == "parents" else None if person.uasc else distance,
            "move_reason": None,
            "intended_to_18": place in ("U1", "U4"),
        },
    )


class AdoptionSteps(NamedTuple):
    """The days on the way to a placement for adoption."""

    decided: dt.date
    ordered: dt.date
    matched: dt.date


def adoption_steps(entered: dt.date, placed: dt.date) -> AdoptionSteps:
    """Decision, order and match of a child who came into care on one day and was placed on another."""
    room = max(60, (placed - entered).days)
    return AdoptionSteps(
        placed - dt.timedelta(int(room * 0.7)),
        placed - dt.timedelta(int(room * 0.4)),
        placed - dt.timedelta(min(30, int(room * 0.2))),
    )


def urn(chance: random.Random, place: str) -> str | None:
    """An invented unique reference number of a home; none for family settings."""
    return f"SC9{chance.randrange(10_000, 99_999)}" if place in ("K1", "K2", "U4", "U6", "S1") else None
