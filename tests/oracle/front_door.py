"""Contacts, early help, referrals and assessments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, back_months, day_with_wd, wd
from tests.oracle.words import SOURCE, UNKNOWN, Row, group_of


def own_team(row: Row) -> dict[str, str | None]:
    """The team on the event's own row, if it has one; else the child's allocation is asked."""
    return {"team": row["team_id"]} if row["team_id"] is not None else {}


def events(question: Question, table: str, date: str, key: str) -> list[Mark]:
    """Rows of a table whose date lies in P, each counted once."""
    return [
        Mark(
            (row["person_id"], row[key]),
            person=row["person_id"],
            day=row[date],
            own=own_team(row) if "team_id" in row else {},
        )
        for row in question.council.rows(table)
        if question.holds(row[date])
    ]


def _source(row: Row) -> str:
    return group_of(row["source"], SOURCE, UNKNOWN)


# contacts


def contacts(question: Question) -> list[Mark]:
    """Rows agreeing on child, date and source code count once: that is the key."""
    return [
        Mark(
            (row["person_id"], row["contact_date"], row["source"]),
            counts=True,
            person=row["person_id"],
            day=row["contact_date"],
            own={"source": _source(row), "outcome": row["outcome"], **own_team(row)},
        )
        for row in question.council.rows("contacts")
        if question.holds(row["contact_date"])
    ]


def contacts_from_police(question: Question) -> list[Mark]:
    return [Mark(m.key, m.key[2] == "6", m.person, m.day, m.own) for m in contacts(question)]


# the path from contact to assessment


def steps_after_contacts(question: Question) -> list[Mark]:
    """Each contact once for each stage that may follow it."""
    return [step for contact in _one_row_each(question) for step in _steps(question, contact)]


def steps_not_yet_known(question: Question) -> list[Mark]:
    """Steps that were not made and whose days have not all passed on the last covered day."""
    return [
        step
        for contact in _one_row_each(question)
        for step in _steps(question, contact)
        if not step.counts and _waits_until(question, contact, str(step.own["stage"])) > question.cover
    ]


def _one_row_each(question: Question) -> list[Row]:
    """Rows agreeing on child, date and source are one contact; the one with the lowest id speaks for it."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in sorted(question.council.rows("contacts"), key=lambda row: row["contact_id"]):
        if question.holds(row["contact_date"]):
            found.setdefault((row["person_id"], row["contact_date"], row["source"]), row)
    return list(found.values())


def _steps(question: Question, contact: Row) -> list[Mark]:
    made = {
        "early_help": contact["outcome"] == "early_help" or _helped(question, contact),
        "referral": _became_referral(question, contact),
        "assessment": _assessed(question, contact),
    }
    return [
        Mark(
            (contact["contact_id"], stage),
            counts=reached,
            person=contact["person_id"],
            day=contact["contact_date"],
            own={"stage": stage, "source": _source(contact)},
        )
        for stage, reached in made.items()
    ]


def _helped(question: Question, contact: Row) -> bool:
    """An early help assessment that starts 0 to 28 days after the contact."""
    starts = [
        row["start_date"] for row in question.council.of("early_help_assessments", contact["person_id"])
    ]
    return any(0 <= (start - contact["contact_date"]).days <= 28 for start in starts)


def _became_referral(question: Question, contact: Row) -> bool:
    """The outcome decides where there is one, else a referral within 5 working days."""
    if contact["outcome"] is not None:
        return bool(contact["outcome"] == "new_referral")
    return _referred_on(question, contact) is not None


def _referred_on(question: Question, contact: Row) -> dt.date | None:
    """The first day within 5 working days on which the child was referred, unless the outcome denies it."""
    if contact["outcome"] not in (None, "new_referral"):
        return None
    said = contact["contact_date"]
    days = [row["referral_date"] for row in question.council.of("referrals", contact["person_id"])]
    return min((day for day in days if said <= day and wd(said, day) <= 5), default=None)


def _assessed(question: Question, contact: Row) -> bool:
    """An assessment within 10 working days of that day, of one of its referrals or of none that is said."""
    referred = _referred_on(question, contact)
    if referred is None:
        return False
    person = contact["person_id"]
    ids = [
        r["referral_id"] for r in question.council.of("referrals", person) if r["referral_date"] == referred
    ]
    return any(
        referred <= row["start_date"]
        and wd(referred, row["start_date"]) <= 10
        and (row["referral_id"] is None or row["referral_id"] in ids)
        for row in question.council.of("assessments", person)
    )


def _waits_until(question: Question, contact: Row, stage: str) -> dt.date:
    """The day on which a step that has not been made can no longer be."""
    day, outcome = contact["contact_date"], contact["outcome"]
    if stage == "early_help":
        return day + dt.timedelta(days=28)
    if stage == "referral" and outcome is not None:
        return day
    if outcome not in (None, "new_referral"):
        return day
    referred = _referred_on(question, contact)
    if stage == "assessment" and referred is not None:
        return day_with_wd(referred, 10)
    return day_with_wd(day, 5)


