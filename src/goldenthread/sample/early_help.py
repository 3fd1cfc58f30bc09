"""Early help: episodes to a planned stock, assessments, step-downs from statutory work."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_end, month_number, month_start
from goldenthread.sample import front_door, people, teams
from goldenthread.sample.chance import draw
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, eighteen

ORGANISATIONS = [
    ("authority", "Solmere Early Help", 58),
    ("school", "A school", 24),
    ("health", "A health service", 9),
    ("voluntary", "A voluntary organisation", 6),
    ("other", "Another organisation", 3),
]
END_REASONS = [("outcomes_met", 56), ("disengaged", 20), ("step_up", 10), ("moved", 6), ("other", 8)]


def help_early(world: World, month: int) -> None:
    """The month's new episodes, step-downs and endings; stock = planned."""
    stock = [row for row in world.tables["early_help_episodes"] if row["end_date"] is None]
    adults = [row for row in stock if eighteen(world.people[row["person_id"]].born) <= month_end(month)]
    target = world.plan.count("early_help_stock", month)
    starts = world.plan.count("early_help_starts", month)
    starts = max(starts, target - len(stock) + len(adults))
    begun = step_down(world, month)
    while begun < starts:
        begun += _begin_family(world, month, starts - begun)
    end_some(world, month, stock, len(stock) + begun - target, adults)
    assess(world, month)


def open_stock(world: World) -> None:
    """Episodes open on the first morning."""
    chance = world.chance("early help")
    count = world.plan.count("early_help_stock", world.months()[0])
    while count > 0:
        day = world.first - chance.randrange(1, 330) * DAY
        family = people.new_family(world, day, eldest=chance.randrange(2, 15))
        for person in [one for one in family.people if one.born < day][:count]:
            begin(world, person, day)
            count -= 1


def _begin_family(world: World, month: int, limit: int) -> int:
    chance = world.chance("early help")
    day = chance.choice(world.workdays(month))
    family = (
        front_door.known_family(world, chance)
        if chance.random() < 0.6
        else people.new_family(world, day, eldest=chance.randrange(2, 15))
    )
    group = [one for one in family.people if _may_be_helped(one, day)][:limit]
    for person in group:
        begin(world, person, day)
    return len(group)


def _may_be_helped(person: Person, day: dt.date) -> bool:
    """A child at home without an open episode; fewer adolescent boys than their contacts would suggest."""
    busy = person.early_help and (person.early_help[-1]["end_date"] or day + DAY) > day - 30 * DAY
    boy = person.sex == "M" and person.age(day) > 12
    return (
        not busy
        and not person.uasc
        and person.open_referral() is None
        and (day - person.born).days > 0
        and (person.age(day) < 17)
        and not (boy and int(person.id[-1]) < 6)
    )


def begin(world: World, person: Person, day: dt.date, level: str | None = None) -> Row:
    """An episode of targeted or intensive support."""
    chance = world.chance("early help")
    kind, name, _ = chance.choices(ORGANISATIONS, [weight for _, _, weight in ORGANISATIONS])[0]
    row = world.add(
        "early_help_episodes",
        {
            "episode_id": world.new_id("EH"),
            "person_id": person.id,
            "start_date": day,
            "end_date": None,
            "level": level or chance.choices(["targeted", "intensive"], [70, 30])[0],
            "reason": None,
            "end_reason": None,
            "lead_organisation": name,
            "lead_organisation_type": kind,
            "has_plan": chance.random() < 0.85,
            "worker_id": None,
            "team_id": teams.EARLY_HELP[person.family.locality(day)],
        },
    )
    person.early_help.append(row)
    person.used = True
    return row


def end_some(world: World, month: int, stock: list[Row], count: int, adults: list[Row]) -> None:
    """End the planned number; young adults first, then by length."""
    chance = world.chance("early help ends")
    start, old = month_start(month), {id(row) for row in adults}
    scored = [
        (
            id(row) not in old,
            -chance.random() * ((start - row["start_date"]).days + 20),
            row["episode_id"],
            row,
        )
        for row in stock
    ]
    scored.sort(key=lambda item: item[:3])
    days = world.workdays(month)
    for adult, _, _, row in scored[: max(0, count)]:
        row["end_date"] = chance.choice(days) if adult else days[0]
        row["end_reason"] = draw(chance, END_REASONS)


