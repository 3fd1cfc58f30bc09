"""Contacts, referrals and assessments: the front door."""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.base.dates import month_end, month_start
from goldenthread.base.workdays import add_working_days
from goldenthread.sample import people, teams
from goldenthread.sample.chance import Weighted
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Family, Person, World, pick_sample, year_before

SOURCES = [
    ("1A", 6),
    ("1B", 3),
    ("1C", 2),
    ("1D", 2),
    ("2A", 19),
    ("2B", 2),
    ("3A", 3),
    ("3B", 4),
    ("3C", 3),
    ("3D", 4),
    ("3E", 2),
    ("3F", 3),
    ("4", 2),
    ("5A", 5),
    ("5B", 3),
    ("5C", 2),
    ("5D", 4),
    ("6", 26),
    ("7", 3),
    ("8", 3),
    ("9", 2),
    ("10", 1),
]
SCHOOL_HOLIDAYS = (8,)
NEEDS = [("N1", 58), ("N2", 8), ("N3", 5), ("N4", 8), ("N5", 14), ("N6", 3), ("N7", 1), ("N8", 2), ("N9", 1)]

NEED = Weighted(NEEDS)
DECISION: Weighted[int | None] = Weighted([(0, 44), (1, 47), (2, 5), (3, 2), (5, 1), (None, 1)])
"""Working days from a contact to the decision about it; none for a decision that nobody noted."""
OUTCOMES = Weighted([("nfa", 46), ("advice", 30), ("early_help", 16), ("other", 5), ("missing", 3)])


def refer(world: World, month: int) -> None:
    """The referrals of a month: planned numbers, of which a planned number within 12 months of another."""
    total = world.plan.count("referrals", month)
    exact = world.plan.exact("rereferrals", month)
    again = int(exact) if exact is not None else int(total * world.plan.share("rereferral_rate", month) + 0.5)
    made = refer_again(world, month, again)
    arrivals = world.plan.count("uasc_referrals", month)
    for _ in range(min(arrivals, total - made)):
        refer_unaccompanied(world, month)
        made += 1
    while made < total:
        made += refer_family(world, month, total - made)


def refer_again(world: World, month: int, wanted: int) -> int:
    """Children whose last referral is closed and lies within 12 months, with brothers and sisters."""
    chance = world.chance("referrals")
    start = month_start(month)
    pool = [
        row["person_id"]
        for row in world.tables.get("referrals", [])[-6500:]
        if row["closure_date"]
        and row["closure_date"] < start + dt.timedelta(12)
        and row["referral_date"] > year_before(start)
    ]
    chance.shuffle(pool)
    # Children who have been on a plan come back more often than others.
    pool.sort(key=lambda key: chance.random() - 0.3 * bool(world.people[key].cp))
    made = 0
    for key in pool:
        if made >= wanted:
            break
        day = chance.choice(world.workdays(month))
        group = [one for one in world.people[key].family.people if _comes_back(one, day)]
        group = [one for one in group if one.id == key or chance.random() < 0.7]
        for person in group[: wanted - made]:
            new_referral(world, person, day)
            made += 1
    return made


def _comes_back(person: Person, day: dt.date) -> bool:
    if not person.referrals or person.age(day) > 17 or _in_care(person, day):
        return False
    last = person.referrals[-1]
    closed = last["closure_date"]
    return bool(closed and closed < day and year_before(day) < last["referral_date"] < day)


def _in_care(person: Person, day: dt.date) -> bool:
    return bool(person.care) and (person.care[-1]["end_date"] is None or person.care[-1]["end_date"] >= day)


def refer_family(world: World, month: int, limit: int) -> int:
    """Children not referred in the last 12 months: of a known family, or of a new one."""
    chance = world.chance("referrals")
    day = chance.choice(world.workdays(month))
    family = known_family(world, chance) if chance.random() < 0.45 else people.new_family(world, day)
    group = [one for one in family.people if _is_new(one, day)]
    if chance.random() < 0.05 and family.people and day > family.people[-1].born + dt.timedelta(300):
        baby = people.add_child(world, family, day + dt.timedelta(chance.randrange(30, 140)))
        group.append(baby)
    group = [one for place, one in enumerate(group) if place == 0 or chance.random() < 0.75][:limit]
    for person in group:
        new_referral(world, person, day)
    return len(group)


