"""The register: order, false discoveries, what is counted, and its parts."""

from __future__ import annotations

import math
import random as shuffling
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from goldenthread.analysis.comparators import Comparator
from goldenthread.analysis.findings import (
    CLAIMS,
    FALSE_SHARE,
    Beside,
    Finding,
    FindingKind,
    MeasureSeries,
    Register,
    beside_of,
    register,
    together,
)
from goldenthread.analysis.spc import NHS_ENGLAND
from goldenthread.analysis.targets import rate
from tests.analysis.build import target
from tests.analysis.findings.build import series_of, shares
from tests.analysis.findings.planted import council


@pytest.fixture(scope="module")
def series() -> list[MeasureSeries]:
    """A council's sixty, of which some have a target or a comparator."""
    made = [series_of(each) for each in council(41)]
    for place in range(0, 60, 5):
        now = made[place].result
        assert now is not None
        assert now.value is not None
        aim = target(now.value * (0.9 if place % 2 else 1.1))
        beside = (Beside("England", "2022 to 2023", now.value * 1.6),)
        made[place] = replace(made[place], rated=rate(made[place].measure, now, aim), beside=beside)
    return made


@pytest.fixture(scope="module")
def found(series: list[MeasureSeries]) -> Register:
    return register(series)


def test_claims_come_first_by_strength_and_the_rest_by_kind(found: Register) -> None:
    ranks = [0 if each.is_claim else list(FindingKind).index(each.kind) for each in found.findings]
    assert ranks == sorted(ranks)
    assert {FindingKind.TARGET, FindingKind.COMPARATOR, FindingKind.USUAL} <= {
        each.kind for each in found.findings
    }
    for kinds in (CLAIMS, {FindingKind.TARGET}, {FindingKind.COMPARATOR}, {FindingKind.USUAL}):
        strengths = [each.log_strength for each in found.findings if each.kind in kinds]
        assert strengths == sorted(strengths)
    assert found.claims == tuple(each for each in found.findings if each.kind in CLAIMS)


def test_the_order_of_the_series_does_not_matter(series: list[MeasureSeries], found: Register) -> None:
    mixed = list(series)
    shuffling.Random(3).shuffle(mixed)
    assert register(mixed).findings == found.findings


def test_ties_stand_by_measure_and_group(series: list[MeasureSeries]) -> None:
    one = series[0]
    twins = [
        replace(one, breakdown="team", group=group, name=group, rated=None, beside=()) for group in "CAB"
    ]
    assert [each.group for each in register(twins).findings] == ["A", "B", "C"]


def test_false_discoveries_are_controlled_as_statsmodels_does(found: Register) -> None:
    own = [each for each in found.findings if each.q is not None and each.kind is not FindingKind.COMPARATOR]
    assert len(own) == found.chance.series == len([each for each in found.judged if each.is_tested])
    strengths = [each.strength for each in own]
    expected = multipletests(strengths, method="fdr_bh")[1]
    assert [each.q for each in own] == pytest.approx(list(expected), abs=1e-12)
    assert found.firm == tuple(each for each in found.claims if (each.q or 1) <= FALSE_SHARE)
    assert 10 < len(found.firm) <= len(found.claims)


def test_every_series_has_one_finding_of_its_own(found: Register) -> None:
    beside = {FindingKind.TARGET, FindingKind.COMPARATOR}
    own = [each.measure for each in found.findings if each.kind not in beside]
    assert sorted(own) == sorted(each.series.measure.id for each in found.judged)


def test_the_headline_counts_what_was_tested(found: Register) -> None:
    claims = len(found.claims)
    assert found.headline() == f"{claims} of 60 measures changed for a reason; 1 or 2 would by chance."
    assert 1 < found.chance.expected < 2
    assert register([]).headline() == "No measure has figures enough to say whether it changed."


def test_a_part_has_its_own_false_alarms(series: list[MeasureSeries], found: Register) -> None:
    teams = [replace(each, breakdown="team", group="T01", name="North") for each in series[:20]]
    both = register([*series, *teams])
    assert "of 80 measures and groups changed" in both.headline()
    totals, groups = len(found.claims), len(both.of("team").claims)
    assert f" for a reason ({totals} of 60 measures, {groups} of 20 groups); " in both.headline()
    assert both.chance.expected > found.chance.expected
    assert both.of("all") == found
    assert both.of("team").chance.series == 20
    assert both.of("team").headline().startswith(f"{groups} of 20 groups changed for a reason; ")


