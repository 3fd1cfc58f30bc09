"""Visits and supervision."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.words import Row, latest, open_on


def _seen(question: Question, plan: Row, types: tuple[str, ...]) -> list[dt.date]:
    """Visits since the plan's start, on or before D, at which the child was seen (not said: not seen).

    Choice: "has had a visit" means such a visit.
    """
    return [
        row["visit_date"]
        for row in question.council.of("visits", plan["person_id"])
        if row["visit_type"] in types
        and row["child_seen"] is True
        and plan["start_date"] <= row["visit_date"] <= question.last
    ]


def _visited(question: Question, plan: Row, types: tuple[str, ...], limit: int) -> Mark | None:
    """The child's mark for one open plan, or None when it is too early to expect a visit."""
    seen = _seen(question, plan, types)
    if not seen and (question.last - plan["start_date"]).days < limit:
        return None
    in_date = bool(seen) and (question.last - max(seen)).days <= limit
    return Mark(plan["person_id"], in_date, plan["person_id"], question.last)


def cp_visits(question: Question) -> list[Mark]:
    """Choice: visits of type cp or any, as the reading of the CIN measures has cin or any."""
    limit = question.parameters["cp_visit_days"]
    marks = [
        _visited(question, plan, ("cp", "any"), limit)
        for plan in question.council.rows("cp_plans")
        if open_on(plan, question.last) and not plan["is_ola"]
    ]
    return [mark for mark in marks if mark is not None]


def _cin_visits(question: Question, limit: int) -> list[Mark]:
    marks = [
        _visited(question, plan, ("cin", "any"), limit)
        for plan in question.council.rows("cin_plans")
        if open_on(plan, question.last)
        and question.council.is_cin_plan_child(plan["person_id"], question.last)
    ]
    return [mark for mark in marks if mark is not None]


def cin_visits_statutory(question: Question) -> list[Mark]:
    return _cin_visits(question, question.parameters["cin_visit_days"])


def cin_visits_3_weekly(question: Question) -> list[Mark]:
    return _cin_visits(question, question.parameters["cin_visit_3wk_days"])


# supervision


def _case_types(question: Question, person: str) -> list[str]:
    council, day = question.council, question.last
    holds = {
        "cin_plan": council.is_cin_plan_child(person, day),
        "cp_plan": council.has_cp_plan(person, day),
        "cla": council.looked_after(person, day),
        "early_help": bool(council.early_help(person, day)),
        "care_leaver": council.allocation(person, day, "personal_adviser") is not None
        and not council.looked_after(person, day),
    }
    return [case_type for case_type, holding in holds.items() if holding]


def _holder(question: Question, person: str, case_type: str) -> tuple[dt.date | None, str | None]:
    """The start and the team of the allocation under which the case is held on D."""
    council, day = question.council, question.last
    role = "personal_adviser" if case_type == "care_leaver" else "allocated_worker"
    allocation = council.allocation(person, day, role)
    if allocation is not None:
        return allocation["start_date"], allocation["team_id"]
    if case_type != "early_help":
        return None, None
    # Choice: of two episodes with a worker of their own, the later start, then the higher id.
    own = [row for row in council.early_help(person, day) if row["worker_id"] is not None]
    episode = latest(own, "episode_id")
    return (episode["start_date"], episode["team_id"]) if episode else (None, None)


def _supervised(question: Question, person: str, case_type: str, limit: int) -> bool:
    dates = [
        row["supervision_date"]
        for row in question.council.of("supervisions", person)
        if row["case_type"] == case_type and row["supervision_date"] <= question.last
    ]
    return bool(dates) and (question.last - max(dates)).days <= limit


def supervision(question: Question) -> list[Mark]:
    """The team is that of the allocation by which the case is held; without one, the allocated worker's."""
    marks = []
    for row in question.council.rows("persons"):
        person = row["person_id"]
        for case_type in _case_types(question, person):
            limit = question.parameters["supervision_days"][case_type]
            since, team = _holder(question, person, case_type)
            if since is None or (question.last - since).days < limit:
                continue
            in_date = _supervised(question, person, case_type, limit)
            own = {"case_type": case_type, **({"team": team} if team else {})}
            marks.append(Mark((person, case_type), in_date, person, question.last, own))
    return marks
