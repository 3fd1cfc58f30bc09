"""Truths of the workforce: caseloads, turnover, agency share and spend, vacancies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from goldenthread.base.dates import months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open, latest


def caseload(records: Records, period: Period) -> Iterator[Counted]:
    """By the council's rule of the day: with the children of whom a disability is on record, or without."""
    rows = records.where("parameters", "name", "caseload_counts_disability")
    begun = [row for row in rows if row["valid_from"] <= period.end]
    rule = max(begun, key=lambda row: row["valid_from"], default={"value": 1})
    counted = caseload_with_disability if float(rule["value"]) == 1 else caseload_without_disability
    yield from counted(records, period)


def caseload_with_disability(records: Records, period: Period) -> Iterator[Counted]:
    """Children on one side, the full-time equivalents of the social workers who hold them on the other."""
    day = period.end
    held = {
        row["person_id"]
        for row in records.where("involvements", "role", "allocated_worker")
        if is_open(row["start_date"], row["end_date"], day)
    }
    for person in sorted(held):
        found = child.allocation(records, person, day)
        spell = _social_worker(records, found, period) if found else None
        if spell:
            own = {"team": spell["team_id"]}
            yield Counted(("child", person), top=1, bottom=0, own=own)
            yield Counted(("worker", spell["staff_id"]), top=0, bottom=float(spell["fte"]), own=own)


def caseload_without_disability(records: Records, period: Period) -> Iterator[Counted]:
    """The same, without the children of whom a disability is on record."""
    for one in caseload_with_disability(records, period):
        kind, who = cast("tuple[str, str]", one.key)
        if kind != "child" or child.disability(records, who) != "yes":
            yield one


def _social_worker(records: Records, allocation: Row, period: Period) -> Row | None:
    """The spell that is a social worker's, with time to work in, of the worker of an allocation."""
    workers = records.where("workers", "worker_id", allocation["worker_id"])
    staff = (workers[0]["staff_id"] if workers else None) or allocation["worker_id"]
    rows = records.where("workforce_spells", "staff_id", staff)
    working = [row for row in _open_social_workers(rows, period) if row["fte"] > 0]
    return latest(working, "start_date", "staff_id")


def turnover(records: Records, period: Period) -> Iterator[Counted]:
    """Permanent social workers who left in 12 months, over those in post."""
    day = period.end
    for row in records.rows("workforce_spells"):
        if not row["is_social_worker"] or row["is_agency"]:
            continue
        fte, own = float(row["fte"]), {"team": row["team_id"]}
        key = (row["staff_id"], row["start_date"])
        end = row["end_date"]
        if end and months_before(day, 12) < end <= day and not _stays(records, row):
            yield Counted(("left", *key), top=fte, bottom=0, own=own)
        if is_open(row["start_date"], end, day):
            yield Counted(("in post", *key), top=0, bottom=fte, own=own)


def _stays(records: Records, ended: Row) -> bool:
    """The person has a later permanent social worker spell that starts by the day after the end."""
    return any(
        row["is_social_worker"]
        and not row["is_agency"]
        and row["start_date"] > ended["start_date"]
        and (row["start_date"] - ended["end_date"]).days <= 1
        for row in records.where("workforce_spells", "staff_id", ended["staff_id"])
    )


def agency(records: Records, period: Period) -> Iterator[Counted]:
    """The full-time equivalents of social workers at the end; agency staff in the numerator."""
    for row in _open_social_workers(records.rows("workforce_spells"), period):
        fte = float(row["fte"])
        top = fte if row["is_agency"] else 0.0
        key = (row["staff_id"], row["start_date"])
        yield Counted(key, top=top, bottom=fte, own={"team": row["team_id"]})


def _open_social_workers(rows: list[Row], period: Period) -> list[Row]:
    return [
        row
        for row in rows
        if row["is_social_worker"] and is_open(row["start_date"], row["end_date"], period.end)
    ]


def vacancies(records: Records, period: Period) -> Iterator[Counted]:
    """Vacant social work posts that are recruited to, over these and the permanent social workers."""
    readings = {row["as_at_month"] for row in records.rows("hr_posts") if row["as_at_month"] <= period.end}
    last = max(readings, default=None)
    if last is None or last <= months_before(period.end, READING_MONTHS):
        return
    for row in records.where("hr_posts", "as_at_month", last):
        if row["role"] in SOCIAL_WORK and row["is_recruiting"] is not False:
            fte = float(row["fte_vacant"])
            own = {"team": row["team_id"], "worker_role": row["role"]}
            yield Counted(("post", row["post_id"]), top=fte, bottom=fte, own=own)
    for row in _open_social_workers(records.rows("workforce_spells"), period):
        if not row["is_agency"]:
            own = {"team": row["team_id"], "worker_role": row["role"]}
            key = (row["staff_id"], row["start_date"])
            yield Counted(key, top=0, bottom=float(row["fte"]), own=own)


def agency_spend(records: Records, period: Period) -> Iterator[Counted]:
    """What was spent on agency staff in the months of the period."""
    for row in records.dated("agency_spend", "period_start", period):
        key = (row["period_start"], row["team_id"])
        yield Counted(key, top=float(row["amount"]), own={"team": row["team_id"]})


READING_MONTHS = 3
SOCIAL_WORK = ("social_worker", "senior_practitioner")
WORKFORCE = [
    Truth("caseload_per_fte", "ratio", caseload, ("team",), reads=("contacts", "workforce_spells")),
    Truth(
        "caseload_per_fte__with_disability",
        "ratio",
        caseload_with_disability,
        ("team",),
        reads=("contacts", "workforce_spells"),
    ),
    Truth(
        "caseload_per_fte__without_disability",
        "ratio",
        caseload_without_disability,
        ("team",),
        reads=("contacts", "workforce_spells"),
    ),
    Truth(
        "sw_turnover_12m_pct", "percentage", turnover, ("team",), reads=("workforce_spells",), look_back=12
    ),
    Truth("agency_rate_pct", "percentage", agency, ("team",), reads=("workforce_spells",)),
    Truth(
        "vacancy_rate_pct",
        "percentage",
        vacancies,
        ("team", "worker_role"),
        reads=("hr_posts", "workforce_spells"),
    ),
    Truth("agency_spend", "count", agency_spend, ("team",), reads=("agency_spend",)),
]