def test_two_lists_put_together_are_judged_as_one(series: list[MeasureSeries]) -> None:
    """As if all had been given at once: places, false alarms and `q` are of all."""
    made = together(register(series[:35]), register(series[35:]).judged)
    whole = register(series)
    assert made.findings == whole.findings
    assert made.chance == whole.chance
    assert made.compared == whole.compared


def test_the_rules_are_those_that_are_given(series: list[MeasureSeries], found: Register) -> None:
    strict = replace(NHS_ENGLAND, name="strict", run=12, trend=12, near=False)
    fewer = register(series, strict)
    assert fewer.rules == strict
    assert fewer.chance.expected < found.chance.expected
    assert all(each.chart is None or each.chart.rules == strict for each in fewer.judged)


def test_what_is_pressing(found: Register) -> None:
    for each in found.findings:
        missed = each.kind is FindingKind.TARGET and each.direction == "worse"
        compared = each.kind is FindingKind.COMPARATOR
        assert each.is_pressing == (each.is_claim or missed or compared)
    assert {each.direction for each in found.findings if each.kind is FindingKind.TARGET} == {
        "better",
        "worse",
    }


def test_a_finding_of_nothing_is_not_ranked_by_strength() -> None:
    assert Finding("m", "all", "all", "2023-12", FindingKind.NO_FIGURE, "", None, 0.0, ()).figures == ()


def test_a_stronger_change_ranks_higher() -> None:
    """The size of a change decides its place among series that are the same but for it."""
    noise = np.random.default_rng(12).normal(30, 2, 60)
    made = council(42)
    stable = [each for each in made if not each.planted and each.shape == "average" and not each.rebased][:3]
    assert stable
    sizes = {}
    for place, each in enumerate(stable):
        value = noise.copy()
        value[-4:] += 4 * (place + 1)
        sizes[each.name] = 4 * (place + 1)
        stable[place] = replace(each, value=value, top=value * 100)
    order = [each.measure for each in register([series_of(each) for each in stable]).findings]
    assert [sizes[each] for each in order] == sorted(sizes.values(), reverse=True)


def test_the_strength_beside_a_target_is_by_limits_that_do_not_stop_at_a_hundred() -> None:
    """96 of 100 month by month, limits of chance cut at 100%: three points are one and a half sigmas."""
    shares_ = [96, 97, 95, 96, 98, 94, 96, 97, 95, 96, 98, 94] * 3
    series = shares([(each, 100) for each in [*shares_[:-1], 96]])
    rated = rate(series.measure, series.result, target(93))
    (judged,) = register([replace(series, rated=rated)]).judged
    assert judged.chart is not None
    assert judged.chart.upper == 100
    sigma = math.sqrt(0.96 * 0.04 / 100) * 100
    found = register([replace(series, rated=rated)]).findings
    told = next(each for each in found if each.kind is FindingKind.TARGET)
    assert told.strength == pytest.approx(float(stats.norm.sf(3 / sigma)), rel=0.05)


def test_comparators_are_counted_before_one_is_told() -> None:
    """Sixty councils' worth of figures at the level of England: about three lie outside their intervals."""
    random = np.random.default_rng(21)
    made = []
    for place in range(60):
        tops = random.binomial(400, 0.3, 24)
        one = shares([(int(top), 400) for top in tops], beside=(Beside("England", "2022 to 2023", 30.0),))
        made.append(replace(one, measure=replace(one.measure, id=f"m{place:02}")))
    alone = [each for one in made for each in register([one]).findings]
    told = [each for each in alone if each.kind is FindingKind.COMPARATOR]
    assert len(told) > 1
    together = register(made)
    assert together.compared == 60
    assert not [each for each in together.findings if each.kind is FindingKind.COMPARATOR]
    far = replace(made[0], beside=(Beside("England", "2022 to 2023", 60.0, "lower"),))
    found = register([far, *made[1:]])
    (one,) = (each for each in found.findings if each.kind is FindingKind.COMPARATOR)
    assert (one.measure, one.direction) == ("m00", "better")
    assert one.q is not None
    assert one.strength is not None
    assert one.q == pytest.approx(60 * one.strength, rel=1e-9)


def test_a_single_authority_is_no_finding_nor_a_figure_that_is_unlike() -> None:
    def one(kind: str, value: float | None = 40.0, *, like: bool = True) -> Comparator:
        return Comparator(
            kind=kind,  # type: ignore[arg-type]
            area=kind,
            name=kind,
            period_label="2022 to 2023",
            period_kind="financial_year",
            value=value,
            symbol="" if value else "x",
            n=1,
            vintage=None,
            source="",
            like=like,
        )

    given = [one("england"), one("authority"), one("region", like=False), one("neighbours", None)]
    assert beside_of(given) == (Beside("england", "2022 to 2023", 40.0),)
