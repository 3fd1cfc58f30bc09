"""Everybody open to statutory services, and how child in need plans end."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, back_months
from tests.oracle.front_door import own_team
from tests.oracle.words import Council, Row, open_on

ESCALATION = dt.timedelta(days=7)


# children open


def _highest_status(council: Council, person: str, day: dt.date) -> str | None:
    """The highest status of a child on a day, None when nothing is open."""
    if council.looked_after(person, day):
        return "cla"
    if council.has_cp_plan(person, day):
        return "cp_plan"
    if any(open_on(row, day) for row in council.of("cin_plans", person)):
        return "cin_plan"
    if any(open_on(row, day, "start_date", "authorised_date") for row in council.of("assessments", person)):
        return "assessment"
    if any(open_on(row, day) for row in council.of("s47_enquiries", person)):
        return "s47"
    referrals = [row for row in council.of("referrals", person) if not row["nfa"]]
    if any(open_on(row, day, "referral_date", "closure_date") for row in referrals):
        return "referral"
    return None


def children_open(question: Question) -> list[Mark]:
    marks = []
    for row in question.council.rows("persons"):
        status = _highest_status(question.council, row["person_id"], question.last)
        if status is not None:
            own = {"stage": status}
            marks.append(Mark(row["person_id"], True, row["person_id"], question.last, own))
    return marks


# child in need plans


def _meet(one: list[Row], other: list[Row]) -> bool:
    """Whether some plan of one group overlaps, touches or leaves at most a day to one of the other."""
    return any(
        (a["end_date"] is None or b["start_date"] <= a["end_date"] + ONE_DAY)
        and (b["end_date"] is None or a["start_date"] <= b["end_date"] + ONE_DAY)
        for a in one
        for b in other
    )


def _as_one(rows: list[Row]) -> list[list[Row]]:
    """Plans of a child in groups that are one plan each, by joining until nothing joins."""
    groups = [[row] for row in rows]
    joined = True
    while joined:
        joined = False
        for a in groups:
            for b in groups:
                if a is not b and not joined and _meet(a, b):
                    a.extend(b)
                    groups = [group for group in groups if group is not b]
                    joined = True
            if joined:
                break
    return groups


def _escalated(question: Question, person: str, end: dt.date) -> bool:
    """Choice: care begins with a period, also one of less than a day, when the day before was not in care."""
    council = question.council
    begun = [row["start_date"] for row in council.of("cp_plans", person) if not row["is_ola"]]
    begun += [
        row["start_date"]
        for row in council.care_periods(person)
        if not council.looked_after(person, row["start_date"] - ONE_DAY)
    ]
    return any(end <= day <= end + ESCALATION for day in begun)


def _primary_need(council: Council, plan: Row) -> str | None:
    for row in council.of("referrals", plan["person_id"]):
        if row["referral_id"] == plan["referral_id"]:
            return row["primary_need"]
    return None


def _ends(question: Question) -> list[tuple[Row, dt.date, bool]]:
    """Each plan that ended in P: its last row, its first day, whether it escalated."""
    found = []
    for person in question.council.people("cin_plans"):
        for group in _as_one(question.council.of("cin_plans", person)):
            if any(row["end_date"] is None for row in group):
                continue
            last = max(group, key=lambda row: (row["end_date"], row["start_date"], row["cin_plan_id"]))
            if question.holds(last["end_date"]):
                first = min(row["start_date"] for row in group)
                found.append((last, first, _escalated(question, person, last["end_date"])))
    return found


def _mark(question: Question, plan: Row, counts: bool) -> Mark:
    own = {"primary_need": _primary_need(question.council, plan), **own_team(plan)}
    return Mark(plan["cin_plan_id"], counts, plan["person_id"], plan["end_date"], own)


def ended_within_6m(question: Question) -> list[Mark]:
    return [
        _mark(question, plan, back_months(plan["end_date"], 6) <= first)
        for plan, first, escalated in _ends(question)
        if not escalated
    ]


def ended_in_escalation(question: Question) -> list[Mark]:
    return [_mark(question, plan, escalated) for plan, _, escalated in _ends(question)]


def ends_not_yet_known(question: Question) -> list[Mark]:
    """Ends after which protection or care may still begin within the 7 days."""
    return [
        _mark(question, plan, True)
        for plan, _, escalated in _ends(question)
        if not escalated and plan["end_date"] + ESCALATION > question.cover
    ]
