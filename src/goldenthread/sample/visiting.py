"""Visits and core groups, planned so that a given share is in date at each month's end.

At a month's end the late ones are drawn from those whose last meeting is already too old; everybody
else is seen in the month. So the shares are planned, and who is late is chance.
"""

from __future__ import annotations

import datetime as dt
import random

from goldenthread.base.dates import month_end
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.calibration import Curve
from goldenthread.sample.council import Row
from goldenthread.sample.world import DAY, Person, World, open_on

SHARES: dict[str, Curve] = {
    "cp_visits": [
        ("2018-01", 0.88),
        ("2022-01", 0.895),
        ("2023-06", 0.91),
        ("2023-11", 0.915),
        ("2023-12", 0.931),
    ],
    "cin_visits_42": [
        ("2018-01", 0.86),
        ("2022-01", 0.885),
        ("2023-06", 0.905),
        ("2023-11", 0.911),
        ("2023-12", 0.926),
    ],
    "cin_visits_21": [
        ("2018-01", 0.70),
        ("2022-01", 0.76),
        ("2023-06", 0.82),
        ("2023-11", 0.846),
        ("2023-12", 0.884),
        ("2024-01", 0.872),
    ],
    "core_groups": [
        ("2018-01", 0.78),
        ("2022-01", 0.84),
        ("2023-09", 0.87),
        ("2023-11", 0.884),
        ("2023-12", 0.823),
        ("2024-01", 0.861),
    ],
}


def share(world: World, name: str, month: int) -> float:
    """The planned share in date; the last months without noise."""
    spread = 0.0 if month >= 53 * 12 + 8 else 0.012
    return min(1.0, world.plan.path(SHARES[name], name, month, spread))


def cin_children(person: Person, day: dt.date) -> Row | None:
    """The open child in need plan of a child who is on no protection plan and not in care."""
    plan = next((row for row in reversed(person.cin) if open_on(row, day)), None)
    if plan is None or any(open_on(row, day) for row in person.cp if not row["is_ola"]):
        return None
    return None if any(open_on(row, day) and not row["is_short_breaks"] for row in person.care) else plan


def visit(world: World) -> None:
    """All visits of the history."""
    world.tables["visits"] = []
    last_cp: dict[str, dt.date] = {}
    last_cin: dict[str, dt.date] = {}
    plans = [row for row in world.tables["cp_plans"] if not row["is_ola"]]
    on_cin = [person for person in world.people.values() if person.cin]
    for month in world.months():
        day = month_end(month)
        on_cin = [person for person in on_cin if (person.cin[-1]["end_date"] or dt.date.max) > day]
        visit_protected(world, month, [row for row in plans if open_on(row, day)], last_cp)
        found = [
            (person, plan)
            for person in on_cin
            if person.cin[0]["start_date"] <= day and (plan := cin_children(person, day))
        ]
        visit_in_need(world, month, found, last_cin)
    visit_looked_after(world)


def visit_protected(world: World, month: int, plans: list[Row], last: dict[str, dt.date]) -> None:
    """Visits to children on protection plans: seen within 28 days of the month's end, or late."""
    chance, day = world.chance("cp visits"), month_end(month)
    limit = day - 28 * DAY
    stale = [row for row in plans if _last(last, row, "cp_plan_id") < limit]
    wanted = int((1 - share(world, "cp_visits", month)) * len(plans) + 0.5)
    late = {row["cp_plan_id"] for row in chance.sample(stale, min(wanted, len(stale)))}
    for row in plans:
        key = row["cp_plan_id"]
        if key in late:
            continue
        new = row["start_date"] > day - 4 * DAY
        seen = row["start_date"] if new else max(row["start_date"] + DAY, day - chance.randrange(0, 16) * DAY)
        if row["start_date"] <= day - 22 * DAY and chance.random() < 0.5:
            earlier = day - chance.randrange(17, 22) * DAY
            _visit(world, chance, row["person_id"], "cp", earlier, chance.random() < 0.93, key)
        _visit(world, chance, row["person_id"], "cp", seen, True, key)
        last[key] = seen


def _last(last: dict[str, dt.date], plan: Row, key: str) -> dt.date:
    """The last visit or meeting of a plan, else its start."""
    start: dt.date = plan["start_date"]
    return last.get(plan[key], start)


