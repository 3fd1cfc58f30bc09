"""Truths of child protection plans and their core groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open

CORE_GROUP_DAYS = 42
FIRST_CORE_GROUP_WORKING_DAYS = 10


def plans_open(records: Records, day: dt.date) -> Iterator[Row]:
    """The plans open on a day; another authority's are left out."""
    return (row for row in records.open_on("cp_plans", day) if not row["is_ola"])


def has_plan(records: Records, person_id: str, day: dt.date) -> bool:
    """The child has a plan of this authority open on a day."""
    rows = records.of("cp_plans", person_id)
    return any(is_open(row["start_date"], row["end_date"], day) and not row["is_ola"] for row in rows)


def cp_plans_open(records: Records, period: Period) -> Iterator[Counted]:
    """Children with a plan open at the end."""
    for row in plans_open(records, period.end):
        yield Counted(row["person_id"], row["person_id"], period.end, own=abuse(row))


def cp_plans_open_repeat(records: Records, period: Period) -> Iterator[Counted]:
    """Children with a plan open at the end; in the numerator when it is not their first."""
    for row in plans_open(records, period.end):
        met = is_repeat(records, row)
        yield Counted(row["person_id"], row["person_id"], period.end, top=met, own=abuse(row))


def cp_plans_started(records: Records, period: Period) -> Iterator[Counted]:
    """Plans started, each start counting."""
    for row in records.dated("cp_plans", "start_date", period):
        if not row["is_ola"]:
            yield Counted(row["cp_plan_id"], row["person_id"], row["start_date"], own=abuse(row))


def cp_plans_started_repeat(records: Records, period: Period) -> Iterator[Counted]:
    """Plans started; in the numerator when the child had a plan before."""
    for row in records.dated("cp_plans", "start_date", period):
        if not row["is_ola"]:
            met = is_repeat(records, row)
            yield Counted(row["cp_plan_id"], row["person_id"], row["start_date"], top=met, own=abuse(row))


def cp_plans_ended(records: Records, period: Period) -> Iterator[Counted]:
    """Plans ended."""
    for row in records.dated("cp_plans", "end_date", period):
        if not row["is_ola"]:
            yield Counted(row["cp_plan_id"], row["person_id"], row["end_date"], own=abuse(row))


def cp_plans_net_change(records: Records, period: Period) -> Iterator[Counted]:
    """Plans started, less plans ended."""
    for one in cp_plans_started(records, period):
        yield Counted(("started", one.key), one.person, one.day, top=1)
    for one in cp_plans_ended(records, period):
        yield Counted(("ended", one.key), one.person, one.day, top=-1)


def abuse(plan: Row) -> dict[str, str | None]:
    """The latest category of a plan, else the one it began with."""
    return {"abuse_category": plan["latest_category"] or plan["initial_category"]}


def is_repeat(records: Records, plan: Row) -> bool:
    """The child had an earlier plan here, or a source reports one anywhere."""
    earlier = any(
        row["start_date"] < plan["start_date"] and not row["is_ola"]
        for row in records.of("cp_plans", plan["person_id"])
    )
    return earlier or (plan["previous_plans_reported"] or 0) >= 1


def core_group_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Plans open for more than 10 working days; in the numerator with a core group in the last 42 days."""
    day = period.end
    for row in plans_open(records, day):
        if working_days_between(row["start_date"], day) > FIRST_CORE_GROUP_WORKING_DAYS:
            held = [group["held_date"] for group in core_groups(records, row) if group["held_date"] <= day]
            met = bool(held) and (day - max(held)).days <= CORE_GROUP_DAYS
            yield Counted(row["cp_plan_id"], row["person_id"], day, top=met)


def core_groups(records: Records, plan: Row) -> list[Row]:
    """The core groups held on a plan: by its id, else by child and a date inside the plan."""
    return [
        row
        for row in records.of("core_groups", plan["person_id"])
        if row["held_date"]
        and (
            row["cp_plan_id"] == plan["cp_plan_id"]
            if row["cp_plan_id"]
            else plan["start_date"] <= row["held_date"] <= (plan["end_date"] or dt.date.max)
        )
    ]


WHO = ("locality", "team", "age_band", "sex")
PLANS = [
    Truth("cp_plans_open", "count", cp_plans_open, (*WHO, "ethnicity", "disability", "abuse_category")),
    Truth("cp_plan_rate", "rate", cp_plans_open, ("locality",)),
    Truth("cp_plans_started", "count", cp_plans_started, (*WHO, "ethnicity", "abuse_category")),
    Truth("cp_plans_ended", "count", cp_plans_ended, (*WHO, "ethnicity", "abuse_category")),
    Truth("cp_plans_net_change", "count", cp_plans_net_change, ("locality", "team")),
    Truth("repeat_cp_ever_pct", "percentage", cp_plans_started_repeat, (*WHO, "ethnicity", "abuse_category")),
    Truth("repeat_cp_current_pct", "percentage", cp_plans_open_repeat, (*WHO, "abuse_category")),
    Truth("core_group_in_date_pct", "percentage", core_group_in_date, ("locality", "team"), look_back=2),
]
