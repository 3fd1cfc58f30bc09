"""Local registers: family hubs, Supporting Families, audits and fostering."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from tests.oracle.counting import Mark, Question
from tests.oracle.days import day_with_wd, month_end
from tests.oracle.words import Row

STAGES = ("enquiry", "screening", "home_visit", "stage1", "stage2", "panel", "approved")


# hubs


def _visits(question: Question) -> list[Row]:
    return [r for r in question.council.rows("family_hub_attendance") if question.holds(r["attended_on"])]


def _hub(question: Question, row: Row) -> dict[str, str | None]:
    hubs = [hub for hub in question.council.rows("hubs") if hub["hub_id"] == row["hub_id"]]
    return {
        "hub": row["hub_id"],
        "hub_locality": hubs[0]["locality_id"] if hubs else None,
        "locality": row["home_locality_id"],
    }


def hub_individuals(question: Question) -> list[Mark]:
    return [
        Mark(row["attendee_id"], own=_hub(question, row))
        for row in _visits(question)
        if row["attendee_id"] is not None
    ]


def hub_visits(question: Question) -> list[Mark]:
    return [Mark(row["attendance_id"], own=_hub(question, row)) for row in _visits(question)]


def hub_sites(question: Question) -> list[Mark]:
    """Visits by where the hub stands; a hub that the list does not hold stands nowhere."""
    found = [(row, _hub(question, row)["hub_locality"]) for row in _visits(question)]
    return [Mark(row["attendance_id"], own={"locality": place}) for row, place in found if place is not None]


# Supporting Families


def _forms(question: Question) -> list[Row]:
    rows = question.council.rows("supporting_families_outcomes")
    return [row for row in rows if question.holds(row["form_date"])]


def _family(row: Row) -> dict[str, str | None]:
    return {"locality": row["locality_id"], "team": row["team_id"]}


def sf_forms(question: Question) -> list[Mark]:
    return [Mark(row["form_id"], own=_family(row)) for row in _forms(question)]


def sf_outcome_bands(question: Question) -> list[Mark]:
    positive: dict[str, set[str]] = {row["form_id"]: set() for row in _forms(question)}
    for row in _forms(question):
        if row["result"] == "positive":
            positive[row["form_id"]].add(row["concern"])
    return [
        Mark(row["form_id"], own={**_family(row), "band": _band(len(positive[row["form_id"]]))})
        for row in _forms(question)
    ]


def _band(concerns: int) -> str:
    if concerns == 0:
        return "none"
    return "one_or_two" if concerns <= 2 else "three_or_more"


def sf_concerns(question: Question) -> list[Mark]:
    return [
        Mark(
            (row["form_id"], row["concern"]),
            row["result"] == "positive",
            own={**_family(row), "theme": row["concern"]},
        )
        for row in _forms(question)
        if row["identified"]
    ]


# audits


def _audits(question: Question) -> list[Row]:
    return [row for row in question.council.rows("audits") if question.holds(row["audit_month"])]


def _audited(row: Row) -> dict[str, str | None]:
    # Choice: the team audited is the one on the row; a child's allocation is not asked.
    return {"team": row["team_id"]}


def _in_time(audit_month: dt.date, completed: dt.date | None, limit: int) -> bool:
    """By the 10th working day after the month; the Saturday after that day is late."""
    return completed is not None and completed <= day_with_wd(month_end(audit_month), limit)


def audits_completed(question: Question) -> list[Mark]:
    limit = question.parameters["audit_cut_off_days"]
    return [
        Mark(
            row["audit_id"],
            _in_time(row["audit_month"], row["completed_date"], limit),
            own=_audited(row),
        )
        for row in _audits(question)
    ]


def audit_discussions(question: Question) -> list[Mark]:
    return [
        Mark(row["audit_id"], row["discussion_held"] is True, own=_audited(row))
        for row in _audits(question)
        if row["completed_date"] is not None
    ]


def audit_grades(question: Question) -> list[Mark]:
    return [
        Mark(row["audit_id"], own={**_audited(row), "grade": row["grade"]})
        for row in _audits(question)
        if row["completed_date"] is not None and row["grade"] is not None
    ]


def audit_themes(question: Question) -> list[Mark]:
    marks = []
    for audit in _audits(question):
        for row in question.council.rows("audit_findings"):
            if row["audit_id"] == audit["audit_id"] and row["kind"] == "tested":
                key = (row["audit_id"], row["theme"], row["finding_no"])
                own = {**_audited(audit), "theme": row["theme"]}
                marks.append(Mark(key, row["met"] is True, own=own))
    return marks


# fostering


def fostering_stages(question: Question) -> list[Mark]:
    return [
        Mark(row["household_id"], own={"stage": stage})
        for row in question.council.rows("fostering_enquiries")
        for stage in STAGES
        if question.holds(row[f"{stage}_date"])
    ]


def fostering_conversions(question: Question) -> list[Mark]:
    """Households at each stage but the last, by whether they have a day for the stage after it."""
    return [
        Mark((row["household_id"], stage), row[f"{after}_date"] is not None, own={"stage": stage})
        for row in question.council.rows("fostering_enquiries")
        for stage, after in pairwise(STAGES)
        if question.holds(row[f"{stage}_date"])
    ]
