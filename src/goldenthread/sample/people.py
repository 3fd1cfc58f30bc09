"""Children and families: who lives where, in invented homes."""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.sample.chance import Weighted
from goldenthread.sample.council import Row
from goldenthread.sample.world import Family, Person, World, eighteen

LOCALITIES = [("central", "Central", 0.24), ("west", "West", 0.33), ("east", "East", 0.43)]
POSTCODES = {"central": "ZZ1", "west": "ZZ2", "east": "ZZ3"}
"""ZZ is no postal area: no home can be meant."""

ETHNICITIES = Weighted(
    [
        ("WBRI", 62),
        ("WOTH", 7),
        ("WIRI", 1),
        ("WROM", 1),
        ("MWBC", 3),
        ("MWBA", 2),
        ("MWAS", 2),
        ("MOTH", 3),
        ("APKN", 3),
        ("AIND", 3),
        ("ABAN", 2),
        ("CHNE", 1),
        ("AOTH", 3),
        ("BAFR", 4),
        ("BCRB", 1),
        ("BOTH", 1),
        ("OOTH", 2),
        ("REFU", 1),
        ("NOBT", 4),
    ]
)
UASC_ETHNICITIES = Weighted([("OOTH", 5), ("AOTH", 4), ("BAFR", 4)])
DISABILITIES = ["LD", "AUT", "BEH", "COMM", "MOB", "CON", "HEAR", "VIS"]
AGE_WEIGHTS = [8, 6, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 7, 7, 7, 6, 4]
AGES = Weighted(list(enumerate(AGE_WEIGHTS)))
FAMILY_SIZES = Weighted([(1, 46), (2, 32), (3, 15), (4, 7)])
SEXES = Weighted([("M", 520), ("F", 478), ("U", 2)])
HOME_LOCALITIES = Weighted([(key, weight) for key, _, weight in LOCALITIES])


def postcode(chance: random.Random, locality: str) -> str:
    """An invented unit postcode of a locality: ten sectors of twelve units."""
    return f"{POSTCODES[locality]} {chance.randrange(10)}{chance.choice('ABCDEF')}{chance.choice('AB')}"


def postcodes(locality: str) -> list[str]:
    """Every postcode that can be drawn."""
    return [f"{POSTCODES[locality]} {n}{a}{b}" for n in range(10) for a in "ABCDEF" for b in "AB"]


def new_family(world: World, day: dt.date, size: int | None = None, eldest: int | None = None) -> Family:
    """A family as it stands on a day, with its later moves of home."""
    chance = world.chance("people")
    family = Family(world.new_id("F"), len(world.families) + 1, homes(world, day))
    world.families.append(family)
    count = size or FAMILY_SIZES.draw(chance)
    age = eldest if eldest is not None else AGES.draw(chance)
    born = day - dt.timedelta(age * 365 + chance.randrange(1, 360))
    for _ in range(count):
        add_child(world, family, born)
        born += dt.timedelta(chance.randrange(330, 1500) if chance.random() > 0.02 else 0)
        if born > day + dt.timedelta(150):
            break
    return family


def homes(world: World, day: dt.date) -> list[tuple[dt.date, str | None, str | None]]:
    """The addresses of a family: some move, some into another locality, some homes are not recorded."""
    chance = world.chance("homes")
    start = day - dt.timedelta(chance.randrange(200, 2500))
    found: list[tuple[dt.date, str | None, str | None]] = []
    while True:
        locality = HOME_LOCALITIES.draw(chance)
        if found and found[-1][2] and chance.random() < 0.6:
            locality = found[-1][2]
        known = chance.random() > 0.025
        found.append((start, postcode(chance, locality) if known else None, locality if known else None))
        start += dt.timedelta(chance.randrange(300, 6000))
        if start > world.last:
            return found


def add_child(world: World, family: Family, born: dt.date) -> Person:
    """One child of a family; about one in fourteen is disabled."""
    chance = world.chance("people")
    if born.month == 3 and born.day == 1 and chance.random() < 0.5 and (born - dt.timedelta(1)).day == 29:
        born -= dt.timedelta(1)
    sex = SEXES.draw(chance)
    ethnicity = ETHNICITIES.draw(chance)
    if family.people and chance.random() < 0.9:
        ethnicity = family.people[0].ethnicity
    person = Person(world.new_id("P"), family, sex, born, ethnicity)
    if chance.random() < 0.07:
        person.disability = chance.choice(DISABILITIES)
    person.dob_known = chance.random() > 0.002
    family.people.append(person)
    world.people[person.id] = person
    return person


def new_unaccompanied(world: World, day: dt.date) -> Person:
    """An unaccompanied young person: no family home here, an adult's age not far away."""
    chance = world.chance("people")
    family = Family(world.new_id("F"), len(world.families) + 1, [])
    world.families.append(family)
    born = day - dt.timedelta(chance.randrange(15 * 365 + 40, 17 * 365 + 200))
    person = add_child(world, family, born)
    person.sex = "M" if chance.random() < 0.9 else "F"
    person.ethnicity, person.uasc, person.disability = UASC_ETHNICITIES.draw(chance), True, None
    person.dob_known = True
    world.add(
        "immigration_statuses",
        {
            "immigration_id": world.new_id("IM"),
            "person_id": person.id,
            "status": "uasc",
            "start_date": day,
            "end_date": eighteen(born),
        },
    )
    return person


def person_rows(world: World) -> None:
    """Rows of everybody with a record: people, addresses, disabilities, families."""
    chance = world.chance("person rows")
    for person in world.people.values():
        if not person.used:
            continue
        has_plan = bool(person.disability and chance.random() < 0.6)
        world.add("persons", _person_row(person, person.born > world.last, has_plan))
        if person.disability or chance.random() < 0.9:
            code = person.disability or "NONE"
            world.add("disabilities", {"person_id": person.id, "disability": code, "is_flag_only": False})
        world.add("person_relationships", {
            "relation_id": world.new_id("R"), "person_id": person.id, "relation_type": "family",
            "family_id": person.family.id, "related_person_id": None, "related_dob": None,
        })  # fmt: skip
        address_rows(world, person)


def _person_row(person: Person, unborn: bool, has_plan: bool) -> Row:
    # A date of birth is missing for a few who were only ever a contact or a referral.
    statutory = bool(person.care or person.cp or person.cin or person.early_help)
    return {
        "person_id": person.id,
        "dob": person.born if not unborn and (person.dob_known or statutory) else None,
        "expected_dob": person.born if unborn else None,
        "death_date": None,
        "sex": "U" if unborn else person.sex,
        "gender": None,
        "ethnicity": person.ethnicity,
        "upn": None,
        "upn_unknown": None,
        "nationality": None,
        "has_ehcp": has_plan,
        "is_mother": None,
        "first_child_dob": None,
    }


def address_rows(world: World, person: Person) -> None:
    """The home addresses of one person, each ending on the day the next begins."""
    stays = person.family.homes
    for place, (start, code, locality) in enumerate(stays):
        if start > world.last:
            continue
        end = stays[place + 1][0] if place + 1 < len(stays) else None
        world.add(
            "addresses",
            {
                "address_id": world.new_id("A"),
                "person_id": person.id,
                "address_type": "home",
                "start_date": start,
                "end_date": end if end and end <= world.last else None,
                "postcode": code,
                "lsoa": None,
                "locality_id": locality,
            },
        )
