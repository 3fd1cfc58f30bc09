"""The run of the simulation, month by month, and the council that comes out."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable

from goldenthread.base.dates import month_start
from goldenthread.sample import (
    allocations,
    care,
    care_detail,
    care_rows,
    checks,
    early_help,
    establishment,
    families,
    front_door,
    health,
    homes,
    learning,
    leaving,
    need,
    opening,
    people,
    practice,
    protection,
    record_keeping,
    reference,
    supervision,
    teams,
    visiting,
    workforce,
)
from goldenthread.sample.calibration import Plan, month_of
from goldenthread.sample.council import Council, Row
from goldenthread.sample.world import World

LAST_MONTH = "2024-01"
Progress = Callable[[str], None]


def simulate(plan: Plan, months: int) -> World:
    """A world whose history has been lived through, with all tables that follow from it."""
    last_month = month_of(LAST_MONTH)
    first = month_start(last_month - months + 1)
    last = month_start(last_month + 1) - dt.timedelta(1)
    world = World(plan, first, last)
    teams.team_rows(world)
    opening.open_council(world)
    early_help.open_stock(world)
    for month in world.months():
        front_door.refer(world, month)
        protection.protect(world, month)
        care.look_after(world, month)
        need.decide(world, month)
        early_help.help_early(world, month)
        front_door.contact(world, month)
    early_help.assess_on(world)
    protection.other_enquiries(world, last_month)
    care_rows.short_breaks(world)
    care_rows.same_day_returns(world)
    care_rows.care_rows(world)
    return world


def build(authority: str, name: str, plan: Plan, months: int) -> Council:
    """Simulate one council. The collector rests meanwhile: nothing of a world is garbage before its end."""
    resting = gc.isenabled()
    gc.disable()
    try:
        return _build(authority, name, plan, months)
    finally:
        if resting:
            gc.enable()


def _build(authority: str, name: str, plan: Plan, months: int) -> Council:
    world = simulate(plan, months)
    follow(world)
    people.person_rows(world)
    reference.reference_rows(world)
    return Council(authority, name, world.last, cut(world))


STARTS = {
    "referrals": "referral_date",
    "contacts": "contact_date",
    "strategy_discussions": "held_date",
    "icpcs": "conference_date",
    "step_downs": "decision_date",
    "visits": "visit_date",
    "cla_health": "check_date",
    "care_leavers": "status_date",
}


def follow(world: World) -> None:
    """What follows from the journeys: workers, visits, reviews, registers."""
    front_door.decide_contacts(world)
    early_help.answer_contacts(world)
    places = workforce.fill_places(world)
    allocations.allocate(world, places)
    allocations.advise(world, places)
    visiting.visit(world)
    visiting.meet(world)
    protection.review_rows(world)
    health.assess_health(world)
    supervision.supervise(world)
    families.attend_hubs(world)
    families.benchmark(world)
    practice.audit(world)
    practice.recruit(world)
    practice.apply_to_court(world)
    learning.educate(world)
    learning.plan_moves(world)
    checks.check(world)
    checks.plan_education(world)
    care_detail.detail(world)
    homes.furnish(world)
    leaving.leavers(world)
    establishment.establish(world, places)
    record_keeping.keep_records(world)


AHEAD = ("due", "target", "expected")
"""Columns whose dates may lie ahead."""


def cut(world: World) -> dict[str, list[Row]]:
    """What is known on the extract date: nothing that begins later, no end that lies ahead."""
    last, tables = world.last, {}
    for table, rows in world.tables.items():
        key = STARTS.get(table, "start_date")
        kept = [row for row in rows if not (row.get(key) and row[key] > last)]
        if kept:
            dates = [name for name in kept[0] if name.endswith("_date") and not name.startswith(AHEAD)]
            for row in kept:
                for name in dates:
                    if row[name] is not None and row[name] > last:
                        row[name] = None
        tables[table] = kept
    for row in tables["cin_plans"]:
        row.pop("_heads_for", None)
    return tables
