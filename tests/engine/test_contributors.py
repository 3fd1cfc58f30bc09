"""The largest contributors to a sum: one child's rows are one contributor, each group has its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.contributors import largest_contributors
from goldenthread.model.result import ALL
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of
from tests.support.rule_examples import EXTRACTED_ON, covers_of

CATALOGUE = shipped_measures()
DAY = dt.date.fromisoformat
LOCAL = {"authority": "A", "source_std": "L", "load_id": "test", "as_at": EXTRACTED_ON}


def spend(day: str, team: str, amount: float) -> dict[str, Any]:
    return {"period_start": DAY(day), "team_id": team, "amount": amount}


@pytest.fixture(scope="module")
def source() -> MemorySnapshot:
    """Invoices of two teams, one of them taken back, and one of the month before."""
    rows = [
        spend("2023-12-01", "T1", 2500.50),
        spend("2023-12-08", "T1", 300.00),
        spend("2023-12-15", "T1", -900.25),
        spend("2023-12-15", "T2", 40.00),
        spend("2023-11-15", "T2", 7000.00),
    ]
    tables = {"agency_spend": table_of("agency_spend", [{**row, **LOCAL} for row in rows])}
    facts = frozenset({"agency_spend"})
    return MemorySnapshot(DuckDB(), tables, Covers(covers_of(["A"])), EXTRACTED_ON, only=facts)


def test_the_two_largest_of_each_group_whatever_their_sign(source: MemorySnapshot) -> None:
    keys = [
        ("agency_spend", period, *group)
        for period in ("2023-12", "2023-11")
        for group in ((ALL, ALL), ("team", "T1"), ("team", "T2"))
    ]
    found = largest_contributors(source, CATALOGUE, "A", keys)
    assert found == {
        ("agency_spend", "2023-12", ALL, ALL): (2500.5, -900.25),
        ("agency_spend", "2023-12", "team", "T1"): (2500.5, -900.25),
        ("agency_spend", "2023-12", "team", "T2"): (40.0,),
        ("agency_spend", "2023-11", ALL, ALL): (7000.0,),
        ("agency_spend", "2023-11", "team", "T1"): (),
        ("agency_spend", "2023-11", "team", "T2"): (7000.0,),
    }


def test_measures_that_add_nothing_are_left_out(source: MemorySnapshot) -> None:
    assert largest_contributors(source, CATALOGUE, "A", [("cp_plans_open", "2023-12", ALL, ALL)]) == {}
