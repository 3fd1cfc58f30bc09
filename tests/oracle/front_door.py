"""Contacts, early help, referrals and assessments."""

from __future__ import annotations

from tests.oracle.counting import Mark, Question
from tests.oracle.days import ONE_DAY, back_months, wd
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
