"""Truths of the front door: contacts, early help, referrals, assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import add_working_days, working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths.care import unbroken_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import SOURCES

DAY = dt.timedelta(1)
ASSESSMENT_WORKING_DAYS = 45
NOT_IN_NEED = ("RC8", "RC9")
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


def contacts_decided(records: Records, period: Period) -> Iterator[Counted]:
    """All contacts; in the numerator when decided the same day or the next working day."""
    for contact in contacts_received(records, period):
        decided = decision(records, contact)
        met = decided is not None and working_days_between(contact.day, decided) <= 1
        yield Counted(contact.key, contact.person, contact.day, top=met, own=contact.own)


def contacts_not_yet_known(records: Records, period: Period) -> Iterator[Counted]:
    """Contacts without a decision whose next working day had not come by the end of the data."""
    for contact in contacts_received(records, period):
        if decision(records, contact) is None and add_working_days(contact.day, 1) > records.extracted_on:
            yield contact


def decision(records: Records, contact: Counted) -> dt.date | None:
    """The first decision about a contact, on whichever of its rows; one before the contact is an error."""
    days = [
        row["decision_date"]
        for row in records.of("contacts", str(contact.person))
        if (row["person_id"], row["contact_date"], row["source"]) == contact.key and row["decision_date"]
    ]
    return min((day for day in days if day >= contact.day), default=None)


def contacts_from_police(records: Records, period: Period) -> Iterator[Counted]:
    """All contacts; those of the police are in the numerator."""
    for contact in contacts_received(records, period):
        police = contact.own["source"] == "police"
        yield Counted(contact.key, contact.person, contact.day, top=police, own=contact.own)


def early_help_assessments_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Early help assessments completed in the period."""
    for row in records.dated("early_help_assessments", "completion_date", period):
        yield Counted(row["eha_id"], row["person_id"], row["completion_date"])


def early_help_assessments_started(records: Records, period: Period) -> Iterator[Counted]:
    """Early help assessments started in the period."""
    for row in records.dated("early_help_assessments", "start_date", period):
        yield Counted(row["eha_id"], row["person_id"], row["start_date"])


def partner_led(records: Records, period: Period) -> Iterator[Counted]:
    """Plans of early help open at the end; in the numerator when a partner is known to lead."""
    for row in records.open_on("early_help_episodes", period.end):
        if row["has_plan"]:
            met = row["lead_organisation_type"] not in (None, "authority")
            yield Counted(
                row["episode_id"], row["person_id"], period.end, top=met, own={"team": row["team_id"]}
            )


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


def referrals_nfa(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals; in the numerator those marked 'no further action'."""
    for row in records.dated("referrals", "referral_date", period):
        met = row["nfa"] is True
        yield Counted(row["referral_id"], row["person_id"], row["referral_date"], top=met, own=_own(row))


def referrals_not_in_need(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals; in the numerator when assessed and closed without need of any plan or care."""
    for row in records.dated("referrals", "referral_date", period):
        met = not_in_need(records, row)
        yield Counted(row["referral_id"], row["person_id"], row["referral_date"], top=met, own=_own(row))


def not_in_need(records: Records, referral: Row) -> bool:
    """Closed for RC8 or RC9 after an assessment, with neither plan nor care on a day of the episode."""
    closed, person = referral["closure_date"], referral["person_id"]
    if closed is None or referral["nfa"] or referral["closure_reason"] not in NOT_IN_NEED:
        return False
    assessed = any(
        row["referral_id"] == referral["referral_id"]
        if row["referral_id"]
        else referral["referral_date"] <= row["start_date"] <= closed
        for row in records.of("assessments", person)
    )
    helped = [(row["start_date"], row["end_date"]) for row in records.of("cin_plans", person)]
    helped += [
        (row["start_date"], row["end_date"]) for row in records.of("cp_plans", person) if not row["is_ola"]
    ]
    helped += [(care.start, care.end) for care in unbroken_care(records).get(person, [])]
    needed = any(
        start <= closed and (end is None or end > referral["referral_date"]) for start, end in helped
    )
    return assessed and not needed


def referrals_not_yet_known(records: Records, period: Period) -> Iterator[Counted]:
    """Referrals neither closed nor without further action, of less than 45 working days' standing."""
    for row in records.dated("referrals", "referral_date", period):
        waited = working_days_between(row["referral_date"], records.extracted_on)
        if not row["closure_date"] and not row["nfa"] and waited < ASSESSMENT_WORKING_DAYS:
            yield Counted(row["referral_id"], row["person_id"], row["referral_date"], own=_own(row))


def assessments_started(records: Records, period: Period) -> Iterator[Counted]:
    """Assessments started in the period."""
    for row in records.dated("assessments", "start_date", period):
        yield _assessment(records, row, met=True)._replace(day=row["start_date"])


def assessment_durations(records: Records, period: Period) -> Iterator[Counted]:
    """Assessments authorised in the period with their working days; those authorised too early are errors."""
    for row in records.dated("assessments", "authorised_date", period):
        days = working_days_between(row["start_date"], row["authorised_date"])
        if days >= 0:
            yield _assessment(records, row, met=True)._replace(top=days)


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
    return 0 <= working_days_between(start, authorised) <= ASSESSMENT_WORKING_DAYS


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
    Truth(
        "contacts_decision_1wd_pct",
        "percentage",
        contacts_decided,
        ("team", "source"),
        waiting=contacts_not_yet_known,
    ),
    Truth("early_help_assessments_started", "count", early_help_assessments_started, PEOPLE),
    Truth("early_help_partner_led_pct", "percentage", partner_led, PEOPLE[:2]),
    Truth("referrals_nfa_pct", "percentage", referrals_nfa, ("team", "source", "age_band")),
    Truth(
        "referrals_not_in_need_pct",
        "percentage",
        referrals_not_in_need,
        ("team", *REASON),
        waiting=referrals_not_yet_known,
    ),
    Truth("assessments_started", "count", assessments_started, (*PEOPLE, "primary_need")),
    Truth("assessments_median_wd", "median", assessment_durations, ("team", "age_band")),
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
