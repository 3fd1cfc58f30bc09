"""A dated parameter that changes is a change of the rule of every measure that names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.base.errors import RefusedInput
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.changes import rule_changes
from goldenthread.engine.parameters import ParameterSet, ParameterValue, parameter_value, parameters
from goldenthread.engine.words import words
from goldenthread.model.measure import Break, Measure
from goldenthread.warehouse.expressions import columns_of, parse, settled
from tests.support.engine_run import run_engine

APRIL, MAY = dt.date(2023, 4, 1), dt.date(2023, 5, 1)
VISITS = "the longest time between visits to a child with a child protection plan changed from"
SUPERVISION = "the longest time between supervisions of a case changed from"


def value(
    name: str, number: float, since: dt.date, key: str | None = None, own: bool = False
) -> ParameterValue:
    return ParameterValue("X", name, key, number, since, own)


def changes(measure: str, *values: ParameterValue, authority: str = "X") -> list[tuple[dt.date, str]]:
    found = rule_changes(shipped_measures()[measure], shipped_measures(), ParameterSet(values), authority)
    return [(made.on, made.says) for made in found]


def test_another_value_is_a_change_and_the_same_again_is_none() -> None:
    dated = [value("cp_visit_days", days, day) for days, day in ((28, dt.date(2017, 4, 1)), (28, APRIL))]
    assert changes("cp_visits_in_date_pct", *dated) == []
    found = changes("cp_visits_in_date_pct", *dated, value("cp_visit_days", 21, MAY))
    assert found == [(MAY, f"{VISITS} 28 to 21 calendar days")]


def test_the_first_value_is_a_change_from_the_default() -> None:
    assert changes("cp_visits_in_date_pct", value("cp_visit_days", 10.5, MAY)) == [
        (MAY, f"{VISITS} 28 to 10.5 calendar days")
    ]


def test_only_measures_that_name_the_parameter_and_only_the_council_that_set_it() -> None:
    one = value("cp_visit_days", 21, MAY)
    named = [name for name in shipped_measures() if changes(name, one)]
    assert named == ["cp_visits_in_date_pct"]
    assert changes("cp_visits_in_date_pct", one, authority="Y") == []


def test_the_workspace_stands_before_the_load() -> None:
    own, loaded = value("cp_visit_days", 21, APRIL, own=True), value("cp_visit_days", 14, MAY)
    assert changes("cp_visits_in_date_pct", own, loaded) == [(APRIL, f"{VISITS} 28 to 21 calendar days")]


def test_a_key_of_its_own_is_said_and_one_that_follows_all_is_not() -> None:
    one = value("supervision_days", 21, MAY, "cin_plan")
    of_one = f"{SUPERVISION} 28 to 21 calendar days for child in need plan"
    assert changes("supervision_in_date_pct", one) == [(MAY, of_one)]
    everywhere = value("supervision_days", 14, MAY)
    of_all = f"{SUPERVISION} 28 to 14 calendar days"
    assert changes("supervision_in_date_pct", everywhere) == [(MAY, of_all)]
    assert changes("supervision_in_date_pct", everywhere, one) == [(MAY, f"{of_all} and {of_one}")]


def test_a_switch_says_the_rule_it_chooses_and_how_the_one_before_is_computed() -> None:
    dated = [value("caseload_counts_disability", n, day) for n, day in ((0, APRIL), (1, MAY))]
    card = shipped_measures()["caseload_per_fte"]
    assert rule_changes(card, shipped_measures(), ParameterSet(tuple(dated)), "X") == (
        Break(
            APRIL, "children with a disability are not counted", settings=("caseload_counts_disability=1",)
        ),
        Break(
            MAY,
            "children with a disability are counted like all others",
            settings=("caseload_counts_disability=0",),
        ),
    )
    assert changes("caseload_per_fte__with_disability", *dated) == []
    assert changes("caseload_per_fte__without_disability", *dated) == []


def test_a_derived_measure_changes_with_what_it_is_made_from() -> None:
    made = Break(APRIL, "others are counted", "cp_plans_started__before")
    catalogue = dict(shipped_measures())
    part = catalogue["cp_visits_in_date_pct"]
    catalogue["cp_plans_started"] = replace(part, id="cp_plans_started", breaks=(made,))
    values = ParameterSet((value("cp_visit_days", 21, MAY),))
    found = rule_changes(catalogue["cp_plans_net_change"], catalogue, values, "X")
    assert [one.on for one in found] == [APRIL, MAY]
    assert found[0] == made


VALUES = st.lists(
    st.builds(
        value,
        st.just("supervision_days"),
        st.sampled_from((14.0, 21.0, 28.0)),
        st.dates(dt.date(2023, 1, 1), dt.date(2023, 1, 20)),
        st.sampled_from((None, None, "cin_plan", "cla")),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda one: (one.valid_from, one.key, one.is_own),
)


@given(VALUES, st.sampled_from((None, "cin_plan", "cla")))
def test_steps_are_the_days_on_which_the_value_in_force_changes(
    values: list[ParameterValue], key: str | None
) -> None:
    """Walked day by day."""
    dated = ParameterSet(tuple(values))
    before, walked = parameters()["supervision_days"].default, []
    for number in range(25):
        day = dt.date(2023, 1, 1) + dt.timedelta(number)
        now = dated.at("X", "supervision_days", day, key)
        if now != before:
            walked.append((day, before, now))
        before = now
    assert [(s.day, s.before, s.after) for s in dated.steps("X", "supervision_days", key)] == walked


@pytest.mark.parametrize("number", ["2", "0.5", "-1"])
def test_a_switch_has_the_values_it_says_and_no_other(number: str) -> None:
    with pytest.raises(RefusedInput, match="not"):
        parameter_value("X", "caseload_counts_disability", number, APRIL)


def test_every_switch_says_its_default() -> None:
    switches = [one for one in parameters().values() if one.says]
    assert switches
    for one in switches:
        assert one.default in one.says
        assert not any(";" in said for said in one.says.values())


def test_the_month_of_the_change_carries_the_remark_for_that_council_alone() -> None:
    plan = {"cp_plan_id": "p", "person_id": "a", "start_date": dt.date(2023, 1, 1), "is_ola": False}
    found = run_engine(
        {"X": {"cp_plans": [plan]}},
        measures=["cp_visits_in_date_pct", "cp_plans_open"],
        periods=["2023-04", "2023-05", "FY2023-24Q1"],
        breakdowns=[],
        parameters=[{"name": "cp_visit_days", "value": "21", "valid_from": MAY}],
    )
    marked = {(one.measure, one.period): one.flags for one in found if one.flags}
    remark = f"the rule changed on 1 May 2023: {VISITS} 28 to 21 calendar days"
    visits = "cp_visits_in_date_pct"
    assert marked == {(visits, "2023-05"): (remark,), (visits, "FY2023-24Q1"): (remark,)}


# what a switch decides

CLAUSES = st.recursive(
    st.sampled_from(
        ("x", "y", "param('cla_visit_lt_agreed') = 1", "param('cla_visit_lt_agreed') >= 1", "true")
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
        inner.map(lambda p: f"not ({p})"),
    ),
    max_leaves=5,
)
TRUTHS = ("true", "false", "NULL::BOOLEAN")


def answers(text: str) -> list[tuple[object]]:
    rows = ", ".join(f"({x}, {y})" for x in TRUTHS for y in TRUTHS)
    return duckdb.sql(f"SELECT {text} FROM (VALUES {rows}) t(x, y)").fetchall()


@given(CLAUSES, st.sampled_from((0, 1)))
def test_an_expression_settled_is_the_expression_with_the_value(text: str, number: int) -> None:
    tree = settled(
        parse(text, {"x": 0, "y": 0}, parameters(), where="").tree, {"cla_visit_lt_agreed": number}
    )
    assert "param" not in tree.sql().lower()
    whole = text.replace("param('cla_visit_lt_agreed')", str(number))
    assert answers(tree.sql(dialect="duckdb")) == answers(whole)


@pytest.mark.parametrize(("number", "columns"), [(0, {"is_disabled"}), (1, set())])
def test_a_column_that_a_switch_leaves_without_effect_is_not_named(number: int, columns: set[str]) -> None:
    text = "param('caseload_counts_disability') = 1 or not is_disabled"
    tree = parse(text, {"is_disabled": 0}, parameters(), where="").tree
    assert columns_of(settled(tree, {"caseload_counts_disability": number})) == columns
    assert columns_of(settled(tree, {})) == {"is_disabled"}


def sentence(measure: str, *values: ParameterValue) -> str:
    cards: dict[str, Measure] = shipped_measures()
    return words(cards[measure], cards, ParameterSet(values), "X").sentence


def test_a_sentence_says_the_rule_that_a_switch_chooses() -> None:
    off = value("caseload_counts_disability", 0, APRIL)
    assert sentence("caseload_per_fte") == sentence("caseload_per_fte__with_disability")
    assert sentence("caseload_per_fte", off) == sentence("caseload_per_fte__without_disability")
    agreed = value("cla_visit_lt_agreed", 1, APRIL)
    assert "half-yearly visit" in sentence("cla_visits_in_date_pct", agreed)
    assert "half-yearly visit" not in sentence("cla_visits_in_date_pct")


def listed(measure: str, *values: ParameterValue) -> Iterable[str]:
    cards = shipped_measures()
    return [text for _, text in words(cards[measure], cards, ParameterSet(values), "X").parameters]


def test_the_dated_values_of_a_switch_are_said_by_their_rules() -> None:
    dated = [value("caseload_counts_disability", n, day) for n, day in ((1, MAY), (0, APRIL))]
    [said] = listed("caseload_per_fte", *dated)
    assert said == (
        "Whether children with a disability are counted in caseloads: "
        "children with a disability are counted like all others by default; "
        "children with a disability are not counted from 1 April 2023; "
        "children with a disability are counted like all others from 1 May 2023"
    )


def test_a_value_that_never_stands_is_not_listed() -> None:
    own, loaded = value("cp_visit_days", 21, APRIL, own=True), value("cp_visit_days", 14, MAY)
    [said] = listed("cp_visits_in_date_pct", own, loaded)
    assert said.endswith(": 28 days by default; 21 days from 1 April 2023")
    assert "at most 21 days" in sentence("cp_visits_in_date_pct", own, loaded)
