"""Caseloads, turnover and agency share, in full-time equivalents."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, within_months
from tests.oracle.words import Council, Row, open_on


def _own(spell: Row) -> dict[str, str | None]:
    return {"team": spell["team_id"], "worker_role": spell["role"]}


def _fte(spell: Row) -> Mark:
    return Mark((spell["staff_id"], spell["start_date"]), own=_own(spell), weight=float(spell["fte"]))


def _permanent(council: Council) -> list[Row]:
    rows = council.rows("workforce_spells")
    return [row for row in rows if row["is_social_worker"] and not row["is_agency"]]


# turnover and agency


def _has_left(council: Council, spell: Row) -> bool:
    """No later permanent social worker spell of the person starts by the day after the end."""
    return not any(
        other["staff_id"] == spell["staff_id"]
        and other["start_date"] > spell["start_date"]
        and other["start_date"] <= spell["end_date"] + ONE_DAY
        for other in _permanent(council)
    )


def leavers(question: Question) -> list[Mark]:
    return [
        _fte(row)
        for row in _permanent(question.council)
        if row["end_date"] is not None
        and within_months(row["end_date"], 12, question.last)
        and _has_left(question.council, row)
    ]


def in_post(question: Question) -> list[Mark]:
    return [_fte(row) for row in _permanent(question.council) if open_on(row, question.last)]


def _social_workers(question: Question) -> list[Row]:
    rows = question.council.rows("workforce_spells")
    return [row for row in rows if row["is_social_worker"] and open_on(row, question.last)]


def agency(question: Question) -> list[Mark]:
    return [_fte(row) for row in _social_workers(question) if row["is_agency"]]


def agency_and_in_post(question: Question) -> list[Mark]:
    return [_fte(row) for row in _social_workers(question)]


# vacancies


def _vacant(question: Question) -> list[Mark]:
    """Social work posts of the last reading of the register, if that lies within 3 months of D.

    Choice: a post of which nothing is said is recruited to.
    """
    rows = question.council.rows("hr_posts")
    last = _last_reading(question)
    return [
        Mark(("post", row["post_id"]), own=_of_post(row), weight=float(row["fte_vacant"]))
        for row in rows
        if row["as_at_month"] == last
        and row["role"] in ("social_worker", "senior_practitioner")
        and row["is_recruiting"] is not False
    ]


def _last_reading(question: Question) -> dt.date | None:
    days = [row["as_at_month"] for row in question.council.rows("hr_posts")]
    last = max((day for day in days if day <= question.last), default=None)
    return last if last is not None and within_months(last, 3, question.last) else None


def _of_post(row: Row) -> dict[str, str | None]:
    return {"team": row["team_id"], "worker_role": row["role"]}


def vacant(question: Question) -> list[Mark]:
    return _vacant(question)


def vacant_and_in_post(question: Question) -> list[Mark]:
    """Without a reading of posts nobody is in post: the share is not known."""
    if _last_reading(question) is None:
        return []
    return _vacant(question) + in_post(question)


# agency spend


def agency_spend(question: Question) -> list[Mark]:
    return [
        Mark((row["period_start"], row["team_id"]), own={"team": row["team_id"]}, weight=float(row["amount"]))
        for row in question.council.rows("agency_spend")
        if question.holds(row["period_start"])
    ]


# caseloads


def _staff_of(council: Council, worker: str | None) -> str | None:
    for row in council.rows("workers"):
        if row["worker_id"] == worker:
            return row["staff_id"]
    return None


def _held(question: Question) -> list[tuple[str, Row]]:
    """Each child with each open social worker spell of the one worker who holds the case."""
    council, day = question.council, question.last
    pairs = []
    for person in council.people("involvements"):
        allocation = council.allocation(person, day)
        if allocation is None:
            continue
        staff = _staff_of(council, allocation["worker_id"])
        for spell in _social_workers(question):
            if staff is not None and spell["staff_id"] == staff and spell["fte"] > 0:
                pairs.append((person, spell))
    return pairs


def every_case_held(question: Question) -> list[Mark]:
    """Choice: the team and the role of a case are those of the worker's employment, in both parts."""
    return [Mark(person, True, person, question.last, _own(spell)) for person, spell in _held(question)]


def cases_held_without_disability(question: Question) -> list[Mark]:
    """A child with a disability recorded, whenever, is left out; one with nothing recorded is in."""
    return [mark for mark in every_case_held(question) if question.council.disability(mark.key) != "yes"]


def cases_held(question: Question) -> list[Mark]:
    """By the council's rule on D."""
    counted = question.parameters["caseload_counts_disability"] == 1
    return every_case_held(question) if counted else cases_held_without_disability(question)


def case_holders(question: Question) -> list[Mark]:
    return [_fte(spell) for _, spell in _held(question)]