def _is_new(person: Person, day: dt.date) -> bool:
    """No open episode, no care, and no referral after the day 12 months before."""
    if person.uasc or person.born > day + dt.timedelta(150) or person.age(day) > 17:
        return False
    last = person.referrals[-1] if person.referrals else None
    if last and (last["closure_date"] is None or last["closure_date"] >= day):
        return False
    return not _in_care(person, day) and (not last or last["referral_date"] <= year_before(day))


def known_family(world: World, chance: random.Random) -> Family:
    """A family that the council has met, later ones more likely."""
    count = len(world.families)
    return world.families[count - 1 - int(count * chance.random() ** 1.4)]


def refer_unaccompanied(world: World, month: int) -> None:
    """A young person who arrives alone; care.py takes them into care."""
    chance = world.chance("referrals")
    day = chance.choice(world.workdays(month)[:-3])
    person = people.new_unaccompanied(world, day)
    row = new_referral(world, person, day)
    row["primary_need"], row["source"], row["nfa"] = "N8", chance.choice(["6", "5B", "8"]), False


def new_referral(world: World, person: Person, day: dt.date) -> Row:
    """A referral and, unless nothing follows, its assessment."""
    chance = world.chance("referrals")
    nfa = not person.uasc and chance.random() < 0.07
    team = teams.ASSESSMENT[person.family.locality(day)]
    row = world.add(
        "referrals",
        {
            "referral_id": world.new_id("CE"),
            "person_id": person.id,
            "referral_date": day,
            "source": None,
            "source_desc": None,
            "primary_need": NEED.draw(chance),
            "nfa": nfa,
            "outcome": "nfa" if nfa else "single_assessment",
            "closure_date": day if nfa else None,
            "closure_reason": "RC7" if nfa else None,
            "case_status": None,
            "referrals_12m_reported": None,
            "team_id": team,
            "worker_id": None,
        },
    )
    if person.disability and chance.random() < 0.6:
        row["primary_need"] = "N2"
    person.used = True
    person.referrals.append(row)
    if not nfa:
        world.open[person.id] = person
        new_assessment(world, person, row, day)
    return row


def new_assessment(world: World, person: Person, referral: Row, day: dt.date) -> Row:
    """An assessment: most take 20 to 45 working days, about one in eight longer."""
    key = f"{world.plan.seed}:{person.family.id}:{day}"
    chance = random.Random(key)  # one clock for brothers and sisters referred together
    start = add_working_days(day, chance.randrange(1, 4)) if chance.random() < 0.6 else day
    kind = chance.random()
    length = (
        chance.randrange(3, 15)
        if kind < 0.14
        else chance.randrange(15, 46)
        if kind < 0.87
        else chance.randrange(46, 72)
    )
    return world.add(
        "assessments",
        {
            "assessment_id": world.new_id("SA"),
            "person_id": person.id,
            "referral_id": referral["referral_id"],
            "start_date": start,
            "review_date": None,
            "authorised_date": add_working_days(start, length),
            "child_seen": chance.random() < 0.96,
            "outcome": None,
            "outcome_nfa": None,
            "team_id": referral["team_id"],
            "worker_id": None,
        },
    )


def contact(world: World, month: int) -> None:
    """The contacts of a month: those that became referrals, and the many that did not."""
    chance = world.chance("contacts")
    total = world.plan.count("contacts", month)
    start, end = month_start(month), month_end(month)
    rows: list[tuple[Row, Row | None]] = []
    recent = world.tables["referrals"][-1200:]
    for referral in [row for row in recent if start <= row["referral_date"] <= end]:
        lag = chance.randrange(0, 3)
        day = max(start, referral["referral_date"] - lag * DAY)
        rows.append((_contact(world, referral["person_id"], day, "new_referral"), referral))
    while len(rows) < total:
        rows.extend(_other_contact(world, month, total - len(rows)))
    keep_distinct(chance, month, [row for row, _ in rows])
    set_sources(world, month, rows)
    # Some contacts are keyed twice, as happens: same child, date and source under another id.
    for row, _ in chance.sample(rows, min(len(rows), chance.randrange(1, 7))):
        world.add("contacts", dict(row, contact_id=world.new_id("CT")))


