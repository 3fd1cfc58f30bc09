"""Rules about another row of the same table, asked of all rows at once, find what a look at pairs finds."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest

from goldenthread.model.codes import CODES
from goldenthread.model.table import Column
from goldenthread.model.tables import TABLES
from goldenthread.sources.quality import Rule, rules
from goldenthread.warehouse.quality import sql
from tests.support.rule_examples import issues_of

OWN = {
    code: rule
    for code, rule in rules().items()
    if rule.beside and rule.beside.table == rule.table and not rule.beside.superseded
}
"""Of the versions of a record that do not count one alone is asked for its key: there are no pairs."""
PAIR_BY_PAIR = {"care_resumed_on_the_day_it_ended", "change_of_placement_without_reason"}
"""Rules that compare unlike columns: few rows agree in both."""


@pytest.mark.parametrize("code", sorted(OWN))
def test_no_rule_looks_at_each_pair_of_rows(code: str) -> None:
    """It takes the square of the rows of one child: 20,000 contacts of one day took two minutes."""
    assert ("EXISTS" in sql.broken_sql(OWN[code].table, [OWN[code]], ["A"])) == (code in PAIR_BY_PAIR)


@pytest.mark.parametrize("code", sorted(OWN.keys() - PAIR_BY_PAIR))
def test_it_finds_what_a_look_at_each_pair_finds(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = OWN[code]
    rows = {name: {rule.table: some_rows(rule, seed)} for seed, name in enumerate(("A", "B"))}
    found = issues_of({code: rule}, rows)
    monkeypatch.setattr(sql, "_in_own_table", lambda *_: None)
    assert 0 < found.num_rows < 600
    assert found.equals(issues_of({code: rule}, rows))


def some_rows(rule: Rule, seed: int) -> list[dict[str, Any]]:
    """300 rows with few people, days and codes, and gaps in every column that may have one."""
    chance = random.Random(f"{rule.code} {seed}")
    return [
        {
            column.name: value(column, chance)
            for column in TABLES[rule.table].columns
            if column.required or chance.random() > 0.3
        }
        for _ in range(300)
    ]


def value(column: Column, chance: random.Random) -> Any:
    match column.type:
        case "date":
            return dt.date(2023, 1, 1) + dt.timedelta(chance.randrange(0, 400, 25))
        case "bool":
            return chance.random() > 0.5
        case "enum":
            codes = column.values or tuple(code.code for code in CODES[str(column.codes)].codes)
            return chance.choice(codes[:6])
        case "text":
            return f"{column.name} {chance.randrange(12)}"
        case _:
            return chance.randrange(5)
