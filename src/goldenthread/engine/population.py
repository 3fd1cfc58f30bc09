"""Populations of rates: which mid-year estimate a period has, and how many people each group counts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from goldenthread.base.periods import Period, financial_year_end
from goldenthread.model.codes import GROUPS as CODE_GROUPS
from goldenthread.model.result import ADOLESCENT, ALL, CROSS

Breakdown = tuple[str, ...]

BANDS = {
    "under 1": (0, 0),
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-15": (10, 15),
    "16-17": (16, 17),
    ADOLESCENT: (10, 17),
}
SEXES = {"female": "F", "male": "M"}
ETHNIC = tuple(dict.fromkeys(grp for grp in CODE_GROUPS["ethnicity"].values() if grp != "unknown"))
EVERY = {ALL: "ALL"}
"""Everywhere and everybody, as estimates write it."""


def _one_of(column: str, groups: Iterable[str]) -> str:
    return f"{column} in ({', '.join(repr(group) for group in groups)})"


KNOWN = {
    "age_band": _one_of("age_band", [band for band in BANDS if band != ADOLESCENT]),
    "sex": _one_of("sex", SEXES),
    "ethnicity": _one_of("ethnicity", ETHNIC),
    "locality": "locality <> 'unknown'",
}
"""Breakdowns that a population has -> the expression that somebody is in one of its groups."""


@dataclass(frozen=True)
class Estimate:
    """One population estimate: people of an age span, sex, locality and ethnic group at a mid-year."""

    authority: str
    mid_year: int
    locality: str
    age_from: int
    age_to: int
    sex: str
    ethnicity: str
    persons: int
    released: dt.date


class Populations:
    """All estimates of a snapshot, read as known on its data date; of two releases the later counts.

    An estimate without a release date was always known.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]], known_on: dt.date) -> None:
        self._years: dict[tuple[str, bool], set[int]] = defaultdict(set)
        self._rows: dict[tuple[str, int, str, str], list[Estimate]] = defaultdict(list)
        always = dt.date.min
        for row in sorted(rows, key=lambda row: row["released_on"] or always):
            if (row["released_on"] or always) > known_on:
                continue
            estimate = Estimate(
                row["authority"],
                row["mid_year"],
                row["locality_id"],
                row["age_from"],
                row["age_to"],
                row["sex"],
                row["ethnicity"],
                row["persons"],
                row["released_on"] or always,
            )
            by_ethnicity = estimate.ethnicity != "ALL"
            self._years[estimate.authority, by_ethnicity].add(estimate.mid_year)
            place = (estimate.authority, estimate.mid_year, estimate.locality, estimate.ethnicity)
            self._rows[place].append(estimate)

    def year_for(self, authority: str, period: Period, *, by_ethnicity: bool = False) -> int | None:
        """The mid-year before the end of the period's financial year if released, else the latest before.

        Ethnic groups are estimated in fewer years, by the census.
        """
        wanted = financial_year_end(period.last_month) - 1
        known = [year for year in self._years[authority, by_ethnicity] if year <= wanted]
        return max(known, default=None)

    def groups(self, authority: str, period: Period, breakdown: Breakdown, ages: str) -> dict[str, int]:
        """Group -> persons of an age span ('0-17') for a breakdown that a population has; {} otherwise."""
        year = self.year_for(authority, period, by_ethnicity="ethnicity" in breakdown)
        if year is None or not set(breakdown) <= set(KNOWN):
            return {}
        first, last = (int(age) for age in ages.split("-"))
        localities = self._localities(authority, year) if "locality" in breakdown else [ALL]
        bands = BANDS if "age_band" in breakdown else {ALL: (first, last)}
        sexes = SEXES if "sex" in breakdown else {ALL: "T"}
        ethnic = ETHNIC if "ethnicity" in breakdown else (ALL,)
        found = {}
        for locality, (band, span), (sex, code), group in product(
            localities, bands.items(), sexes.items(), ethnic
        ):
            names = {"locality": locality, "age_band": band, "sex": sex, "ethnicity": group}
            rows = self._rows[authority, year, EVERY.get(locality, locality), EVERY.get(group, group)]
            persons = _sum(rows, span, code)
            if persons is not None:
                found[CROSS.join(names[name] for name in breakdown) or ALL] = persons
        return found

    def whole(self, groups: Mapping[str, int], breakdown: Breakdown) -> int | None:
        """Everybody in the groups of a breakdown, each once; None when a group has no estimate."""
        parts = {group: n for group, n in groups.items() if ADOLESCENT not in group.split(CROSS)}
        known = {name: {group.split(CROSS)[i] for group in parts} for i, name in enumerate(breakdown)}
        every = {"age_band": len(BANDS) - 1, "sex": len(SEXES), "ethnicity": len(ETHNIC)}
        expected = [every.get(name, len(known[name])) for name in breakdown]
        return sum(parts.values()) if parts and len(parts) == prod(expected) else None

    def _localities(self, authority: str, year: int) -> list[str]:
        return sorted({loc for a, y, loc, _ in self._rows if (a, y) == (authority, year) and loc != "ALL"})


def _sum(rows: list[Estimate], span: tuple[int, int], sex: str) -> int | None:
    """People of an age span by the newest release that has them; releases are never mixed in one sum."""
    for release in sorted({row.released for row in rows}, reverse=True):
        total = _sum_of_release([row for row in rows if row.released == release], span, sex)
        if total is not None:
            return total
    return None


def _sum_of_release(rows: list[Estimate], span: tuple[int, int], sex: str) -> int | None:
    """The rows inside the span, when together they cover it exactly."""
    total = _cover(rows, span, sex)
    if total is None and sex == "T":
        parts = [_cover(rows, span, part) for part in ("F", "M")]
        total = sum(part for part in parts if part is not None) if None not in parts else None
    return total


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
