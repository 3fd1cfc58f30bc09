"""Care: who enters, moves and leaves in each month."""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.base.dates import month_end, month_start
from goldenthread.sample import calibration, need, placing, planted
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, eighteen

STATUSES = {
    "parents": "C1",
    "family_friends": "C1",
    "foster_to_adopt": "C1",
    "residential": "V2",
    "other": "V2",
    "supported": "V2",
    "secure": "C2",
}
CLOSURES = {"E11": "RC1", "E12": "RC1", "E41": "RC3", "E45": "RC4", "E46": "RC4", "E3": "RC5", "E7": "RC6"}


def look_after(world: World, month: int) -> None:
    """The month's starts, moves and ends, so that opening + starts - ends is the planned stock."""
    stock = [
        row for row in world.tables["cla_periods"] if row["end_date"] is None and not row["is_short_breaks"]
    ]
    target, starts = world.plan.count("cla_stock", month), world.plan.count("cla_starts", month)
    leaving = birthdays(world, stock, month)
    starts = max(starts, target - len(stock) + len(leaving) + 3)
    early = min(world.plan.count("cla_left_within_month", month), max(0, starts - 3))
    ends = len(stock) + starts - target - early
    if ends < len(leaving):
        early, ends = early - (len(leaving) - ends), len(leaving)
    entrants = enter(world, month, starts, early)
    move(world, month, stock)
    for period in pick_leavers(world, month, stock, leaving, ends):
        born = world.people[period["person_id"]].born
        day = eighteen(born) if period in leaving else _day_to_leave(world, period, month)
        leave(world, period, day)
    if not is_planted(world, month):
        world.chance("leavers").shuffle(entrants)
    for period in entrants[:early]:
        last = (month_end(month) - period["start_date"]).days
        leave(
            world, period, period["start_date"] + world.chance("leavers").randrange(1, min(9, last + 1)) * DAY
        )


def is_planted(world: World, month: int) -> bool:
    """Whether the month's entrants and movers are planted one by one."""
    return world.plan.planted and calibration.month_key(month) == planted.PLANTED_MONTH


def birthdays(world: World, stock: list[Row], month: int) -> list[Row]:
    """Periods that end in the month because the young person turns 18."""
    start, end = month_start(month), month_end(month)
    return [row for row in stock if start <= eighteen(world.people[row["person_id"]].born) <= end]


def enter(world: World, month: int, starts: int, early: int) -> list[Row]:
    """New periods of care; the first `early` of the list leave again within the month."""
    groups: list[str | None] = [None] * starts
    if is_planted(world, month):
        groups = [None] * early + list(planted.ENTRANT_GROUPS)
    chosen = choose_entrants(world, month, groups)
    return [start_care(world, person, month, group) for person, group in zip(chosen, groups, strict=True)]


def choose_entrants(world: World, month: int, groups: list[str | None]) -> list[Person]:
    """Unaccompanied arrivals first, then children with open episodes: those on plans, babies, siblings."""
    chance = world.chance("entrants")
    start, end = month_start(month), month_end(month)
    arrivals = [one for one in world.open.values() if one.uasc and not one.care]
    pool = [one for one in world.open.values() if _can_enter(one, start, end)]
    pool.sort(key=lambda one: chance.random() * _readiness(one, start))
    chosen: list[Person] = []
    for group in groups:
        if group is None and arrivals:
            chosen.append(arrivals.pop(0))
            continue
        brothers = [
            one for one in pool if chosen and one.family is chosen[-1].family and chance.random() < 0.8
        ]
        fit = [
            one for one in (brothers or pool) if group is None or placing.suits(group, one.age(start), False)
        ]
        fit = fit or [one for one in pool if group is None or placing.suits(group, one.age(start), False)]
        chosen.append(fit[0])
        pool.remove(fit[0])
    return chosen


