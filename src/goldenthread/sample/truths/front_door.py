"""Truths of the front door: contacts, early help, referrals, assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import SOURCES

DAY = dt.timedelta(1)
CROSSED = "age_band × sex"


def contacts_received(records: Records, period: Period) -> Iterator[Counted]:
    """Contacts; rows that agree on child, date and source count once: the one with the lowest id."""
    rows = sorted(records.dated("contacts", "contact_date", period), key=lambda row: str(row["contact_id"]))
    seen = set()
    for row in rows:
        key = (row["person_id"], row["contact_date"], row["source"])
        if key not in seen:
            seen.add(key)
            yield Counted(key, row["person_id"], row["contact_date"], own=_own(row))


def contacts_from_police(records: Records, period: Period) -> Iterator[Counted]:
    """All contacts; those of the police are in the numerator."""
    for contact in contacts_received(records, period):
        police = contact.own["source"] == "police"
        yield Counted(contact.key, contact.person, contact.day, top=police, own=contact.own)


def early_help_assessments_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Early help assessments completed in the period."""
    for row in records.dated("early_help_assessments", "completion_date", period):
        yield Counted(row["eha_id"], row["person_id"], row["completion_date"])


def early_help_open_children(records: Records, period: Period) -> Iterator[Counted]:
    """Children with early help open at the end; only help marked universal is left out."""
    for row in records.open_on("early_help_episodes", period.end):
        if row["level"] != "universal":
            yield Counted(row["person_id"], row["person_id"], period.end, own={"team": row["team_id"]})


def early_help_step_downs(records: Records, period: Period) -> Iterator[Counted]:
    """Decisions to step down to early help."""
    for row in records.dated("step_downs", "decision_date", period):
        yield Counted(row["step_down_id"], row["person_id"], row["decision_date"])


def referrals_received(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals, those without further action too."""
    for row in records.dated("referrals", "referral_date", period):
        yield Counted(row["referral_id"], row["person_id"], row["referral_date"], own=_own(row))


def referrals_from_schools(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals by schools."""
    return (one for one in referrals_received(records, period) if one.own["source"] == "school")


def rereferrals(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals; a re-referral has another of the child before it, less than 12 months before."""
    for one in referrals_received(records, period):
        earliest, last = months_before(one.day, 12) + DAY, one.day - DAY
        others = records.of("referrals", str(one.person))
        again = any(earliest <= row["referral_date"] <= last for row in others)
        yield Counted(one.key, one.person, one.day, top=again, own=one.own)


def assessments_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Assessments authorised in the period."""
    for row in records.dated("assessments", "authorised_date", period):
        yield _assessment(records, row, met=True)


def assessments_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """Assessments authorised in the period; in the numerator within 45 working days of their start."""
    for row in records.dated("assessments", "authorised_date", period):
        yield _assessment(records, row, _within_45(row["start_date"], row["authorised_date"]))


def assessments_in_time_from_referral(records: Records, period: Period) -> Iterator[Counted]:
    """The first assessment of each referral; in the numerator within 45 working days of the referral."""
    for row in records.dated("assessments", "authorised_date", period):
        referral = _referral_of(records, row)
        if referral and row is _first_assessment(records, referral):
            yield _assessment(records, row, _within_45(referral["referral_date"], row["authorised_date"]))


def _within_45(start: dt.date, authorised: dt.date) -> bool:
    return 0 <= working_days_between(start, authorised) <= 45


def _assessment(records: Records, row: Row, met: bool) -> Counted:
    referral = _referral_of(records, row)
    own = {"team": row["team_id"], "primary_need": referral["primary_need"] if referral else None}
    return Counted(row["assessment_id"], row["person_id"], row["authorised_date"], top=met, own=own)


def _referral_of(records: Records, assessment: Row) -> Row | None:
    """The child's own referral of that id; brothers and sisters may share one."""
    rows = records.of("referrals", assessment["person_id"])
    return next((row for row in rows if row["referral_id"] == assessment["referral_id"]), None)


def _first_assessment(records: Records, referral: Row) -> Row:
    rows = records.of("assessments", referral["person_id"])
    of_referral = [row for row in rows if row["referral_id"] == referral["referral_id"]]
    return min(of_referral, key=lambda row: (row["start_date"], str(row["assessment_id"])))


def _own(row: Row) -> dict[str, str | None]:
    """What a contact or referral says of itself: its team, its source, the child's need."""
    source = SOURCES.get(str(row["source"]))
    return {"team": row["team_id"], "source": source, "primary_need": row.get("primary_need")}


PEOPLE = ("locality", "team", "age_band", "sex", "ethnicity")
REASON = ("source", "primary_need")
IN_TIME = (*PEOPLE, "primary_need", "disability")
POLICE = ("locality", "age_band", "sex", "ethnicity", CROSSED)
FRONT_DOOR = [
    Truth("contacts_received", "count", contacts_received, (*PEOPLE, "source", CROSSED)),
    Truth("contacts_police_share_pct", "percentage", contacts_from_police, POLICE),
    Truth("early_help_assessments_completed", "count", early_help_assessments_completed, PEOPLE),
    Truth("early_help_open_children", "count", early_help_open_children, PEOPLE),
    Truth("early_help_rate", "rate", early_help_open_children, ("locality",)),
    Truth("early_help_step_downs", "count", early_help_step_downs, PEOPLE[:4]),
    Truth("referrals_received", "count", referrals_received, (*PEOPLE, "disability", *REASON)),
    Truth("referrals_rate", "rate", referrals_received, ("locality",)),
    Truth("referrals_from_schools", "count", referrals_from_schools, ("locality", "age_band", "sex")),
    Truth("rereferrals_12m_pct", "percentage", rereferrals, (*PEOPLE, *REASON), look_back=12),
    Truth("assessments_completed", "count", assessments_completed, (*PEOPLE, "primary_need")),
    Truth("assessments_45wd_pct", "percentage", assessments_in_time, IN_TIME),
    Truth("assessments_45wd_pct__from_referral", "percentage", assessments_in_time_from_referral, IN_TIME),
]
