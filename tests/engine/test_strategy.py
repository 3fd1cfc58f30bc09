"""Strategies: what is read, what is refused and how it is said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import KINDS, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import periods_of
from goldenthread.engine.strategy import read_strategy
from goldenthread.model.strategy import ShownMeasure, Strategy

GOOD = """
name: Ours
priorities:
  - id: first
    name: First things
    outcome: Fewer children in trouble.
    measures:
      - referrals_received
      - {measure: contacts_received, breakdowns: [source, age_band*sex], lag: 1 month}
      - {measure: audit_grade_pct, breakdowns: [grade, team, grade*service]}
      - care_applications_rate
      - {measure: cla_started, period: month}
"""


def read(text: str) -> Strategy:
    return read_strategy(text, file="strategy.yml", catalogue=shipped_measures())


def refusal(text: str) -> str:
    with pytest.raises(RefusedInput) as caught:
        read(text)
    return str(caught.value)


def test_a_strategy_is_read_in_its_own_order() -> None:
    strategy = read(GOOD)
    [priority] = strategy.priorities
    assert (strategy.name, priority.id, priority.name) == ("Ours", "first", "First things")
    assert priority.outcome == "Fewer children in trouble."
    assert [shown.measure for shown in priority.measures] == [
        "referrals_received",
        "contacts_received",
        "audit_grade_pct",
        "care_applications_rate",
        "cla_started",
    ]


def test_breakdowns_have_the_names_of_results() -> None:
    shown = {each.measure: each for each in read(GOOD).priorities[0].measures}
    assert shown["contacts_received"] == ShownMeasure(
        "contacts_received", ("source", "age_band × sex"), "month", 1
    )
    assert shown["audit_grade_pct"].breakdowns == ("grade", "grade × team", "grade × service")


def test_a_measure_is_shown_by_month_unless_it_has_none() -> None:
    periods = {each.measure: each.period for each in read(GOOD).priorities[0].measures}
    assert periods["referrals_received"] == "month"
    assert periods["care_applications_rate"] == "quarter"
    assert periods["cla_started"] == "month"
    named = GOOD.replace("- care_applications_rate", "- {measure: care_applications_rate, period: quarter}")
    assert read(named) == read(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("name: Ours", "nam: Ours", "strategy.yml, field 'nam'", "Did you mean 'name'?"),
        ("name: Ours", "", "strategy.yml, field 'name'", "The field is missing."),
        ("name: Ours", "name: [a]", "strategy.yml, field 'name'", "Expected words, found a list."),
        ("name: Ours", "name: ''", "strategy.yml, field 'name'", "Expected words, found nothing."),
        ("id: first", "id: First", "priorities[1].id", "'First' is not an id."),
        ("outcome: Fewer", "outcom: Fewer", "priorities[1].outcom", "Did you mean 'outcome'?"),
        ("- referrals_received", "- referral_received", "measures[1].measure", "mean 'referrals_received'?"),
        ("- referrals_received", "- 5", "measures[1]", "Expected 'field: value' lines, found '5'."),
        ("- referrals_received", "- cla_started", "measures[5]", "'cla_started' stands there twice."),
        ("[source, ", "[sauce, ", "measures[2].breakdowns", "Did you mean 'source'?"),
        ("age_band*sex", "age_band*sx", "measures[2].breakdowns", "Did you mean 'sex'?"),
        ("[source, age_band*sex]", "source", "measures[2].breakdowns", "Expected a list, found 'source'."),
        ("lag: 1 month", "lag: a while", "measures[2].lag", "'a while' is not a number of months."),
        ("lag: 1 month", "lagg: 1 month", "measures[2].lagg", "Did you mean 'lag'?"),
        ("lag: 1 month", "lag: 25 months", "measures[2].lag", "A lag of 25 months is too long."),
        ("period: month", "period: quater", "measures[5].period", "Did you mean 'quarter'?"),
        ("- care_applications_rate", "- {measure: care_applications_rate, period: month}",
         "measures[4].period", "'care_applications_rate' has no period 'month'."),
    ],
)  # fmt: skip
def test_a_refusal_says_where_what_came_and_what_is_valid(old: str, new: str, where: str, said: str) -> None:
    assert old in GOOD
    message = refusal(GOOD.replace(old, new))
    assert where in message
    assert said in message


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("quarter", "FY2023-24Q3"),
        ("fytd", "FYTD2023-12"),
        ("financial_year", "FY2022-23"),
        ("calendar_year", "CY2023"),
        ("rolling_12", "R12-2023-12"),
    ],
)
def test_a_kind_of_period_in_which_no_edition_would_show_it_is_refused_with_what_is_possible(
    kind: str, label: str
) -> None:
    message = refusal(GOOD.replace("period: month", f"period: {kind}"))
    assert "priorities[1].measures[5].period" in message
    assert f"Editions show 'cla_started' by month, not by '{kind}'." in message
    assert f"goldenthread results --measure cla_started --period {label}." in message
    assert f"'periods: [{kind}]'" in message


@pytest.mark.parametrize(
    ("has", "shown"),
    [
        ((), "month"),
        (("quarter", "month"), "month"),
        (("quarter", "financial_year"), "quarter"),
        (("fytd",), "fytd"),
    ],
)
def test_what_a_strategy_accepts_is_what_an_edition_computes(has: tuple[str, ...], shown: str) -> None:
    """A kind that is accepted has figures; each other one is refused."""
    measures = dict(shipped_measures())
    measures["cla_started"] = replace(measures["cla_started"], periods=has)
    accepted = []
    for kind in KINDS:
        text = GOOD.replace("period: month", f"period: {kind}")
        try:
            read_strategy(text, file="strategy.yml", catalogue=measures)
            accepted.append(kind)
        except RefusedInput:
            pass
    assert accepted == [shown]
    months = [parse(f"2023-{number:02d}") for number in range(1, 13)]
    assert {one.kind for one in periods_of(measures["cla_started"], months)} == {shown}


def test_a_priority_stands_once() -> None:
    twice = GOOD + GOOD[GOOD.index("  - id") :]
    assert "'first' stands there twice." in refusal(twice)


def test_what_is_not_a_strategy_at_all() -> None:
    assert "not valid YAML, line 2" in refusal("name: Ours\n  priorities: [")
    assert "Expected 'field: value' lines, found 'hello'." in refusal("hello")
    assert "Expected 'field: value' lines, found nothing." in refusal("")
    assert "Expected a list, found nothing." in refusal("name: Ours\npriorities: []")
    assert "larger than" in refusal("#" * 200_001)


def test_the_shipped_example_places_every_measure_once() -> None:
    text = files("goldenthread.catalogue").joinpath("strategy.yml").read_text(encoding="utf-8")
    strategy = read(text)
    placed = Counter(shown.measure for priority in strategy.priorities for shown in priority.measures)
    variants = {name for name, measure in shipped_measures().items() if measure.variant_of}
    assert set(placed) - variants == set(shipped_measures()) - variants
    assert set(placed.values()) == {1}
    assert len(strategy.priorities) == 6
