"""The files about every child looked after: header, episodes, reviews, missing, and the like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from goldenthread.sample.council import Row
from goldenthread.sample.return_years import pupil_number
from goldenthread.sample.ssda903 import layouts
from goldenthread.sample.ssda903.leavers import leavers
from goldenthread.sample.ssda903.returned import Line, Returned
from goldenthread.sample.truths.care import is_looked_after
from goldenthread.sample.truths.child import years
from goldenthread.sample.truths.records import is_open, latest
from goldenthread.sample.truths.words import TEMPORARY

NO_PROVIDER = (*TEMPORARY, "Z1")
"""Places of which the return asks neither provider nor registration number."""
SCHOOL_AGE = 5


def header(returned: Returned) -> Iterator[Line]:
    """Everybody who has an episode in the year or a care leaver's birthday."""
    everyone = returned.children | {row["person_id"]: person for person, row, _ in leavers(returned)}
    for key in sorted(everyone):
        person = everyone[key]
        yield {
            "CHILD": key,
            "SEX": layouts.sex(person["sex"], returned.year),
            "DOB": person["dob"],
            "ETHNIC": person["ethnicity"],
            "UPN": _pupil(returned, person),
            "MOTHER": 0 if person["sex"] == "F" and key in returned.children else None,
            "MC_DOB": None,
        }


def _pupil(returned: Returned, person: Row) -> str:
    """A number; UN1 before school age, UN2 for who came to the country alone."""
    if returned.records.of("immigration_statuses", person["person_id"]):
        return "UN2"
    born = person["dob"]
    young = born is not None and years(born, returned.year.last) < SCHOOL_AGE
    return "UN1" if young else pupil_number(person["person_id"])


def episodes(returned: Returned) -> Iterator[Line]:
    """The episodes of the year. A change to or from a temporary place needs no reason."""
    year, rows = returned.year, returned.episodes
    following = {
        one["episode_id"]: two for one, two in pairwise(rows) if one["person_id"] == two["person_id"]
    }
    for row in rows:
        here = _place(returned, row)
        there = _place(returned, following.get(row["episode_id"]))
        ended = year.known(row["end_date"])
        moved = ended is not None and not {here["place"], there.get("place")} & set(TEMPORARY)
        plain = here["place"] not in NO_PROVIDER
        yield {
            "CHILD": row["person_id"],
            "DECOM": row["start_date"],
            "RNE": row["start_reason"],
            "LS": row["legal_status"],
            "CIN": row["need"],
            "PLACE": layouts.place(here["place"], year),
            "PLACE_PROVIDER": here["provider"] if plain else None,
            "DEC": ended,
            "REC": layouts.end_reason(row["end_reason"], year) if ended else None,
            "REASON_PLACE_CHANGE": row["change_reason"] if moved else None,
            "HOME_POST": _home(returned, row["person_id"], row["start_date"]),
            "PL_POST": here["postcode"],
            "URN": here["urn"] if plain else None,
        }


def _place(returned: Returned, episode: Row | None) -> Row:
    """The placement of an episode; an empty row where there is no episode."""
    if episode is None:
        return {}
    return returned.records.where("placements", "placement_id", episode["placement_id"])[0]


def _home(returned: Returned, person_id: str, day: dt.date) -> str | None:
    """The postcode of the child's home on a day; none where no home is recorded."""
    rows = returned.records.of("addresses", person_id)
    homes = [row for row in rows if is_open(row["start_date"], row["end_date"], day)]
    found = latest(homes, "start_date", "address_id")
    return found["postcode"] if found else None


def reviews(returned: Returned) -> Iterator[Line]:
    """The reviews held in the year."""
    for person, row in returned.of_children("cla_reviews"):
        if returned.year.holds(row["review_date"]) and not row["is_cancelled"]:
            yield _about(person) | {"REVIEW": row["review_date"], "REVIEW_CODE": row["participation"]}


def missing(returned: Returned) -> Iterator[Line]:
    """The times of the year in which a child was missing or away without leave."""
    for person, row in returned.of_children("missing_episodes"):
        if returned.year.touches(row["start_date"], row["end_date"]):
            yield _about(person) | {
                "MISSING": row["missing_type"],
                "MIS_START": row["start_date"],
                "MIS_END": returned.year.known(row["end_date"]),
            }


def unaccompanied(returned: Returned) -> Iterator[Line]:
    """The children who were unaccompanied asylum seekers on a day of the year."""
    year = returned.year
    for person, row in returned.of_children("immigration_statuses"):
        if row["status"] == "uasc" and year.touches(row["start_date"], row["end_date"]):
            yield _about(person) | {
                "SEX": layouts.sex(person["sex"], year),
                "DUC": year.known(row["end_date"]),
            }


def previous_permanence(returned: Returned) -> Iterator[Line]:
    """What children who came into care in the year had before: no earlier adoption or order, in a sample."""
    for key, person in returned.children.items():
        began = [
            row
            for row in returned.records.of("cla_periods", key)
            if returned.year.holds(row["start_date"]) and not row["is_short_breaks"]
        ]
        if began:
            yield _about(person) | {"PREV_PERM": "Z1", "LA_PERM": None, "DATE_PERM": None}


def social_workers(returned: Returned) -> Iterator[Line]:
    """The social workers in the year of the children looked after on its last day."""
    year, records = returned.year, returned.records
    for person, row in returned.of_children("involvements"):
        if row["role"] != "allocated_worker" or not year.touches(row["start_date"], row["end_date"]):
            continue
        if is_looked_after(records, person["person_id"], year.last):
            worker = records.where("workers", "worker_id", row["worker_id"])
            number = worker[0]["swe_number"] if worker else None
            yield _about(person) | {
                "SW_ID": number or f"XX{row['worker_id']}",
                "SW_DECOM": row["start_date"],
                "SW_DEC": year.known(row["end_date"]),
                "SW_REASON": row["change_reason"] or "OTHERS",
            }


def _about(person: Row) -> Line:
    return {"CHILD": person["person_id"], "DOB": person["dob"]}
