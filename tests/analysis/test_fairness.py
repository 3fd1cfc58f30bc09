"""Relative rates, held against SciPy, statsmodels and plain arithmetic; pooling and findings."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.analysis.fairness import (
    LESS,
    MORE,
    SIMILAR,
    TOO_FEW,
    Fairness,
    Limits,
    Met,
    fairness,
    relative_rate,
)
from goldenthread.analysis.pooling import POOLED, pooled
from goldenthread.model.pathway import Pathway, StageCount

POPULATION = {"white": 8000, "asian": 900, "black": 600, "mixed": 400, "other": 100}


def stage(name: str, unknown: int = 0, **groups: int) -> StageCount:
    return StageCount(name, groups, sum(groups.values()), unknown)


def path(*stages: StageCount, population: dict[str, int] | None = None) -> Pathway:
    people = POPULATION if population is None else population
    return Pathway("E1", "FY2023-24", "ethnicity", stages, people)


def one(found: Fairness, stage: str, group: str) -> Met:
    return next(met for met in found.met if (met.stage, met.group) == (stage, group))


CONTACT = stage("contact", 40, white=600, asian=40, black=90, mixed=45, other=12)
CARE = stage("care", 0, white=60, asian=8, black=14, mixed=6, other=5)
FOUND = fairness(path(CONTACT, CARE))


def test_a_relative_rate_and_its_interval_are_those_of_scipy_and_statsmodels() -> None:
    from scipy.stats.contingency import relative_risk
    from statsmodels.stats.proportion import confint_proportions_2indep

    for met in FOUND.met:
        beside = relative_risk(met.children, met.of, met.others, met.of_others)
        interval = beside.confidence_interval(0.95)
        assert met.relative is not None
        assert met.relative.value == pytest.approx(beside.relative_risk, abs=1e-12)
        assert (met.relative.low, met.relative.high) == pytest.approx((interval.low, interval.high), abs=1e-9)
        counts = (met.children, met.of, met.others, met.of_others)
        assert (met.relative.low, met.relative.high) == pytest.approx(
            confint_proportions_2indep(*counts, compare="ratio", method="log"), abs=1e-9
        )


def test_by_hand() -> None:
    """90 of 600 black children against 697 of 9,400 others."""
    black = one(FOUND, "contact", "black")
    assert (black.children, black.of, black.others, black.of_others) == (90, 600, 697, 9400)
    assert black.relative is not None
    assert black.representation is not None
    assert black.relative.value == pytest.approx(0.15 / (697 / 9400))
    assert black.representation.value == pytest.approx((90 / 787) / 0.06)
    assert (black.finding, black.holds) == (MORE, True)


def test_representation_has_wilson_s_interval_over_the_part_of_the_population() -> None:
    from statsmodels.stats.proportion import proportion_confint

    for met in FOUND.met:
        known = 787 if met.stage == "contact" else 93
        low, high = proportion_confint(met.children, known, method="wilson")
        part = met.of / 10_000
        assert met.representation is not None
        assert (met.representation.low, met.representation.high) == pytest.approx((low / part, high / part))


def test_p_is_that_of_plain_arithmetic_and_q_that_of_statsmodels() -> None:
    from math import comb

    from scipy.stats import chi2
    from statsmodels.stats.multitest import multipletests

    found = fairness(path(CONTACT, CARE), fewest=1)
    judged = [met for met in found.met if met.p is not None]
    for met in judged:
        n, of, others, rest = met.children, met.of, met.others, met.of_others
        rate = (n + others) / (of + rest)
        if met.test == "chi-squared":
            squares = sum(
                (seen - whole * rate) ** 2 * (1 / (whole * rate) + 1 / (whole * (1 - rate)))
                for seen, whole in ((n, of), (others, rest))
            )
            assert met.p == pytest.approx(chi2.sf(squares, 1), rel=1e-9)
        else:
            ways = [comb(of, k) * comb(rest, n + others - k) for k in range(min(of, n + others) + 1)]
            assert met.p == pytest.approx(sum(w for w in ways if w <= ways[n]) / sum(ways), rel=1e-6)
    assert {met.test for met in judged} == {"chi-squared", "Fisher"}
    beside = multipletests([met.p for met in judged], 0.05, method="fdr_bh")
    assert [met.q for met in judged] == pytest.approx(list(beside[1]))
    assert [met.finding != SIMILAR for met in judged] == list(beside[0])
    assert found.tests == len(judged) == 9  # of the others fewer than one is expected at care


def test_the_unknown_are_bounds_and_may_undo_a_finding() -> None:
    """If all 40 unknown contacts were of asian children, they would not be met less often."""
    asian = one(FOUND, "contact", "asian")
    assert asian.finding == LESS
    assert asian.if_none == pytest.approx((40 / 900) / (787 / 9100))
    assert asian.if_all == pytest.approx((80 / 900) / (747 / 9100))
    assert not asian.holds
    assert one(fairness(path(replace(CONTACT, unknown=1), CARE)), "contact", "asian").holds
    assert FOUND.unknown == {"contact": 40, "care": 0}


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.data())
def test_however_the_unknown_are_told_the_rate_lies_in_its_bounds(
    n: int, others: int, unknown: int, data: st.DataObject
) -> None:
    made = path(stage("contact", unknown, a=n, b=others), population={"a": 300, "b": 700})
    found = fairness(made, fewest=0)
    if n + others == 0:
        return
    told = data.draw(st.integers(0, unknown))
    met = one(found, "contact", "a")
    truth = relative_rate(n + told, 300, others + unknown - told, 700)
    if truth and met.if_none is not None and met.if_all is not None:
        assert met.if_none - 1e-12 <= truth.value <= met.if_all + 1e-12


def test_a_named_group_to_compare_with() -> None:
    found = fairness(path(CONTACT, CARE), against="white")
    assert {met.group for met in found.met} == {"asian", "black", POOLED}
    black = one(found, "contact", "black")
    assert (black.others, black.of_others) == (600, 8000)
    assert fairness(path(CONTACT), against="purple").reason == "no group 'purple'"


def test_against_an_earlier_stage_where_there_is_no_population() -> None:
    """Disability: the base is the children of the first stage, whose own chance and unknown count too."""
    from statsmodels.stats.contingency_tables import Table2x2

    made = path(stage("contact", 300, yes=60, no=600), stage("care", 4, yes=30, no=70), population={})
    found = fairness(made, base="contact")
    assert fairness(made).reason == "no population by ethnicity"
    yes = one(found, "care", "yes")
    assert (yes.children, yes.of, yes.others, yes.of_others) == (30, 60, 70, 600)
    table = Table2x2(np.array([[30, 60], [70, 600]]))
    assert yes.relative is not None
    assert yes.relative.value == pytest.approx(table.oddsratio)
    assert (yes.relative.low, yes.relative.high) == pytest.approx(table.oddsratio_confint())
    assert yes.if_none == pytest.approx((30 / 360) / (74 / 600))
    assert yes.if_all == pytest.approx((34 / 60) / (70 / 900))
    assert (yes.finding, yes.holds) == (MORE, False)
    assert [met.stage for met in found.met] == ["care", "care"]


def test_stages_before_the_base_are_left_out_and_a_group_that_it_lacks_has_no_rate() -> None:
    referral = stage("referral", yes=20, no=200)
    made = path(
        stage("contact", yes=60, no=600), referral, stage("care", yes=9, no=30, part=6), population={}
    )
    found = fairness(made, base="referral")
    assert {met.stage for met in found.met} == {"care"}
    assert one(found, "care", "part").relative is None
    assert (one(found, "care", "part").finding, found.pool) == (TOO_FEW, ())
    assert one(found, "care", "yes").of == 20
    assert fairness(made, base="visit").reason == "no visit by ethnicity"
    lost = replace(referral, groups={}, reason="no referrals in the load")
    assert fairness(path(lost, CARE, population={}), base="referral").reason == "no referrals in the load"


def test_a_group_without_an_estimate_leaves_no_figures_at_all() -> None:
    """Its children would be among the others, and nobody of it among the population of the others."""
    found = fairness(path(stage("contact", white=60, asian=8, roma=7)))
    assert (found.met, found.reason) == ((), "no population of roma")


def test_small_groups_are_put_together_at_all_stages_alike() -> None:
    """At care 93 children: of 100 in 10,000 fewer than one is expected, of 400 fewer than four."""
    found = fairness(path(CONTACT, CARE))
    assert found.pool == ("mixed", "other")
    assert {met.group for met in found.met} == {"white", "asian", "black", POOLED}
    together = one(found, "contact", POOLED)
    assert (together.children, together.of, together.members) == (57, 500, ("mixed", "other"))
    assert together.expected == pytest.approx(787 * 500 / 10_000)
    assert one(found, "contact", "white").members == ()
    assert (one(found, "care", POOLED).children, one(found, "care", POOLED).finding) == (11, TOO_FEW)


def test_a_large_group_of_which_few_are_met_is_a_finding_and_no_small_group() -> None:
    """Of 900 asian children 71 are expected at contact; 3 came."""
    found = fairness(path(replace(CONTACT, groups={**CONTACT.groups, "asian": 3}, known=750), CARE))
    assert "asian" not in found.pool
    asian = one(found, "contact", "asian")
    assert (asian.children, asian.finding) == (3, LESS)
    assert asian.expected == pytest.approx(67.5)
    none = fairness(path(replace(CONTACT, groups={**CONTACT.groups, "asian": 0}, known=747, unknown=0)))
    assert (one(none, "contact", "asian").children, one(none, "contact", "asian").finding) == (0, LESS)


@pytest.mark.parametrize(
    ("expected", "pool"),
    [
        ({"a": [50, 20], "b": [9, 5]}, ()),
        ({"a": [50, 20], "b": [9, 4.9], "c": [30, 9]}, ()),  # one alone stays itself
        ({"a": [50, 20], "b": [9, 2], "c": [9, 1], "d": [30, 9], "e": [30, 9]}, ("b", "c")),  # no other joins
        ({"a": [50, 20], "b": [9, 2], "c": [9, 3]}, ("b", "c")),
        ({"a": [50, 20], "b": [0, 0]}, ()),
    ],
)
def test_only_small_groups_are_put_together(expected: dict[str, list[float]], pool: tuple[str, ...]) -> None:
    assert pooled(expected, 5) == pool
    assert pooled(dict(reversed(expected.items())), 5) == pool


def test_the_band_beside_the_others_and_the_group_compared_with_stay_out_of_the_pool() -> None:
    assert pooled({"a": [1], "b": [2], "c": [3]}, 5, frozenset({"a"})) == ("b", "c")
    bands = path(
        stage("contact", **{"10-15": 30, "16-17": 12, "10-17": 42, "5-9": 9}),
        population={"10-15": 600, "16-17": 200, "10-17": 800, "5-9": 500},
    )
    found = fairness(replace(bands, stages=(replace(bands.stages[0], known=51),)))
    adolescent = one(found, "contact", "10-17")
    assert (adolescent.children, adolescent.others, adolescent.of_others) == (42, 9, 500)


def test_too_few_are_not_judged_and_a_stage_without_a_count_is_named() -> None:
    silent = StageCount("early_help", {}, reason="no early help assessments in the load")
    few = path(stage("contact", a=9, b=40), silent, population={"a": 40, "b": 960})
    found = fairness(few, fewest=5)
    assert [(met.group, met.finding) for met in found.met] == [("a", TOO_FEW), ("b", TOO_FEW)]
    assert (found.tests, found.pool) == (0, ())
    assert found.silent == {"early_help": "no early help assessments in the load"}
    alone = fairness(few, fewest=1)
    assert one(alone, "contact", "a").finding == MORE
    tiny = path(stage("contact", a=2, b=3), population={"a": 500, "b": 500})
    assert fairness(tiny).reason == "fewer than 5 children expected in every group"


def test_where_nobody_is_of_the_others_the_group_is_met_more_often() -> None:
    found = fairness(path(stage("contact", a=60, b=0), population={"a": 500, "b": 500}))
    both = {group: one(found, "contact", group) for group in "ab"}
    assert [(met.finding, met.holds) for met in both.values()] == [(MORE, True), (LESS, True)]
    assert both["a"].relative is None


def test_nobody_at_all_has_limits_all_the_same() -> None:
    found = relative_rate(0, 100, 50, 900)
    assert found is not None
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high is not None
    assert 0.05 < found.high < 5
    assert relative_rate(5, 100, 0, 900) is None


def test_more_children_than_the_estimate_has_no_limits_and_no_test() -> None:
    met = one(fairness(path(stage("contact", a=120, b=50), population={"a": 100, "b": 900})), "contact", "a")
    assert met.relative == Limits(pytest.approx((120 / 100) / (50 / 900)), None, None)
    assert (met.p, met.finding) == (None, TOO_FEW)


def test_findings_by_chance_are_no_more_than_announced() -> None:
    """120 councils in which every group is met alike: seldom is anything found."""
    chance = random.Random(11)
    generator = np.random.default_rng(chance.randrange(1000))
    with_finding = 0
    for _ in range(120):
        stages = [
            stage(name, **{g: int(generator.binomial(n, 0.05)) for g, n in POPULATION.items()})
            for name in ("contact", "referral", "plan")
        ]
        found = fairness(path(*stages))
        with_finding += any(met.finding in (MORE, LESS) for met in found.met)
    assert with_finding / 120 < 0.1