def _can_enter(person: Person, start: dt.date, end: dt.date) -> bool:
    last = person.care[-1]["end_date"] if person.care else start - 60 * DAY
    turns = eighteen(person.born)
    return (
        person.born <= start
        and not person.uasc
        and last is not None
        and last < start
        and turns > end + 45 * DAY
        and person.referrals[-1]["referral_date"] < start
    )


def _readiness(person: Person, day: dt.date) -> float:
    """Smaller is likelier."""
    score = 1.0
    if person.cp and person.cp[-1]["end_date"] is None:
        score *= 0.22
    if person.age(day) < 1:
        score *= 0.4
    if person.age(day) > 12:
        score *= 0.7
    return score


def start_care(world: World, person: Person, month: int, group: str | None) -> Row:
    """A period of care with its first placement and legal status."""
    chance = world.chance("entrants")
    start = month_start(month)
    first = max(start, person.referrals[-1]["referral_date"]) if person.uasc else start
    days = [day for day in world.workdays(month) if day >= first][:-2] or [world.workdays(month)[-1]]
    if group:
        days = days[:-2]
    day = min(chance.choice(days), first + 2 * DAY) if person.uasc else chance.choice(days)
    return open_period(world, person, day, group or placing.first_group(chance, person.age(day), person.uasc))


def open_period(world: World, person: Person, day: dt.date, group: str) -> Row:
    """The rows of a period that begins."""
    chance = world.chance("periods")
    period = world.add(
        "cla_periods",
        {
            "cla_period_id": world.new_id("LA"),
            "person_id": person.id,
            "start_date": day,
            "end_date": None,
            "end_reason": None,
            "primary_need": person.referrals[-1]["primary_need"] if person.referrals else "N1",
            "is_short_breaks": False,
            "placements_12m_reported": None,
            "missing_12m_reported": None,
            "absent_12m_reported": None,
            "second_period_12m": None,
            "last_iro_contact": None,
        },
    )
    if period["primary_need"] in ("N9", "N0"):
        period["primary_need"] = "N1"
    person.care.append(period)
    person.used = True
    period["_places"] = [placing.new_placement(world, person, period, day, group)]
    status = "V2" if person.uasc else STATUSES.get(group, chance.choice(["C1", "V2"]))
    period["_statuses"] = [(day, status)]
    need.stop_cin(person, day)
    return period


def move(world: World, month: int, stock: list[Row]) -> None:
    """The month's movers: planned number, each to one destination."""
    chance = world.chance("moves")
    wanted = world.plan.count("placement_moves", month)
    destinations: list[str | None] = [None] * wanted
    if is_planted(world, month):
        destinations = list(planted.MOVE_DESTINATIONS)
    pool = list(stock)
    for destination in destinations:
        pool = _move_one(world, month, pool, destination, chance)


def _move_one(
    world: World, month: int, pool: list[Row], destination: str | None, chance: random.Random
) -> list[Row]:
    """Move one child of the pool; return the pool without the child."""
    days = [day for day in world.workdays(month) if month % 12 != 11 or day.day < 23]
    for _ in range(4000):
        period = chance.choice(pool)
        person, day = world.people[period["person_id"]], chance.choice(days)
        now = period["_places"][-1]
        age, here = person.age(day), placing.group_of(now)
        if (day - now["start_date"]).days < 10 or eighteen(person.born) <= month_end(month):
            continue
        if chance.random() > placing.MOBILITY[here] / 5 or not _reachable(person, here, age, destination):
            continue
        group = destination or placing.next_group(chance, here, age, person.uasc)
        if not placing.suits(group, age, person.uasc):
            continue
        move_to(world, period, person, day, group)
        return [row for row in pool if row is not period]
    # A history of a few months knows no child for every planted destination; any other move stands in.
    return _move_one(world, month, pool, None, chance) if destination else pool


