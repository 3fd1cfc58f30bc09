"""The files about some of the children: a year in care, leaving care, adoption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.base.dates import birthday, months_before
from goldenthread.sample.council import Row
from goldenthread.sample.covers import REGISTER_STARTS
from goldenthread.sample.ssda903 import layouts
from goldenthread.sample.ssda903.returned import LEAVER_AGES, Line, Returned
from goldenthread.sample.truths.child import years
from goldenthread.sample.truths.records import latest

ADOPTED = ("E11", "E12")
ASSESSMENTS = ("iha", "rha", "ha_unspecified")
NO_SCORE = "SDQ4"
"""No score for a reason of no listed kind."""
SCORED_FROM, SCORED_UNDER, CHECKED_UNDER, CONVICTED_FROM = 4, 17, 5, 10


def outcomes(returned: Returned) -> Iterator[Line]:
    """Health and behaviour of the children looked after all year, each as the age asks."""
    year, records = returned.year, returned.records
    for key, person in returned.all_year.items():
        checks = [row for row in records.of("cla_health", key) if row["status"] == "completed"]
        done = {row["check_type"] for row in checks if year.holds(row["check_date"])}
        age = years(person["dob"], year.last)
        scored = age >= SCORED_FROM and years(person["dob"], year.first) < SCORED_UNDER
        score = _score(returned, key) if scored else None
        yield {
            "CHILD": key,
            "DOB": person["dob"],
            "SDQ_SCORE": score,
            "SDQ_REASON": NO_SCORE if scored and score is None else None,
            "CONVICTED": 0 if age >= CONVICTED_FROM else None,
            "HEALTH_CHECK": int("development" in done) if age < CHECKED_UNDER else None,
            "IMMUNISATIONS": int("immunisation" in done),
            "TEETH_CHECK": int("dental" in done),
            "HEALTH_ASSESSMENT": int(any(kind in done for kind in ASSESSMENTS)),
            "SUBSTANCE_MISUSE": 0,
            "INTERVENTION_RECEIVED": None,
            "INTERVENTION_OFFERED": None,
        }


def _score(returned: Returned, person_id: str) -> int | None:
    rows = [
        row
        for row in returned.records.of("sdq_scores", person_id)
        if returned.year.holds(row["completed_date"]) and row["score"] is not None
    ]
    found = latest(rows, "completed_date", "sdq_id")
    return found["score"] if found else None


def on_record(returned: Returned) -> bool:
    """The register of care leavers holds the whole year."""
    return returned.year.first >= REGISTER_STARTS["care_leavers"]


def leavers(returned: Returned) -> Iterator[tuple[Row, Row, dt.date]]:
    """Care leavers with a birthday from 17 to 21 in the year: person, reading and birthday.

    A reading stands for the birthday when it is of the three months before it or the month after.
    """
    year = returned.year
    rows = returned.records.rows("care_leavers") if on_record(returned) else []
    for key in sorted({row["person_id"] for row in rows}):
        person = returned.person(key)
        days = [birthday(person["dob"], age) for age in LEAVER_AGES]
        for day in filter(year.holds, days):
            readings = [
                row
                for row in returned.records.of("care_leavers", key)
                if row["in_touch"] is not None
                and months_before(day, 3) < row["status_date"] <= day + dt.timedelta(30)
            ]
            found = latest(readings, "status_date", "status_date")
            if found:
                yield person, found, day


def leaving_care(returned: Returned) -> Iterator[Line]:
    """How care leavers were doing at their birthdays."""
    for person, row, _ in leavers(returned):
        reached = row["in_touch"] == "YES"
        suitable = "1" if row["accommodation_suitable"] else "2"
        yield {
            "CHILD": person["person_id"],
            "DOB": person["dob"],
            "IN_TOUCH": row["in_touch"],
            "ACTIV": layouts.activity(row["activity"], returned.year) if reached else "0",
            "ACCOM": row["accommodation"] + suitable if reached else "0",
        }


def adopted(returned: Returned) -> Iterator[Line]:
    """The children adopted in the year."""
    year = returned.year
    ended = {
        row["cla_period_id"]
        for row in returned.episodes
        if row["end_reason"] in ADOPTED and year.holds(row["end_date"])
    }
    for person, row in returned.of_children("permanence"):
        if row["cla_period_id"] in ended:
            pair = row["adopters"] == 2
            yield {
                "CHILD": person["person_id"],
                "DOB": person["dob"],
                "DATE_INT": row["decision_date"],
                "DATE_MATCH": row["matched_date"],
                "FOSTER_CARE": int(bool(row["adopted_by_carer"])),
                "NB_ADOPTR": row["adopters"],
                "SEX_ADOPTR": row["adopter_sex"] or ("MF" if pair else "F1"),
                "LS_ADOPTR": row["adopter_legal_status"] or ("L11" if pair else "L0"),
            }


def to_be_adopted(returned: Returned) -> Iterator[Line]:
    """The children in care who, by a decision made by the end of the year, should be placed for adoption."""
    year = returned.year
    here = {row["cla_period_id"] for row in returned.episodes}
    for person, row in returned.of_children("permanence"):
        if row["cla_period_id"] in here and year.known(row["decision_date"]):
            reversed_on = year.known(row["reversed_date"])
            yield {
                "CHILD": person["person_id"],
                "DOB": person["dob"],
                "DATE_PLACED": row["decision_date"],
                "DATE_PLACED_CEASED": reversed_on,
                "REASON_PLACED_CEASED": row["reversed_reason"] if reversed_on else None,
            }