def _contact(world: World, person_id: str, day: dt.date, outcome: str) -> Row:
    person = world.people[person_id]
    person.used = True
    return world.add(
        "contacts",
        {
            "contact_id": world.new_id("CT"),
            "person_id": person_id,
            "contact_date": day,
            "source": None,
            "source_desc": None,
            "decision_date": None,
            "outcome": outcome,
            "team_id": None,  # no standard says which team took a contact
        },
    )


def decide_contacts(world: World) -> None:
    """The day of the decision about each contact: nine in ten by the next working day, a few never noted.

    A contact keyed twice has one decision.
    """
    chance = world.chance("contact decisions")
    decided: dict[tuple[str, dt.date, str | None], dt.date | None] = {}
    for row in world.tables["contacts"]:
        key = (row["person_id"], row["contact_date"], row["source"])
        if key not in decided:
            waited, day = DECISION.draw(chance), row["contact_date"]
            decided[key] = None if waited is None else add_working_days(day, waited) if waited else day
        row["decision_date"] = decided[key]


def _other_contact(world: World, month: int, limit: int) -> list[tuple[Row, Row | None]]:
    chance = world.chance("contacts")
    start = month_start(month)
    day = start + dt.timedelta(chance.randrange((month_end(month) - start).days + 1))
    if day.weekday() > 4 and chance.random() < 0.65:
        day = chance.choice(world.workdays(month))
    if chance.random() < 0.72:
        family = known_family(world, chance)
    else:
        # Adolescent boys come to notice more often than their number would suggest.
        eldest = chance.randrange(11, 18) if chance.random() < 0.35 else None
        family = people.new_family(world, day, eldest=eldest)
    group = [one for one in family.people if (day - one.born).days >= 0 and one.age(day) < 18]
    group = [
        one for one in group if chance.random() < (0.85 if one.sex == "M" and one.age(day) > 9 else 0.55)
    ]
    found: list[tuple[Row, Row | None]] = []
    for person in group[:limit]:
        outcome = "existing_case" if person.open_referral() else OUTCOMES.draw(chance)
        found.append((_contact(world, person.id, day, outcome), None))
    return found


def set_sources(world: World, month: int, rows: list[tuple[Row, Row | None]]) -> None:
    """Sources, the referral's taken from its contact: a planned share of adolescent boys' is the police."""
    chance = world.chance("sources")
    for row, referral in rows:
        row["source"] = referral["source"] if referral else None
    fixed = {id(row) for row, _ in rows if row["source"]}
    boys = [row for row, _ in rows if _adolescent_boy(world, row)]
    wanted = int(world.plan.share("police_share", month) * len(boys) + 0.5)
    wanted -= sum(row["source"] == "6" for row in boys)
    police = {id(row) for row in pick_sample(chance, [row for row in boys if id(row) not in fixed], wanted)}
    holidays = month % 12 + 1 in SCHOOL_HOLIDAYS
    weights = [(code, weight * (0.15 if holidays and code[0] == "2" else 1.0)) for code, weight in SOURCES]
    everyone, others = Weighted(weights), Weighted([one for one in weights if one[0] != "6"])
    for row, referral in rows:
        if id(row) not in fixed:
            boy = _adolescent_boy(world, row)
            row["source"] = "6" if id(row) in police else (others if boy else everyone).draw(chance)
        if referral:
            referral["source"] = row["source"]
        elif row["source"] == "10" and chance.random() < 0.4:
            row["source"] = None


def _adolescent_boy(world: World, row: Row) -> bool:
    person = world.people[row["person_id"]]
    return person.sex == "M" and person.dob_known and 10 <= person.age(row["contact_date"]) <= 17


def keep_distinct(chance: random.Random, month: int, rows: list[Row]) -> None:
    """No contact repeats another by accident: a child has one contact a day, but for the planted twins."""
    seen: set[tuple[str, dt.date]] = set()
    start = month_start(month)
    for row in rows:
        while (row["person_id"], row["contact_date"]) in seen:
            row["contact_date"] = start + dt.timedelta(chance.randrange(28))
        seen.add((row["person_id"], row["contact_date"]))
