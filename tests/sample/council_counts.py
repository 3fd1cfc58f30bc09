"""Plain counts over a council's rows, written from the page of readings and from nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

from goldenthread.base.dates import age_on, birthday, month_end, month_number, months_before
from goldenthread.sample.council import Council, Row

GROUPS = {
    **dict.fromkeys(("A3", "A4", "A5", "A6"), "adoption"),
    **dict.fromkeys(("U2", "U5"), "foster_to_adopt"),
    **dict.fromkeys(("U1", "U3"), "family_friends"),
    **dict.fromkeys(("U4", "U6"), "foster"),
    **dict.fromkeys(("H5", "K3", "P2"), "supported"),
    **dict.fromkeys(("K2", "R1", "S1"), "residential"),
    "P1": "parents",
    "K1": "secure",
}
Month = tuple[dt.date, dt.date]


def month(year: int, number: int) -> Month:
    """First and last day of a month."""
    first = dt.date(year, number, 1)
    return first, month_end(month_number(first))


def is_open(row: Row, day: dt.date, start: str = "start_date", end: str = "end_date") -> bool:
    """Open on a day."""
    return row[start] <= day and (row[end] is None or row[end] > day)


class Counts:
    """Counts of one council."""

    def __init__(self, council: Council) -> None:
        self.tables = council.tables
        self.people = {row["person_id"]: row for row in council.tables["persons"]}
        self.unaccompanied = {row["person_id"] for row in council.tables["immigration_statuses"]}

    def born(self, person: str) -> dt.date:
        return self.people[person]["dob"] or self.people[person]["expected_dob"]

    def dated(self, table: str, column: str, period: Month) -> list[Row]:
        return [r for r in self.tables[table] if r[column] and period[0] <= r[column] <= period[1]]

    def own_plans(self, day: dt.date) -> list[Row]:
        return [r for r in self.tables["cp_plans"] if not r["is_ola"] and is_open(r, day)]

    def repeat_plans(self, day: dt.date) -> int:
        starts = defaultdict(list)
        for row in self.tables["cp_plans"]:
            if not row["is_ola"]:
                starts[row["person_id"]].append(row["start_date"])
        return sum(min(starts[r["person_id"]]) < r["start_date"] for r in self.own_plans(day))

    def rereferrals(self, period: Month) -> tuple[int, int]:
        dates = defaultdict(list)
        for row in self.tables["referrals"]:
            dates[row["person_id"]].append(row["referral_date"])
        rows = self.dated("referrals", "referral_date", period)
        again = sum(
            any(months_before(r["referral_date"], 12) < d < r["referral_date"] for d in dates[r["person_id"]])
            for r in rows
        )
        return again, len(rows)

    def police_boys(self, period: Month) -> float:
        found = set()
        for row in self.dated("contacts", "contact_date", period):
            person = self.people[row["person_id"]]
            if (
                person["sex"] == "M"
                and person["dob"]
                and 10 <= age_on(person["dob"], row["contact_date"]) < 18
            ):
                found.add((row["person_id"], row["contact_date"], row["source"]))
        return 100 * sum(key[2] == "6" for key in found) / len(found)

    def stays(self) -> list[tuple[str, dt.date, dt.date | None]]:
        """Unbroken stays in care."""
        found: list[tuple[str, dt.date, dt.date | None]] = []
        rows = [r for r in self.tables["cla_periods"] if not r["is_short_breaks"]]
        for row in sorted(rows, key=lambda r: (r["person_id"], r["start_date"])):
            adult = birthday(self.born(row["person_id"]), 18)
            end = min(row["end_date"] or dt.date.max, adult)
            end_or_none = None if end == dt.date.max or end > month(2024, 1)[1] else end
            if found and found[-1][0] == row["person_id"] and found[-1][2] == row["start_date"]:
                found[-1] = (found[-1][0], found[-1][1], end_or_none)
            else:
                found.append((row["person_id"], row["start_date"], end_or_none))
        return found

    def looked_after(self, day: dt.date) -> set[str]:
        return {person for person, start, end in self.stays() if start <= day and (end is None or end > day)}

    def entrants(self, period: Month) -> tuple[int, int, Counter[str]]:
        """Started, ceased, and the groups of those who are still in care."""
        stays = self.stays()
        began = [stay for stay in stays if period[0] <= stay[1] <= period[1]]
        ended = [stay for stay in stays if stay[2] and period[0] <= stay[2] <= period[1]]
        still = {person for person, _, end in began if end is None or end > period[1]}
        places = [r for r in self.tables["placements"] if is_open(r, period[1]) and r["person_id"] in still]
        names = (
            GROUPS.get(r["place"], "other")
            + ("_in_house" if r["provider"] == "PR1" and r["place"] in ("U4", "U6") else "")
            for r in places
        )
        return len(began), len(ended), Counter(names)

    def moves(self, period: Month) -> Counter[str]:
        """Children by the destination of their last move of the month."""
        spells: dict[tuple[str, str], Row] = {}
        for row in sorted(self.tables["placements"], key=lambda r: r["start_date"]):
            spells.setdefault((row["cla_period_id"], row["carer_spell_id"]), row)
        seen: set[str] = set()
        last: dict[str, str] = {}
        for (care_period, _), row in spells.items():
            if care_period in seen and period[0] <= row["start_date"] <= period[1]:
                last[row["person_id"]] = GROUPS.get(row["place"], "other")
            seen.add(care_period)
        return Counter(last.values())
