"""Every worked example on every card, through the fact SQL, on every engine."""

from __future__ import annotations

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.examples import run_examples
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot


def test_every_worked_example_comes_out() -> None:
    measures = shipped_measures()
    missed = run_examples(
        measures.values(),
        measures,
        lambda tables, covers, day, only: MemorySnapshot(DuckDB(), tables, covers, day, only=only),
    )
    assert not missed, "\n".join(map(str, missed))
