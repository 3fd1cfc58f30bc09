"""Strategy discussions, section 47 enquiries, conferences and child protection plans."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.dates import month_end, month_start
from goldenthread.base.workdays import add_working_days
from goldenthread.sample import need, teams
from goldenthread.sample.chance import Weighted, draw
from goldenthread.sample.council import Row
from goldenthread.sample.world import Person, World, back_workdays, eighteen, open_on

CATEGORIES = Weighted([("NEG", 46), ("EMO", 38), ("PHY", 9), ("SAB", 5), ("MUL", 2)])
Group = list[Person]


def protect(world: World, month: int) -> None:
    """The month's conferences and new plans, the plans that end, and last month's other enquiries."""
    opening = world.tables.setdefault("cp_plans", [])
    stock = [row for row in opening if not row["is_ola"] and row["end_date"] is None]
    repeats = sum(row["previous_plans_reported"] > 0 for row in stock)
    starts = world.plan.count("cp_starts", month)
    target = world.plan.count("cp_stock", month)
    share = world.plan.share("cp_repeat_share", month)
    exact = world.plan.exact("cp_repeat_stock", month)
    repeat_target = int(exact) if exact is not None else int(target * share + 0.5)
    exact = world.plan.exact("cp_repeat_starts", month)
    again = int(exact) if exact is not None else int(starts * share + 0.5)
    # The stock equation, for first and for repeat plans: opening + starts - ends = planned closing stock.
    end_again = max(0, repeats + again - repeat_target)
    end_first = max(0, len(stock) - repeats + starts - again - (target - repeat_target))
    new_plans(world, month, starts - again, again)
    if month - 1 in world.months():
        other_enquiries(world, month - 1)
    end_plans(world, month, stock, end_first, end_again)


def new_plans(world: World, month: int, first: int, again: int) -> None:
    """Conferences of the month: with a first plan, with a repeat plan, without a plan, and transfers in."""
    transfers = min(world.plan.count("cp_transfer_in", month), first)
    without = world.plan.count("icpc_no_plan", month)
    start, used = month_start(month), set[str]()
    pool = [person for person in world.open.values() if _may_be_planned(person, start)]
    new = [person for person in pool if not _own_plans(person)]
    # A repeat is one that the history itself shows: after the first years, the earlier plan ended in it.
    known = world.first if month > world.months()[0] + 30 else dt.date.min
    old = [person for person in pool if any(row["end_date"] >= known for row in _own_plans(person))]
    groups = [(group, True) for group in _groups(world, start, new, first - transfers, used)]
    groups += [(group, True) for group in _groups(world, start, old, again, used)]
    groups += [(group, False) for group in _groups(world, start, new, without, used)]
    total = sum(len(group) for group, _ in groups)
    exact = world.plan.exact("icpc_same_month", month)
    same = int(exact) if exact is not None else int(total * 0.62 + 0.5)
    for group, plan in groups:
        hold_conference(world, month, group[:same], plan, True)
        hold_conference(world, month, group[same:], plan, False)
        same -= min(same, len(group))
    for _ in range(transfers):
        transfer_in(world, month)


def _groups(world: World, start: dt.date, among: Group, wanted: int, used: set[str]) -> list[Group]:
    """Brothers and sisters out of the people who may be planned, up to the wanted number."""
    chance = world.chance("conferences")
    pool = [person for person in among if person.id not in used]
    # Episodes of the last months first: an enquiry mostly follows soon after the referral.
    pool.sort(key=lambda one: chance.random() * 220 + (start - one.referrals[-1]["referral_date"]).days)
    found: list[Group] = []
    for person in pool:
        if wanted <= 0:
            break
        if person.id in used:
            continue
        group = [one for one in person.family.people if one in pool and one.id not in used][:wanted]
        used.update(one.id for one in group)
        found.append(group)
        wanted -= len(group)
    return found


def _own_plans(person: Person) -> list[Row]:
    return [row for row in person.cp if not row["is_ola"]]


def _may_be_planned(person: Person, start: dt.date) -> bool:
    if (
        person.referrals[-1]["referral_date"] > start - dt.timedelta(24)
        or person.uasc
        or person.age(start) > 16
    ):
        return False
    if person.cp and (
        person.cp[-1]["end_date"] is None or person.cp[-1]["end_date"] > start - dt.timedelta(60)
    ):
        return False
    return not (person.care and person.care[-1]["end_date"] is None)


def hold_conference(world: World, month: int, group: Group, plan: bool, same_month: bool) -> None:
    """One meeting about brothers and sisters, and the enquiry that led to it."""
    if not group:
        return
    chance = world.chance("conferences")
    days = world.workdays(month)
    if same_month:
        place = chance.randrange(5, len(days) - (5 if month % 12 == 11 else 0))
        day = days[place]
        end = days[chance.randrange(max(0, place - 8), place - 1)]
        start = back_workdays(end, chance.choices([3, 4, 5, 6, 13, 16], [3, 4, 4, 3, 1.2, 1.2])[0])
    else:
        day = days[chance.randrange(0, 8)]
        end = back_workdays(month_start(month), chance.randrange(1, 5))
        start = back_workdays(end, chance.randrange(3, 8))
    meeting, code = world.new_id("MT"), world.new_id("SE")
    joint = chance.random() < 0.55
    for person in group:
        enquiry = _enquiry(world, person, code, start, end, True, joint)
        conference = _conference(world, person, day, meeting, enquiry["s47_id"], False, plan)
        if plan:
            start_plan(world, person, day, conference)


def _enquiry(
    world: World, person: Person, code: str, start: dt.date, end: dt.date, conference: bool, joint: bool
) -> Row:
    """An enquiry and the strategy discussion that started it. The id is the meeting's and the child's."""
    referral, key = person.referrals[-1]["referral_id"], f"{code}/{person.id}"
    team = teams.ASSESSMENT[person.family.locality(start)]
    person.used = True
    world.add(
        "strategy_discussions",
        {
            "discussion_id": world.new_id("SD"),
            "person_id": person.id,
            "held_date": start,
            "outcome": "s47_joint" if joint else "s47_single",
            "s47_id": key,
            "referral_id": referral,
            "team_id": team,
        },
    )
    return world.add(
        "s47_enquiries",
        {
            "s47_id": key,
            "person_id": person.id,
            "referral_id": referral,
            "start_date": start,
            "end_date": end,
            "icpc_not_required": not conference,
            "outcome": "cp_conference" if conference else "no_further_action",
            "s47_12m_reported": None,
            "icpc_12m_reported": None,
            "team_id": team,
            "worker_id": None,
        },
    )


def _conference(
    world: World, person: Person, day: dt.date, meeting: str, s47: str | None, transfer: bool, plan: bool
) -> Row:
    started = (
        next(
            (
                row["start_date"]
                for row in reversed(world.tables.get("s47_enquiries", []))
                if row["s47_id"] == s47
            ),
            None,
        )
        if s47
        else None
    )
    return world.add(
        "icpcs",
        {
            "icpc_id": world.new_id("IC"),
            "person_id": person.id,
            "meeting_id": meeting,
            "s47_id": s47,
            "referral_id": person.referrals[-1]["referral_id"],
            "cp_plan_id": None,
            "target_date": add_working_days(started, 15) if started else None,
            "conference_date": day,
            "is_transfer_in": transfer,
            "outcome_cp_plan": plan,
            "outcome": "cp" if plan else "nfa",
            "team_id": teams.ASSESSMENT[person.family.locality(day)],
            "worker_id": None,
        },
    )


def start_plan(world: World, person: Person, day: dt.date, conference: Row) -> Row:
    """A plan from the day of the conference. A child in need plan ends that day."""
    chance = world.chance("plans")
    category = draw(chance, CATEGORIES)
    row = world.add(
        "cp_plans",
        {
            "cp_plan_id": world.new_id("CP"),
            "person_id": person.id,
            "referral_id": conference["referral_id"],
            "icpc_id": conference["icpc_id"],
            "start_date": day,
            "end_date": None,
            "initial_category": category,
            "latest_category": category if chance.random() < 0.9 else draw(chance, CATEGORIES),
            "is_ola": False,
            "previous_plans_reported": len(_own_plans(person)),
            "epo_or_pp_6m": False,
        },
    )
    conference["cp_plan_id"] = row["cp_plan_id"]
    need.stop_cin(person, day)
    person.cp.append(row)
    return row


def transfer_in(world: World, month: int) -> None:
    """A family moves in with a plan: the other authority's plan for some weeks, then a conference here.

    The newcomers carry no referral of the month: their episode began when they moved in.
    """
    chance = world.chance("transfers")
    pool = [one for one in world.open.values() if _may_be_planned(one, month_start(month)) and not one.cp]
    person = chance.choice(pool)
    day = chance.choice(world.workdays(month)[3:-4])
    conference = _conference(world, person, day, world.new_id("MT"), None, True, True)
    own = start_plan(world, person, day, conference)
    if chance.random() < 0.7:
        begin = max(person.referrals[-1]["referral_date"], day - dt.timedelta(chance.randrange(15, 60)))
        world.add(
            "cp_plans",
            {
                **own,
                "cp_plan_id": world.new_id("CP"),
                "icpc_id": None,
                "start_date": begin,
                "end_date": day,
                "is_ola": True,
                "previous_plans_reported": 0,
            },
        )


def end_plans(world: World, month: int, stock: list[Row], first: int, again: int) -> None:
    """Plans that end at a review in the month: the longer open, the likelier; before 18 in any case."""
    chance = world.chance("plan ends")
    start = month_start(month)
    for repeat, wanted in ((False, first), (True, again)):
        pool = [row for row in stock if (row["previous_plans_reported"] > 0) == repeat]
        scored = [
            (_end_score(world, row, start) * (0.25 + chance.random()), row["cp_plan_id"], row) for row in pool
        ]
        scored.sort(key=lambda item: (-item[0], item[1]))
        days = world.workdays(month)
        for _, _, row in scored[:wanted]:
            day = chance.choice(days[:-4] if month % 12 == 11 else days)
            row["end_date"] = day
            person = world.people[row["person_id"]]
            in_care = bool(person.care) and open_on(person.care[-1], day)
            if not in_care:
                need.after_protection(world, person, day)


def _end_score(world: World, row: Row, start: dt.date) -> float:
    person = world.people[row["person_id"]]
    age_left = (eighteen(person.born) - start).days
    if age_left < 70:
        return 1e6
    in_care = bool(person.care) and person.care[-1]["end_date"] is None
    open_for = (start - row["start_date"]).days
    if open_for < 80:
        return 0.01
    return float(open_for**1.2) * (4.0 if in_care else 1.0)


def other_enquiries(world: World, month: int) -> None:
    """The enquiries ended in the month that led to no conference, up to the month's planned number."""
    chance = world.chance("enquiries")
    start, end = month_start(month), month_end(month)
    done = sum(start <= row["end_date"] <= end for row in world.tables["s47_enquiries"][-600:])
    wanted = world.plan.count("s47_completed", month) - done
    pool = _enquirable(world, start, end)
    chance.shuffle(pool)
    taken: set[str] = set()
    begun = {(row["person_id"], row["start_date"]) for row in world.tables["s47_enquiries"][-900:]}
    for person in pool:
        if wanted <= 0:
            break
        if person.id in taken:
            continue
        finish = chance.choice(world.workdays(month))
        begin = back_workdays(finish, chance.randrange(3, 14))
        group = [
            one for one in person.family.people if one.id not in taken and _episode_at(one, begin, finish)
        ]
        while any((one.id, begin) in begun for one in group):  # a child has one enquiry a day
            begin = add_working_days(begin, 1)
        code, joint = world.new_id("SE"), chance.random() < 0.4
        for one in group[:wanted]:
            taken.add(one.id)
            _enquiry(world, one, code, begin, finish, False, joint)
        wanted -= len(group[:wanted])
    lone_discussions(world, month, [one for one in pool if one.id not in taken])


