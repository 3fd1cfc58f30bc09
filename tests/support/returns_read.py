"""Yearly returns as they lie in their files: children, episodes, unbroken stays in care, in plain Python."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.standard_codes import ETHNIC_GROUPS

FIRST, LAST = dt.date(2022, 4, 1), dt.date(2024, 3, 31)
SEX = {"1": "male", "2": "female", "M": "male", "F": "female"}
SHORT_BREAKS = ("V1", "V3", "V4")
ETHNIC_GROUP = {code: group for group, codes in ETHNIC_GROUPS.items() for code in codes.split()}


@dataclass
class Row:
    """An episode as its return has it."""

    start: dt.date
    end: dt.date | None
    why: str
    left: str
    status: str
    need: str
    place: str
    provider: str
    home: tuple[str, ...]
    moved: str

    @property
    def temporary(self) -> bool:
        return self.place.startswith("T")


@dataclass
class Care:
    """Episodes without a day between them, and the first day that is no longer in them."""

    rows: list[Row]
    end: dt.date | None

    @property
    def start(self) -> dt.date:
        return self.rows[0].start

    @property
    def counts(self) -> bool:
        return any(row.status not in SHORT_BREAKS for row in self.rows)


@dataclass
class Child:
    """What the returns say of a child."""

    born: dt.date
    sex: str
    ethnicity: str
    uasc: bool = False
    rows: dict[dt.date, Row] = field(default_factory=dict)
    reviews: set[dt.date] = field(default_factory=set)
    missing: set[tuple[dt.date, dt.date | None]] = field(default_factory=set)
    outcomes: dict[str, str] = field(default_factory=dict)  # of the last year

    @property
    def eighteen(self) -> dt.date:
        return birthday(self.born, 18)

    def care(self) -> list[Care]:
        """Every unbroken stay, ended by the 18th birthday at the latest."""
        rows = [self.rows[day] for day in sorted(self.rows)]
        stays: list[list[Row]] = []
        for row in rows:
            if stays and stays[-1][-1].end == row.start:
                stays[-1].append(row)
            else:
                stays.append([row])
        found = []
        for stay in stays:
            ends = [day for day in (stay[-1].end, self.eighteen) if day is not None]
            if stay[0].start < self.eighteen:
                found.append(Care(stay, min(ends) if min(ends) <= LAST or stay[-1].end else None))
        return [care for care in found if care.counts]

    def on(self, day: dt.date) -> Row | None:
        """The episode open on a day."""
        return next(
            (r for r in self.rows.values() if r.start <= day and (r.end is None or day < r.end)), None
        )

    def lives_in(self, day: dt.date) -> Row | None:
        """The episode that says where the child lives: during a temporary stay the one before it."""
        row = self.on(day)
        while row is not None and row.temporary:
            before = next((r for r in self.rows.values() if r.end == row.start and r is not row), None)
            if before is None:
                return row
            row = before
        return row


class Returns:
    """The children of the returns; of an episode in two of them the later one stands."""

    def __init__(self, folder: Path, years: Iterable[int]) -> None:
        self.children: dict[str, Child] = {}
        for year in years:
            self._year(folder, year)

    def _year(self, folder: Path, year: int) -> None:
        for row in table(folder, year, "header"):
            child = Child(date(row["DOB"]), SEX.get(row["SEX"], "unknown"), ETHNIC_GROUP[row["ETHNIC"]])
            if row["CHILD"] in self.children:
                child = self.children[row["CHILD"]]
                child.outcomes = {}
            self.children[row["CHILD"]] = child
        for row in table(folder, year, "episodes"):
            home = tuple(row[name].replace(" ", "") for name in ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST"))
            start = date(row["DECOM"])
            self.children[row["CHILD"]].rows[start] = Row(
                start,
                optional(row["DEC"]),
                row["RNE"],
                row["REC"],
                row["LS"],
                row["CIN"],
                row["PLACE"],
                row["PLACE_PROVIDER"],
                home,
                row["REASON_PLACE_CHANGE"],
            )
        for row in table(folder, year, "reviews"):
            self.children[row["CHILD"]].reviews.add(date(row["REVIEW"]))
        for row in table(folder, year, "missing"):
            if row["MISSING"] == "M":
                child, start = self.children[row["CHILD"]], date(row["MIS_START"])
                child.missing = {one for one in child.missing if one[0] != start}
                child.missing.add((start, optional(row["MIS_END"])))
        for row in table(folder, year, "uasc"):
            self.children[row["CHILD"]].uasc = True
        for row in table(folder, year, "oc2"):
            self.children[row["CHILD"]].outcomes = row


def table(folder: Path, year: int, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of a year."""
    with (folder / f"SSDA903_{year}_{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def date(text: str) -> dt.date:
    """A date as the returns write it."""
    day, month, year = map(int, text.split("/"))
    return dt.date(year, month, day)


def optional(text: str) -> dt.date | None:
    return date(text) if text else None


def birthday(born: dt.date, age: int) -> dt.date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return dt.date(born.year + age, 2, 28)
