"""Audits, fostering recruitment and care proceedings."""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.base.workdays import add_working_days
from goldenthread.sample import planted
from goldenthread.sample.calibration import Curve, month_key
from goldenthread.sample.world import DAY, Person, World

AUDITS_START = dt.date(2021, 4, 1)
SERVICES = [
    ("Assessment", "T03"),
    ("Family Support", "T07"),
    ("Pathways Through Care", "T08"),
    ("Children with Disabilities", "T11"),
    ("Young People's Service", "T13"),
    ("Fostering", "T18"),
    ("Early Help", "T17"),
    ("Front Door", "T01"),
    ("Leaving Care", "T14"),
    ("Early Help West", "T16"),
]
THEMES = [
    "contingency_planning",
    "systemic_practice",
    "safe_and_together",
    "child_voice",
    "chronology",
    "case_summary",
    "genogram",
    "supervision",
    "visiting",
    "smart_plan",
    "management_oversight",
]
STRENGTH = {
    "child_voice": 0.84,
    "case_summary": 0.78,
    "management_oversight": 0.72,
    "visiting": 0.7,
    "supervision": 0.66,
    "chronology": 0.52,
    "genogram": 0.48,
    "contingency_planning": 0.55,
}
GRADES = ["outstanding", "good", "requires_improvement", "inadequate"]


def audit(world: World) -> None:
    """Monthly audits: 20 to 23 over ten service areas, fewer when auditors were lent to other work."""
    world.tables["audits"] = []
    for month in world.months():
        if month < month_number(AUDITS_START):
            continue
        plan = planted.AUDITS.get(month_key(month)) if world.plan.planted else None
        audit_month(world, month, plan or usual_audits(world, month))


def usual_audits(world: World, month: int) -> planted.AuditPlan:
    """An ordinary month: number, completed in time, discussed, grades of the completed."""
    chance = world.chance("audits")
    number = chance.randrange(19, 24)
    done = number - chance.choice([0, 0, 1, 1, 2, 3])
    better = (month - month_number(AUDITS_START)) / 400
    grades = [0, 0, 0, 0]
    for _ in range(done):
        grades[chance.choices(range(4), [0.08, 0.40 + better, 0.42 - better, 0.10])[0]] += 1
    return number, done, int(done * chance.uniform(0.66, 0.82)), tuple(grades)


def audit_month(world: World, month: int, plan: planted.AuditPlan) -> None:
    """The rows of one month's audits."""
    chance = world.chance("audits")
    number, done, discussed, grades = plan
    days = world.workdays(month)
    cut_off = add_working_days(month_end(month), 10)
    ladder = [grade for grade, count in zip(GRADES, grades, strict=True) for _ in range(count)]
    chance.shuffle(ladder)
    talks = [True] * discussed + [False] * (done - discussed)
    chance.shuffle(talks)
    for place in range(number):
        service, team = SERVICES[place % len(SERVICES)]
        finished: dt.date | None = (
            min(cut_off, days[-1] - chance.randrange(0, 12) * DAY) if place < done else None
        )
        if place >= done and chance.random() < 0.4:
            finished = cut_off + chance.randrange(1, 20) * DAY
        grade = ladder[place] if place < done else "good" if finished else None
        key = world.new_id("AU")
        if finished and finished > world.last:
            finished, grade = None, None
        world.add(
            "audits",
            {
                "audit_id": key,
                "audit_month": month_start(month),
                "service": service,
                "team_id": team,
                "person_id": chance.choice(list(world.open)),
                "allocated_date": days[chance.randrange(0, 4)],
                "completed_date": finished,
                "grade": grade,
                "discussion_held": talks[place] if place < done else False if finished else None,
                "moderated_grade": None,
            },
        )
        if finished:
            findings(world, chance, key)


def findings(world: World, chance: random.Random, audit_id: str) -> None:
    """What was tested in an audit, and one strength or improvement."""
    for number, theme in enumerate(chance.sample(THEMES, 6), 1):
        world.add(
            "audit_findings",
            {
                "audit_id": audit_id,
                "theme": theme,
                "finding_no": number,
                "kind": "tested",
                "met": chance.random() < STRENGTH.get(theme, 0.62),
                "finding_text": None,
            },
        )
    world.add(
        "audit_findings",
        {
            "audit_id": audit_id,
            "theme": "other",
            "finding_no": 7,
            "kind": chance.choice(["strength", "improvement"]),
            "met": None,
            "finding_text": None,
        },
    )


FOSTERING_START = dt.date(2020, 4, 1)
SCREENINGS: Curve = [("2020-04", 4), ("2022-04", 5.5), ("2023-06", 5)]


