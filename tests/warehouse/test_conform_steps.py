"""The states that facts share are made step by step, those of a step side by side."""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from goldenthread.warehouse.conform.run import HERE, STATES, STEPS


def _reads(state: str) -> set[str]:
    tree = sqlglot.parse_one((HERE / f"{state}.sql").read_text(encoding="utf-8"), dialect="duckdb")
    return {table.name for table in tree.find_all(exp.Table)} & set(STATES)


def test_a_state_reads_only_what_earlier_steps_made() -> None:
    made: set[str] = set()
    for step in STEPS:
        for state in step:
            assert _reads(state) <= made, state
        made |= set(step)


def test_every_state_has_its_sql_and_its_step() -> None:
    named = {path.stem for path in HERE.glob("*.sql")}
    assert named == set(STATES)
    assert len(STATES) == len(set(STATES))
    assert _reads("history"), "no state was found in the SQL at all"