def _enquirable(world: World, start: dt.date, end: dt.date) -> list[Person]:
    """People with an episode around the month: mostly referred shortly before."""
    recent = world.tables["referrals"][-1500:]
    ids = {row["person_id"]: None for row in recent if row["referral_date"] <= end and not row["nfa"]}
    near = [world.people[key] for key in ids]
    return [one for one in near if one.referrals[-1]["referral_date"] >= start - dt.timedelta(75)]


def _episode_at(person: Person, begin: dt.date, finish: dt.date) -> bool:
    """Open from the enquiry's start to its end, on the latest episode, with no plan at the start."""
    if not person.referrals:
        return False
    last = person.referrals[-1]
    if last["referral_date"] > begin or (last["closure_date"] and last["closure_date"] < finish):
        return False
    return not last["nfa"] and not any(
        row["start_date"] <= finish and (row["end_date"] or finish) >= begin for row in person.cp
    )


def lone_discussions(world: World, month: int, pool: list[Person]) -> None:
    """Strategy discussions that start no enquiry."""
    chance = world.chance("discussions")
    wanted = world.plan.count("strategy_without_s47", month)
    for person in pool:
        day = chance.choice(world.workdays(month))
        if wanted > 0 and _episode_at(person, day, day):
            wanted -= 1
            world.add(
                "strategy_discussions",
                {
                    "discussion_id": world.new_id("SD"),
                    "person_id": person.id,
                    "held_date": day,
                    "outcome": chance.choice(["no_s47", "no_s47", "further_discussion"]),
                    "s47_id": None,
                    "referral_id": person.referrals[-1]["referral_id"],
                    "team_id": teams.ASSESSMENT[person.family.locality(day)],
                },
            )


def review_rows(world: World) -> None:
    """Review conferences: the first within three months, then every six; a few held late."""
    chance = world.chance("cp reviews")
    for plan in world.tables["cp_plans"]:
        if plan["is_ola"]:
            continue
        due, last = plan["start_date"] + dt.timedelta(88), plan["end_date"] or world.last
        while due <= last + dt.timedelta(20):
            held: dt.date | None = due + dt.timedelta(chance.choices([-8, -3, 9], [40, 52, 8])[0])
            if held and held > last:
                held = (
                    plan["end_date"]
                    if plan["end_date"] and plan["end_date"] > due - dt.timedelta(30)
                    else None
                )
            ends = held is not None and held == plan["end_date"]
            world.add(
                "cp_reviews",
                {
                    "cp_review_id": world.new_id("CR"),
                    "person_id": plan["person_id"],
                    "cp_plan_id": plan["cp_plan_id"],
                    "due_date": due,
                    "review_date": held,
                    "meeting_id": world.new_id("MT"),
                    "continue_plan": None if held is None else not ends,
                    "quorate": "Y",
                    "participation": "PN1",
                },
            )
            due += dt.timedelta(180)
