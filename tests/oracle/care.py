"""Children looked after: stock, flows, placements, health, education and court."""

from __future__ import annotations

import datetime as dt

from tests.oracle.counting import Mark, Question
from tests.oracle.days import (
    ONE_DAY,
    back_months,
    birthday,
    day_with_wd,
    wd,
    within_months,
)
from tests.oracle.words import FOSTER, Row, open_on, placement_group


def _need(row: Row) -> dict[str, str | None]:
    return {"primary_need": row["primary_need"]}


def looked_after(question: Question) -> list[str]:
    """The children looked after on D."""
    council = question.council
    return [p for p in council.people("cla_periods") if council.looked_after(p, question.last)]


def _child(question: Question, person: str, counts: bool = True) -> Mark:
    return Mark(person, counts, person, question.last)


# stock and flows


def cla_count(question: Question) -> list[Mark]:
    """One mark a period, so that the primary need is the period's; children are counted once."""
    return [
        Mark(person, True, person, question.last, _need(row))
        for person in looked_after(question)
        for row in question.council.care_periods(person)
        if open_on(row, question.last)
    ]


def _others(periods: list[Row], row: Row) -> list[Row]:
    return [other for other in periods if other["cla_period_id"] != row["cla_period_id"]]


def cla_started(question: Question) -> list[Mark]:
    marks = []
    for person in question.council.people("cla_periods"):
        periods = question.council.care_periods(person)
        for row in periods:
            day = row["start_date"]
            joins = any(other["end_date"] == day for other in _others(periods, row))
            if question.holds(day) and not joins:
                marks.append(Mark(person, True, person, day, _need(row)))
    return marks


def cla_ceased(question: Question) -> list[Mark]:
    """Read on the day of the end, but legal status and placement on the last day in care."""
    marks = []
    for person in question.council.people("cla_periods"):
        periods = question.council.care_periods(person)
        for row in periods:
            day = row["end_date"]
            joins = any(other["start_date"] == day for other in _others(periods, row))
            if question.holds(day) and not joins:
                own = {**_need(row), **_last_day_in_care(question, person, day - ONE_DAY)}
                marks.append(Mark(person, True, person, day, own))
    return marks


def _last_day_in_care(question: Question, person: str, day: dt.date) -> dict[str, str | None]:
    council = question.council
    return {
        "legal_status": council.legal_status(person, day),
        "placement_group": council.placement_group(person, day),
        "provider": council.provider(person, day),
    }


def started_in_care_at_end(question: Question) -> list[Mark]:
    return [
        _child(question, person)
        for person in looked_after(question)
        if question.council.care_start(person, question.last) >= question.first
    ]


# social workers


def workers_3plus(question: Question) -> list[Mark]:
    return [
        _child(question, person, len(_workers_in_12_months(question, person)) >= 3)
        for person in looked_after(question)
    ]


def _workers_in_12_months(question: Question, person: str) -> set[str]:
    """Allocated workers, whatever they are called; who came and went on one day is none."""
    since = back_months(question.last, 12)
    return {
        row["worker_id"]
        for row in question.council.of("involvements", person)
        if row["role"] == "allocated_worker"
        and row["worker_id"] is not None
        and row["start_date"] <= question.last
        and row["start_date"] != row["end_date"]
        and (row["end_date"] is None or row["end_date"] > since)
    }


# placements


def placements_3plus(question: Question) -> list[Mark]:
    return [
        _child(question, person, _spells_in_12_months(question, person) >= 3)
        for person in looked_after(question)
    ]


def _spells_in_12_months(question: Question, person: str) -> int:
    since = back_months(question.last, 12)
    return sum(
        1
        for spell in question.council.spells(person)
        if spell["start_date"] <= question.last
        and spell["start_date"] != spell["end_date"]
        and (spell["end_date"] is None or spell["end_date"] > since)
    )


def moves(question: Question, person: str) -> list[Row]:
    """Carer spells begun in P that are moves, in order."""
    spells = question.council.spells(person)
    found = [s for s in spells if question.holds(s["start_date"]) and _is_move(question, person, s, spells)]
    return sorted(found, key=lambda spell: (spell["start_date"], spell["carer_spell_id"]))


def _is_move(question: Question, person: str, spell: Row, spells: list[Row]) -> bool:
    """It begins while a period of care is open, and is not the first spell to begin in that period.

    Choice: the period is the row of cla_periods, not the unbroken stretch: a spell that begins with a
    re-entry on the same day is the first of the new period. Of two spells that begin together the one
    with the lower id is the first.
    """
    order = (spell["start_date"], spell["carer_spell_id"])
    for period in question.council.care_periods(person):
        if not open_on(period, spell["start_date"]):
            continue
        earlier = [
            other
            for other in spells
            if other["start_date"] >= period["start_date"]
            and (other["start_date"], other["carer_spell_id"]) < order
        ]
        if earlier:
            return True
    return False


