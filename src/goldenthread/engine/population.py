"""Populations of rates: which mid-year estimate a period has, and how many people each group counts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goldenthread.base.periods import Period, financial_year_end
from goldenthread.engine.tallies import Breakdown
from goldenthread.model.result import ALL, CROSS

BANDS = {
    "under 1": (0, 0),
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-15": (10, 15),
    "16-17": (16, 17),
    "10-17": (10, 17),
}
ADOLESCENT = "10-17"
"""The band that stands beside the others, whose people they count already."""
SEXES = {"female": "F", "male": "M"}


@dataclass(frozen=True)
class Estimate:
    """One population estimate: people of an age span, sex and locality at a mid-year."""

    authority: str
    mid_year: int
    locality: str
    age_from: int
    age_to: int
    sex: str
    persons: int


class Populations:
    """All estimates of a snapshot, read as known on its data date; of two releases the later counts.

    An estimate without a release date was always known.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]], known_on: dt.date) -> None:
        self._years: dict[str, set[int]] = defaultdict(set)
        self._rows: dict[tuple[str, int, str], list[Estimate]] = defaultdict(list)
        always = dt.date.min
        for row in sorted(rows, key=lambda row: row["released_on"] or always):
            if row["ethnicity"] != "ALL" or (row["released_on"] or always) > known_on:
                continue
            estimate = Estimate(
                row["authority"],
                row["mid_year"],
                row["locality_id"],
                row["age_from"],
                row["age_to"],
                row["sex"],
                row["persons"],
            )
            self._years[estimate.authority].add(estimate.mid_year)
            self._rows[estimate.authority, estimate.mid_year, estimate.locality].append(estimate)

    def year_for(self, authority: str, period: Period) -> int | None:
        """The mid-year before the end of the period's financial year if released, else the latest before."""
        wanted = financial_year_end(period.last_month) - 1
        known = [year for year in self._years[authority] if year <= wanted]
        return max(known, default=None)

    def groups(self, authority: str, period: Period, breakdown: Breakdown, ages: str) -> dict[str, int]:
        """Group -> persons of an age span ('0-17') for a breakdown that a population has; {} otherwise."""
        year = self.year_for(authority, period)
        if year is None or not set(breakdown) <= {"locality", "age_band", "sex"}:
            return {}
        first, last = (int(age) for age in ages.split("-"))
        localities = self._localities(authority, year) if "locality" in breakdown else [ALL]
        bands = BANDS if "age_band" in breakdown else {ALL: (first, last)}
        sexes = SEXES if "sex" in breakdown else {ALL: "T"}
        found = {}
        for locality in localities:
            for band, span in bands.items():
                for sex, code in sexes.items():
                    names = {"locality": locality, "age_band": band, "sex": sex}
                    persons = self._sum(authority, year, locality, span, code)
                    if persons is not None:
                        found[CROSS.join(names[name] for name in breakdown) or ALL] = persons
        return found

    def whole(self, groups: Mapping[str, int]) -> int | None:
        """Everybody in the groups of a breakdown, each once."""
        parts = [persons for group, persons in groups.items() if ADOLESCENT not in group.split(CROSS)]
        return sum(parts) if parts else None

    def _localities(self, authority: str, year: int) -> list[str]:
        return sorted({loc for a, y, loc in self._rows if (a, y) == (authority, year) and loc != "ALL"})

    def _sum(self, authority: str, year: int, locality: str, span: tuple[int, int], sex: str) -> int | None:
        """People of an age span: the rows inside it, when together they cover it exactly."""
        rows = self._rows[authority, year, "ALL" if locality == ALL else locality]
        total = self._cover(rows, span, sex)
        if total is None and sex == "T":
            parts = [self._cover(rows, span, part) for part in ("F", "M")]
            total = sum(part for part in parts if part is not None) if None not in parts else None
        return total

    @staticmethod
    def _cover(rows: list[Estimate], span: tuple[int, int], sex: str) -> int | None:
        inside = {
            (r.age_from, r.age_to): r.persons
            for r in rows
            if r.sex == sex and span[0] <= r.age_from and r.age_to <= span[1]
        }
        return _sum_from(inside, *span)


def _sum_from(inside: Mapping[tuple[int, int], int], age: int, last: int) -> int | None:
    """People from an age to the last, by rows that touch without overlap, the widest first; else None."""
    if age > last:
        return 0
    for high in sorted((high for low, high in inside if low == age), reverse=True):
        rest = _sum_from(inside, high + 1, last)
        if rest is not None:
            return inside[age, high] + rest
    return None
