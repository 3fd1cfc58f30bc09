"""Rows in another order, as another query or a sort in a spreadsheet leaves them, are the same records."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from goldenthread.sources.reading import Reading
from tests.hostile.test_headers import LISTS, columns, loaded

MOVED = {name: rows[::-1] for name, rows in LISTS.items() if rows[::-1] != rows}
"""The lists whose rows are not all alike."""


@pytest.mark.parametrize("name", MOVED)
def test_rows_in_another_order_are_the_same_records(name: str) -> None:
    moved = list(MOVED[name])
    random.Random(1).shuffle(moved)
    assert moved != LISTS[name]
    assert records(loaded(name, moved)) == records(loaded(name, LISTS[name]))


def records(found: Reading) -> dict[str, Counter[tuple[str, ...]]]:
    """By table, how often each record stands in it, whatever its place."""
    held = columns(found)
    return {
        batch.table: Counter(
            tuple(str(held[name][row]) for name in held if name.startswith(f"{batch.table}."))
            for row in range(batch.rows.num_rows)
        )
        for batch in found.batches
    }
