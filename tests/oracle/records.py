"""Whether the records of open cases are in date."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY
from tests.oracle.words import Council, open_on


def _has_case(council: Council, person: str, day: dt.date) -> bool:
    """A child in need or child protection plan of this authority is open, or the child is looked after."""
    return (
        any(open_on(row, day) for row in council.of("cin_plans", person))
        or council.has_cp_plan(person, day)
        or council.looked_after(person, day)
    )


def _opened(council: Council, person: str, day: dt.date) -> dt.date:
    """The first day of the unbroken case, by walking back."""
    while _has_case(council, person, day - ONE_DAY):
        day = day - ONE_DAY
    return day


def _kinds(question: Question) -> list[str]:
    """The kinds of record of which the register holds an update by D."""
    rows = question.council.rows("case_records")
    return sorted({row["record_type"] for row in rows if row["updated_date"] <= question.last})


def in_date(question: Question) -> list[Mark]:
    council, day = question.council, question.last
    marks = []
    for row in council.rows("persons"):
        person = row["person_id"]
        if not _has_case(council, person, day):
            continue
        open_for = (day - _opened(council, person, day)).days
        for kind in _kinds(question):
            limit = question.parameters["record_currency_days"][kind]
            updates = [
                update["updated_date"]
                for update in council.of("case_records", person)
                if update["record_type"] == kind and update["updated_date"] <= day
            ]
            if open_for >= limit:
                counts = bool(updates) and (day - max(updates)).days <= limit
                marks.append(Mark((person, kind), counts, person, day, {"record_type": kind}))
    return marks
