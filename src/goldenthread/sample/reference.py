"""Localities, population, targets and parameters of the invented council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from goldenthread.sample import people
from goldenthread.sample.calibration import Plan
from goldenthread.sample.world import World

POPULATION = {
    2014: 47_690,
    2015: 48_020,
    2016: 48_385,
    2017: 48_700,
    2018: 48_988,
    2019: 49_240,
    2020: 49_455,
    2021: 49_704,
    2022: 49_978,
    2023: 50_594,
}
RELEASED = {2022: dt.date(2022, 12, 20), 2023: dt.date(2024, 7, 15)}
"""Release dates; other years in the December after. That of 2023 lies after the extract: not yet known."""
SHARES = {"central": 0.27, "west": 0.33, "east": 0.40}

# measure, scope, value, amber margin, basis
TARGETS: list[tuple[str, str, float, float, str]] = [
    ("cp_plan_rate", "all", 60.0, 3.0, "local"),
    ("cla_rate", "all", 100.0, 5.0, "local"),
    ("cin_visits_3_weekly_pct", "all", 90.0, 5.0, "local"),
    ("cin_visits_statutory_pct", "all", 90.0, 5.0, "local"),
    ("cp_visits_in_date_pct", "all", 90.0, 5.0, "local"),
    ("supervision_in_date_pct", "case_type=cin_plan", 80.0, 5.0, "local"),
    ("supervision_in_date_pct", "case_type=cp_plan", 85.0, 5.0, "local"),
    ("supervision_in_date_pct", "case_type=cla", 85.0, 5.0, "local"),
    ("supervision_in_date_pct", "case_type=early_help", 85.0, 5.0, "local"),
    ("supervision_in_date_pct", "case_type=care_leaver", 80.0, 5.0, "local"),
    ("assessments_45wd_pct", "all", 90.0, 5.0, "local"),
    ("icpc_15wd_pct", "all", 90.0, 10.0, "local"),
    ("rereferrals_12m_pct", "all", 25.0, 3.0, "local"),
    ("core_group_in_date_pct", "all", 90.0, 5.0, "local"),
    ("iha_20wd_pct", "all", 100.0, 15.0, "statute"),
    ("rha_in_date_pct", "all", 100.0, 10.0, "statute"),
    ("placements_3plus_pct", "all", 10.0, 2.0, "local"),
    ("repeat_cp_current_pct", "all", 25.0, 4.0, "local"),
    ("audits_completed_pct", "all", 100.0, 10.0, "local"),
    ("agency_rate_pct", "all", 15.0, 5.0, "local"),
    ("sw_turnover_12m_pct", "all", 15.0, 3.0, "local"),
    ("caseload_per_fte", "all", 17.0, 2.0, "local"),
]
ALWAYS, CHANGED = dt.date(2017, 4, 1), dt.date(2023, 4, 1)
"""From when the settings hold, and the day on which caseloads came to count children with a disability."""

PARAMETERS: list[tuple[str, str, dt.date]] = [
    ("cp_visit_days", "28", ALWAYS),
    ("cin_visit_days", "42", ALWAYS),
    ("cin_visit_3wk_days", "21", ALWAYS),
    ("core_group_days", "42", ALWAYS),
    ("supervision_days", "28", ALWAYS),
    ("s47_icpc_link_days", "60", ALWAYS),
    ("rereferral_months", "12", ALWAYS),
    ("caseload_counts_disability", "0", ALWAYS),
    ("caseload_counts_disability", "1", CHANGED),
]


def localities() -> Iterator[list[str]]:
    """Rows of localities.csv: every invented postcode and the locality it lies in."""
    for key, name, _ in people.LOCALITIES:
        for code in people.postcodes(key):
            yield [code, key, name, "2010-04-01"]


def reference_rows(world: World) -> None:
    """Rows of localities, look-up, population, targets and parameters."""
    for key, name, _ in people.LOCALITIES:
        world.add("localities", {"locality_id": key, "name": name, "parent_id": None})
    for code, key, _, since in localities():
        area = {"area_code": code, "locality_id": key, "valid_from": dt.date.fromisoformat(since)}
        world.add("locality_lookup", area)
    population(world, world.plan)
    for measure, scope, value, margin, basis in TARGETS:
        world.add(
            "targets",
            {
                "measure_id": measure,
                "scope": scope,
                "value": value,
                "amber_margin": margin,
                "basis": basis,
                "valid_from": ALWAYS,
                "valid_to": None,
                "trajectory": None,
                "source": "Made up for the sample council",
            },
        )
    for name, number, first in PARAMETERS:
        world.add("parameters", {"name": name, "value": number, "valid_from": first})


ETHNIC_SHARES = {"white": 0.76, "mixed": 0.08, "asian": 0.09, "black": 0.05, "other": 0.02}
CENSUS, CENSUS_RELEASED = 2021, dt.date(2022, 11, 29)
"""The year in which ethnic groups were counted, and when that was published."""


def population(world: World, plan: Plan) -> None:
    """Persons by year, locality, single year of age and sex; of the census year by ethnic group too.

    Every sum agrees to the person.
    """
    _ages(world, plan)
    _ethnic_groups(world, plan)


def _ethnic_groups(world: World, plan: Plan) -> None:
    size = POPULATION[CENSUS] if plan.planted else int(POPULATION[CENSUS] * plan.scale)
    of_locality = dict(zip(SHARES, split(size, list(SHARES.values())), strict=True))
    everywhere: dict[tuple[str, str], int] = {}
    for locality, count in of_locality.items():
        for sex, persons in zip("MF", split(count, [0.512, 0.488]), strict=True):
            for group, part in zip(ETHNIC_SHARES, split(persons, list(ETHNIC_SHARES.values())), strict=True):
                everywhere[group, sex] = everywhere.get((group, sex), 0) + part
                _row(world, CENSUS, locality, (0, 17), sex, part, CENSUS_RELEASED, group)
    for (group, sex), part in everywhere.items():
        _row(world, CENSUS, "ALL", (0, 17), sex, part, CENSUS_RELEASED, group)


def _ages(world: World, plan: Plan) -> None:
    for year, total in POPULATION.items():
        size = total if plan.planted else int(total * plan.scale)
        released = RELEASED.get(year, dt.date(year + 1, 12, 18))
        by_age = [split(count, [0.512, 0.488]) for count in split(size, AGES)]
        for age, sexes in enumerate(by_age):
            shares = [split(count, list(SHARES.values())) for count in sexes]
            for sex, count, parts in zip("MF", sexes, shares, strict=True):
                _row(world, year, "ALL", (age, age), sex, count, released)
                for locality, part in zip(SHARES, parts, strict=True):
                    _row(world, year, locality, (age, age), sex, part, released)
            _row(world, year, "ALL", (age, age), "T", sum(sexes), released)
            for place, locality in enumerate(SHARES):
                both = shares[0][place] + shares[1][place]
                _row(world, year, locality, (age, age), "T", both, released)


AGES = [
    1.00,
    1.00,
    1.01,
    1.01,
    1.02,
    1.02,
    1.03,
    1.03,
    1.04,
    1.04,
    1.05,
    1.05,
    1.04,
    1.03,
    1.02,
    1.00,
    0.97,
    0.95,
]
"""The shape of the ages 0 to 17."""


def split(total: int, weights: list[float]) -> list[int]:
    """Whole parts in proportion that add to the total: the largest remainders are rounded up."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    order = sorted(range(len(weights)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _row(
    world: World,
    year: int,
    locality: str,
    ages: tuple[int, int],
    sex: str,
    persons: int,
    released: dt.date,
    ethnicity: str = "ALL",
) -> None:
    world.add(
        "population",
        {
            "mid_year": year,
            "locality_id": locality,
            "age_from": ages[0],
            "age_to": ages[1],
            "sex": sex,
            "ethnicity": ethnicity,
            "persons": persons,
            "released_on": released,
        },
    )
