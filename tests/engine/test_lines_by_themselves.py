"""Lines of a split that are available each by itself: the figure, its list, its account and its bounds agree
on which are read, and from which standard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import parse
from goldenthread.engine.accounts import COUNTED, DENOMINATOR, FILTERED, NUMERATOR, accounts
from goldenthread.engine.bounds import Touch, bounds
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.lists import rows_behind
from goldenthread.model.result import Status
from goldenthread.sources.quality import rules
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of
from tests.support.rule_examples import EXTRACTED_ON, covers_of

DAY = dt.date.fromisoformat
DECEMBER = parse("2023-12")
CATALOGUE = shipped_measures()
FUNNEL = CATALOGUE["funnel_conversion_pct"]
COMMON = {"authority": "A", "source_std": "SSD", "load_id": "test", "as_at": EXTRACTED_ON}


def contact(number: int, day: str) -> dict[str, Any]:
    return {"contact_id": f"c{number}", "person_id": f"p{number}", "contact_date": DAY(day), "source": "6"}


@pytest.fixture(scope="module")
def source() -> MemorySnapshot:
    """Three contacts of December and one of November, a referral of one; early help is not recorded."""
    rows: dict[str, list[dict[str, Any]]] = {
        "contacts": [contact(n, f"2023-12-0{n}") for n in (4, 5, 6)] + [contact(7, "2023-11-07")],
        "referrals": [{"referral_id": "r", "person_id": "p4", "referral_date": DAY("2023-12-05")}],
        "persons": [],
        "assessments": [],
    }
    tables = {name: table_of(name, [{**row, **COMMON} for row in listed]) for name, listed in rows.items()}
    covers = Covers(one for one in covers_of(["A"]) if one.table != "early_help_assessments")
    return MemorySnapshot(DuckDB(), tables, covers, EXTRACTED_ON, only=frozenset({FUNNEL.base.fact}))  # type: ignore[union-attr]


def test_the_figure_has_the_lines_that_can_be_counted(source: MemorySnapshot) -> None:
    found = compute(source, CATALOGUE, [FUNNEL], [DECEMBER], [])
    assert {one.group: one.status for one in found} == {
        "early_help": Status.NOT_AVAILABLE,
        "referral": Status.OK,
        "assessment": Status.OK,
    }


def test_the_list_has_the_rows_of_those_lines(source: MemorySnapshot) -> None:
    (listed,) = rows_behind(source, CATALOGUE, FUNNEL, "A", DECEMBER)
    assert sorted({*listed.rows["stage"].to_pylist()}) == ["assessment", "referral"]
    assert listed.rows.num_rows == 6
    (referrals,) = rows_behind(source, CATALOGUE, FUNNEL, "A", DECEMBER, {"stage": "referral"})
    assert (referrals.rows.num_rows, sum(referrals.rows["in_numerator"].to_pylist())) == (3, 1)


def test_a_line_that_cannot_be_counted_is_refused_with_its_reason(source: MemorySnapshot) -> None:
    with pytest.raises(RefusedInput, match=r"early_help.*no early help assessments in the load"):
        rows_behind(source, CATALOGUE, FUNNEL, "A", DECEMBER, {"stage": "early_help"})


def test_the_account_is_of_those_lines(source: MemorySnapshot) -> None:
    (account,) = accounts(source, CATALOGUE, [FUNNEL], "A", DECEMBER)
    assert account.lines == ("referral", "assessment")
    assert account.tables == ("contacts",)
    assert (account.stored, account.used, account.adds_up) == (4, 3, True)
    assert account.fates[NUMERATOR] == 1
    assert account.fates[DENOMINATOR] == 2
    assert not {COUNTED, FILTERED} & account.fates.keys()


def test_the_bounds_are_of_those_lines(source: MemorySnapshot) -> None:
    results = compute(source, CATALOGUE, [FUNNEL], [DECEMBER], [])
    rule = next(one for one in rules().values() if "referrals.referral_date" in one.guards)
    touch = {rule.code: Touch(frozenset(), frozenset(range(10)))}
    made = list(bounds(source, CATALOGUE, results, DECEMBER, "A", {rule.code: rule}, touch))
    assert {one.line for one in made} == {"referral", "assessment"}
