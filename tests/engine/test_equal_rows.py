"""Rows that say the same may be taken in any order: what is counted must not hang on it."""

from __future__ import annotations

import random

import pytest

from tests.support.from_rows import differences

CHILDREN = 300


@pytest.mark.parametrize("seed", range(4))
def test_one_worker_allocated_several_times_for_the_same_days_is_one(seed: int) -> None:
    chance = random.Random(seed)
    care, allocated = ["person_id | start_date"], []
    for child in range(CHILDREN):
        care.append(f"c{child} | 2022-03-01")
        for worker in ("w1", "w2"):
            first = chance.randint(1, 6)
            days = f"2023-05-{first:02} | 2023-05-{first + chance.randint(1, 4):02}"
            for copy in range(chance.choice((1, 1, 1, 2, 3))):
                allocated.append(f"c{child} | {child}-{worker}-{copy} | {worker} | allocated_worker | {days}")
    chance.shuffle(allocated)
    heading = "person_id | involvement_id | worker_id | role | start_date | end_date"
    tables = {"cla_periods": "\n".join(care), "involvements": "\n".join([heading, *allocated])}
    expect = {"2023-12": {"numerator": 0, "denominator": CHILDREN, "value": 0.0}}
    assert differences("sw_changes_3plus_pct", tables, expect) == []
