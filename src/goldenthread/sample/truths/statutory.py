"""Truths of all who are open to statutory services, and of how child in need plans end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths.care import looked_after, unbroken_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.plans import plans_open
from goldenthread.sample.truths.records import Records

DAY = dt.timedelta(1)
ESCALATION = 7 * DAY
SHORT_MONTHS = 6


def children_open(records: Records, period: Period) -> Iterator[Counted]:
    """Each child once, in the highest status that is open at the end: the highest is written last."""
    day = period.end
    stages: dict[str, str] = {}
    for row in records.open_on("referrals", day, "referral_date", "closure_date"):
        if row["nfa"] is not True:
            stages[row["person_id"]] = "referral"
    stages |= {row["person_id"]: "s47" for row in records.open_on("s47_enquiries", day)}
    assessed = records.open_on("assessments", day, "start_date", "authorised_date")
    stages |= {row["person_id"]: "assessment" for row in assessed}
    stages |= {row["person_id"]: "cin_plan" for row in records.open_on("cin_plans", day)}
    stages |= {row["person_id"]: "cp_plan" for row in plans_open(records, day)}
    stages |= {care.person: "cla" for care in looked_after(records, day)}
    for person, stage in stages.items():
        yield Counted(person, person, day, own={"stage": stage})


@dataclass(frozen=True)
class Ended:
    """A child in need plan that ended: the row that ended last, and the first day of it all."""

    row: Row
    start: dt.date
    escalated: bool


def ended_plans(records: Records) -> list[Ended]:
    """All ends, with plans that follow one another within a day taken as one."""
    found: list[Ended] = records.once("ends of child in need plans", lambda: _ended(records))
    return found


def _ended(records: Records) -> list[Ended]:
    by_child: dict[str, list[Row]] = {}
    for row in sorted(records.rows("cin_plans"), key=lambda row: (row["start_date"], row["cin_plan_id"])):
        by_child.setdefault(row["person_id"], []).append(row)
    return [end for person, rows in by_child.items() for end in _ends(records, person, rows)]


def _ends(records: Records, person: str, rows: list[Row]) -> Iterator[Ended]:
    at = 0
    while at < len(rows):
        start, last = rows[at]["start_date"], rows[at]
        at += 1
        while at < len(rows) and rows[at]["start_date"] <= _end(last) + DAY:
            last = max(last, rows[at], key=lambda row: (_end(row), row["start_date"], row["cin_plan_id"]))
            at += 1
        if last["end_date"]:
            yield Ended(last, start, _escalated(records, person, last["end_date"]))


def _end(row: Row) -> dt.date:
    end: dt.date | None = row["end_date"]
    return end or dt.date.max - DAY


def _escalated(records: Records, person: str, end: dt.date) -> bool:
    begun = [row["start_date"] for row in records.of("cp_plans", person) if not row["is_ola"]]
    begun += [care.start for care in unbroken_care(records).get(person, [])]
    return any(end <= day <= end + ESCALATION for day in begun)


def ended_within_6_months(records: Records, period: Period) -> Iterator[Counted]:
    """Plans that ended and did not escalate; in the numerator when they had lasted 6 months at most."""
    for end in _in(records, period):
        if not end.escalated:
            yield _counted(records, end, months_before(end.row["end_date"], SHORT_MONTHS) <= end.start)


def ended_in_escalation(records: Records, period: Period) -> Iterator[Counted]:
    """Plans that ended; in the numerator when protection or care followed within 7 days."""
    for end in _in(records, period):
        yield _counted(records, end, end.escalated)


def escalation_known(records: Records, period: Period) -> bool:
    """Seven days had passed after each end by the last day of the data."""
    return all(
        end.escalated or end.row["end_date"] + ESCALATION <= records.extracted_on
        for end in _in(records, period)
    )


def _in(records: Records, period: Period) -> Iterator[Ended]:
    return (end for end in ended_plans(records) if period.start <= end.row["end_date"] <= period.end)


def _counted(records: Records, end: Ended, met: bool) -> Counted:
    row = end.row
    need = next(
        (
            one["primary_need"]
            for one in records.where("referrals", "referral_id", row["referral_id"])
            if one["person_id"] == row["person_id"]
        ),
        None,
    )
    own = {"team": row["team_id"], "primary_need": need}
    return Counted(row["cin_plan_id"], row["person_id"], row["end_date"], top=met, own=own)


WHO = ("locality", "team", "age_band", "sex")
PLAN = (*WHO, "primary_need", "disability")
STATUTORY = [
    Truth("statutory_open_children", "count", children_open, (*WHO, "ethnicity", "disability", "stage")),
    Truth(
        "cin_plans_ended_6m_pct",
        "percentage",
        ended_within_6_months,
        PLAN,
        ready=escalation_known,
        look_back=6,
    ),
    Truth(
        "cin_plans_ended_6m_pct__escalated",
        "percentage",
        ended_in_escalation,
        PLAN,
        ready=escalation_known,
    ),
]