def _reachable(person: Person, here: str, age: int, destination: str | None) -> bool:
    """Whether a planned destination makes sense for the child."""
    if destination is None:
        return True
    if destination == "supported":
        return person.uasc and here == "foster"
    if destination == "foster":
        return here == "foster"
    return (
        placing.suits(destination, age, person.uasc)
        and here != destination
        and (destination != "other" or here in ("residential", "foster"))
    )


def move_to(world: World, period: Row, person: Person, day: dt.date, group: str) -> None:
    """End the placement, give the reason, begin the next with a new carer."""
    chance = world.chance("moves")
    now = period["_places"][-1]
    now["end_date"] = day
    now["move_reason"] = chance.choices(
        ["CARPL", "CREQB", "STAND", "CHILD", "LAREQ", "PLACE", "OTHER"], [50, 16, 4, 9, 7, 2, 12]
    )[0]
    period["_places"].append(placing.new_placement(world, person, period, day, group))
    if group == "adoption":
        before = period["_statuses"][-1]
        if before[1] != "E1":
            period["_statuses"].append((max(before[0] + 20 * DAY, day - 40 * DAY), "E1"))


def pick_leavers(world: World, month: int, stock: list[Row], leaving: list[Row], ends: int) -> list[Row]:
    """Who leaves: those who turn 18, then those placed for adoption, with family, or for a short time."""
    chance = world.chance("leavers")
    start, turning = month_start(month), {id(row) for row in leaving}
    scored = []
    for row in stock:
        if id(row) in turning:
            continue
        place = row["_places"][-1]
        if place["start_date"] > start + 10 * DAY:
            continue
        settled = (start - place["start_date"]).days
        weight = {
            "adoption": 9.0 if settled > 150 else 0.2,
            "parents": 2.2 if settled > 60 else 0.5,
            "family_friends": 1.9 if settled > 120 else 0.7,
            "foster_to_adopt": 0.2,
        }.get(
            placing.group_of(place),
            0.3
            if world.people[row["person_id"]].uasc
            else 1.0
            if (start - row["start_date"]).days < 200
            else 0.4,
        )
        scored.append((-(chance.random() ** (1 / weight)), row["cla_period_id"], row))
    scored.sort(key=lambda item: item[:2])
    return leaving + [row for _, _, row in scored[: max(0, ends - len(leaving))]]


def _day_to_leave(world: World, period: Row, month: int) -> dt.date:
    """A working day of the month after the last move."""
    days = [day for day in world.workdays(month) if day > period["_places"][-1]["start_date"] + DAY]
    return world.chance("leavers").choice(days)


def leave(world: World, period: Row, day: dt.date) -> None:
    """The end of a period: reason by placement and age, then what follows."""
    chance = world.chance("leavers")
    person, place = world.people[period["person_id"]], period["_places"][-1]
    period["end_date"] = place["end_date"] = day
    reason = period["end_reason"] = leaving_reason(chance, person, placing.group_of(place), day)
    if person.cp and person.cp[-1]["end_date"] is None:
        return
    young = (eighteen(person.born) - day).days > 60
    if reason in ("E4A", "E4B", "E13") and young and person.open_referral() and chance.random() < 0.6:
        need.start_cin(world, person, day)
    else:
        need.close(world, person, day, CLOSURES.get(reason, "RC7"))


def leaving_reason(chance: random.Random, person: Person, group: str, day: dt.date) -> str:
    """The code of the reason for leaving care, by age and placement."""
    if day == eighteen(person.born):
        return chance.choice(["E5", "E6", "E17", "E8", "E7" if person.disability else "E8"])
    if group == "adoption":
        return chance.choice(["E11", "E12"])
    if person.uasc:
        return "E3"
    if group == "family_friends":
        return chance.choices(["E45", "E46", "E41", "E4A"], [40, 8, 14, 38])[0]
    return chance.choices(["E4A", "E4B", "E13", "E8", "E9"], [55, 24, 8, 10, 3])[0]
