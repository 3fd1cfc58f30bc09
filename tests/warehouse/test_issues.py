"""The issues of a snapshot: kept with it, found anew by other rules, bound to what a record says."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.quality import rules
from goldenthread.warehouse import snapshot
from goldenthread.warehouse.load import conform_anew
from goldenthread.warehouse.memory import table_of
from goldenthread.warehouse.quality import ISSUES
from goldenthread.warehouse.quality.issues import record_hashes
from goldenthread.warehouse.snapshot import current_snapshot, is_checked, pointed
from goldenthread.warehouse.workspace import Workspace
from tests.support.rule_examples import issues_of, written

CODE = "cp_plans_overlap"
PLANS = """
cp_plan_id | person_id | start_date | end_date
{0}1       | a         | 2023-01-01 | 2023-06-01
{0}2       | a         | 2023-05-31 |
"""


def test_a_snapshot_has_its_issues_and_says_what_was_checked(first: Workspace) -> None:
    loaded = current_snapshot(first)
    assert set(loaded.issues()["rule"].to_pylist()) <= set(rules())
    run = loaded.rules_run().to_pylist()
    assert {row["rule"] for row in run} == set(rules())
    reasons = {row["rule"]: row["not_run"] for row in run}
    assert reasons["assessment_authorised_before_start"] == ""
    assert reasons["missing_episodes_overlap"] == "no missing and away in the load"


def test_a_damaged_list_of_issues_is_refused(loaded: Workspace) -> None:
    path = current_snapshot(loaded).folder / ISSUES
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(RefusedInput, match="damaged"):
        current_snapshot(loaded).issues()


def test_other_rules_find_issues_anew_and_leave_the_old_snapshot(
    loaded: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pointed(loaded)
    assert is_checked(loaded)
    monkeypatch.setattr(snapshot, "checking_version", lambda: "other rules")
    assert not is_checked(loaded)
    after = conform_anew(loaded)
    assert before is not None
    assert after != before
    assert is_checked(loaded)
    assert (loaded.store / "snapshots" / before / ISSUES).is_file()


def test_no_name_or_id_stands_in_the_issues(first: Workspace) -> None:
    table = pq.read_table(current_snapshot(first).folder / ISSUES)
    text = "\n".join(str(value) for column in table.columns for value in column.to_pylist())
    assert "kanari" not in text.lower()


def record_of(plans: str) -> str:
    rows = {"A": written({"cp_plans": plans, "persons": "person_id\na"})}
    (issue,) = issues_of({CODE: rules()[CODE]}, rows).to_pylist()
    return str(issue["record"])


def test_a_record_is_known_by_what_it_says() -> None:
    said = record_of(PLANS.format("x"))
    assert record_of(PLANS.format("y")) == said, "ids may be numbered anew overnight"
    assert record_of(PLANS.format("x").replace("2023-05-31", "2023-05-30")) != said


def test_two_tables_never_have_the_same_record(tmp_path: Path) -> None:
    row = {"person_id": "a", "start_date": None}
    tables = {name: table_of(name, [row]) for name in ("cin_plans", "cp_plans")}
    hashes = [record_hashes(name, tables, [0])[0] for name in tables]
    assert len(set(hashes)) == 2
