"""Truths of reviews of children looked after and of the visits to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import Care, looked_after
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open, latest

FIRST_REVIEW = 20
LONG_TERM = ("U1", "U4")


def reviews_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after for more than 20 working days; met when no review was late in 12 months and none
    is overdue."""
    day = period.end
    for care in looked_after(records, day):
        if working_days_between(care.start, day) <= FIRST_REVIEW:
            continue
        held = reviews_held(records, care, day)
        late = [now for place, now in enumerate(held) if is_late(care, held[:place], now)]
        met = not is_late(care, held, day) and all(now <= months_before(day, 12) for now in late)
        yield Counted(care.person, care.person, day, top=met)


def reviews_held(records: Records, care: Care, day: dt.date) -> list[dt.date]:
    """The days of the reviews of this care, up to a day."""
    rows = records.of("cla_reviews", care.person)
    days = {row["review_date"] for row in rows if row["review_date"] and not row["is_cancelled"]}
    return sorted(one for one in days if care.start <= one <= day)


def is_late(care: Care, before: list[dt.date], day: dt.date) -> bool:
    """A review on the day would come too late after those before it."""
    if not before:
        return working_days_between(care.start, day) > FIRST_REVIEW
    return months_before(day, 3 if len(before) == 1 else 6) > before[-1]


def visits_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after; met when the next visit is not late."""
    for care in looked_after(records, period.end):
        met = _is_visited(records, care, period.end)
        yield Counted(care.person, care.person, period.end, top=met)


def _is_visited(records: Records, care: Care, day: dt.date) -> bool:
    place = child.placement(records, care.person, day)
    code = place["place"] if place else None
    placed = _with_carer_since(records, care, day)
    order = _order(records, care.person, day)
    status = order["legal_status"] if order else None
    since = max(care.start, placed or care.start)
    if code == "P1" and order and status == "C2":
        since = max(since, order["start_date"])
    seen: list[dt.date] = [
        row["visit_date"]
        for row in records.of("visits", care.person)
        if row["visit_type"] == "cla" and row["child_seen"] and since <= row["visit_date"] <= day
    ]
    if not seen:
        return (day - since).days <= 7
    gap = (day - max(seen)).days
    if code == "P1" and status == "C1":
        return gap <= (28 if reviews_held(records, care, day) else 7)
    settled = placed is not None and placed <= months_before(day, 12)
    if settled and code in LONG_TERM:
        return max(seen) >= months_before(day, 3)
    return gap <= 42


def _open_placement(records: Records, person_id: str, day: dt.date) -> Row | None:
    rows = records.of("placements", person_id)
    return latest(
        [row for row in rows if is_open(row["start_date"], row["end_date"], day)],
        "start_date",
        "placement_id",
    )


def _with_carer_since(records: Records, care: Care, day: dt.date) -> dt.date | None:
    now = _open_placement(records, care.person, day)
    if now is None:
        return None
    days: list[dt.date] = [
        row["start_date"]
        for row in records.of("placements", care.person)
        if row["carer_spell_id"] == now["carer_spell_id"]
    ]
    return min(days)


def _order(records: Records, person_id: str, day: dt.date) -> Row | None:
    rows = records.of("legal_statuses", person_id)
    return latest(
        [row for row in rows if is_open(row["start_date"], row["end_date"], day)],
        "start_date",
        "legal_status_id",
    )


REVIEWS = [
    Truth("cla_reviews_in_time_pct", "percentage", reviews_in_time, ("team",), look_back=24),
    Truth(
        "cla_visits_in_date_pct",
        "percentage",
        visits_in_date,
        ("team", "age_band", "placement_group", "legal_status"),
        look_back=6,
    ),
]
