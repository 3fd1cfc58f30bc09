"""Children in need: what follows an assessment, plans, closures."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_end, month_start
from goldenthread.sample import teams
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, eighteen


def decide(world: World, month: int) -> None:
    """Outcomes of the assessments authorised in the month, and plans that have run their course."""
    start, end = month_start(month), month_end(month)
    due = [
        row
        for row in world.tables["assessments"][-2600:]
        if row["outcome"] is None and start <= row["authorised_date"] <= end
    ]
    if end.month == 12:
        due = put_off(world, month, due)
    for row in due:
        decide_assessment(world, row)
    for person in list(world.open.values()):
        finish(world, person, end)


def put_off(world: World, month: int, due: list[Row]) -> list[Row]:
    """Before Christmas some assessments are not signed off in time: they wait until January."""
    exact = world.plan.exact("assessments", month)
    kept = int(exact) if exact is not None else int(len(due) * 0.92)
    due.sort(key=lambda row: (row["authorised_date"], row["assessment_id"]))
    for row in due[kept:]:
        row["authorised_date"] = world.chance("outcomes").choice(world.workdays(month + 1)[:12])
    return due[:kept]


def decide_assessment(world: World, row: Row) -> None:
    """No further action, early help or a plan; nothing changes for a child on a plan or in care."""
    chance = world.chance("outcomes")
    person, day = world.people[row["person_id"]], row["authorised_date"]
    referral = person.open_referral()
    if referral is None or referral["referral_id"] != row["referral_id"] or _busy(person):
        row["outcome"], row["outcome_nfa"] = "prov_of_services", False
        return
    wants_plan = chance.random() < (0.75 if person.disability else 0.27)
    if wants_plan and (eighteen(person.born) - day).days > 90:
        row["outcome"], row["outcome_nfa"] = "prov_of_services", False
        start_cin(world, person, day + chance.randrange(0, 4) * DAY)
    else:
        row["outcome"], row["outcome_nfa"] = "nfa", True
        # Enquiries are drawn later, so an episode stays open for some days after the assessment.
        reason = "RC9" if chance.random() < 0.25 else "RC8"
        close(world, person, day + dt.timedelta(chance.randrange(3, 25)), reason)


def _busy(person: Person) -> bool:
    """On a plan or in care."""
    return any(rows and rows[-1]["end_date"] is None for rows in (person.cp, person.care, person.cin))


def start_cin(world: World, person: Person, day: dt.date) -> Row:
    """A child in need plan with the end it is heading for; about two in three end within six months."""
    chance = world.chance("cin plans")
    if person.disability and chance.random() < 0.75:
        length = chance.randrange(200, 1300)
    else:
        length = int(chance.lognormvariate(4.95, 0.55)) + 20
    end = min(day + dt.timedelta(length), eighteen(person.born))
    row = world.add(
        "cin_plans",
        {
            "cin_plan_id": world.new_id("IN"),
            "person_id": person.id,
            "referral_id": person.referrals[-1]["referral_id"],
            "start_date": day,
            "end_date": None,
            "team_id": teams.DISABILITIES
            if person.disability
            else teams.FAMILY_SUPPORT[person.family.locality(day)],
            "worker_id": None,
            "_heads_for": end,
        },
    )
    person.cin.append(row)
    return row


def stop_cin(person: Person, day: dt.date) -> None:
    """A child in need plan gives way to a protection plan or to care."""
    if person.cin and person.cin[-1]["end_date"] is None:
        row = person.cin[-1]
        row["end_date"] = max(row["start_date"], day)
    elif person.cin and person.cin[-1]["end_date"] > day:
        person.cin[-1]["end_date"] = max(person.cin[-1]["start_date"], day)


def after_protection(world: World, person: Person, day: dt.date) -> None:
    """After a protection plan: two in three step down to a child in need plan, the others close."""
    chance = world.chance("outcomes")
    if person.open_referral() is None:
        return
    if chance.random() < 0.68 and (eighteen(person.born) - day).days > 60:
        start_cin(world, person, day)
    else:
        close(world, person, day + dt.timedelta(chance.randrange(0, 12)), "RC7")


def finish(world: World, person: Person, end: dt.date) -> None:
    """End what has run its course by the month's end, and close the episode of a young adult."""
    plan = person.cin[-1] if person.cin else None
    in_plan = bool(person.cp) and person.cp[-1]["end_date"] is None
    in_care = bool(person.care) and person.care[-1]["end_date"] is None
    if plan and plan["end_date"] is None and plan["_heads_for"] <= end:
        last_day = plan["end_date"] = plan["_heads_for"]
        if not in_plan and not in_care:
            chance = world.chance("outcomes")
            close(world, person, last_day + dt.timedelta(chance.randrange(0, 8)), "RC7")
    elif not in_plan and not in_care and eighteen(person.born) <= end and person.open_referral():
        close(world, person, eighteen(person.born), "RC6")


def close(world: World, person: Person, day: dt.date, reason: str) -> None:
    """Close the open episode of need."""
    row = person.open_referral()
    if row is None:
        return
    row["closure_date"] = max(day, row["referral_date"])
    row["closure_reason"] = reason
    world.open.pop(person.id, None)