STAGES = (
    ("contact", "contacts", "contact_date"),
    ("early_help", "early_help_assessments", "completion_date"),
    ("referral", "referrals", "referral_date"),
    ("assessment", "assessments", "authorised_date"),
)


def on_the_path(question: Question) -> list[Mark]:
    """Children at each stage; the unborn and young people of 18 and over are no part of it."""
    council = question.council
    return [
        Mark(row["person_id"], person=row["person_id"], day=row[date], own={"stage": stage})
        for stage, table, date in STAGES
        for row in council.rows(table)
        if question.holds(row[date])
        and council.age_band(row["person_id"], row[date]) not in ("unborn", "18+")
    ]


# early help


def early_help_assessments_completed(question: Question) -> list[Mark]:
    return events(question, "early_help_assessments", "completion_date", "eha_id")


def early_help_open(question: Question) -> list[Mark]:
    """Distinct children; the team is the episode's own, else the child's."""
    council, day = question.council, question.last
    return [
        Mark(person, person=person, day=day, own=own_team(row))
        for person in council.people("early_help_episodes")
        for row in council.early_help(person, day)
    ]


def step_downs(question: Question) -> list[Mark]:
    return events(question, "step_downs", "decision_date", "step_down_id")


# referrals


def _referral(row: Row, counts: bool) -> Mark:
    own = {"source": _source(row), "primary_need": row["primary_need"], **own_team(row)}
    return Mark(row["referral_id"], counts, row["person_id"], row["referral_date"], own)


def _referrals(question: Question) -> list[Row]:
    return [row for row in question.council.rows("referrals") if question.holds(row["referral_date"])]


def referrals(question: Question) -> list[Mark]:
    return [_referral(row, True) for row in _referrals(question)]


def referrals_from_schools(question: Question) -> list[Mark]:
    return [_referral(row, True) for row in _referrals(question) if row["source"] == "2A"]


def rereferrals(question: Question) -> list[Mark]:
    """Another referral of the child dated d2 with d - 12 months < d2 <= d - 1 day."""
    marks = []
    for row in _referrals(question):
        d = row["referral_date"]
        others = [other["referral_date"] for other in question.council.of("referrals", row["person_id"])]
        again = any(back_months(d, 12) < d2 <= d - ONE_DAY for d2 in others)
        marks.append(_referral(row, again))
    return marks


def need_open(question: Question) -> list[Mark]:
    """Episodes of need open on D, nfa not true (nothing said is not true), counted as rows."""
    marks = []
    for row in question.council.rows("referrals"):
        ended = row["closure_date"] is not None and row["closure_date"] <= question.last
        if row["referral_date"] <= question.last and not ended and row["nfa"] is not True:
            own = {"source": _source(row), "primary_need": row["primary_need"], **own_team(row)}
            marks.append(Mark(row["referral_id"], True, row["person_id"], question.last, own))
    return marks


# assessments


def _referral_of(question: Question, row: Row) -> Row | None:
    for referral in question.council.of("referrals", row["person_id"]):
        if row["referral_id"] is not None and referral["referral_id"] == row["referral_id"]:
            return referral
    return None


def _assessment(question: Question, row: Row, counts: bool) -> Mark:
    # Choice: an assessment has the primary need of its referral; without a referral it is unknown.
    referral = _referral_of(question, row)
    own = {"primary_need": referral["primary_need"] if referral else None, **own_team(row)}
    return Mark(row["assessment_id"], counts, row["person_id"], row["authorised_date"], own)


def _authorised(question: Question) -> list[Row]:
    return [row for row in question.council.rows("assessments") if question.holds(row["authorised_date"])]


def assessments_completed(question: Question) -> list[Mark]:
    return [_assessment(question, row, True) for row in _authorised(question)]


def assessments_45wd(question: Question) -> list[Mark]:
    return [
        _assessment(question, row, 0 <= wd(row["start_date"], row["authorised_date"]) <= 45)
        for row in _authorised(question)
    ]


def assessments_45wd_from_referral(question: Question) -> list[Mark]:
    """Only the first assessment of each referral, timed from the referral."""
    marks = []
    for row in _authorised(question):
        referral = _referral_of(question, row)
        if referral is not None and _is_first_of_referral(question, row):
            days = wd(referral["referral_date"], row["authorised_date"])
            marks.append(_assessment(question, row, 0 <= days <= 45))
    return marks


def _is_first_of_referral(question: Question, row: Row) -> bool:
    # Choice: the first is the one that starts first; of two that start together, the lower id.
    siblings = [r for r in question.council.rows("assessments") if r["referral_id"] == row["referral_id"]]
    first = min(siblings, key=lambda r: (r["start_date"], r["assessment_id"]))
    return first["assessment_id"] == row["assessment_id"]
