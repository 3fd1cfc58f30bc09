"""Truths of the lives of children looked after: health, education, court."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import birthday, month_end, month_number, months_before
from goldenthread.base.periods import Period
from goldenthread.base.workdays import add_working_days, working_days_between
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.care import looked_after, unbroken_care
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, is_open

IHA_WORKING_DAYS = 20
ASSESSMENTS = ("iha", "rha", "ha_unspecified")
TERM_STARTS = (3, 8, 12)
"""Compulsory school age begins on 31 March, 31 August or 31 December."""
OUT_OF_EDUCATION = ("out_of_education", "not_accessing")


def iha_in_time(records: Records, period: Period) -> Iterator[Counted]:
    """Periods of care whose 20th working day lies in the period and which last beyond it."""
    for cares in unbroken_care(records).values():
        for care in cares:
            if not period.start - dt.timedelta(60) <= care.start <= period.end:
                continue
            due = add_working_days(care.start, IHA_WORKING_DAYS)
            if period.start <= due <= period.end and care.holds(due):
                met = any(
                    care.start <= day and working_days_between(care.start, day) <= IHA_WORKING_DAYS
                    for day in health_days(records, care.person, ("iha", "ha_unspecified"))
                )
                yield Counted((care.person, care.start), care.person, due, top=met)


def rha_in_date(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after long enough to have had a review; in the numerator with a recent assessment."""
    day = period.end
    for care in looked_after(records, day):
        age = child.age(records, care.person, day)
        limit = months_before(day, 6 if age is not None and age < 5 else 12)
        if care.start <= limit:
            done = [d for d in health_days(records, care.person, ASSESSMENTS) if d <= day]
            yield Counted(care.person, care.person, day, top=bool(done) and max(done) > limit)


def health_days(records: Records, person_id: str, types: tuple[str, ...]) -> list[dt.date]:
    """The days of the completed health assessments of a child."""
    return [
        row["check_date"]
        for row in records.of("cla_health", person_id)
        if row["check_type"] in types and row["status"] == "completed" and row["check_date"]
    ]


def out_of_education(records: Records, period: Period) -> Iterator[Counted]:
    """Children looked after, of compulsory school age and under 16, who get no education."""
    day = period.end
    for care in looked_after(records, day):
        born = child.person(records, care.person).get("dob")
        if born is None or not school_age_from(born) <= day < birthday(born, 16):
            continue
        for row in _education(records, care.person, day):
            if row["status"] in OUT_OF_EDUCATION:
                yield Counted(care.person, care.person, day, own=_needs(row))


def school_age_from(born: dt.date) -> dt.date:
    """The first 31 March, 31 August or 31 December on or after the fifth birthday."""
    month = month_number(birthday(born, 5))
    while month % 12 + 1 not in TERM_STARTS:
        month += 1
    return month_end(month)


def neet(records: Records, period: Period) -> Iterator[Counted]:
    """Young people of 16 and 17 looked after who are not in education, employment or training."""
    day = period.end
    for care in looked_after(records, day):
        if child.age(records, care.person, day) in (16, 17):
            for row in _education(records, care.person, day):
                if row["status"] == "neet":
                    yield Counted(care.person, care.person, day, own=_needs(row))


def _education(records: Records, person_id: str, day: dt.date) -> list[Row]:
    rows = records.of("cla_education", person_id)
    return [row for row in rows if is_open(row["start_date"], row["end_date"], day)]


def _needs(row: Row) -> dict[str, str | None]:
    return {"has_sen": None if row["has_sen"] is None else "yes" if row["has_sen"] else "no"}


def care_applications(records: Records, period: Period) -> Iterator[Counted]:
    """Children in an application for a care order that was issued in the quarter."""
    for row in records.dated("care_proceedings", "issued_date", period):
        if row["application_type"] == "s31_care":
            yield Counted(row["person_id"], row["person_id"], row["issued_date"])


HEALTH = ("team", "age_band", "uasc", "placement_group")
LIVES = [
    Truth("iha_20wd_pct", "percentage", iha_in_time, HEALTH, look_back=2),
    Truth("rha_in_date_pct", "percentage", rha_in_date, HEALTH, look_back=12),
    Truth(
        "cla_u16_out_of_education",
        "count",
        out_of_education,
        ("age_band", "disability", "placement_group", "has_sen"),
        reads=("cla_education",),
    ),
    Truth(
        "cla_neet_16_17",
        "count",
        neet,
        ("age_band", "disability", "uasc", "has_sen"),
        reads=("cla_education",),
    ),
    Truth("care_applications_rate", "rate", care_applications, ("age_band",), periods=("quarter",)),
]
