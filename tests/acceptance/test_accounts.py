"""On the sample council: every stored row has a fate in every figure, and every figure lies in its bounds."""

from __future__ import annotations

from collections import Counter

import pyarrow.parquet as pq
import pytest

from goldenthread.base.periods import parse
from goldenthread.engine.accounts import COUNTED, DENOMINATOR, NUMERATOR, Account, accounts
from goldenthread.engine.bounds import Bound, bounds, touches_of
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.model.result import Status
from goldenthread.model.results import Results
from goldenthread.sources.quality import rules
from goldenthread.warehouse import workspace
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from tests.support.solmere import CODE, MONTH, Solmere

pytestmark = pytest.mark.timeout(1200)  # the first test waits for the whole council

CATALOGUE = shipped_measures()
ROW_BY_ROW = ("assessments", "contacts", "referrals", "s47_enquiries", "icpcs", "cp_plans", "step_downs")
"""Facts with one row for each stored row that counts."""


@pytest.fixture(scope="module")
def loaded(solmere: Solmere) -> Snapshot:
    return current_snapshot(workspace.read(solmere.workspace))


@pytest.fixture(scope="module")
def results(loaded: Snapshot) -> Results:
    return figures(loaded, CATALOGUE, list(CATALOGUE.values()), [parse(MONTH)], [])


@pytest.fixture(scope="module")
def found(loaded: Snapshot) -> list[Account]:
    return accounts(loaded, CATALOGUE, CATALOGUE.values(), CODE, parse(MONTH))


def test_every_stored_row_has_one_fate_in_every_figure(loaded: Snapshot, found: list[Account]) -> None:
    assert len({account.measure for account in found}) > 100
    for account in found:
        assert account.adds_up, account
        assert min(account.fates.values(), default=0) >= 0, account
        covers = [loaded.covers.supplier(CODE, account.standard, name) for name in account.tables]
        stored = 0
        for name, cover in zip(account.tables, covers, strict=True):
            sources = pq.read_table(loaded.folder / "canonical" / f"{name}.parquet", columns=["source_std"])
            stored += Counter(sources["source_std"].to_pylist())[cover.standard if cover else ""]
        assert account.stored == stored, account


def test_excluded_rows_are_named_in_the_account(loaded: Snapshot, found: list[Account]) -> None:
    excluded = {row["table"] for row in loaded.stored_counts().to_pylist() if row["excluded"] and row["rows"]}
    for account in found:
        named = [fate for fate in account.fates if fate.startswith("excluded")]
        assert bool(named) <= bool(excluded & set(account.tables)), account


def test_the_rows_used_are_those_that_the_figure_counts(found: list[Account], results: Results) -> None:
    compared = 0
    for account in found:
        measure = CATALOGUE[account.measure]
        if not measure.base or measure.split or measure.base.count != "rows" or measure.timing != "flow":
            continue
        if measure.base.fact not in ROW_BY_ROW:
            continue
        result = results.find(measure.id, CODE, account.period, "all", "all")
        assert result is not None
        if result.status is not Status.OK:
            continue
        counted = result.numerator if measure.form == "count" else result.denominator
        assert account.used == counted, account
        compared += 1
        if measure.form == "percentage":
            assert account.fates.get(NUMERATOR, 0) == result.numerator, account
            assert COUNTED not in account.fates or DENOMINATOR not in account.fates
    assert compared > 10


def test_every_figure_lies_within_its_bounds(loaded: Snapshot, results: Results) -> None:
    touches = touches_of(loaded, loaded.issues())
    made: list[Bound] = list(bounds(loaded, CATALOGUE, results, parse(MONTH), CODE, rules(), touches))
    assert len(made) > 50
    for bound in made:
        if bound.lowest is None or bound.highest is None:
            assert bound.why, bound
        elif bound.value is not None:
            assert bound.lowest - 1e-9 <= bound.value <= bound.highest + 1e-9, bound
        assert bound.rows or bound.why, bound


def test_issues_hold_hashes_alone(loaded: Snapshot) -> None:
    issues = loaded.issues()
    assert issues.num_rows > 1000
    people = {one for one in issues["person_id"].to_pylist() if one}
    assert {len(one) for one in people | set(issues["record"].to_pylist())} == {32}
    known = pq.read_table(loaded.folder / "canonical" / "persons.parquet", columns=["person_id"])
    assert people <= set(known["person_id"].to_pylist())
