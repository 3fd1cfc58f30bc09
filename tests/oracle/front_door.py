"""Contacts, early help, referrals and assessments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, back_months, day_with_wd, wd
from tests.oracle.words import SOURCE, UNKNOWN, Row, group_of, open_on


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


def _decided_on(question: Question, mark: Mark) -> dt.date | None:
    """The first decision about a contact, however often keyed; one before the contact decides nothing."""
    person, day, source = mark.key
    copies = [
        row
        for row in question.council.of("contacts", person)
        if row["contact_date"] == day and row["source"] == source
    ]
    dates = [row["decision_date"] for row in copies if row["decision_date"] is not None]
    return min((date for date in dates if date >= day), default=None)


def contacts_decided(question: Question) -> list[Mark]:
    """Decided on the day of the contact or the next working day; without a decision not met."""
    marks = []
    for mark in contacts(question):
        decided, day = _decided_on(question, mark), mark.day
        assert day is not None
        soon = decided is not None and wd(day, decided) <= 1
        marks.append(Mark(mark.key, soon, mark.person, day, mark.own))
    return marks


def contacts_not_yet_known(question: Question) -> list[Mark]:
    """Contacts without a decision whose next working day lies after the last covered day."""
    return [
        mark
        for mark in contacts(question)
        if _decided_on(question, mark) is None
        and mark.day is not None
        and day_with_wd(mark.day, 1) > question.cover
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


def early_help_assessments_started(question: Question) -> list[Mark]:
    return events(question, "early_help_assessments", "start_date", "eha_id")


def partner_led(question: Question) -> list[Mark]:
    """Episodes open on D that have a plan, as rows; an unknown lead is not a partner."""
    marks = []
    for row in question.council.rows("early_help_episodes"):
        if row["has_plan"] is True and open_on(row, question.last):
            lead = row["lead_organisation_type"]
            partner = lead is not None and lead != "authority"
            marks.append(Mark(row["episode_id"], partner, row["person_id"], question.last, own_team(row)))
    return marks


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


def referrals_nfa(question: Question) -> list[Mark]:
    """Nothing said is not true."""
    return [_referral(row, row["nfa"] is True) for row in _referrals(question)]


def referrals_not_in_need(question: Question) -> list[Mark]:
    return [_referral(row, _not_in_need(question, row)) for row in _referrals(question)]


def _not_in_need(question: Question, referral: Row) -> bool:
    """Not NFA, closed RC8 or RC9, assessed, and neither a plan nor care in the episode."""
    closed = referral["closure_date"]
    if closed is None or referral["nfa"] is True or referral["closure_reason"] not in ("RC8", "RC9"):
        return False
    if not any(_assesses(row, referral) for row in question.council.of("assessments", referral["person_id"])):
        return False
    return not any(
        row["start_date"] <= closed
        and (row["end_date"] is None or row["end_date"] > referral["referral_date"])
        for row in _help(question, referral["person_id"])
    )


def _assesses(assessment: Row, referral: Row) -> bool:
    """By the id that it names; one that names none, by its start inside the episode, both end days in."""
    if assessment["referral_id"] is not None:
        return bool(assessment["referral_id"] == referral["referral_id"])
    return bool(referral["referral_date"] <= assessment["start_date"] <= referral["closure_date"])


def _help(question: Question, person: str) -> list[Row]:
    """A child's plans, another authority's apart, and periods of care, short breaks apart."""
    council = question.council
    own = [row for row in council.of("cp_plans", person) if not row["is_ola"]]
    return [*council.of("cin_plans", person), *own, *council.care_periods(person)]


def referrals_not_yet_known(question: Question) -> list[Mark]:
    """Referrals neither closed nor NFA that came less than 45 working days before the last covered day."""
    return [
        _referral(row, True)
        for row in _referrals(question)
        if row["closure_date"] is None
        and row["nfa"] is not True
        and wd(row["referral_date"], question.cover) < 45
    ]


def need_open(question: Question) -> list[Mark]:
    """Episodes of need open on D, nfa not true (nothing said is not true), counted as rows."""
    marks = []
    for row in question.council.rows("referrals"):
        ended = row["closure_date"] is not None and row["closure_date"] <= question.last
        if row["referral_date"] <= question.last and not ended and row["nfa"] is not True:
            own = {"source": _source(row), "primary_need": row["primary_need"], **own_team(row)}
            marks.append(Mark(row["referral_id"], True, row["person_id"], question.last, own))
    return marks


def children_in_need_at_home(question: Question) -> list[Mark]:
    """Distinct children with an episode of need open on D whose home is known."""
    day = question.last
    return [
        Mark(mark.person, person=mark.person, day=day)
        for mark in need_open(question)
        if mark.person is not None and question.council.locality(mark.person, day) != UNKNOWN
    ]


# assessments


def _referral_of(question: Question, row: Row) -> Row | None:
    for referral in question.council.of("referrals", row["person_id"]):
        if row["referral_id"] is not None and referral["referral_id"] == row["referral_id"]:
            return referral
    return None


def _assessment(
    question: Question, row: Row, counts: bool, date: str = "authorised_date", weight: float = 1.0
) -> Mark:
    # Choice: an assessment has the primary need of its referral; without a referral it is unknown.
    referral = _referral_of(question, row)
    own = {"primary_need": referral["primary_need"] if referral else None, **own_team(row)}
    return Mark(row["assessment_id"], counts, row["person_id"], row[date], own, weight)


def _authorised(question: Question) -> list[Row]:
    return [row for row in question.council.rows("assessments") if question.holds(row["authorised_date"])]


def assessments_started(question: Question) -> list[Mark]:
    started = [row for row in question.council.rows("assessments") if question.holds(row["start_date"])]
    return [_assessment(question, row, True, "start_date") for row in started]


def assessment_durations(question: Question) -> list[Mark]:
    """Working days from start to authorisation; less than none is an error and is left out."""
    durations = [(row, wd(row["start_date"], row["authorised_date"])) for row in _authorised(question)]
    return [_assessment(question, row, True, weight=days) for row, days in durations if days >= 0]


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
