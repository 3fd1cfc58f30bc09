"""Lists 8 and 9: children in care, care leavers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.sample.annex_a import keys
from goldenthread.sample.annex_a.context import Context, Line, last
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import Care, unbroken_care
from goldenthread.sample.truths.placements import spells
from goldenthread.sample.truths.records import latest


def children_in_care(context: Context) -> Iterator[Line]:
    """List 8: the latest period of care of each child, open now or ended in the last 6 months.

    A period that was closed and opened again on one day is one. Children in short breaks are listed too;
    their legal status says so.
    """
    for person, cares in sorted(_all_care(context).items()):
        now = cares[-1]
        if now.end is None or now.end > context.day or context.within(now.end):
            yield [
                *context.child(person),
                keys.yes_no(_recently_unaccompanied(context, person)),
                *context.disability(person),
                *_period(context, now, cares[:-1]),
                *_placement(context, now),
                *_missing(context, now),
                *context.holder(person),
            ]


def _all_care(context: Context) -> dict[str, list[Care]]:
    found = {person: list(cares) for person, cares in unbroken_care(context.records).items()}
    for row in context.records.rows("cla_periods"):
        if row["is_short_breaks"]:
            care = Care(row["person_id"], row["start_date"], row["end_date"], row["primary_need"])
            found.setdefault(row["person_id"], []).append(care)
    return {person: sorted(cares, key=lambda care: care.start) for person, cares in found.items()}


def _recently_unaccompanied(context: Context, person: str) -> bool:
    since = months_before(context.day, 12)
    rows = context.records.of("immigration_statuses", person)
    return any(
        row["status"] == "uasc" and (row["end_date"] is None or row["end_date"] > since) for row in rows
    )


def _period(context: Context, care: Care, before: list[Care]) -> Line:
    """From the start of the period to its end and the reason for it."""
    records, person, until = context.records, care.person, min(care.end or context.day, context.day)
    since = months_before(context.day, 12)
    status = _latest(context, "legal_statuses", "legal_status_id", care)
    plan = _latest(context, "care_plans", "care_plan_id", care)
    periods = [row for row in records.of("cla_periods", person) if row["start_date"] <= until]
    period = latest(periods, "start_date", "cla_period_id") or {}
    health = [row for row in records.of("cla_health", person) if row["status"] == "completed"]
    assessed = [row["check_date"] for row in health if row["check_type"] in ("iha", "rha", "ha_unspecified")]
    reviews = [row for row in records.of("cla_reviews", person) if not row["is_cancelled"]]
    visits = [r for r in records.of("visits", person) if r["visit_type"] == "cla" and r["child_seen"]]
    ended = care.end is not None and care.end <= context.day
    return [
        care.start,
        keys.NEED.get(care.need or ""),
        keys.yes_no(any(one.end is not None and one.end > since for one in before)),
        status["start_date"] if status else None,
        keys.LEGAL_STATUS.get(status["legal_status"]) if status else None,
        last((row["review_date"] for row in reviews), until, care.start),
        last((row["visit_date"] for row in visits), until, care.start),
        keys.PERMANENCE.get(plan["plan_code"]) if plan else None,
        period.get("last_iro_contact"),
        last(assessed, until),
        last((row["check_date"] for row in health if row["check_type"] == "dental"), until),
        placements_in_12_months(context, person),
        care.end if ended else None,
        keys.CEASED.get(str(period.get("end_reason"))) if ended else None,
    ]


def placements_in_12_months(context: Context, person: str) -> int:
    """The carers of the last 12 months, the present one among them; stays of less than a day are none."""
    since = months_before(context.day, 12)
    return sum(
        spell.start != spell.end and (spell.end is None or spell.end > since)
        for spell in spells(context.records, person)
    )


def _latest(context: Context, table: str, identifier: str, care: Care) -> Row | None:
    """The last row of a table that began in the period, or was open when it began."""
    until = care.end or dt.date.max
    rows = [
        row
        for row in context.records.of(table, care.person)
        if row["start_date"] < until and (row["end_date"] is None or row["end_date"] > care.start)
    ]
    return latest(rows, "start_date", identifier)


def _placement(context: Context, care: Care) -> Line:
    """The most recent placement of the period."""
    row = _latest(context, "placements", "placement_id", care)
    if row is None:
        return [None] * 7
    outside = row["is_outside_authority"]
    home = None if outside is None else "Elsewhere" if outside else context.council.name
    return [
        row["start_date"],
        keys.PLACE.get(row["place"]),
        keys.PROVIDER.get(row["provider"]),
        row["postcode"],
        row["urn"],
        keys.within_area(outside),
        row["placement_authority"] or home,
    ]


def _missing(context: Context, care: Care) -> Line:
    """Times missing and absent in the last 12 months, and the talk after the last time missing."""
    rows = [
        row
        for row in context.records.of("missing_episodes", care.person)
        if row["start_date"] >= care.start and context.within(row["start_date"], 12)
    ]
    missing = [row for row in rows if row["missing_type"] == "M"]
    final = latest(missing, "start_date", "missing_id")
    offered = final["rhi_offered"] if final else None
    return [
        len(missing),
        len(rows) - len(missing),
        keys.yes_no_unknown(offered) if final else None,
        keys.yes_no_unknown(final["rhi_accepted"]) if final and offered else None,
    ]


def care_leavers(context: Context) -> Iterator[Line]:
    """List 9: everybody who receives leaving care services on the day, in their status then."""
    people: dict[str, Row] = {
        row["person_id"]: row
        for row in context.records.rows("care_leavers")
        if row["status_date"] == context.day
    }
    for person, row in sorted(people.items()):
        if row["eligibility"] in keys.ELIGIBILITY:
            yield [
                *context.child(person),
                keys.yes_no(child.uasc(context.records, person) == "yes"),
                *context.disability(person),
                *context.holder(person, row),
                row["personal_adviser"],
                keys.ELIGIBILITY[row["eligibility"]],
                row["pathway_plan_date"],
                keys.IN_TOUCH.get(row["in_touch"]),
                row["latest_contact"],
                keys.ACCOMMODATION.get(row["accommodation"]),
                _suitable(row["accommodation_suitable"]),
                keys.ACTIVITY.get(row["activity"]),
            ]


def _suitable(value: bool | None) -> str | None:
    return None if value is None else "a) Suitable" if value else "b) Unsuitable"