def placement_moves(question: Question) -> list[Mark]:
    """One mark a child: the last move of P, read on its day."""
    marks = []
    for person in question.council.people("placements"):
        found = moves(question, person)
        if not found:
            continue
        last = found[-1]
        placement = question.council.stands_for(last["first_placement"])
        group = placement_group(placement)
        is_foster = placement is not None and placement["place"] in FOSTER.split()
        own: dict[str, str | None] = {
            "destination": "foster" if is_foster else group,
            "placement_group": group,
            "provider": placement["provider"] if placement else None,
        }
        marks.append(Mark(person, True, person, last["start_date"], own))
    return marks


def children_moved(question: Question) -> list[Mark]:
    """One mark a move, read on its day with the group of where it led; a child is counted once."""
    marks = []
    for person in question.council.people("placements"):
        for spell in moves(question, person):
            group = placement_group(question.council.stands_for(spell["first_placement"]))
            marks.append(Mark(person, True, person, spell["start_date"], {"placement_group": group}))
    return marks


def residential_move_plans(question: Question) -> list[Mark]:
    council, day = question.council, question.last
    return [
        _child(question, person)
        for person in looked_after(question)
        if council.placement_group(person, day) == "residential"
        and any(
            open_on(plan, day, "agreed_date", "closed_date")
            and plan["target_group"] in ("foster", "kinship", "parents")
            for plan in council.of("placement_move_plans", person)
        )
    ]


# health


def _completed(question: Question, person: str, types: tuple[str, ...]) -> list[dt.date]:
    return [
        row["check_date"]
        for row in question.council.of("cla_health", person)
        if row["status"] == "completed" and row["check_type"] in types and row["check_date"] is not None
    ]


def _initial_assessments(question: Question, person: str, start: dt.date) -> list[dt.date]:
    """Initial assessments since the start, and the first one of unstated type."""
    initial = [d for d in _completed(question, person, ("iha",)) if d >= start]
    unstated = [d for d in _completed(question, person, ("ha_unspecified",)) if d >= start]
    return initial + ([min(unstated)] if unstated else [])


def iha_20wd(question: Question) -> list[Mark]:
    """One mark an unbroken stretch of care, placed on the day it is due. Choice: an assessment after the
    stretch has ended is of whatever came next, though no working day lies between."""
    marks = []
    for person in question.council.people("cla_periods"):
        for start in question.council.care_stretches(person):
            due = day_with_wd(start, 20)
            if not question.holds(due) or not _open_all_along(question, person, start, due):
                continue
            in_time = any(
                wd(start, d) <= 20 and _open_all_along(question, person, start, d - ONE_DAY)
                for d in _initial_assessments(question, person, start)
            )
            marks.append(Mark((person, start), in_time, person, due))
    return marks


def _open_all_along(question: Question, person: str, start: dt.date, day: dt.date) -> bool:
    """Looked after on every day from the start to the day."""
    while start <= day:
        if not question.council.looked_after(person, start):
            return False
        start = start + ONE_DAY
    return True


def rha_in_date(question: Question) -> list[Mark]:
    """Choice: "looked after for" counts unbroken care; without a date of birth the limit is 12 months."""
    marks = []
    for person in looked_after(question):
        age = question.council.age(person, question.last)
        months = 6 if age is not None and age < 5 else 12
        if back_months(question.last, months) < question.council.care_start(person, question.last):
            continue
        done = _completed(question, person, ("iha", "rha", "ha_unspecified"))
        in_date = any(within_months(date, months, question.last) for date in done)
        marks.append(_child(question, person, in_date))
    return marks


# education


def _has_status(question: Question, person: str, *statuses: str) -> bool:
    rows = question.council.of("cla_education", person)
    return any(open_on(row, question.last) and row["status"] in statuses for row in rows)


def school_age_from(born: dt.date) -> dt.date:
    """The 31 August, 31 December or 31 March on or after the fifth birthday."""
    day = birthday(born, 5)
    while (day.month, day.day) not in ((8, 31), (12, 31), (3, 31)):
        day = day + ONE_DAY
    return day


def under_16_out_of_education(question: Question) -> list[Mark]:
    marks = []
    for person in looked_after(question):
        born = question.council.born(person)
        if born is None or question.last < school_age_from(born) or question.last >= birthday(born, 16):
            continue
        if _has_status(question, person, "out_of_education", "not_accessing"):
            marks.append(_child(question, person))
    return marks


def neet_16_17(question: Question) -> list[Mark]:
    return [
        _child(question, person)
        for person in looked_after(question)
        if question.council.age(person, question.last) in (16, 17) and _has_status(question, person, "neet")
    ]


# court


def care_applications(question: Question) -> list[Mark]:
    return [
        Mark(row["person_id"], True, row["person_id"], row["issued_date"])
        for row in question.council.rows("care_proceedings")
        if row["application_type"] == "s31_care" and question.holds(row["issued_date"])
    ]
