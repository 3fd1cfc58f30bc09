"""Definitions in words: generated from the cards, every one read by a person before it is accepted here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.parameters import ParameterSet, ParameterValue
from goldenthread.engine.words import Words, words
from goldenthread.warehouse.facts import facts
from tests.golden import assert_golden

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"


def said(measure: str, *own: ParameterValue) -> Words:
    return words(shipped_measures()[measure], shipped_measures(), ParameterSet(own), "X")


@pytest.mark.golden
def test_every_sentence() -> None:
    text = "\n\n".join(f"{name}\n{said(name).sentence}" for name in sorted(shipped_measures()))
    look_for = "each sentence true to its card, exact, and plain to a manager"
    assert_golden(GOLDEN, text, look_for=look_for)


def test_a_sentence_says_the_limit_in_force_and_its_line_says_since_when() -> None:
    own = ParameterValue("X", "cp_visit_days", None, 10, dt.date(2024, 4, 1))
    found = said("cp_visits_in_date_pct", own)
    assert "at most 10 days before the last day" in found.sentence
    limit = "Longest time between visits to a child with a child protection plan"
    assert found.parameters == (("cp_visit_days", f"{limit}: 28 days by default; 10 days from 1 April 2024"),)
    assert said("cp_visits_in_date_pct").parameters == (("cp_visit_days", f"{limit}: 28 days by default"),)
    assert "at most 28 days" in said("cp_visits_in_date_pct").sentence


def test_a_limit_by_kind_of_case_is_said_by_its_name() -> None:
    own = ParameterValue("X", "supervision_days", "cin_plan", 42, dt.date(2024, 4, 1))
    found = said("supervision_in_date_pct", own)
    assert "28 days, or as set for its kind of case," in found.sentence
    assert found.parameters[0][1].endswith(
        ": 28 days by default; 42 days for child in need plan from 1 April 2024"
    )


def test_every_fact_says_its_rows_and_both_sides_of_yes_or_no() -> None:
    for fact in facts().values():
        assert {"one", "many"} <= set(fact.said["rows"]), fact.name
        assert set(fact.said) - {"rows"} <= set(fact.columns), fact.name
        for column in fact.columns.values():
            if column.type == "bool":
                assert {"yes", "no"} <= set(fact.said.get(column.name, {})), (fact.name, column.name)