def recruit(world: World) -> None:
    """Fostering households by the month of their screening, most of which are visited at home."""
    for month in world.months():
        if month < month_number(FOSTERING_START):
            continue
        exact = planted.FOSTERING.get(month_key(month)) if world.plan.planted else None
        screened = (
            exact[0]
            if exact
            else max(1, int(world.plan.path(SCREENINGS, "screenings", month, 0.4) * world.plan.scale))
        )
        visited = exact[1] if exact else int(screened * 0.7 + 0.5)
        for place in range(screened + world.chance("fostering").randrange(3, 7)):
            household(world, month, place < screened, place < visited)


def household(world: World, month: int, screened: bool, visited: bool) -> None:
    """One household: screened and visited in the month of its screening; later stages if it goes on."""
    chance = world.chance("fostering")
    days = world.workdays(month)
    screening = days[chance.randrange(2, 8)] if screened else None
    enquiry = (screening - chance.randrange(1, 16) * DAY) if screening else chance.choice(days)
    home = days[chance.randrange(9, len(days) - 4)] if screened and visited else None
    stages: list[dt.date | None] = [None] * 4
    day = home
    for place, (wait, goes_on) in enumerate([(21, 0.55), (70, 0.75), (110, 0.8), (10, 0.92)]):
        if day is None or chance.random() > goes_on:
            break
        day = stages[place] = day + (wait + chance.randrange(0, 15)) * DAY
    steps = [one for one in (enquiry, screening, home, *stages) if one]
    withdrawn = max(steps) + chance.randrange(5, 60) * DAY if stages[3] is None else None
    world.add(
        "fostering_enquiries",
        {
            "household_id": world.new_id("HH"),
            "source": chance.choice(["web", "event", "word of mouth", "agency"]),
            "carer_type": "mainstream",
            "enquiry_date": enquiry,
            "screening_date": screening,
            "home_visit_date": home,
            "stage1_date": stages[0],
            "stage2_date": stages[1],
            "panel_date": stages[2],
            "approved_date": stages[3],
            "withdrawn_date": withdrawn,
            "withdrawn_reason": None,
            "places_approved": chance.randrange(1, 4) if stages[3] else None,
        },
    )


QUARTERLY: Curve = [("2018-01", 19), ("2022-01", 17), ("2023-04", 13)]


def apply_to_court(world: World) -> None:
    """Care applications: brothers and sisters share a case. The planted quarter has nine children."""
    chance = world.chance("court")
    world.tables["care_proceedings"] = []
    cared_for = [one for one in world.people.values() if one.care and not one.uasc]
    for month in world.months():
        if (month - 3) % 3 and month != world.months()[0]:
            continue
        quarter = range(month, min(month + 3 - month % 3, world.months()[-1] + 1))
        exact = planted.CARE_APPLICATIONS.get(month_key(month)) if world.plan.planted else None
        wanted = exact or int(
            world.plan.path(QUARTERLY, "court", month, 0.25) * world.plan.scale * len(quarter) / 3 + 0.5
        )
        while wanted > 0:
            wanted -= _case(world, cared_for, chance.choice(list(quarter)), wanted)


def _case(world: World, cared_for: list[Person], month: int, limit: int) -> int:
    """One application about brothers and sisters who are looked after near the day."""
    chance = world.chance("court")
    day = chance.choice(world.workdays(month))
    done = {row["person_id"] for row in world.tables["care_proceedings"]}
    pool = [
        one
        for one in cared_for
        if one.id not in done and abs((one.care[-1]["start_date"] - day).days) < 60 and one.age(day) < 17
    ]
    if not pool:
        return limit
    first = chance.choice(pool)
    group = [one for one in first.family.people if one in pool][:limit]
    key, concluded = world.new_id("CC"), day + chance.randrange(150, 330) * DAY
    for person in group:
        order = chance.choice(["care order", "special guardianship", "supervision order"])
        _application(world, key, person, "s31_care", day, concluded, order)
    other = chance.choice(pool)
    if chance.random() < 0.15 and other not in group:
        _application(world, world.new_id("CC"), other, "epo", day, day + 8 * DAY, None)
    return len(group)


def _application(
    world: World, key: str, person: Person, kind: str, day: dt.date, concluded: dt.date, order: str | None
) -> None:
    chance = world.chance("court")
    row = {
        "proceedings_id": key,
        "person_id": person.id,
        "application_type": kind,
        "issued_date": day,
        "concluded_date": concluded,
        "final_order": order if concluded <= world.last else None,
        "court_reference": None,
        "short_notice": kind == "epo" or chance.random() < 0.15,
        "hearings": None,
    }
    world.add("care_proceedings", row)
