"""Figures of a shipped card over a few rows, written and run like the worked examples of cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from goldenthread.engine.card_parts import Place
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.example_cards import read_examples
from goldenthread.engine.examples import run_examples
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot


def differences(
    measure: str, rows: Mapping[str, str], expect: Mapping[str, Any], **settings: Any
) -> list[str]:
    """What does not come out, for each period of `expect`: {period: what to expect}."""
    catalogue = shipped_measures()
    documents = [
        {"period": period, "rows": dict(rows), "expect": lines, **settings}
        for period, lines in expect.items()
    ]
    made = replace(catalogue[measure], examples=read_examples(documents, Place("test")))
    return [
        str(miss)
        for miss in run_examples(
            [made],
            catalogue,
            lambda tables, covers, day, only: MemorySnapshot(DuckDB(), tables, covers, day, only=only),
        )
    ]
