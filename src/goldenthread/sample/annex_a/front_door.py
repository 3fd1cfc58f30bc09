"""Lists 1 to 5: contacts, early help, referrals, assessments, section 47 enquiries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.sample.annex_a import keys
from goldenthread.sample.annex_a.context import Context, Line, ordered
from goldenthread.sample.council import Row


def contacts(context: Context) -> Iterator[Line]:
    """List 1: contacts of the last 6 months, those keyed twice too."""
    rows = [row for row in context.records.rows("contacts") if context.within(row["contact_date"])]
    for row in ordered(rows, "contact_date", "contact_id"):
        yield [*context.child(row["person_id"]), row["contact_date"], _source(row)]


def early_help(context: Context) -> Iterator[Line]:
    """List 2: early help assessments started, completed or still open in the last 6 months."""
    rows = [
        row
        for row in context.records.rows("early_help_assessments")
        if row["completion_date"] is None
        or context.within(row["start_date"])
        or context.within(row["completion_date"])
    ]
    for row in ordered(rows, "start_date", "eha_id"):
        yield [
            *context.child(row["person_id"]),
            row["start_date"],
            row["completion_date"],
            row["organisation"],
        ]


def referrals(context: Context) -> Iterator[Line]:
    """List 3: referrals of the last 6 months; the count looks back from the child's latest."""
    rows = [row for row in context.records.rows("referrals") if context.within(row["referral_date"])]
    for row in ordered(rows, "referral_date", "referral_id"):
        person = row["person_id"]
        dates = [one["referral_date"] for one in context.records.of("referrals", person)]
        yield [
            *context.child(person),
            row["referral_date"],
            _source(row),
            keys.yes_no(bool(row["nfa"])),
            _in_12_months_before(dates, max(dates)),
            *context.holder(person, row),
        ]


def assessments(context: Context) -> Iterator[Line]:
    """List 4: assessments started in the last 6 months, authorised in them, or still open."""
    rows = [
        row
        for row in context.records.rows("assessments")
        if row["authorised_date"] is None
        or context.within(row["start_date"])
        or context.within(row["authorised_date"])
    ]
    for row in ordered(rows, "start_date", "assessment_id"):
        unneeded = row["outcome_nfa"] if row["authorised_date"] else None
        yield [
            *context.child(row["person_id"]),
            *context.disability(row["person_id"]),
            row["start_date"],
            keys.yes_no_unknown(row["child_seen"]),
            row["authorised_date"],
            keys.yes_no(None if unneeded is None else not unneeded),
            *context.holder(row["person_id"], row),
        ]


def enquiries(context: Context) -> Iterator[Line]:
    """List 5: section 47 enquiries of the last 6 months with their conferences."""
    rows = [row for row in context.records.rows("s47_enquiries") if context.within(row["start_date"])]
    for row in ordered(rows, "start_date", "s47_id"):
        person = row["person_id"]
        conferences = [one for one in context.records.of("icpcs", person) if one["conference_date"]]
        held = [one for one in conferences if one["s47_id"] == row["s47_id"] and not one["is_transfer_in"]]
        starts = [one["start_date"] for one in context.records.of("s47_enquiries", person)]
        yield [
            *context.child(person),
            *context.disability(person),
            row["start_date"],
            keys.yes_no(row["icpc_not_required"] if held or row["end_date"] else None),
            held[0]["conference_date"] if held else None,
            keys.yes_no(held[0]["outcome_cp_plan"]) if held else None,
            _in_12_months_before(starts, max(starts)),
            _in_12_months_before([one["conference_date"] for one in conferences], max(starts)),
            *context.holder(person, row),
        ]


def _source(row: Row) -> str:
    return keys.SOURCE.get(str(row["source"]), keys.SOURCE["10"])


def _in_12_months_before(days: list[dt.date], day: dt.date) -> int:
    """How many of the days lie before a day and within 12 months of it."""
    return sum(months_before(day, 12) < one < day for one in days)
