"""What is true of a child on a day: the groups of the breakdowns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from goldenthread.base.dates import age_on
from goldenthread.sample.council import Row
from goldenthread.sample.truths.records import Records, is_open, latest
from goldenthread.sample.truths.words import (
    ADOLESCENT,
    ADULT,
    AGE_BANDS,
    ETHNICITIES,
    SEXES,
    TEMPORARY,
    UNBORN,
    UNKNOWN,
    placement_group,
)


def person(records: Records, person_id: str) -> Row:
    """The row of a child; an empty row when nobody has that id."""
    found = records.of("persons", person_id)
    return found[0] if found else {}


def age(records: Records, person_id: str, day: dt.date) -> int | None:
    """Whole years on a day, negative before birth; None when the birth date is not known."""
    born = person(records, person_id).get("dob")
    return None if born is None else years(born, day)


def years(born: dt.date, day: dt.date) -> int:
    """Whole years reached on a day: the birthday counts. Who is born on 29 February needs the calendar."""
    if (born.month, born.day) == (2, 29):
        return age_on(born, day)
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_groups(records: Records, person_id: str, day: dt.date) -> list[str]:
    """The age band and, from 10 to 17, the adolescent group beside it."""
    row = person(records, person_id)
    born = row.get("dob")
    if born is None:
        return [UNBORN if row.get("expected_dob") else UNKNOWN]
    reached = years(born, day)
    if reached < 0:
        return [UNBORN]
    bands = [name for name, low, high in AGE_BANDS if low <= reached <= high] or [ADULT]
    name, low, high = ADOLESCENT
    return [*bands, name] if low <= reached <= high else bands


def sex(records: Records, person_id: str) -> str:
    """Female, male or unknown."""
    return SEXES.get(str(person(records, person_id).get("sex")), UNKNOWN)


def ethnicity(records: Records, person_id: str) -> str:
    """One of five broad groups, or unknown (refused, not obtained)."""
    return ETHNICITIES.get(str(person(records, person_id).get("ethnicity")), UNKNOWN)


def disability(records: Records, person_id: str) -> str:
    """Yes with any disability on record, no with a record of none, else unknown."""
    codes = {row["disability"] for row in records.of("disabilities", person_id)}
    if not codes:
        return UNKNOWN
    return "no" if codes == {"NONE"} else "yes"


def uasc(records: Records, person_id: str) -> str:
    """Yes when the child was an unaccompanied asylum-seeking child at any time."""
    statuses = [str(row["status"]).lower() for row in records.of("immigration_statuses", person_id)]
    return "yes" if "uasc" in statuses else "no"


def locality(records: Records, person_id: str, day: dt.date) -> str:
    """The locality of the home open on the day, through the look-up of areas."""
    homes = [
        row
        for row in records.of("addresses", person_id)
        if row["address_type"] == "home" and is_open(row["start_date"], row["end_date"], day)
    ]
    home = latest(homes, "start_date", "address_id")
    return (_locality_of(records, home, day) if home else None) or UNKNOWN


def _locality_of(records: Records, home: Row, day: dt.date) -> str | None:
    for area in (home["lsoa"], home["postcode"]):
        known = records.where("locality_lookup", "area_code", area) if area else []
        begun = [row for row in known if row["valid_from"] <= day]
        if begun:
            return str(max(begun, key=lambda row: row["valid_from"])["locality_id"])
    return None


def allocation(records: Records, person_id: str, day: dt.date, role: str = "allocated_worker") -> Row | None:
    """The open allocation of a role on a day: of two, the later start, then the higher id."""
    rows = [
        row
        for row in records.of("involvements", person_id)
        if row["role"] == role and is_open(row["start_date"], row["end_date"], day)
    ]
    return latest(rows, "start_date", "involvement_id")


def team(records: Records, person_id: str, day: dt.date) -> str:
    """The team of the open allocation of a worker."""
    found = allocation(records, person_id, day)
    return (found["team_id"] if found else None) or UNKNOWN


def legal_status(records: Records, person_id: str, day: dt.date) -> str:
    """The code of the legal status open on the day."""
    rows = [
        row
        for row in records.of("legal_statuses", person_id)
        if is_open(row["start_date"], row["end_date"], day)
    ]
    found = latest(rows, "start_date", "legal_status_id")
    return found["legal_status"] if found else UNKNOWN


def placement(records: Records, person_id: str, day: dt.date) -> Row | None:
    """The placement open on the day; a temporary one (T0-T4) stands for the one before it."""
    rows = records.of("placements", person_id)
    here = [row for row in rows if is_open(row["start_date"], row["end_date"], day)]
    found = latest(here, "start_date", "placement_id")
    if found is None or found["place"] not in TEMPORARY:
        return found
    began = found["start_date"]
    before = [row for row in rows if row["place"] not in TEMPORARY and row["start_date"] <= began]
    return latest(before, "start_date", "placement_id") or found


def placement_group_on(records: Records, person_id: str, day: dt.date) -> str:
    """The group of the placement open on the day."""
    found = placement(records, person_id, day)
    return placement_group(found["place"], found["provider"]) if found else UNKNOWN


def provider(records: Records, person_id: str, day: dt.date) -> str:
    """The provider of that placement."""
    found = placement(records, person_id, day)
    return (found["provider"] if found else None) or UNKNOWN


GROUPS: dict[str, Callable[[Records, str, dt.date], list[str]]] = {
    "age_band": age_groups,
    "sex": lambda records, child, _: [sex(records, child)],
    "ethnicity": lambda records, child, _: [ethnicity(records, child)],
    "disability": lambda records, child, _: [disability(records, child)],
    "uasc": lambda records, child, _: [uasc(records, child)],
    "locality": lambda records, child, day: [locality(records, child, day)],
    "team": lambda records, child, day: [team(records, child, day)],
    "legal_status": lambda records, child, day: [legal_status(records, child, day)],
    "placement_group": lambda records, child, day: [placement_group_on(records, child, day)],
    "provider": lambda records, child, day: [provider(records, child, day)],
}
"""The breakdowns that are read from the child; all others come from the row that is counted."""
