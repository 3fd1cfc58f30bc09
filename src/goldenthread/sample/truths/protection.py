"""Truths of protection: strategy discussions, section 47 enquiries, conferences, episodes of need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records

LINK_DAYS = 60
CONFERENCE_WORKING_DAYS = 15


def strategy_discussions_held(records: Records, period: Period) -> Iterator[Counted]:
    """Strategy discussions held, whatever followed."""
    for row in records.dated("strategy_discussions", "held_date", period):
        own = {"team": row["team_id"]}
        yield Counted(row["discussion_id"], row["person_id"], row["held_date"], own=own)


def s47_started(records: Records, period: Period) -> Iterator[Counted]:
    """Enquiries by their start."""
    for row in records.dated("s47_enquiries", "start_date", period):
        yield _enquiry(row, row["start_date"])


def s47_completed(records: Records, period: Period) -> Iterator[Counted]:
    """Enquiries by their end."""
    for row in records.dated("s47_enquiries", "end_date", period):
        yield _enquiry(row, row["end_date"])


def s47_to_icpc(records: Records, period: Period) -> Iterator[Counted]:
    """Enquiries completed; in the numerator with a conference of their own."""
    for row in records.dated("s47_enquiries", "end_date", period):
        yield _enquiry(row, row["end_date"], met=has_conference(records, row))


def s47_outcomes_known(records: Records, period: Period) -> bool:
    """Each enquiry has a conference, needs none, or had 15 working days by the last day of the data."""
    return all(
        has_conference(records, row)
        or row["icpc_not_required"]
        or working_days_between(row["start_date"], records.extracted_on) >= CONFERENCE_WORKING_DAYS
        for row in records.dated("s47_enquiries", "end_date", period)
    )


def has_conference(records: Records, enquiry: Row) -> bool:
    """A conference carries the enquiry's id; when none does, an unlinked one of the child within 60 days."""
    conferences = _conferences(records, enquiry["person_id"])
    if any(row["s47_id"] == enquiry["s47_id"] for row in conferences):
        return True
    return any(row["s47_id"] is None and _in_reach(enquiry, row["conference_date"]) for row in conferences)


def icpc_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """Conferences that follow an enquiry; in the numerator within 15 working days of its start."""
    for row in records.dated("icpcs", "conference_date", period):
        enquiry = None if row["is_transfer_in"] else enquiry_of(records, row)
        if enquiry:
            waited = working_days_between(enquiry["start_date"], row["conference_date"])
            own = {"team": row["team_id"]}
            met = waited <= CONFERENCE_WORKING_DAYS
            yield Counted(row["icpc_id"], row["person_id"], row["conference_date"], top=met, own=own)


def icpc_in_time_all(records: Records, period: Period) -> Iterator[Counted]:
    """Every conference; in time within 15 working days of its enquiry, a transfer in of its referral."""
    for row in records.dated("icpcs", "conference_date", period):
        day = row["conference_date"]
        since = referral_day(records, row) if row["is_transfer_in"] else enquiry_day(records, row)
        met = (
            since is not None and since <= day and working_days_between(since, day) <= CONFERENCE_WORKING_DAYS
        )
        yield Counted(row["icpc_id"], row["person_id"], day, top=met, own={"team": row["team_id"]})


def enquiry_day(records: Records, conference: Row) -> dt.date | None:
    """When the enquiry of a conference began; none where it follows none."""
    enquiry = enquiry_of(records, conference)
    return enquiry["start_date"] if enquiry else None


def referral_day(records: Records, conference: Row) -> dt.date | None:
    """When the child was referred: by the referral that the conference names, else its enquiry by id; else by
    the child's latest on or before the day."""
    named = conference["referral_id"]
    if named is None and conference["s47_id"] is not None:
        enquiry = enquiry_of(records, conference)
        named = enquiry["referral_id"] if enquiry else None
    rows = records.of("referrals", conference["person_id"])
    own = [row["referral_date"] for row in rows if row["referral_id"] == named]
    before = [row["referral_date"] for row in rows if row["referral_date"] <= conference["conference_date"]]
    return max(own or before, default=None)


def icpc_held(records: Records, period: Period) -> Iterator[Counted]:
    """Conferences held, each child counting, transfers in too."""
    return (_conference(row) for row in records.dated("icpcs", "conference_date", period))


