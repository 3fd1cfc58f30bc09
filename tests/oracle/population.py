"""The population of a group, from the rows of the population table."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.oracle.counting import CROSS

AGES = {
    "under 1": (0, 0),
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-15": (10, 15),
    "16-17": (16, 17),
    "10-17": (10, 17),
}


def mid_year(
    rows: list[dict[str, Any]], day: dt.date, known_on: dt.date, by_ethnicity: bool = False
) -> int | None:
    """The June before the end of the financial year, if released by then; else the latest before it."""
    financial_year_end = day.year if day.month <= 3 else day.year + 1
    years = [
        row["mid_year"]
        for row in rows
        if row["mid_year"] <= financial_year_end - 1
        and (row["ethnicity"] != "ALL") == by_ethnicity
        and (row["released_on"] is None or row["released_on"] <= known_on)
    ]
    return max(years, default=None)


def population(
    rows: list[dict[str, Any]], day: dt.date, known_on: dt.date, breakdown: str, group: str
) -> int | None:
    """People of a group, or None when the rows do not tell (unborn, unknown, 18 and over)."""
    wanted = dict(zip(breakdown.split(CROSS), group.split(CROSS), strict=True))
    ethnicity = wanted.get("ethnicity", "ALL")
    year = mid_year(rows, day, known_on, ethnicity != "ALL")
    locality = wanted.get("locality", "ALL")
    sexes = {"female": "F", "male": "M", "all": "FM"}.get(wanted.get("sex", "all"), "")
    ages = AGES.get(wanted["age_band"]) if "age_band" in wanted else (0, 17)
    if year is None or ages is None:
        return None
    found = [
        row["persons"]
        for row in rows
        if row["mid_year"] == year
        and row["locality_id"] == locality
        and row["ethnicity"] == ethnicity
        and row["sex"] in sexes
        and ages[0] <= row["age_from"]
        and row["age_to"] <= ages[1]
    ]
    return sum(found) if found else None
