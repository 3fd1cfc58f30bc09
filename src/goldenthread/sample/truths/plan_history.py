"""Truths of how plans repeat, last and are kept going: reviews and core groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import add_working_days, working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.plans import (
    FIRST_CORE_GROUP_WORKING_DAYS,
    abuse,
    core_groups,
    plans_open,
)
from goldenthread.sample.truths.records import Records, is_open, latest

REPEAT_MONTHS = 24
TWO_YEARS = 730
FIRST_REVIEW_MONTHS, LATER_REVIEW_MONTHS = 3, 6


def repeat_24m(records: Records, period: Period) -> Iterator[Counted]:
    """Plans started; in the numerator when the latest earlier plan ended in the 24 months before."""
    for row in _own(records.dated("cp_plans", "start_date", period)):
        start, before = row["start_date"], _earlier(records, row)
        ended = before["end_date"] if before else None
        met = ended is not None and months_before(start, REPEAT_MONTHS) < ended < start
        yield Counted(row["cp_plan_id"], row["person_id"], start, top=met, own=abuse(row))


def _own(rows: Iterator[Row]) -> Iterator[Row]:
    return (row for row in rows if not row["is_ola"])


def _earlier(records: Records, plan: Row) -> Row | None:
    rows = [
        row
        for row in records.of("cp_plans", plan["person_id"])
        if row["start_date"] < plan["start_date"] and not row["is_ola"]
    ]
    return latest(rows, "start_date", "cp_plan_id")


def two_years_open(records: Records, period: Period) -> Iterator[Counted]:
    """Children with a plan open at the end; in the numerator when it has lasted 730 days."""
    for row in plans_open(records, period.end):
        met = (period.end - row["start_date"]).days >= TWO_YEARS
        yield Counted(row["person_id"], row["person_id"], period.end, top=met, own=abuse(row))


def two_years_ended(records: Records, period: Period) -> Iterator[Counted]:
    """Plans ended; in the numerator when they had lasted 730 days."""
    for row in _own(records.dated("cp_plans", "end_date", period)):
        met = (row["end_date"] - row["start_date"]).days >= TWO_YEARS
        yield Counted(row["cp_plan_id"], row["person_id"], row["end_date"], top=met, own=abuse(row))


def reviewed_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """Plans open for 3 months; in the numerator when every review came in time and none is overdue."""
    day = period.end
    for row in plans_open(records, day):
        if months_before(day, FIRST_REVIEW_MONTHS) >= row["start_date"]:
            days = [conference(records, row), *reviews(records, row, day), day]
            months = [FIRST_REVIEW_MONTHS] + [LATER_REVIEW_MONTHS] * len(days)
            gaps = zip(days, days[1:], months, strict=False)
            met = all(months_before(after, limit) <= before for before, after, limit in gaps)
            yield Counted(row["cp_plan_id"], row["person_id"], day, top=met)


def conference(records: Records, plan: Row) -> dt.date:
    """The day of the conference that a plan names, else the start of the plan."""
    named = records.where("icpcs", "icpc_id", plan["icpc_id"]) if plan["icpc_id"] else []
    days = [row["conference_date"] for row in named if row["person_id"] == plan["person_id"]]
    start: dt.date = next((day for day in days if day), plan["start_date"])
    return start


def reviews(records: Records, plan: Row, until: dt.date) -> list[dt.date]:
    """The days on which a plan was reviewed, in order."""
    first = conference(records, plan)
    return sorted(
        row["review_date"]
        for row in records.where("cp_reviews", "cp_plan_id", plan["cp_plan_id"])
        if row["review_date"] and first <= row["review_date"] <= until
    )


def core_groups_held(records: Records, period: Period) -> Iterator[Counted]:
    """Core groups held, one for each child."""
    for row in records.dated("core_groups", "held_date", period):
        own = {"stage": "first" if row["is_first"] else "subsequent"}
        yield Counted(row["core_group_id"], row["person_id"], row["held_date"], own=own)


def first_core_group(records: Records, period: Period) -> Iterator[Counted]:
    """Plans open when their first core group is due; in the numerator when it was held in time."""
    for row in _own(iter(records.rows("cp_plans"))):
        since = conference(records, row)
        if not period.start - dt.timedelta(40) <= since <= period.end:
            continue
        due = add_working_days(since, FIRST_CORE_GROUP_WORKING_DAYS)
        if period.start <= due <= period.end and is_open(row["start_date"], row["end_date"], due):
            held = [one["held_date"] for one in core_groups(records, row) if one["held_date"] >= since]
            met = bool(held) and working_days_between(since, min(held)) <= FIRST_CORE_GROUP_WORKING_DAYS
            yield Counted(row["cp_plan_id"], row["person_id"], due, top=met)


WHO = ("locality", "team", "age_band", "sex", "ethnicity", "abuse_category")
LENGTH = ("team", "abuse_category")
PLAN_HISTORY = [
    Truth("repeat_cp_24m_pct", "percentage", repeat_24m, WHO, look_back=24),
    Truth("cp_plans_2y_open_pct", "percentage", two_years_open, LENGTH),
    Truth("cp_plans_2y_ended_pct", "percentage", two_years_ended, LENGTH),
    Truth("cp_reviews_in_time_pct", "percentage", reviewed_in_time, ("team",), look_back=24),
    Truth("core_groups_held", "count", core_groups_held, ("locality", "team", "stage")),
    Truth("core_group_first_10wd_pct", "percentage", first_core_group, ("locality", "team"), look_back=1),
]
