"""The population of a rate: which mid-year estimate, and which rows of it."""

from __future__ import annotations

import datetime as dt

from goldenthread.base.periods import Period, financial_year_end
from goldenthread.model.result import CROSS
from goldenthread.sample.council import Row
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import ADOLESCENT, ADULT, AGE_BANDS, ETHNIC_GROUPS, SEXES

CHILDREN = (0, 17)
AGES = {name: (low, high) for name, low, high in [*AGE_BANDS, ADOLESCENT] if name != ADULT}


def population(records: Records, period: Period, breakdown: str, group: str) -> int | None:
    """The children of a group; None where no estimate is made of it (unknown, unborn, adults)."""
    if CROSS in breakdown or breakdown in ("sex", "ethnicity"):
        return _of_groups(records, period, dict(zip(breakdown.split(CROSS), group.split(CROSS), strict=True)))
    if breakdown == "all":
        return persons(records, period, "ALL", CHILDREN)
    if breakdown == "locality":
        return persons(records, period, group, CHILDREN)
    if breakdown == "age_band" and group in AGES:
        return persons(records, period, "ALL", AGES[group])
    return None


def _of_groups(records: Records, period: Period, groups: dict[str, str]) -> int | None:
    """The children of a sex, an age band and sex, or an ethnic group: the newest release of their rows."""
    ethnic = groups.get("ethnicity", "ALL")
    ages = AGES.get(groups["age_band"]) if "age_band" in groups else CHILDREN
    sexes = {name: code for code, name in SEXES.items()}
    code = sexes.get(groups["sex"]) if "sex" in groups else "MF"
    if ages is None or code is None or (ethnic != "ALL" and ethnic not in ETHNIC_GROUPS):
        return None
    wanted = financial_year_end(period.last_month) - 1
    rows = [
        row
        for row in records.rows("population")
        if row["ethnicity"] == ethnic
        and row["locality_id"] == "ALL"
        and row["sex"] in code
        and row["mid_year"] <= wanted
        and ages[0] <= row["age_from"]
        and row["age_to"] <= ages[1]
        and _released(records, row)
    ]
    newest = max((row["mid_year"] for row in rows), default=None)
    found = [row["persons"] for row in rows if row["mid_year"] == newest]
    return sum(found) if found else None


def persons(records: Records, period: Period, locality: str, ages: tuple[int, int]) -> int | None:
    """Everybody of the ages who lives in the locality, by the estimate that serves the period."""
    year = mid_year(records, period)
    rows = [
        row
        for row in records.where("population", "mid_year", year)
        if row["locality_id"] == locality
        and row["ethnicity"] == "ALL"
        and ages[0] <= row["age_from"]
        and row["age_to"] <= ages[1]
        and _released(records, row)
    ]
    newest = max((_release(row) for row in rows), default=None)
    rows = [row for row in rows if _release(row) == newest]
    rows = [row for row in rows if (row["age_from"], row["age_to"]) == ages] or rows
    rows = [row for row in rows if row["sex"] == "T"] or rows
    return sum(row["persons"] for row in rows) if rows else None


def mid_year(records: Records, period: Period) -> int | None:
    """The June before the financial year ends, or the latest before it, as released by the extract date."""
    wanted = financial_year_end(period.last_month) - 1
    years: set[int] = records.once("years of population", lambda: _years(records))
    return max((year for year in years if year <= wanted), default=None)


def _years(records: Records) -> set[int]:
    return {row["mid_year"] for row in records.rows("population") if _released(records, row)}


def _release(row: Row) -> dt.date:
    return row["released_on"] or dt.date.min


def _released(records: Records, row: Row) -> bool:
    return _release(row) <= records.extracted_on
