"""Checks find each kind of fault, leave clean rows alone and never repeat a value."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pyarrow as pa
import pytest

from goldenthread.model import checks
from goldenthread.model.checks import Fault, check_rows
from goldenthread.model.ddl import arrow_schema
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES

REFERRAL = {
    "authority": "X06000001",
    "source_std": "SSD",
    "load_id": "load-1",
    "as_at": dt.date(2024, 1, 1),
    "referral_id": "R-1",
    "person_id": "P-1",
    "referral_date": dt.date(2023, 12, 1),
    "source": "2A",
    "closure_date": dt.date(2023, 12, 1),
}

every_table = pytest.mark.parametrize("declared", TABLES.values(), ids=TABLES)


def rows_of(name: str, *rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=arrow_schema(TABLES[name]))


def faults(*rows: dict[str, Any]) -> list[Fault]:
    return check_rows(TABLES["referrals"], rows_of("referrals", *rows))


def test_clean_rows_have_no_fault() -> None:
    assert faults(REFERRAL, {**REFERRAL, "referral_id": "R-2", "source": None, "closure_date": None}) == []


@every_table
def test_no_rows_have_no_fault(declared: Table) -> None:
    assert check_rows(declared, arrow_schema(declared).empty_table()) == []


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("person_id", None, checks.MISSING),
        ("as_at", None, checks.MISSING),
        ("source", "SECRET", checks.NOT_IN_LIST),
        ("source_std", "SECRET", checks.NOT_IN_LIST),
        ("closure_date", dt.date(2023, 11, 30), checks.END_BEFORE_START),
    ],
)
def test_a_fault_is_found_where_it_is(column: str, value: object, code: str) -> None:
    (fault,) = faults({**REFERRAL, "referral_id": "R-0"}, {**REFERRAL, column: value})
    assert (fault.row, fault.column, fault.code) == (1, column, code)


def test_a_key_is_a_duplicate_from_the_second_row_on() -> None:
    found = faults(REFERRAL, {**REFERRAL, "referral_id": "R-2"}, REFERRAL, REFERRAL)
    assert [(fault.row, fault.code) for fault in found] == [
        (2, checks.DUPLICATE_KEY),
        (3, checks.DUPLICATE_KEY),
    ]


def test_the_same_key_at_another_extract_date_is_no_duplicate() -> None:
    assert faults(REFERRAL, {**REFERRAL, "as_at": dt.date(2024, 2, 1)}) == []


def test_a_key_with_an_empty_part_is_not_compared() -> None:
    cost = {
        "authority": "X06000001",
        "source_std": "L",
        "load_id": "load-1",
        "as_at": dt.date(2024, 1, 1),
        "valid_from": dt.date(2023, 4, 1),
        "weekly_cost": 1000.0,
    }
    assert check_rows(TABLES["placement_costs"], rows_of("placement_costs", cost, cost)) == []


def test_values_of_a_column_s_own_are_checked() -> None:
    row = {
        "authority": "X06000001",
        "mid_year": 2022,
        "locality_id": "ALL",
        "age_from": 17,
        "age_to": 0,
        "sex": "X",
        "ethnicity": "ALL",
        "persons": 1,
    }
    found = check_rows(TABLES["population"], rows_of("population", row))
    assert [(fault.column, fault.code) for fault in found] == [
        ("sex", checks.NOT_IN_LIST),
        ("age_to", checks.END_BEFORE_START),
    ]


def test_a_column_that_is_not_there_counts_as_empty() -> None:
    rows = rows_of("referrals", REFERRAL).drop_columns(["person_id", "source", "closure_date"])
    (fault,) = check_rows(TABLES["referrals"], rows)
    assert (fault.column, fault.code) == ("person_id", checks.MISSING)
    assert check_rows(TABLES["referrals"], rows_of("referrals", REFERRAL).drop_columns(["as_at"]))[
        0
    ].code == (checks.MISSING)


def test_faults_come_in_the_order_of_the_rows_and_repeat_no_value() -> None:
    found = faults(
        {**REFERRAL, "source": "SECRET"},
        {**REFERRAL, "closure_date": dt.date(1999, 1, 1)},
        {**REFERRAL, "person_id": None},
    )
    assert [fault.row for fault in found] == sorted(fault.row for fault in found)
    text = " ".join(fault.message for fault in found)
    assert not [word for word in ("SECRET", "1999", "R-1", "P-1", "X06000001") if word in text]


def test_every_pair_belongs_to_a_table() -> None:
    used = {pair for declared in TABLES.values() for pair in checks.pairs(declared)}
    assert used == set(checks.PAIRS)


def test_a_million_rows_take_seconds() -> None:
    number = 1_000_000
    ids = pa.array([f"{n:032x}" for n in range(number)])
    same = {name: pa.repeat(pa.scalar(value), number) for name, value in REFERRAL.items()}
    rows = pa.table({**same, "referral_id": ids, "person_id": ids})
    start = time.perf_counter()
    assert check_rows(TABLES["referrals"], rows) == []
    assert time.perf_counter() - start < 5