def icpc_transfers_in(records: Records, period: Period) -> Iterator[Counted]:
    """Conferences of children who moved in with a plan."""
    rows = records.dated("icpcs", "conference_date", period)
    return (_conference(row) for row in rows if row["is_transfer_in"])


def icpc_to_plan(records: Records, period: Period) -> Iterator[Counted]:
    """Conferences but for transfers in; in the numerator when a plan was made, or began that day."""
    for row in records.dated("icpcs", "conference_date", period):
        if not row["is_transfer_in"]:
            plans = [
                plan
                for plan in records.of("cp_plans", row["person_id"])
                if plan["start_date"] == row["conference_date"] and not plan["is_ola"]
            ]
            plan = min(plans, key=lambda plan: str(plan["cp_plan_id"]), default=None)
            category = (plan["latest_category"] or plan["initial_category"]) if plan else None
            met = row["outcome_cp_plan"] is True or plan is not None
            yield _conference(row, met, category)


def _conference(row: Row, met: bool = True, category: str | None = None) -> Counted:
    outcome = {True: "plan", False: "no_plan"}.get(row["outcome_cp_plan"])
    own = {"team": row["team_id"], "outcome": outcome, "abuse_category": category}
    return Counted(row["icpc_id"], row["person_id"], row["conference_date"], top=met, own=own)


def enquiry_of(records: Records, conference: Row) -> Row | None:
    """The enquiry of a conference: by id and child; without an id the child's latest in 60 days before."""
    rows = records.of("s47_enquiries", conference["person_id"])
    if conference["s47_id"] is not None:
        return next((row for row in rows if row["s47_id"] == conference["s47_id"]), None)
    before = [row for row in rows if _in_reach(row, conference["conference_date"])]
    return max(before, key=lambda row: (row["start_date"], str(row["s47_id"])), default=None)


def episodes_of_need(records: Records, period: Period) -> Iterator[Counted]:
    """Episodes of need open at the end, referrals without further action left out; rows, not children."""
    for row in records.open_on("referrals", period.end, "referral_date", "closure_date"):
        if row["nfa"] is not True:
            own = {"primary_need": row["primary_need"]}
            yield Counted(row["referral_id"], row["person_id"], period.end, own=own)


def _enquiry(row: Row, day: dt.date, met: bool = True) -> Counted:
    key = (row["s47_id"], row["person_id"])
    return Counted(key, row["person_id"], day, top=met, own={"team": row["team_id"]})


def _conferences(records: Records, person_id: str) -> list[Row]:
    rows = records.of("icpcs", person_id)
    return [row for row in rows if row["conference_date"] and not row["is_transfer_in"]]


def _in_reach(enquiry: Row, conference_date: dt.date) -> bool:
    start = enquiry["start_date"]
    return bool(start <= conference_date <= start + dt.timedelta(LINK_DAYS))


WHERE_AND_WHO = ("locality", "team", "age_band", "sex")
CONFERENCE = ("locality", "age_band", "sex", "outcome")
PROTECTION = [
    Truth("strategy_discussions_held", "count", strategy_discussions_held, WHERE_AND_WHO),
    Truth("s47_started", "count", s47_started, (*WHERE_AND_WHO, "ethnicity")),
    Truth("s47_completed", "count", s47_completed, (*WHERE_AND_WHO, "ethnicity")),
    Truth("s47_to_icpc_pct", "percentage", s47_to_icpc, WHERE_AND_WHO, ready=s47_outcomes_known),
    Truth("s47_rate", "rate", s47_started, ("locality",)),
    Truth("s47_rate__annualised", "rate", s47_started, ("locality",), annualised=True),
    Truth("icpc_held", "count", icpc_held, CONFERENCE),
    Truth("icpc_held__transfer_in", "count", icpc_transfers_in, CONFERENCE),
    Truth("icpc_to_cp_plan_pct", "percentage", icpc_to_plan, ("team", "abuse_category")),
    Truth("icpc_15wd_pct", "percentage", icpc_in_time, ("team",)),
    Truth("icpc_15wd_pct__all", "percentage", icpc_in_time_all, ("team",)),
    Truth("cin_rate", "rate", episodes_of_need, ("locality", "age_band")),
]