def visit_in_need(
    world: World, month: int, found: list[tuple[Person, Row]], last: dict[str, dt.date]
) -> None:
    """Visits to children in need: within 21 days, within 42 days, or late."""
    chance, day = world.chance("cin visits"), month_end(month)
    stale = [plan for _, plan in found if _last(last, plan, "cin_plan_id") < day - 42 * DAY]
    wanted = int((1 - share(world, "cin_visits_42", month)) * len(found) + 0.5)
    late = {row["cin_plan_id"] for row in chance.sample(stale, min(wanted, len(stale)))}
    slow = [
        plan for _, plan in found if plan["cin_plan_id"] not in late and plan["start_date"] < day - 28 * DAY
    ]
    wanted = int((1 - share(world, "cin_visits_21", month)) * len(found) + 0.5) - len(late)
    slower = {row["cin_plan_id"] for row in chance.sample(slow, max(0, min(wanted, len(slow))))}
    for person, plan in found:
        key = plan["cin_plan_id"]
        if key in late:
            continue
        if key in slower:
            seen = day - chance.randrange(22, 28) * DAY
        else:
            seen = max(plan["start_date"], day - chance.randrange(0, 21) * DAY)
            if chance.random() < 0.07:
                _visit(world, chance, person.id, "cin", seen, False, None)
        _visit(world, chance, person.id, "cin", seen, True, None)
        last[key] = seen


def visit_looked_after(world: World) -> None:
    """Visits to children in care: soon after a placement, then about every five weeks."""
    chance = world.chance("cla visits")
    for period in world.tables["cla_periods"]:
        if period["is_short_breaks"]:
            continue
        end = period["end_date"] or world.last
        day = max(
            period["start_date"] + chance.randrange(1, 7) * DAY, world.first + chance.randrange(30) * DAY
        )
        while day < end:
            _visit(
                world,
                chance,
                period["person_id"],
                "cla",
                day,
                chance.random() < 0.97,
                None,
                period["cla_period_id"],
            )
            day += chance.randrange(24, 46) * DAY


def _visit(
    world: World,
    chance: random.Random,
    person_id: str,
    kind: str,
    day: dt.date,
    seen: bool,
    plan: str | None,
    period: str | None = None,
) -> None:
    world.tables["visits"].append(
        {
            "visit_id": world.new_id("VI"),
            "person_id": person_id,
            "visit_type": kind,
            "visit_date": day,
            "cp_plan_id": plan,
            "cla_period_id": period,
            "child_seen": seen,
            "seen_alone": seen and chance.random() < 0.7,
            "bedroom_seen": None if kind == "cla" else seen and chance.random() < 0.5,
            "latest_only": False,
        }
    )


def meet(world: World) -> None:
    """Core groups: within 42 days of the month's end for the planned share of plans."""
    chance = world.chance("core groups")
    last: dict[str, dt.date] = {}
    world.tables["core_groups"] = []
    plans = [row for row in world.tables["cp_plans"] if not row["is_ola"]]
    for month in world.months():
        day = month_end(month)
        due = [
            row for row in plans if open_on(row, day) and working_days_between(row["start_date"], day) > 10
        ]
        stale = [
            row
            for row in due
            if _last(last, row, "cp_plan_id") < day - 42 * DAY or row["cp_plan_id"] not in last
        ]
        wanted = int((1 - share(world, "core_groups", month)) * len(due) + 0.5)
        late = {row["cp_plan_id"] for row in chance.sample(stale, min(wanted, len(stale)))}
        fresh = {row["cp_plan_id"] for row in due} - {row["cp_plan_id"] for row in stale}
        for row in due:
            key = row["cp_plan_id"]
            if key in late or (key in fresh and chance.random() < 0.4):
                continue
            _meeting(world, month, row, last, chance)


def _meeting(world: World, month: int, plan: Row, last: dict[str, dt.date], chance: random.Random) -> None:
    """One core group on a working day of the month; the first is due in ten working days."""
    key, first = plan["cp_plan_id"], plan["cp_plan_id"] not in last
    days = [day for day in world.workdays(month) if day > plan["start_date"]]
    if month % 12 == 11:
        days = [day for day in days if day.day < 22] or days
    if first:
        days = days[:12]
    held = chance.choice(days)
    due = plan["start_date"] + 14 * DAY if first else last[key] + 42 * DAY
    last[key] = held
    world.tables["core_groups"].append(
        {
            "core_group_id": world.new_id("CG"),
            "person_id": plan["person_id"],
            "cp_plan_id": key,
            "due_date": due,
            "held_date": held,
            "is_first": first,
            "agencies_present": chance.randrange(2, 7),
        }
    )
