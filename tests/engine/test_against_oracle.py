"""The engine equals the oracle on hard data: every measure, several periods, every breakdown.

An engine run has a fixed cost, so many generated councils go into each as separate authorities.
The authority of a council is its seed: `seeded(17)` makes council C00000017 again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from tests.engine.against_oracle import differences, report, run
from tests.oracle import MEASURES, PARAMETERS
from tests.oracle.generate import councils, seeded
from tests.oracle.words import Row, Tables

MONTHS = ["2022-01", "2022-02", "2022-06", "2022-12", "2023-02", "2023-03", "2023-09", "2023-12", "2024-02"]
LONGER = ["FY2022-23Q4", "FY2023-24Q2", "FY2023-24Q3", "FY2022-23", "CY2023"]
ENDING = ["FYTD2022-06", "FYTD2023-12", "R12-2022-08", "R12-2023-02", "R12-2023-12", "R12-2024-02"]
PERIODS = [*MONTHS, *LONGER, *ENDING]

BATCHES = 100
BATCH = 100
"""Long: so many engine runs of so many councils, each council at one period: 10,000 cases."""


def measures() -> list[str]:
    """The oracle's measures that the catalogue has."""
    shipped = shipped_measures()
    return [name for name in MEASURES if name in shipped]


def made(seeds: Iterable[int], **size: int) -> dict[str, Tables]:
    return {f"C{seed:08d}": seeded(seed, **size) for seed in seeds}


def assert_equal(some: dict[str, Tables], periods: list[str]) -> None:
    results = run(some, periods, measures())
    found = differences(results, some, periods, measures())
    if found:
        pytest.fail(report(found))


def test_every_measure_of_the_oracle_is_in_the_catalogue() -> None:
    assert set(MEASURES) - set(shipped_measures()) == set()


@pytest.mark.parametrize(
    ("first_seed", "periods"),
    [
        (1, ["2022-02", "2023-12", "FY2023-24Q3", "FYTD2023-12"]),
        (31, ["2023-02", "2024-02", "FY2022-23Q4", "R12-2023-12"]),
    ],
)
def test_engine_equals_oracle(first_seed: int, periods: list[str]) -> None:
    assert_equal(made(range(first_seed, first_seed + 12)), periods)


DAYS = 21
SINCE = dt.date(2023, 7, 1)
SWITCHES = {"caseload_counts_disability": 0}
LIMITS = ("cp_visit_days", "cin_visit_days", "cin_visit_3wk_days", "core_group_days")
KEYED = {"cin_plan": DAYS, "care_leaver": DAYS + 14}
RECORDS = {"chronology": DAYS, "cultural_genogram": DAYS + 14}
FLOWS = {"s47_icpc_link_days": 30, "audit_cut_off_days": 5, "repeat_cp_months": 12}


def _own_limits() -> list[Row]:
    """A council's own limits: of flows always, of stocks from July 2023."""
    always = [(name, days, dt.date(2010, 1, 1)) for name, days in FLOWS.items()]
    since = [(name, DAYS, SINCE) for name in LIMITS] + [
        (name, rule, SINCE) for name, rule in SWITCHES.items()
    ]
    keyed = [(f"supervision_days[{key}]", days, SINCE) for key, days in KEYED.items()]
    keyed += [(f"record_currency_days[{key}]", days, SINCE) for key, days in RECORDS.items()]
    return [
        {"name": name, "value": str(days), "valid_from": first}
        for name, days, first in always + since + keyed
    ]


def _in_force(last: dt.date) -> dict[str, Any]:
    if last < SINCE:
        return {**PARAMETERS, **FLOWS}
    keyed = {
        "supervision_days": {**PARAMETERS["supervision_days"], **KEYED},
        "record_currency_days": {**PARAMETERS["record_currency_days"], **RECORDS},
    }
    return {**PARAMETERS, **FLOWS, **SWITCHES, **dict.fromkeys(LIMITS, DAYS), **keyed}


def test_a_councils_own_limits_in_force_on_the_day() -> None:
    some = made(range(61, 69))
    others = (
        "s47_to_icpc_pct",
        "caseload_per_fte",
        "audits_completed_pct",
        "repeat_cp_24m_pct",
        "record_currency_pct",
    )
    chosen = [name for name in measures() if "in_date" in name or "_visits_" in name or name in others]
    periods = ("2023-02", "FYTD2023-12", "R12-2024-02")
    results = run(some, periods, chosen, _own_limits())
    found = [
        line
        for label in periods
        for line in differences(results, some, [label], chosen, _in_force(parse(label).end))
    ]
    if found:
        pytest.fail(report(found))


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
def test_ten_thousand_cases(batch: int) -> None:
    first = 10_000 + batch * BATCH
    some = made(range(first, first + BATCH), fewest=3, most=30 if batch % 10 == 0 else 7)
    assert_equal(some, [PERIODS[batch % len(PERIODS)]])


@pytest.mark.long
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(councils(fewest=1, most=3), min_size=1, max_size=4), st.sampled_from(PERIODS))
def test_councils_that_shrink(some: list[Tables], period: str) -> None:
    """The same by hypothesis, which finds a smaller council when one fails."""
    assert_equal({f"H{number:08d}": tables for number, tables in enumerate(some)}, [period])
