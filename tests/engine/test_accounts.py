"""The account of a figure: that it adds up when it is right, and that it does not when it is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.accounts import NO_ROW, NUMERATOR, OUTSIDE, WORDS, Account, accounts, excluded_words
from goldenthread.engine.cards import shipped_measures
from goldenthread.sources.accounting import EXCLUDED_WORDS
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of
from goldenthread.warehouse.merges import MERGED
from goldenthread.warehouse.stored import stored_counts
from tests.support.rule_examples import EXTRACTED_ON, covers_of

DAY = dt.date.fromisoformat
DECEMBER = parse("2023-12")
CATALOGUE = shipped_measures()
MEASURE = CATALOGUE["assessments_45wd_pct"]
COMMON = {"authority": "A", "source_std": "SSD", "load_id": "test", "as_at": EXTRACTED_ON}


def assessment(number: int, authorised: str | None, excluded: str | None = None) -> dict[str, Any]:
    return {
        "assessment_id": f"a{number}",
        "person_id": f"p{number}",
        "start_date": DAY("2023-11-06"),
        "authorised_date": authorised and DAY(authorised),
        "excluded": excluded,
    }


ROWS = (
    assessment(1, "2023-12-06"),
    assessment(2, "2023-11-30"),
    assessment(3, None),
    assessment(4, "2023-12-06", "duplicate"),
    assessment(5, "2023-12-06", "merged"),
)


def snapshot(*rows: dict[str, Any]) -> MemorySnapshot:
    tables = {"assessments": table_of("assessments", [{**row, **COMMON} for row in rows])}
    only = frozenset({"assessments"})
    return MemorySnapshot(DuckDB(), tables, covers_of(["A"]), EXTRACTED_ON, only=only)


def account_of(source: MemorySnapshot) -> Account:
    (found,) = accounts(source, CATALOGUE, [MEASURE], "A", DECEMBER)
    return found


def test_every_row_has_a_fate() -> None:
    account = account_of(snapshot(*ROWS))
    assert account.stored == 5
    assert account.fates == {
        NUMERATOR: 1,
        OUTSIDE: 1,
        NO_ROW: 1,
        WORDS["duplicate"]: 1,
        WORDS["merged"]: 1,
    }
    assert account.adds_up


def test_a_figure_without_a_row_of_its_fact_still_says_what_is_stored() -> None:
    account = account_of(snapshot(*ROWS[2:]))
    assert account.tables == ("assessments",)
    assert (account.stored, account.fates[NO_ROW], account.used) == (3, 1, 0)
    empty = account_of(snapshot())
    assert (empty.tables, empty.stored, empty.fates) == (("assessments",), 0, {})


class Otherwise(MemorySnapshot):
    """A snapshot whose stored rows are not those that its facts were conformed from."""

    spoiled: pa.Table

    def stored_rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        return self.spoiled.select(list(columns))

    def stored_counts(self) -> pa.Table:
        return stored_counts({"assessments": self.spoiled})


@pytest.mark.parametrize(
    "stored",
    [
        (assessment(1, "2023-12-06", "duplicate"), *ROWS[1:]),  # a row of the fact stands for an excluded one
        ROWS[:0],  # its rows are not there at all
    ],
)
def test_facts_of_rows_that_do_not_count_do_not_add_up(stored: Sequence[dict[str, Any]]) -> None:
    source = snapshot(*ROWS)
    source.__class__ = Otherwise
    assert isinstance(source, Otherwise)
    source.spoiled = table_of("assessments", [{**row, **COMMON} for row in stored])
    assert not account_of(source).adds_up


def test_a_fate_below_nought_does_not_add_up() -> None:
    fates = {NUMERATOR: 3, OUTSIDE: -1}
    assert not Account("m", "base", "2023-12", "SSD", (), ("assessments",), 2, fates).adds_up


def test_every_reason_not_to_count_a_row_has_words() -> None:
    assert {*EXCLUDED_WORDS, MERGED} <= WORDS.keys()
    assert excluded_words("some_other_reason") == "excluded: some other reason"
