"""Every rule finds the rows that its example says are broken, and no other; bad rules are refused."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from goldenthread.base.errors import BadCard
from goldenthread.model.checks import allowed_values
from goldenthread.model.codes import CODES
from goldenthread.model.table import Column
from goldenthread.model.tables import TABLES
from goldenthread.model.tables.workforce import MOST_FTE
from goldenthread.sources.quality import rules
from goldenthread.sources.quality.reading import read_rules
from goldenthread.sources.quality.rule import Rule
from goldenthread.warehouse.quality.sql import broken_sql
from tests.support.rule_examples import issues_of, written

Broken = Mapping[str, list[int]]


@pytest.fixture(scope="module")
def broken() -> Broken:
    """By rule, the rows of its own example that were found, counted from 0 within it. All examples stand in
    one load; that a rule finds rows of another's example is none of its business."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    own: dict[str, tuple[int, int]] = {}
    for number, (code, rule) in enumerate(rules().items()):
        for table, rows in written(rule.example, f" {number}").items():
            if table == rule.table:
                own[code] = (len(tables[table]), len(tables[table]) + len(rows))
            tables[table] += rows
    found: dict[str, list[int]] = defaultdict(list)
    for row in issues_of(rules(), {"A": tables}).to_pylist():
        place, (first, after) = row["row_ref"] & 0xFFFFFFFF, own[row["rule"]]
        if first <= place < after:
            found[row["rule"]].append(place - first)
    return found


@pytest.mark.parametrize("code", rules())
def test_the_example_of_a_rule(broken: Broken, code: str) -> None:
    rule = rules()[code]
    marks = [row["broken"] for row in written(rule.example)[rule.table]]
    assert {"yes", "no"} == set(marks), "an example shows a row that breaks the rule and one that does not"
    assert sorted(broken[code]) == [i for i, mark in enumerate(marks) if mark == "yes"]


QUOTED = re.compile(r"(?:(other)\.)?(\w+) (?:=|<>|in|not in) (\([^)]*\)|'[^']*')")


def quoted() -> Iterator[tuple[Rule, Column, str]]:
    """Each code that a condition of a rule names, with the column that it is of."""
    for rule in rules().values():
        besides = [(one.condition, one.table) for one in (rule.beside, rule.without) if one]
        for condition, other in [(rule.condition, rule.table), *besides]:
            for its, name, texts in QUOTED.findall(condition):
                column = TABLES[other if its else rule.table].column(name)
                yield from ((rule, column, code) for code in re.findall(r"'([^']*)'", texts))


def test_a_rule_names_codes_that_the_list_of_the_column_has() -> None:
    found = [(rule.code, column.name, code) for rule, column, code in quoted()]
    assert len(found) > 50
    wrong = [
        one
        for one, (_, column, code) in zip(found, quoted(), strict=True)
        if code not in allowed_values(column)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("rule", "status", "days"),
    [
        ("police_protection_too_long", "Police protection", 3),
        ("protection_order_too_long", "Emergency protection order", 21),
    ],
)
def test_a_short_order_lasts_so_many_days(rule: str, status: str, days: int) -> None:
    """DfE's 361 and 362: each of its own legal status, to the day."""
    ((_, column, code),) = [one for one in quoted() if one[0].code == rule]
    assert CODES[column.codes or ""].label(code) == status
    begun = dt.date(2023, 1, 1)
    lines = [
        f"{one} | {begun} | {begun + dt.timedelta(days + more)}" for one in ("L1", "L2") for more in (0, 1)
    ]
    rows = written({"legal_statuses": "\n".join(["legal_status | start_date | end_date", *lines])})
    found = issues_of({rule: rules()[rule]}, {"A": rows}).to_pylist()
    assert [lines[row["row_ref"] & 0xFFFFFFFF] for row in found] == [
        f"{code} | {begun} | {begun + dt.timedelta(days + 1)}"
    ]


def test_the_limit_of_full_time_is_that_of_the_readers() -> None:
    assert f"fte > {MOST_FTE:g}" in rules()["fte_impossible"].condition
    assert TABLES["workforce_spells"].column("fte").most == MOST_FTE


def test_no_sentence_of_a_rule_is_cut_short() -> None:
    for rule in rules().values():
        assert (rule.says[-1], rule.do[-1]) == (".", "."), rule.code
        assert len(rule.says) < 160, rule.code
        assert "{" not in rule.says + rule.do, rule.code


GOOD = """
- table: assessments
  rules:
    - code: x
      severity: error
      columns: [start_date]
      says: It is so.
      do: Mend it.
      when: start_date > EXTRACT_DAY
      example: {assessments: "start_date | broken"}
"""


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("severity: error", "severity: severe", "severity"),
        ("table: assessments", "table: asessments", "Did you mean 'assessments'?"),
        ("columns: [start_date]", "columns: [start_day]", "Did you mean 'start_date'?"),
        ("do: Mend it.", "", "lacks do"),
        ("when: start_date > EXTRACT_DAY", "", "lacks a condition"),
        ("when:", "whan:", "Did you mean 'when'?"),
        ("when:", "without: {tabel: persons}\n      when:", "Did you mean 'table'?"),
    ],
)
def test_a_bad_rule_is_refused_where_it_is_written(was: str, becomes: str, says: str) -> None:
    assert len(read_rules(GOOD, "x.yml")) == 1
    with pytest.raises(BadCard, match=r"x\.yml") as refused:
        read_rules(GOOD.replace(was, becomes), "x.yml")
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        ("start_day > EXTRACT_DAY", "Did you mean 'start_date'?"),
        ("other.start_date > EXTRACT_DAY", "named without a table"),
        ("start_date > now()", "not allowed"),
        ("start_date in (select 1)", "plain list"),
        ("true; drop table x", "one expression"),
    ],
)
def test_a_condition_is_read_in_the_closed_grammar(condition: str, says: str) -> None:
    (rule,) = read_rules(GOOD.replace("start_date > EXTRACT_DAY", f'"{condition}"'), "x.yml")
    with pytest.raises(BadCard) as refused:
        broken_sql("assessments", [rule], ["A"])
    assert says in str(refused.value)


def test_of_what_a_source_does_not_supply_nothing_is_wrong() -> None:
    text = {"assessments": "start_date | referral_id\n2023-10-02 | r", "referrals": "referral_date"}
    rows = {"A": written(text)}
    code = {"assessment_without_referral": rules()["assessment_without_referral"]}
    assert issues_of(code, rows).num_rows == 1
    assert issues_of(code, rows, without=["assessments.referral_id"]).num_rows == 0
