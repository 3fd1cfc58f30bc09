"""Truths of practice: visits and case supervision."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import is_looked_after, looked_after
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.plans import has_plan, plans_open
from goldenthread.sample.truths.records import Records, is_open, latest

CP_VISIT_DAYS = 28
CIN_VISIT_DAYS = 42
CIN_VISIT_3_WEEKS = 21
SUPERVISION_DAYS = 28


def cp_visits_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Children with a plan open at the end; in the numerator when seen within 28 days."""
    for plan in plans_open(records, period.end):
        yield from _visited(records, plan, period.end, CP_VISIT_DAYS, ("cp",))


def cin_visits_statutory(records: Records, period: Period) -> Iterator[Counted]:
    """Children in need on a plan; in the numerator when seen within 42 days."""
    for plan in cin_plans_open(records, period.end):
        yield from _visited(records, plan, period.end, CIN_VISIT_DAYS, ("cin", "any"))


def cin_visits_3_weekly(records: Records, period: Period) -> Iterator[Counted]:
    """Children in need on a plan; in the numerator when seen within 21 days."""
    for plan in cin_plans_open(records, period.end):
        yield from _visited(records, plan, period.end, CIN_VISIT_3_WEEKS, ("cin", "any"))


def cin_plans_open(records: Records, day: dt.date) -> Iterator[Row]:
    """The child in need plans open on a day of children with no protection plan who are not in care."""
    for row in records.open_on("cin_plans", day):
        person = row["person_id"]
        if not has_plan(records, person, day) and not is_looked_after(records, person, day):
            yield row


def _visited(
    records: Records, plan: Row, day: dt.date, days: int, types: tuple[str, ...]
) -> Iterator[Counted]:
    """The child of a plan, once the plan is `days` old or the child has been seen."""
    seen = [
        row["visit_date"]
        for row in records.of("visits", plan["person_id"])
        if row["visit_type"] in types and row["child_seen"] and plan["start_date"] <= row["visit_date"] <= day
    ]
    if seen or (day - plan["start_date"]).days >= days:
        met = bool(seen) and (day - max(seen)).days <= days
        yield Counted(plan["person_id"], plan["person_id"], day, top=met)


def supervision_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Cases allocated for 28 days; in the numerator when supervised within 28 days."""
    day = period.end
    for case_type, person, since, team in cases(records, day):
        if (day - since).days >= SUPERVISION_DAYS:
            held = [
                row["supervision_date"]
                for row in records.of("supervisions", person)
                if row["case_type"] == case_type and row["supervision_date"] <= day
            ]
            met = bool(held) and (day - max(held)).days <= SUPERVISION_DAYS
            own = {"case_type": case_type, "team": team}
            yield Counted((person, case_type), person, day, top=met, own=own)


def cases(records: Records, day: dt.date) -> Iterator[tuple[str, str, dt.date, str | None]]:
    """Every allocated case of a day: its type, the child, since when it is allocated, the team."""
    open_cases = [
        *(("cin_plan", row["person_id"]) for row in cin_plans_open(records, day)),
        *(("cp_plan", row["person_id"]) for row in plans_open(records, day)),
        *(("cla", care.person) for care in looked_after(records, day)),
    ]
    for case_type, person in dict.fromkeys(open_cases):
        found = child.allocation(records, person, day)
        if found:
            yield case_type, person, found["start_date"], found["team_id"]
    yield from early_help_cases(records, day)
    yield from care_leaver_cases(records, day)


def early_help_cases(records: Records, day: dt.date) -> Iterator[tuple[str, str, dt.date, str | None]]:
    """Children in early help: by their allocated worker, else by the worker of the episode itself."""
    helped: dict[str, list[Row]] = defaultdict(list)
    for row in records.open_on("early_help_episodes", day):
        if row["level"] != "universal":
            helped[row["person_id"]].append(row)
    for person, rows in helped.items():
        own = [row for row in rows if row["worker_id"]]
        found = child.allocation(records, person, day) or latest(own, "start_date", "episode_id")
        if found:
            yield "early_help", person, found["start_date"], found["team_id"]


def care_leaver_cases(records: Records, day: dt.date) -> Iterator[tuple[str, str, dt.date, str | None]]:
    """Young people with a personal adviser who are no longer looked after."""
    advised = records.where("involvements", "role", "personal_adviser")
    people = [row["person_id"] for row in advised if is_open(row["start_date"], row["end_date"], day)]
    for person in dict.fromkeys(people):
        found = child.allocation(records, person, day, "personal_adviser")
        if found and not is_looked_after(records, person, day):
            yield "care_leaver", person, found["start_date"], found["team_id"]


CIN_WHO = ("locality", "team", "age_band", "disability")
PRACTICE = [
    Truth(
        "cp_visits_in_date_pct",
        "percentage",
        cp_visits_in_date,
        ("locality", "team", "age_band"),
        look_back=2,
    ),
    Truth("cin_visits_statutory_pct", "percentage", cin_visits_statutory, CIN_WHO, look_back=2),
    Truth("cin_visits_3_weekly_pct", "percentage", cin_visits_3_weekly, CIN_WHO, look_back=2),
    Truth(
        "supervision_in_date_pct",
        "percentage",
        supervision_in_date,
        ("locality", "team", "case_type"),
        reads=("supervisions",),
        look_back=2,
    ),
]
