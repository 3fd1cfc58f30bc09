"""Truths of care leavers, and of those who are to become ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from goldenthread.base.dates import birthday, months_before
from goldenthread.base.periods import Period
from goldenthread.sample.council import Row
from goldenthread.sample.truths import child
from goldenthread.sample.truths.count import Counted, Truth
from goldenthread.sample.truths.records import Records, latest

Counting = Callable[[Records, Period], Iterator[Counted]]
Test = Callable[[Row], bool]
ENTITLED = ("relevant", "former_relevant", None)
BUSY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5")
NO_HOME_HERE = ("G", "H", "R")


def statuses(records: Records, day: dt.date) -> Iterator[Row]:
    """The last reading of each young person by a day, if it is not 12 months old."""
    people = records.once("people of care leavers", lambda: _people(records))
    for person in people:
        rows = [row for row in records.of("care_leavers", person) if row["status_date"] <= day]
        last = latest(rows, "status_date", "person_id")
        if last and last["status_date"] > months_before(day, 12):
            yield last


def _people(records: Records) -> list[str]:
    return sorted({row["person_id"] for row in records.rows("care_leavers")})


def _is_transferred(records: Records, person_id: str, day: dt.date) -> bool:
    """The last period of care begun by the day ended because another authority took over."""
    rows = [r for r in records.of("cla_periods", person_id) if not r["is_short_breaks"]]
    last = latest([r for r in rows if r["start_date"] <= day], "start_date", "cla_period_id")
    return bool(last and last["end_reason"] == "E3" and last["end_date"] and last["end_date"] <= day)


def of_ages(ages: range, met: Test, looked_at: Test = lambda _: True) -> Counting:
    """Care leavers of some ages; met as the test of their reading says."""

    def counted(records: Records, period: Period) -> Iterator[Counted]:
        for row in statuses(records, period.end):
            person = row["person_id"]
            if child.age(records, person, period.end) not in ages or row["eligibility"] not in ENTITLED:
                continue
            if row["in_touch"] in ("DIED", "RHOM") or _is_transferred(records, person, period.end):
                continue
            if looked_at(row):
                yield Counted(person, person, period.end, top=met(row))

    return counted


def pathway_plans(records: Records, period: Period) -> Iterator[Counted]:
    """Young people under 21; met when the plan is less than 6 months old."""
    day = period.end
    for row in statuses(records, day):
        born = child.person(records, row["person_id"]).get("dob")
        if row["eligibility"] not in ("eligible", *ENTITLED) or row["in_touch"] == "DIED":
            continue
        if born and day < birthday(born, 21):
            plan = row["pathway_plan_date"]
            met = plan is not None and months_before(day, 6) < plan <= day
            yield Counted(row["person_id"], row["person_id"], day, top=met, own={"team": row["team_id"]})


def _pair(measure: str, met: Test, looked_at: Test = lambda _: True) -> Iterator[Truth]:
    """A measure of those of 19 to 21, and its variant of those of 17 and 18."""
    reads = ("care_leavers",)
    older, younger = of_ages(range(19, 22), met, looked_at), of_ages(range(17, 19), met, looked_at)
    yield Truth(measure, "percentage", older, ("sex", "uasc"), reads=reads)
    yield Truth(f"{measure}__aged_17_18", "percentage", younger, ("age_band", "sex", "uasc"), reads=reads)


LEAVERS = [
    *_pair("care_leavers_in_touch_pct", lambda row: row["in_touch"] == "YES"),
    *_pair(
        "care_leavers_suitable_accom_pct",
        lambda row: bool(row["accommodation_suitable"]),
        lambda row: row["accommodation"] not in NO_HOME_HERE,
    ),
    *_pair("care_leavers_eet_pct", lambda row: row["activity"] in BUSY),
    Truth("pathway_plan_in_date_pct", "percentage", pathway_plans, ("team",), reads=("care_leavers",)),
]
