"""A changed rule is a marked break in the series, and both versions can be computed."""

from __future__ import annotations

import datetime as dt

import pytest

from goldenthread.base.errors import BadCard
from goldenthread.base.periods import parse
from goldenthread.engine.cards import read_card
from goldenthread.engine.compute import compute
from goldenthread.engine.examples import LAST, example_covers, example_rows
from goldenthread.model.measure import Measure
from goldenthread.model.results import Results
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of

CARD = """
id: contacts_counted
name: Contacts counted
form: count
timing: flow
fact: contacts
date: contact_date
where: source_code <> '6'
polarity: lower
unit: contacts
standards: [ssd]
variants:
  with_police: {where: 'true'}
breaks:
  - {from: 2023-10-01, was: with_police, says: notices of the police are no longer contacts}
why: Said here.
reference: Local
owner: Somebody
version: 2
valid_from: 2023-10-01
examples:
  - period: 2023-10
    rows:
      contacts: |
        person_id | contact_date | source
        ann       | 2023-09-05   | 6
        ann       | 2023-09-06   | 2A
        ann       | 2023-10-05   | 6
        ann       | 2023-10-06   | 2A
    expect: {value: 1}
"""
REMARK = "the rule changed on 1 October 2023: notices of the police are no longer contacts"


def cards(text: str = CARD) -> dict[str, Measure]:
    made = read_card(text, file="contacts_counted.yml", subject="local")
    return {measure.id: measure for measure in made}


def results(*periods: str) -> Results:
    measures = cards()
    example = measures["contacts_counted"].examples[0]
    tables = {name: table_of(name, rows) for name, rows in example_rows(example, "X").items()}
    snapshot = MemorySnapshot(
        DuckDB(), tables, Covers(example_covers(example, "X")), LAST, only=frozenset({"contacts"})
    )
    return compute(snapshot, measures, list(measures.values()), [parse(period) for period in periods])


def test_the_period_of_the_change_is_marked_and_no_other() -> None:
    found = results("2023-09", "2023-10", "2023-11", "FY2023-24Q3", "FY2023-24Q2", "FY2023-24")
    marked = {result.period for result in found if result.measure == "contacts_counted" and result.flags}
    assert marked == {"2023-10", "FY2023-24Q3", "FY2023-24"}
    assert found.get("contacts_counted", "X", "2023-10").flags == (REMARK,)


def test_both_versions_are_computed_on_both_sides() -> None:
    found = results("2023-09", "2023-10")
    for period in ("2023-09", "2023-10"):
        assert found.get("contacts_counted", "X", period).value == 1
        old = found.get("contacts_counted__with_police", "X", period)
        assert (old.value, old.flags) == (2, ())


def test_a_break_names_its_day_and_the_variant_that_keeps_the_old_rule() -> None:
    [made] = cards()["contacts_counted"].breaks
    assert (made.on, made.was) == (dt.date(2023, 10, 1), "contacts_counted__with_police")
    assert cards()["contacts_counted__with_police"].breaks == ()


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("was: with_police", "was: another", "no variant 'another'"),
        ("from: 2023-10-01, was", "from: October, was", "A break is"),
        (", says: notices of the police are no longer contacts", "", "A break is"),
        ("no longer contacts", "no longer; contacts", "semicolon"),
    ],
)
def test_a_bad_break_is_refused(was: str, now: str, words: str) -> None:
    with pytest.raises(BadCard, match=words):
        cards(CARD.replace(was, now))
