"""Truths of outcomes: scores, health checks, missing episodes, education plans, adoption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from goldenthread.base.dates import birthday, month_end, month_number, month_start, months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import Care, looked_after, unbroken_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.lives import school_age_from
from goldenthread.sample.truths.records import Records, latest

DAY = dt.timedelta(1)
TERMS = (1, 4, 9)
Counting = Callable[[Records, Period], Iterator[Counted]]


def _a_year_in_care(records: Records, day: dt.date) -> Iterator[Care]:
    return (care for care in looked_after(records, day) if care.start <= months_before(day, 12))


def sdq(records: Records, period: Period) -> Iterator[Counted]:
    """The last score in 12 months of children of 5 to 16, in care for a year."""
    for person, score in _scores(records, period.end):
        if score is not None:
            yield Counted(person, person, period.end, top=score)


def sdq_coverage(records: Records, period: Period) -> Iterator[Counted]:
    """The same children; met when there is a score."""
    for person, score in _scores(records, period.end):
        yield Counted(person, person, period.end, top=score is not None)


def _scores(records: Records, day: dt.date) -> Iterator[tuple[str, int | None]]:
    for care in _a_year_in_care(records, day):
        rows = [r for r in records.of("sdq_scores", care.person) if r["score"] is not None]
        last = latest([r for r in rows if r["completed_date"] <= day], "completed_date", "sdq_id")
        age = child.age(records, care.person, day)
        if age is not None and 5 <= age < 17:
            counts = last is not None and last["completed_date"] > months_before(day, 12)
            yield care.person, last["score"] if last and counts else None


def checks(kind: str, under: int | None = None) -> Counting:
    """Children in care for a year; met when there was a check of the kind in 12 months."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        day = period.end
        for care in _a_year_in_care(records, day):
            age = child.age(records, care.person, day)
            if under is not None and (age is None or age >= under):
                continue
            met = any(
                row["check_type"] == kind
                and row["status"] == "completed"
                and months_before(day, 12) < row["check_date"] <= day
                for row in records.of("cla_health", care.person)
            )
            yield Counted(care.person, care.person, day, top=met)

    return counted


def missing(records: Records, period: Period) -> Iterator[Counted]:
    """Children in care on a day of the 12 months; met when they were missing from care on one."""
    first, last = month_start(period.last_month - 11), period.end
    for person, cares in unbroken_care(records).items():
        days = [(max(care.start, first), min((care.end or dt.date.max) - DAY, last)) for care in cares]
        spans = [(start, end) for start, end in days if start <= end]
        if not spans:
            continue
        gone = [row for row in records.of("missing_episodes", person) if row["missing_type"] == "M"]
        met = any(
            row["start_date"] <= end and (row["end_date"] or dt.date.max) >= start
            for row in gone
            for start, end in spans
        )
        yield Counted(person, person, last, top=met)


def education_plans(to_18: bool) -> Counting:
    """Children of school age, in care for more than 10 working days; met when the plan is of this term or
    the last."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        day = period.end
        oldest = _term_start(_term_start(day) - DAY)
        for care in looked_after(records, day):
            born = child.person(records, care.person).get("dob")
            if born is None or day < school_age_from(born) or (not to_18 and day > _last_school_day(born)):
                continue
            if working_days_between(care.start, day) > 10:
                plans = [row["pep_date"] for row in records.of("cla_education", care.person)]
                met = any(plan and oldest <= plan <= day for plan in plans)
                yield Counted(care.person, care.person, day, top=met)

    return counted


def _term_start(day: dt.date) -> dt.date:
    month = month_number(day)
    while month % 12 + 1 not in TERMS:
        month -= 1
    return month_start(month)


def _last_school_day(born: dt.date) -> dt.date:
    """The last Friday in June of the school year in which the child turns 16."""
    sixteen = birthday(born, 16)
    day = month_end(month_number(dt.date(sixteen.year + (sixteen.month > 8), 6, 1)))
    while day.weekday() != 4:
        day -= DAY
    return day


def _paths(records: Records, column: str, months: int, period: Period) -> Iterator[Row]:
    first = month_start(period.last_month - months + 1)
    for row in records.rows("permanence"):
        if row[column] and first <= row[column] <= period.end:
            yield row


def entry_to_placed(months: int) -> Counting:
    """Children adopted in the months: days from coming into care to moving in with the adopters."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        for row in _paths(records, "order_date", months, period):
            cares = unbroken_care(records).get(row["person_id"], [])
            entered = [care.start for care in cares if care.start <= row["order_date"]]
            moved = row["foster_placed_date"] if row["adopted_by_carer"] else row["placed_date"]
            if row["order_type"] == "adoption" and moved and entered and moved >= entered[-1]:
                yield Counted(row["permanence_id"], top=(moved - entered[-1]).days)

    return counted


def order_to_match(months: int) -> Counting:
    """Children adopted in the months: days from the placement order to the match."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        for row in _paths(records, "order_date", months, period):
            if row["order_type"] == "adoption" and row["placed_date"]:
                yield from _to_match(row)

    return counted


def matched(records: Records, period: Period) -> Iterator[Counted]:
    """Children matched in the 12 months: days from the placement order to the match."""
    for row in _paths(records, "matched_date", 12, period):
        yield from _to_match(row)


def _to_match(row: Row) -> Iterator[Counted]:
    ordered, match = row["placement_order_date"], row["matched_date"]
    if ordered and match:
        yield Counted(row["permanence_id"], top=max(0, (match - ordered).days))


GROUPS = ("age_band", "placement_group")
ENTRY, ORDER = "adoption_entry_to_placed_days", "adoption_order_to_match_days"
OUTCOMES = [
    Truth("sdq_average", "ratio", sdq, ("age_band", "sex", "placement_group"), look_back=12),
    Truth(
        "sdq_coverage_pct", "percentage", sdq_coverage, ("age_band", "sex", "placement_group"), look_back=12
    ),
    Truth("cla_health_checks_pct", "percentage", checks("dental"), GROUPS, look_back=12),
    Truth("cla_health_checks_pct__immunisations", "percentage", checks("immunisation"), GROUPS, look_back=12),
    Truth(
        "cla_health_checks_pct__development",
        "percentage",
        checks("development", under=5),
        GROUPS,
        look_back=12,
    ),
    Truth("cla_missing_pct", "percentage", missing, ("age_band", "sex", "placement_group"), look_back=12),
    Truth(
        "pep_in_date_pct",
        "percentage",
        education_plans(to_18=False),
        ("age_band",),
        reads=("cla_education",),
        look_back=9,
    ),
    Truth(
        "pep_in_date_pct__to_18",
        "percentage",
        education_plans(to_18=True),
        ("age_band",),
        reads=("cla_education",),
        look_back=9,
    ),
    Truth(ENTRY, "ratio", entry_to_placed(12), look_back=11),
    Truth(f"{ENTRY}__three_years", "ratio", entry_to_placed(36), look_back=35),
    Truth(ORDER, "ratio", order_to_match(12), look_back=11),
    Truth(f"{ORDER}__three_years", "ratio", order_to_match(36), look_back=35),
    Truth(f"{ORDER}__matched", "ratio", matched, look_back=11),
]
