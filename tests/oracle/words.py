"""The words of readings.md, asked of the canonical rows of one council."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.days import ONE_DAY, age_on, birthday

Row = dict[str, Any]
Tables = dict[str, list[Row]]

UNKNOWN = "unknown"
SEX = {"F": "female", "M": "male"}
ETHNICITY = {
    "white": "WBRI WIRI WIRT WROM WOTH",
    "mixed": "MWBC MWBA MWAS MOTH",
    "asian": "AIND APKN ABAN CHNE AOTH",
    "black": "BCRB BAFR BOTH",
    "other": "OOTH",
}
SOURCE = {
    "individual": "1A 1B 1C 1D",
    "school": "2A",
    "education": "2B",
    "health": "3A 3B 3C 3D 3E 3F",
    "housing": "4",
    "local_authority": "5A 5B 5C 5D",
    "police": "6",
    "other_legal": "7",
    "other": "8",
    "anonymous": "9",
}
PLACEMENT = {
    "adoption": "A3 A4 A5 A6",
    "foster_to_adopt": "U2 U5",
    "parents": "P1",
    "family_friends": "U1 U3",
    "supported": "H5 K3 P2",
    "residential": "K2 R1 S1",
    "secure": "K1",
}
FOSTER = "U4 U6"
TEMPORARY = "T0 T1 T2 T3 T4"


def group_of(code: str | None, groups: dict[str, str], otherwise: str) -> str:
    """The group in whose list a code stands."""
    for group, codes in groups.items():
        if code in codes.split():
            return group
    return otherwise


def open_on(row: Row, day: dt.date, start: str = "start_date", end: str = "end_date") -> bool:
    """start <= day and (end is null or end > day)."""
    return row[start] <= day and (row[end] is None or row[end] > day)


def latest(rows: list[Row], id_column: str, start: str = "start_date") -> Row | None:
    """Of several open rows: the later start, then the higher id."""
    return max(rows, key=lambda row: (row[start], row[id_column]), default=None)


class Council:
    """The canonical rows of one authority. A table that is not given has no rows."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._by_person: dict[str, dict[str, list[Row]]] = {}
        self._care: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """All rows of a table."""
        return self.tables.get(table, [])

    def of(self, table: str, person: str | None) -> list[Row]:
        """The rows of a table about one person."""
        if table not in self._by_person:
            found: dict[str, list[Row]] = {}
            for row in self.rows(table):
                found.setdefault(row["person_id"], []).append(row)
            self._by_person[table] = found
        return self._by_person[table].get(person, []) if person is not None else []

    def people(self, table: str) -> list[str]:
        """Every person who has a row in a table, once."""
        return sorted({row["person_id"] for row in self.rows(table)})

    def person(self, person: str) -> Row | None:
        """The row of a person."""
        found = self.of("persons", person)
        return found[0] if found else None

    # what does not change

    def born(self, person: str) -> dt.date | None:
        row = self.person(person)
        return row["dob"] if row else None

    def sex(self, person: str) -> str:
        row = self.person(person)
        return SEX.get(row["sex"], UNKNOWN) if row else UNKNOWN

    def ethnicity(self, person: str) -> str:
        row = self.person(person)
        return group_of(row["ethnicity"], ETHNICITY, UNKNOWN) if row else UNKNOWN

    def disability(self, person: str) -> str:
        codes = [row["disability"] for row in self.of("disabilities", person)]
        if any(code != "NONE" for code in codes):
            return "yes"
        return "no" if codes else UNKNOWN

    def uasc(self, person: str) -> str:
        statuses = [row["status"] for row in self.of("immigration_statuses", person)]
        return "yes" if "uasc" in statuses else "no"

    # what is so on a day

    def age(self, person: str, day: dt.date) -> int | None:
        """Whole years; None when there is no date of birth; -1 when not born yet."""
        born = self.born(person)
        return None if born is None else age_on(born, day)

    def age_band(self, person: str, day: dt.date) -> str:
        row = self.person(person)
        age = self.age(person, day)
        if age is None:
            return "unborn" if row and row["expected_dob"] is not None else UNKNOWN
        return _band(age)

    def locality(self, person: str, day: dt.date) -> str:
        homes = [row for row in self.of("addresses", person) if row["address_type"] == "home"]
        home = latest([row for row in homes if open_on(row, day)], "address_id")
        if home is None:
            return UNKNOWN
        for code in (home["postcode"], home["lsoa"]):
            for area in self.rows("locality_lookup"):
                if code is not None and area["area_code"] == code:
                    return area["locality_id"]
        return UNKNOWN

    def allocation(self, person: str, day: dt.date, role: str = "allocated_worker") -> Row | None:
        """The open allocation that counts: of two, the later start, then the higher id."""
        rows = [row for row in self.of("involvements", person) if row["role"] == role]
        return latest([row for row in rows if open_on(row, day)], "involvement_id")

    def team(self, person: str, day: dt.date) -> str:
        allocation = self.allocation(person, day)
        return (allocation["team_id"] if allocation else None) or UNKNOWN

    def legal_status(self, person: str, day: dt.date) -> str:
        # Choice: of two open legal statuses the later start, then the higher id, as for allocations.
        found = latest([r for r in self.of("legal_statuses", person) if open_on(r, day)], "legal_status_id")
        return found["legal_status"] if found else UNKNOWN

    def lasting_placement(self, person: str, day: dt.date) -> Row | None:
        """The placement open on the day; for a temporary one, the placement before it."""
        # Choice: of two open placements the later start, then the higher id, as for allocations.
        found = latest([r for r in self.of("placements", person) if open_on(r, day)], "placement_id")
        return self.stands_for(found) if found else None

    def stands_for(self, placement: Row) -> Row | None:
        """The placement itself; for T0-T4 the last other placement that had started by then."""
        if placement["place"] not in TEMPORARY.split():
            return placement
        before = [
            row
            for row in self.of("placements", placement["person_id"])
            if row["place"] not in TEMPORARY.split() and row["start_date"] <= placement["start_date"]
        ]
        return latest(before, "placement_id")

    def placement_group(self, person: str, day: dt.date) -> str:
        return placement_group(self.lasting_placement(person, day))

    def provider(self, person: str, day: dt.date) -> str:
        # Choice: the provider of the same placement that gives the group, so that the two can be crossed.
        placement = self.lasting_placement(person, day)
        return (placement["provider"] if placement else None) or UNKNOWN

    # statuses of children

    def care_periods(self, person: str) -> list[Row]:
        """Periods of care that are not short breaks, with the end that the 18th birthday sets.

        Choice: a period that starts on or after the 18th birthday is no period of care at all.
        """
        if person not in self._care:
            self._care[person] = self._care_periods(person)
        return self._care[person]

    def _care_periods(self, person: str) -> list[Row]:
        found = []
        born = self.born(person)
        for row in self.of("cla_periods", person):
            if row["is_short_breaks"]:
                continue
            end = row["end_date"]
            if born is not None:
                eighteen = birthday(born, 18)
                if row["start_date"] >= eighteen:
                    continue
                if end is None or end > eighteen:
                    end = eighteen
            found.append({**row, "end_date": end})
        return found

    def looked_after(self, person: str, day: dt.date) -> bool:
        return any(open_on(row, day) for row in self.care_periods(person))

    def care_start(self, person: str, day: dt.date) -> dt.date:
        """The first day of the unbroken care in which a looked-after day lies, by walking back.

        Choice: unbroken means every day looked after, so that periods which touch are one.
        """
        while self.looked_after(person, day - ONE_DAY):
            day = day - ONE_DAY
        return day

    def care_stretches(self, person: str) -> list[dt.date]:
        """The first day of each unbroken stretch of care."""
        starts = {row["start_date"] for row in self.care_periods(person)}
        return sorted(
            day
            for day in starts
            if self.looked_after(person, day) and not self.looked_after(person, day - ONE_DAY)
        )

    def has_cp_plan(self, person: str, day: dt.date) -> bool:
        return any(open_on(row, day) and not row["is_ola"] for row in self.of("cp_plans", person))

    def is_cin_plan_child(self, person: str, day: dt.date) -> bool:
        return (
            any(open_on(row, day) for row in self.of("cin_plans", person))
            and not self.has_cp_plan(person, day)
            and not self.looked_after(person, day)
        )

    def early_help(self, person: str, day: dt.date) -> list[Row]:
        """Early help episodes open on the day; only the level `universal` is left out."""
        rows = self.of("early_help_episodes", person)
        return [row for row in rows if row["level"] != "universal" and open_on(row, day)]

    def spells(self, person: str) -> list[Row]:
        """Carer spells: placements that share a carer spell, from the first start to the last end."""
        found: dict[str, list[Row]] = {}
        for row in self.of("placements", person):
            found.setdefault(row["carer_spell_id"], []).append(row)
        return [_spell(spell_id, rows) for spell_id, rows in found.items()]


def _spell(spell_id: str, rows: list[Row]) -> Row:
    start = min(row["start_date"] for row in rows)
    ends = [row["end_date"] for row in rows]
    # Of placements with one start the lasting one names the spell, then the lower id.
    first = min(rows, key=lambda r: (r["start_date"], r["place"] in TEMPORARY.split(), r["placement_id"]))
    return {
        "carer_spell_id": spell_id,
        "start_date": start,
        "end_date": None if None in ends else max(ends),
        "first_placement": first,
    }


def placement_group(placement: Row | None) -> str:
    """The group of a placement that is not temporary; none: unknown.

    Choice: a temporary placement with none before it gives `unknown`, not `other`.
    """
    if placement is None:
        return UNKNOWN
    if placement["place"] in FOSTER.split():
        if placement["provider"] is None:
            return UNKNOWN
        return "foster_in_house" if placement["provider"] == "PR1" else "foster_external"
    return group_of(placement["place"], PLACEMENT, "other")


def _band(age: int) -> str:
    if age < 0:
        return "unborn"
    for oldest, band in ((0, "under 1"), (4, "1-4"), (9, "5-9"), (15, "10-15"), (17, "16-17")):
        if age <= oldest:
            return band
    return "18+"