def step_down(world: World, month: int) -> int:
    """Children whose statutory work ends and who are passed to early help; returns episodes begun."""
    chance = world.chance("step downs")
    start, end = month_start(month), month_end(month)
    wanted = world.plan.count("step_downs", month)
    closed = [
        row
        for row in world.tables["referrals"][-9000:]
        if row["closure_date"]
        and start <= row["closure_date"] <= end
        and not row["nfa"]
        and row["closure_reason"] in ("RC7", "RC8", "RC9")
    ]
    chance.shuffle(closed)
    closed.sort(key=lambda row: row["closure_reason"] == "RC8")
    begun = 0
    for row in closed:
        person, day = world.people[row["person_id"]], row["closure_date"]
        if wanted <= 0:
            break
        if not _may_step_down(person, day):
            continue
        wanted -= 1
        begun += _accept(world, month, person, row, day)
    return begun


def _may_step_down(person: Person, day: dt.date) -> bool:
    helped = person.early_help and person.early_help[-1]["end_date"] is None
    return not helped and not person.uasc and person.age(day) < 17 and person.open_referral() is None


def _accept(world: World, month: int, person: Person, referral: Row, day: dt.date) -> int:
    """The row of a step-down; most are taken up within the month. West and east are short of room."""
    chance = world.chance("step downs")
    locality = person.family.locality(day)
    accepted = day + chance.randrange(0, 12) * DAY
    taken = accepted <= month_end(month) and chance.random() < (0.95 if locality == "central" else 0.82)
    status = (
        "cp_plan"
        if person.cp and person.cp[-1]["end_date"] and (day - person.cp[-1]["end_date"]).days < 30
        else "cin_plan"
        if person.cin and person.cin[-1]["end_date"] and (day - person.cin[-1]["end_date"]).days < 30
        else "assessment"
    )
    episode = begin(world, person, accepted) if taken else None
    world.add(
        "step_downs",
        {
            "step_down_id": world.new_id("DN"),
            "person_id": person.id,
            "decision_date": day,
            "from_status": status,
            "to_locality_id": locality,
            "accepted_date": accepted if taken else None,
            "referral_id": referral["referral_id"],
            "episode_id": episode["episode_id"] if episode else None,
        },
    )
    return 1 if taken else 0


def assess(world: World, month: int) -> None:
    """Early help assessments completed in the month, most of them before an episode of support."""
    _assess(world, month, world.plan.count("early_help_assessments", month), "early help assessments")


def assess_on(world: World) -> None:
    """Assessments that are still open on the last day, and will be completed in the two months after it."""
    last = world.months()[-1]
    wanted = world.plan.count("early_help_assessments", last)
    for month in (last + 1, last + 2):
        _assess(world, month, wanted, "early help assessments under way")


def _assess(world: World, month: int, wanted: int, stream: str) -> None:
    chance = world.chance(stream)
    recent = [row["person_id"] for row in world.tables["early_help_episodes"][-260:]]
    for key in chance.sample(recent, min(wanted, len(recent))):
        day = chance.choice(world.workdays(month))
        kind, name, _ = chance.choices(ORGANISATIONS, [weight for _, _, weight in ORGANISATIONS])[0]
        world.add(
            "early_help_assessments",
            {
                "eha_id": world.new_id("HA"),
                "person_id": key,
                "start_date": day - chance.randrange(5, 45) * DAY,
                "completion_date": day,
                "organisation": name,
                "organisation_type": kind,
            },
        )


def answer_contacts(world: World) -> None:
    """Give some assessments to children whose contact was passed to early help, in a few weeks or too late.

    How many are completed in a month stays as planned.
    """
    chance = world.chance("early help after contacts")
    passed: dict[int, list[Row]] = {}
    for row in world.tables["contacts"]:
        if row["outcome"] == "early_help":
            passed.setdefault(month_number(row["contact_date"]), []).append(row)
    answered: set[str] = set()
    for row in world.tables["early_help_assessments"]:
        done = row["completion_date"]
        found = [
            contact
            for month in (month_number(done) - 1, month_number(done))
            for contact in passed.get(month, ())
            if contact["contact_date"] < done - 7 * DAY and contact["person_id"] not in answered
        ]
        if found and chance.random() < 0.6:
            contact = chance.choice(found)
            answered.add(contact["person_id"])
            row["person_id"] = contact["person_id"]
            row["start_date"] = min(contact["contact_date"] + chance.randrange(0, 34) * DAY, done)
