"""The first morning: people already known to the council when the history begins."""

from __future__ import annotations

import datetime as dt

from goldenthread.sample import care, front_door, need, people, placing, protection
from goldenthread.sample.chance import Weighted, draw
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, eighteen

YOUNG = Weighted(list(enumerate(people.AGE_WEIGHTS[:17])))
SOURCE = Weighted(front_door.SOURCES)
NEED = Weighted(front_door.NEEDS[:6])


def open_council(world: World) -> None:
    """Open episodes, plans, periods of care on the day before the first day."""
    chance = world.chance("opening")
    month = world.months()[0]
    for table in (
        "referrals",
        "assessments",
        "cp_plans",
        "s47_enquiries",
        "cla_periods",
        "cin_plans",
        "early_help_episodes",
    ):
        world.tables.setdefault(table, [])
    assessing(world, int(330 * world.plan.scale))
    in_need(world, int(620 * world.plan.scale))
    on_plans(world, world.plan.count("cp_stock", month), world.plan.share("cp_repeat_share", month))
    in_care(world, world.plan.count("cla_stock", month))
    chance.random()


def _known(world: World, days: int, person: Person | None = None) -> tuple[Person, Row]:
    """A person with an episode of need that began some days before the first day."""
    chance = world.chance("opening")
    start = world.first - days * DAY
    if person is None:
        family = people.new_family(world, world.first, size=1, eldest=YOUNG.draw(chance))
        person = family.people[0]
    start = max(start, person.born - 60 * DAY)
    row = world.add(
        "referrals",
        {
            "referral_id": world.new_id("CE"),
            "person_id": person.id,
            "referral_date": start,
            "source": SOURCE.draw(chance),
            "source_desc": None,
            "primary_need": NEED.draw(chance),
            "nfa": False,
            "outcome": "single_assessment",
            "closure_date": None,
            "closure_reason": None,
            "case_status": None,
            "referrals_12m_reported": None,
            "team_id": "T01",
            "worker_id": None,
        },
    )
    person.used = True
    person.referrals.append(row)
    world.open[person.id] = person
    return person, row


def assessing(world: World, count: int) -> None:
    """Children whose assessment is under way."""
    chance = world.chance("opening")
    for _ in range(count):
        person, row = _known(world, chance.randrange(2, 55))
        assessment = front_door.new_assessment(world, person, row, row["referral_date"])
        if assessment["authorised_date"] < world.first:
            assessment["authorised_date"] = world.first + chance.randrange(1, 20) * DAY


def in_need(world: World, count: int) -> None:
    """Children on child in need plans; some have been on a protection plan."""
    chance = world.chance("opening")
    for place in range(count):
        person, row = _known(world, chance.randrange(60, 420))
        if place % 5 == 0:
            person.disability = person.disability or chance.choice(people.DISABILITIES)
        plan = need.start_cin(world, person, min(row["referral_date"] + 45 * DAY, world.first - DAY))
        plan["_heads_for"] = max(plan["_heads_for"], world.first + chance.randrange(1, 200) * DAY)
        plan["_heads_for"] = min(plan["_heads_for"], eighteen(person.born))
        if chance.random() < 0.22 and not person.disability:
            earlier_plan(world, person)


def earlier_plan(world: World, person: Person) -> None:
    """A protection plan of earlier years."""
    chance = world.chance("opening")
    end = max(person.referrals[-1]["referral_date"] - chance.randrange(1, 900) * DAY, person.born + 20 * DAY)
    row = _plan(world, person, end - chance.randrange(90, 500) * DAY)
    row["start_date"], row["end_date"] = max(row["start_date"], person.born), end


def _plan(world: World, person: Person, day: dt.date) -> Row:
    chance = world.chance("opening")
    category = draw(chance, protection.CATEGORIES)
    row = world.add(
        "cp_plans",
        {
            "cp_plan_id": world.new_id("CP"),
            "person_id": person.id,
            "referral_id": person.referrals[-1]["referral_id"],
            "icpc_id": None,
            "start_date": day,
            "end_date": None,
            "initial_category": category,
            "latest_category": category,
            "is_ola": False,
            "previous_plans_reported": len(person.cp),
            "epo_or_pp_6m": False,
        },
    )
    person.cp.append(row)
    return row


def on_plans(world: World, count: int, repeat_share: float) -> None:
    """Children on protection plans."""
    chance = world.chance("opening")
    for place in range(count):
        days = int(chance.expovariate(1 / 190)) + 5
        person, row = _known(world, days + 30)
        while (world.first - person.born).days < days + 700 and place < count * repeat_share:
            world.open.pop(person.id)
            world.tables["referrals"].pop()
            person.used, person.referrals = False, []
            person, row = _known(world, days + 30)
        if place < int(count * repeat_share):
            earlier_plan(world, person)
        _plan(world, person, max(row["referral_date"] + DAY, world.first - days * DAY))


def in_care(world: World, count: int) -> None:
    """Children looked after, some for many years."""
    chance = world.chance("opening")
    for _ in range(count):
        days = int(chance.expovariate(1 / 850)) + 3
        person, row = _known(world, days + 20)
        if chance.random() < 0.22:
            person.born = world.first - chance.randrange(14 * 365, 18 * 365 - 30) * DAY
        day = max(world.first - days * DAY, person.born + DAY, row["referral_date"])
        age = person.age(day)
        period = care.open_period(world, person, day, placing.first_group(chance, max(age, 0), False))
        place = period["_places"][0]
        while (world.first - place["start_date"]).days > 250 and chance.random() < 0.6:
            when = (
                place["start_date"]
                + chance.randrange(60, (world.first - place["start_date"]).days - 30) * DAY
            )
            now = placing.group_of(place)
            if now == "adoption":
                break
            care.move_to(
                world, period, person, when, placing.next_group(chance, now, person.age(when), False)
            )
            place = period["_places"][-1]
