"""Truths of what children get of their workers: how many they meet, and records kept in date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.sample.truths.care import looked_after, periods_of_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records

MANY_WORKERS = 3
RECORD_DAYS = 91
Span = tuple[dt.date, dt.date]
"""First day, and the first day after."""


def three_workers(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after at the end; in the numerator with 3 or more social workers in 12 months."""
    day, since = period.end, months_before(period.end, 12)
    for care in looked_after(records, day):
        workers = {
            row["worker_id"]
            for row in records.of("involvements", care.person)
            if row["role"] == "allocated_worker"
            and row["worker_id"]
            and row["start_date"] <= day
            and row["start_date"] != row["end_date"]
            and (row["end_date"] is None or row["end_date"] > since)
        }
        yield Counted(care.person, care.person, day, top=len(workers) >= MANY_WORKERS)


def records_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Records of the cases open for 91 days; in the numerator when updated in 91 days."""
    day = period.end
    first: dict[str, dt.date] = records.once("first records", lambda: _first_of_each_kind(records))
    for person, spans in cases(records).items():
        opened = next((start for start, end in spans if start <= day < end), None)
        if opened is None or (day - opened).days < RECORD_DAYS:
            continue
        for kind in (kind for kind, begun in first.items() if begun <= day):
            updated = [
                row["updated_date"]
                for row in records.of("case_records", person)
                if row["record_type"] == kind and row["updated_date"] <= day
            ]
            met = bool(updated) and (day - max(updated)).days <= RECORD_DAYS
            yield Counted((person, kind), person, day, top=met, own={"record_type": kind})


def _first_of_each_kind(records: Records) -> dict[str, dt.date]:
    first: dict[str, dt.date] = {}
    for row in records.rows("case_records"):
        first[row["record_type"]] = min(first.get(row["record_type"], dt.date.max), row["updated_date"])
    return first


def cases(records: Records) -> dict[str, list[Span]]:
    """By child, the unbroken times with a child in need plan, a protection plan or care."""
    found: dict[str, list[Span]] = records.once("cases", lambda: _cases(records))
    return found


def _cases(records: Records) -> dict[str, list[Span]]:
    open_for: dict[str, list[Span]] = {}
    plans = [*records.rows("cin_plans"), *(row for row in records.rows("cp_plans") if not row["is_ola"])]
    for row in plans:
        span = (row["start_date"], row["end_date"] or dt.date.max)
        open_for.setdefault(row["person_id"], []).append(span)
    for person, cares in periods_of_care(records).items():
        open_for.setdefault(person, []).extend((care.start, care.end or dt.date.max) for care in cares)
    return {person: _joined(spans) for person, spans in open_for.items()}


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


UPKEEP = [
    Truth("sw_changes_3plus_pct", "percentage", three_workers, ("team", "age_band"), look_back=12),
    Truth(
        "record_currency_pct",
        "percentage",
        records_in_date,
        ("team", "record_type"),
        reads=("case_records",),
        look_back=6,
    ),
]
