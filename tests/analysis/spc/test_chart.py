"""Charts of whole series: kinds, stretches, gaps, few events, and a plain recomputation of every number."""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from goldenthread.analysis import spc
from goldenthread.analysis.spc.choice import kind_for
from goldenthread.analysis.spc.limits import widest_by_chance
from goldenthread.base.periods import parse
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Break, Component, Form, Polarity, Timing
from tests.analysis.build import measure, result, share, target
from tests.analysis.spc.series_of import months, rates, shares, values

UP_AND_DOWN = [10.0, 12.0] * 12
SHORT = spc.RuleSet("short", minimum=5)
REBASE = Annotation(dt.date(2021, 1, 1), AnnotationKind.REBASE, "new front door", (), "director")


def told(chart: spc.Chart) -> list[set[spc.Rule]]:
    return [{signal.rule for signal in point.signals} for point in chart.points]


@pytest.mark.parametrize(
    ("form", "timing", "kind"),
    [
        ("percentage", "flow", spc.Kind.P),
        ("percentage", "stock", spc.Kind.XMR),
        ("rate", "flow", spc.Kind.U),
        ("rate", "stock", spc.Kind.XMR),
        ("count", "flow", spc.Kind.XMR),
        ("average", "flow", spc.Kind.XMR),
        ("ratio", "stock", spc.Kind.XMR),
        ("difference", "flow", spc.Kind.XMR),
    ],
)
def test_the_kind_follows_from_form_and_timing_and_says_so(
    form: Form, timing: Timing, kind: spc.Kind
) -> None:
    tops = [40 + (each * 7) % 11 for each in range(24)]
    made = spc.chart(shares(tops, 100), "lower", form, timing=timing)
    assert made.kind is kind
    assert made.why.startswith(f"{kind.value} chart: ")
    assert made.why.endswith(".")


def test_a_percentage_without_its_cases_gets_an_xmr_chart() -> None:
    bare = [replace(each, denominator=None) for each in shares([40, 45] * 12, 100)]
    assert spc.chart(bare, "lower", "percentage").kind is spc.Kind.XMR


def test_weighted_numerators_are_no_events() -> None:
    made = [replace(each, numerator=40.5) for each in shares([40, 45] * 12, 100)]
    assert spc.chart(made, "lower", "percentage").kind is spc.Kind.XMR


def test_fewer_than_twelve_points_have_no_limits_and_say_how_many_are_wanted() -> None:
    made = spc.chart(values(UP_AND_DOWN[:11]), "lower", "average", target=5)
    assert made.variation is spc.Variation.TOO_SHORT
    assert made.segments[0].wanted == 1
    assert (made.mean, made.lower, made.upper) == (None, None, None)
    assert made.assurance is spc.Assurance.NOT_KNOWN
    assert not made.is_signal
    assert spc.chart(values(UP_AND_DOWN[:12]), "lower", "average").variation is spc.Variation.COMMON_CAUSE


def test_a_gap_is_no_point() -> None:
    gapped = spc.chart(values([*UP_AND_DOWN[:11], None, None]), "lower", "average")
    assert gapped.segments[0].wanted == 1
    assert gapped.variation is spc.Variation.NO_FIGURE


def test_no_series_and_no_figures_have_no_chart() -> None:
    empty = spc.chart([], "lower", "count")
    assert (empty.kind, empty.variation, empty.baseline) == (spc.Kind.NONE, spc.Variation.NO_FIGURE, None)
    bare = spc.chart(values([None] * 14), "lower", "count", target=3)
    assert bare.kind is spc.Kind.NONE
    assert "no period has a figure" in bare.why
    assert bare.variation is spc.Variation.NO_FIGURE


def test_a_gap_counts_neither_as_nought_nor_as_a_step() -> None:
    """Twelve tens, a gap, twelve twenties: the step across the gap is no moving range."""
    made = spc.chart(values([10, 11] * 6 + [None] + [20, 21] * 6), "lower", "average")
    assert made.mean == pytest.approx(15.5)
    assert made.upper - made.mean == pytest.approx(2.66)
    assert made.points[12].variation is spc.Variation.NO_FIGURE
    assert made.points[12].signals == ()


def test_limits_start_anew_at_a_rebase_and_runs_do_not_cross_it() -> None:
    series = values([10, 11] * 6 + [14, 15] * 6)
    plain = spc.chart(series, "higher", "average")
    rebased = spc.chart(series, "higher", "average", annotations=[REBASE])
    assert any(told(plain))
    assert not any(told(rebased))
    assert [round(point.centre or 0, 9) for point in rebased.points[::12]] == [10.5, 14.5]
    assert [segment.start for segment in rebased.segments] == [0, 12]
    assert rebased.segments[1].because is REBASE
    assert rebased.annotations == ((12, REBASE),)


@pytest.mark.parametrize(
    ("kind", "segments"),
    [
        (AnnotationKind.REBASE, 2),
        (AnnotationKind.DEFINITION_BREAK, 2),
        (AnnotationKind.REDESIGN, 1),
        (AnnotationKind.OUTAGE, 1),
        (AnnotationKind.NOTE, 1),
    ],
)
def test_only_a_decision_or_a_changed_rule_starts_limits_anew(kind: AnnotationKind, segments: int) -> None:
    made = spc.chart(values(UP_AND_DOWN), "higher", "average", annotations=[replace(REBASE, kind=kind)])
    assert len(made.segments) == segments
    assert [place for place, _ in made.annotations] == [12]


def test_after_a_rebase_twelve_points_are_wanted_again() -> None:
    late = replace(REBASE, day=dt.date(2021, 10, 15))
    made = spc.chart(values(UP_AND_DOWN), "higher", "average", annotations=[late])
    assert made.variation is spc.Variation.TOO_SHORT
    assert made.segments[-1].wanted == 9
    assert made.points[0].upper is not None
    assert made.upper is None


def test_a_baseline_judges_what_comes_after_it_and_a_gap_does_not_lengthen_it() -> None:
    rules = spc.RuleSet("twelve", baseline=12)
    made = spc.chart(values([None, *[10, 11] * 6, *[14] * 7]), "higher", "average", rules=rules)
    assert made.mean == pytest.approx(10.5)
    assert sum(point.in_baseline for point in made.points) == 12
    assert made.variation is spc.Variation.IMPROVEMENT_HIGH
    assert {spc.Rule.OUTSIDE, spc.Rule.RUN} <= told(made)[-1]


def test_limits_of_counts_and_shares_stop_at_what_can_be() -> None:
    low = spc.chart(values([1, 9] * 12), "lower", "count", timing="stock")
    assert low.lower == 0
    high = spc.chart(shares([19, 20, 18, 19] * 6, 20), "higher", "percentage")
    assert high.upper == 100
    net = spc.chart(values([-3, 4] * 12), "lower", "difference")
    assert net.lower < 0


def test_percentages_of_unequal_months_have_limits_of_their_own() -> None:
    """Every number of a p chart again, in plain arithmetic."""
    tops = [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9]
    among = [100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100]
    among += [100, 100, 100, 90, 90]
    made = spc.chart(shares(tops, among), "lower", "percentage", rules=spc.RuleSet("plain", widened=False))
    share_of_all = sum(tops) / sum(among)
    assert made.mean == pytest.approx(100 * share_of_all, rel=1e-12)
    for point, n in zip(made.points, among, strict=True):
        reach = 3 * math.sqrt(share_of_all * (1 - share_of_all) / n)
        assert point.upper == pytest.approx(100 * (share_of_all + reach), rel=1e-9)
        assert point.lower == pytest.approx(100 * max(share_of_all - reach, 0), rel=1e-9, abs=1e-9)


def _overdispersed(seed: int, n: int) -> list[int]:
    chance = random.Random(seed)
    return [round(n * (0.3 + chance.gauss(0, 0.03))) for _ in range(24)]


def test_points_that_spread_more_than_by_chance_widen_the_limits_by_laney() -> None:
    """Laney (2002) in plain arithmetic: z is a point in sigmas, and the mean step of z ÷ 1.128 the factor."""
    tops, n = _overdispersed(4, 5000), 5000
    made = spc.chart(shares(tops, n), "lower", "percentage")
    mean = sum(tops) / (24 * n)
    sigma = math.sqrt(mean * (1 - mean) / n)
    z = [(top / n - mean) / sigma for top in tops]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    kept = [each for each in ranges if each <= 3.267 * sum(ranges) / 23]
    wide = sum(kept) / len(kept) / 1.128
    assert made.kind is spc.Kind.P_PRIME
    assert made.segments[0].dispersion == pytest.approx(wide, rel=1e-9)
    assert wide > widest_by_chance(24)
    assert made.upper == pytest.approx(100 * (mean + 3 * wide * sigma), rel=1e-9)
    assert made.why.startswith("p' chart: ")
    assert f"{wide:.1f} times" in made.why
    narrow = spc.chart(shares(tops, n), "lower", "percentage", rules=spc.RuleSet("plain", widened=False))
    assert narrow.kind is spc.Kind.P
    assert narrow.upper - narrow.mean == pytest.approx(100 * 3 * sigma, rel=1e-9)


def test_one_month_far_out_is_no_sign_that_all_months_spread() -> None:
    calm = [300, 290, 310, 305, 295, 300, 288, 311, 297, 303, 301, 299] * 2
    made = spc.chart(shares([*calm[:12], 600, *calm[13:]], 1000), "lower", "percentage")
    assert made.kind is spc.Kind.P
    assert spc.Rule.OUTSIDE in told(made)[12]


def test_one_month_that_stands_out_does_not_hide_itself_by_widening_the_limits() -> None:
    calm = [300, 290, 310, 305, 295, 300, 288, 311, 297, 303, 301, 299] * 2
    made = spc.chart(shares([*calm[:23], 400], 1000), "lower", "percentage")
    assert made.kind is spc.Kind.P
    assert made.variation is spc.Variation.CONCERN_HIGH


def test_rates_have_limits_by_the_population_of_their_month() -> None:
    tops, people = [50, 61, 45, 55, 48, 52] * 4, [10000.0] * 12 + [12500.0] * 12
    made = spc.chart(rates(tops, people, 120000), "lower", "rate")
    mean = sum(tops) / sum(people)
    assert made.kind is spc.Kind.U
    for point, n in ((made.points[0], 10000), (made.points[-1], 12500)):
        assert point.centre == pytest.approx(120000 * mean, rel=1e-9)
        assert point.upper == pytest.approx(120000 * (mean + 3 * math.sqrt(mean / n)), rel=1e-9)


RARE = [0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 2, 0, 0, 1, 0]


def test_rare_counts_have_the_exact_limits_of_poisson() -> None:
    made = spc.chart(values(RARE), "lower", "count")
    mean = sum(RARE) / 24
    assert made.kind is spc.Kind.C
    assert "16 of 24 periods had none" in made.why
    assert made.upper == stats.poisson.ppf(1 - 0.00135, mean)
    assert made.lower == 0
    assert made.mean == stats.poisson.ppf(0.5, mean)
    assert not any(told(made))  # seven noughts in a row are no run about a median of nought
    many = spc.chart(values([*RARE[:-1], 6]), "lower", "count")
    assert many.variation is spc.Variation.CONCERN_HIGH


def test_rare_shares_have_the_exact_limits_of_the_binomial() -> None:
    nearly_all = [20 - each for each in RARE]
    made = spc.chart(shares(nearly_all, 20), "higher", "percentage")
    part = sum(nearly_all) / (24 * 20)
    assert made.kind is spc.Kind.P
    assert "in 16 of 24 periods every case was one" in made.why
    assert made.lower == pytest.approx(100 * stats.binom.ppf(0.00135, 20, part) / 20)
    assert made.upper == 100
    dip = spc.chart(shares([*nearly_all[:-1], 13], 20), "higher", "percentage")
    assert dip.variation is spc.Variation.CONCERN_LOW


def test_rare_rates_have_exact_limits_too() -> None:
    made = spc.chart(rates(RARE, 10000, 10000), "lower", "rate")
    assert made.kind is spc.Kind.U
    assert made.upper == pytest.approx(stats.poisson.ppf(1 - 0.00135, sum(RARE) / 24))


def test_nothing_at_all_has_limits_at_nought_and_the_first_event_counts() -> None:
    never = spc.chart(values([0] * 24), "lower", "count")
    assert (never.lower, never.upper, never.variation) == (0, 0, spc.Variation.COMMON_CAUSE)
    rules = spc.RuleSet("twelve", baseline=12)
    first = spc.chart(values([0] * 23 + [1]), "lower", "count", rules=rules)
    assert first.variation is spc.Variation.CONCERN_HIGH


def test_always_every_case_is_common_cause() -> None:
    made = spc.chart(shares([20] * 24, 20), "higher", "percentage", target=90)
    assert (made.lower, made.mean, made.upper) == (100, 100, 100)
    assert made.variation is spc.Variation.COMMON_CAUSE
    assert made.assurance is spc.Assurance.PASS


def _days(gaps: list[int]) -> spc.EventDays:
    days = [dt.date(2020, 1, 5)]
    for gap in gaps:
        days.append(days[-1] + dt.timedelta(gap))
    return spc.EventDays(tuple(days))


def test_rare_events_with_their_days_get_a_t_chart_whose_long_gaps_are_good() -> None:
    gaps = [30, 41, 25, 38, 29, 33, 27, 36, 31, 28, 35, 30, 300]
    rules = spc.RuleSet("twelve", baseline=12)
    made = spc.chart(values(RARE), "lower", "count", rules=rules, between=_days(gaps))
    assert made.kind is spc.Kind.T
    assert made.polarity == "higher"
    assert made.variation is spc.Variation.IMPROVEMENT_HIGH
    assert made.points[-1].day == _days(gaps).days[-1]
    assert made.assurance is spc.Assurance.NOT_KNOWN
    neutral = spc.chart(values(RARE), "neutral", "count", rules=rules, between=_days(gaps))
    assert neutral.variation is spc.Variation.NEITHER_HIGH


def test_the_order_in_which_days_are_given_is_nothing() -> None:
    there = _days([30, 41, 25, 38, 29, 33, 27, 36, 31, 28, 35, 30])
    back = spc.EventDays(tuple(reversed(there.days)))
    one = spc.chart(values(RARE), "lower", "count", between=there)
    assert one == spc.chart(values(RARE), "lower", "count", between=back)


def test_few_events_have_no_limits_yet() -> None:
    made = spc.chart(values(RARE), "lower", "count", between=_days([30, 41, 25]))
    assert made.variation is spc.Variation.TOO_SHORT
    assert made.segments[0].wanted == 9
    none = spc.chart(values(RARE), "lower", "count", between=spc.EventDays(()))
    assert none.variation is spc.Variation.NO_FIGURE


def test_a_t_chart_starts_anew_at_a_rebase() -> None:
    gaps = [30, 31] * 6 + [90, 91] * 6
    made = spc.chart(values(RARE), "lower", "count", between=_days(gaps), annotations=[REBASE])
    assert len(made.segments) == 2
    assert made.segments[1].because is REBASE
    assert made.points[made.segments[1].start].day >= REBASE.day
    assert made.points[made.segments[1].start - 1].day < REBASE.day


def _changed(kind: str, gaps: list[int], day: dt.date) -> spc.Chart:
    """A t chart of such gaps, or a g chart of as many cases between those events, with a rebase on a day."""
    days = _days(gaps)
    form: Form = "count" if kind == "t" else "percentage"
    series = values(RARE) if kind == "t" else shares(RARE, 20)
    cases = spc.CasesBetween(tuple(gaps), days.days[1:], days.days[0])
    between = days if kind == "t" else cases
    return spc.chart(series, "lower", form, between=between, annotations=[replace(REBASE, day=day)])


@pytest.mark.parametrize("kind", ["t", "g"])
def test_what_lies_across_a_start_of_limits_is_drawn_and_not_judged(kind: str) -> None:
    """400 days from an event of the old rule to one of the new are neither's: the limits of the new stretch
    are its own, and nothing is a signal."""
    after = [5, 15] * 7
    gaps = [20, 45] * 6 + [400] + after
    last_before, first_after = (_days(gaps).days[place] for place in (12, 13))
    alone = _changed(kind, after, dt.date(2019, 1, 1))
    for day in (last_before + dt.timedelta(1), last_before + dt.timedelta(200), first_after):
        made = _changed(kind, gaps, day)
        assert [each.start for each in made.segments] == [0, 12]
        assert made.segments[1].used == 14
        assert (made.mean, made.lower, made.upper) == (alone.mean, alone.lower, alone.upper)
        across = made.points[12]
        assert (across.value, across.centre, across.in_baseline) == (400, None, False)
        assert across.variation is spc.Variation.NOT_JUDGED
        assert not any(told(made))
        assert [point.in_baseline for point in made.points[13:]] == [True] * 14


def test_limits_that_start_anew_after_the_latest_event_have_no_point_yet() -> None:
    """Up to the day to which events were counted, and not beyond it."""
    gaps = [20, 45] * 7
    last = _days(gaps).days[-1]
    for away, starts in ((1, True), (30, True), (31, False)):
        days = replace(_days(gaps), until=last + dt.timedelta(30))
        entry = replace(REBASE, day=last + dt.timedelta(away))
        made = spc.chart(values(RARE), "lower", "count", between=days, annotations=[entry])
        assert made.has_started_anew is starts
        assert len(made.points) == len(gaps)
        if starts:
            assert (made.segments[-1].start, made.segments[-1].end, made.segments[-1].has_limits) == (
                14,
                14,
                False,
            )
            assert made.segments[-1].because is entry
            assert made.variation is spc.Variation.TOO_SHORT


@pytest.mark.parametrize("kind", ["t", "g"])
def test_what_lies_across_a_start_before_the_second_event_is_not_judged_either(kind: str) -> None:
    after = [5, 15] * 7
    first = _days(after).days[0]
    alone = _changed(kind, after, first)
    assert alone.points[0].variation is spc.Variation.COMMON_CAUSE
    made = _changed(kind, [400, *after], first + dt.timedelta(5))
    assert made.points[0].variation is spc.Variation.NOT_JUDGED
    assert (made.mean, made.upper) == (alone.mean, alone.upper)
    assert made.segments[0].because is not None
    few = _changed(kind, [400, *after[:11]], first + dt.timedelta(5))
    assert few.segments[0].wanted == 1
    assert few.variation is spc.Variation.TOO_SHORT


def test_cases_that_are_seldom_no_event_have_no_chart_of_rare_events() -> None:
    """8 of 25 months without an event, and 17 in which every case was one: events are what is usual."""
    made = shares([*[0] * 8, *[20] * 17], 20)
    assert spc.chart(made, "lower", "percentage", between=spc.CasesBetween((3, 5) * 8)).kind is spc.Kind.P
    _, why = kind_for(made, "percentage", "flow", spc.CasesBetween((3, 5) * 8))
    assert why == "g chart: cases between rare events. In 17 of 25 periods every case was one."


def test_a_g_chart_counts_the_cases_between_and_runs_about_the_median() -> None:
    """Benneyan (2001): sigma √(ḡ(ḡ + 1)); no lower limit; the centre is the median, 0.693 ḡ."""
    cases = (12, 30, 4, 22, 41, 9, 17, 2, 35, 26, 11, 19, 8)
    made = spc.chart(shares(RARE, 20), "lower", "percentage", between=spc.CasesBetween(cases))
    mean = sum(cases) / 13
    assert made.kind is spc.Kind.G
    assert made.mean == pytest.approx(0.693 * mean)
    assert made.upper == pytest.approx(mean + 3 * math.sqrt(mean * (mean + 1)), rel=1e-12)
    assert made.lower == 0
    long = spc.chart(shares(RARE, 20), "lower", "percentage", between=spc.CasesBetween((*cases, 150)))
    assert long.variation is spc.Variation.IMPROVEMENT_HIGH


def test_the_days_of_events_that_are_not_rare_are_left() -> None:
    made = spc.chart(values(UP_AND_DOWN), "lower", "count", between=_days([30] * 12))
    assert made.kind is spc.Kind.XMR


def test_the_chart_of_a_measure_takes_all_it_needs_from_its_card() -> None:
    held = [share(40 + each % 5, 100) for each in range(24)]
    card = measure(polarity="higher", breaks=(Break(dt.date(2021, 1, 1), "others count"),))
    elsewhere = Annotation(dt.date(2021, 3, 1), AnnotationKind.NOTE, "words", ("x",))
    made = spc.chart_of(card, months(24), held, target(39, 2), register=[elsewhere])
    series = spc.observations(months(24), held)
    broken = Annotation(dt.date(2021, 1, 1), AnnotationKind.DEFINITION_BREAK, "others count", ("m",))
    assert made == spc.chart(series, "higher", "percentage", 39, annotations=[broken])
    assert len(made.segments) == 2
    stock = spc.chart_of(measure(timing="stock"), months(24), held)
    assert stock.kind is spc.Kind.XMR
    yearly = Component("f", "flow", window_months=12)
    assert spc.chart_of(measure(base=yearly), months(24), held).kind is spc.Kind.NONE


def test_observations_take_a_result_without_a_value_for_a_gap() -> None:
    held = [share(3, 9), None, result(None, 0, 0)]
    made = spc.observations(months(3), held)
    assert [each.value for each in made] == [pytest.approx(100 / 3), None, None]
    assert made[0].denominator == 9
    assert measure().form == "percentage"


NUMBERS = st.lists(st.one_of(st.none(), st.integers(0, 400), st.integers(-3, 3)), min_size=0, max_size=40)
FACTORS = st.sampled_from([0.001, 0.5, 2.0, 1000.0])


@given(NUMBERS, FACTORS, st.integers(-500, 500))
def test_an_xmr_chart_does_not_mind_the_unit(numbers: list[int | None], factor: float, shift: int) -> None:
    plain = spc.chart(values(numbers), "higher", "average")
    moved = [None if each is None else (each + shift) * factor for each in numbers]
    other = spc.chart(values(moved), "higher", "average")
    assert told(other) == told(plain)
    assert other.variation is plain.variation
    if plain.mean is not None:
        assert other.upper == pytest.approx((plain.upper + shift) * factor, rel=1e-9, abs=1e-9)


MIRROR: dict[spc.Variation, spc.Variation] = {
    spc.Variation.IMPROVEMENT_HIGH: spc.Variation.CONCERN_HIGH,
    spc.Variation.CONCERN_HIGH: spc.Variation.IMPROVEMENT_HIGH,
    spc.Variation.IMPROVEMENT_LOW: spc.Variation.CONCERN_LOW,
    spc.Variation.CONCERN_LOW: spc.Variation.IMPROVEMENT_LOW,
}
TURNED = {spc.Assurance.PASS: spc.Assurance.FAIL, spc.Assurance.FAIL: spc.Assurance.PASS}


@given(NUMBERS, st.sampled_from(list(spc.RULE_SETS.values())), st.integers(-5, 405))
def test_the_other_polarity_turns_every_icon_and_nothing_else(
    numbers: list[int | None], rules: spc.RuleSet, target: int
) -> None:
    def made(polarity: Polarity) -> spc.Chart:
        return spc.chart(values(numbers), polarity, "average", target, rules)

    up, down, neutral = made("higher"), made("lower"), made("neutral")
    for one, other, neither in zip(up.points, down.points, neutral.points, strict=True):
        assert other.variation is MIRROR.get(one.variation, one.variation)
        assert (one.signals, one.upper) == (other.signals, other.upper)
        assert bool(neither.signals) is neither.variation.value.startswith("special cause")
    assert down.assurance is TURNED.get(up.assurance, up.assurance)


@given(NUMBERS)
def test_mirrored_values_mirror_every_side(numbers: list[int | None]) -> None:
    there = spc.chart(values(numbers), "higher", "average")
    back = spc.chart(values([None if n is None else -n for n in numbers]), "higher", "average")
    for one, other in zip(there.points, back.points, strict=True):
        assert {(s.rule, s.side) for s in one.signals} == {
            (s.rule, "low" if s.side == "high" else "high") for s in other.signals
        }


@given(NUMBERS, st.integers(1, 5))
def test_gaps_before_and_after_a_series_move_no_limit(numbers: list[int | None], gaps: int) -> None:
    plain = spc.chart(values(numbers), "higher", "average")
    wide = spc.chart(values([*[None] * gaps, *numbers, *[None] * gaps]), "higher", "average")
    inner = wide.points[gaps : len(wide.points) - gaps]
    assert [point.signals for point in inner] == [point.signals for point in plain.points]
    assert [point.upper for point in inner] == [point.upper for point in plain.points]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 300)), min_size=12, max_size=36))
def test_a_p_chart_lies_within_what_a_share_can_be(counts: list[tuple[int, int]]) -> None:
    tops, among = [top for top, _ in counts], [float(n) for _, n in counts]
    made = spc.chart(shares(tops, among), "lower", "percentage")
    for point in made.points:
        assert 0 <= point.lower <= point.centre <= point.upper <= 100
        signalled = spc.Rule.OUTSIDE in {signal.rule for signal in point.signals}
        assert signalled or point.lower - 1e-6 <= point.value <= point.upper + 1e-6


def _stock(seed: int, months_there: float = 12, mean: int = 300) -> list[int]:
    """A stock of people who come by chance and stay a year: nothing about it changes."""
    chance, there, found = random.Random(seed), mean, []
    for _ in range(24):
        stayed = sum(chance.random() < math.exp(-1 / months_there) for _ in range(there))
        came = sum(chance.random() < 0.5 for _ in range(round(2 * mean * (1 - math.exp(-1 / months_there)))))
        there = stayed + came
        found.append(there)
    return found


def test_by_nhs_england_a_stock_that_wanders_has_limits_about_its_mean_and_a_caution() -> None:
    made = spc.chart(values(_stock(7)), "lower", "count", timing="stock")
    assert made.kind is spc.Kind.XMR
    assert made.why.endswith("its level wanders: a signal may be no more than that.")
    calm = spc.chart(values([300, 260, 310, 255, 330, 270] * 4), "lower", "count", timing="stock")
    assert "wanders" not in calm.why


def test_a_stock_that_does_not_lean_and_a_share_of_one_keep_limits_about_the_mean() -> None:
    wild = [300, 260, 310, 255, 330, 270] * 4
    assert spc.chart(values(wild), "lower", "count", timing="stock").kind is spc.Kind.XMR
    leans = shares(_stock(7), 1000)
    assert spc.chart(leans, "lower", "percentage", timing="stock").kind is spc.Kind.XMR


def test_a_rare_stock_gets_no_chart_of_events() -> None:
    made = spc.chart(values(RARE), "lower", "count", timing="stock", between=_days([30] * 12))
    assert made.kind is spc.Kind.XMR


@pytest.mark.parametrize("label", ["R12-2023-", "FYTD2023-"])
def test_figures_that_overlap_are_not_judged(label: str) -> None:
    """A rolling year holds eleven months of the one before: time alone would pass its limits."""
    series = [
        spc.Observation(parse(f"{label}{number:02d}"), 40.0 + number, 40.0 + number, 100)
        for number in range(4, 13)
    ] * 2
    made = spc.chart(series[:9], "lower", "percentage", target=3)
    assert made.kind is spc.Kind.NONE
    assert "holds months of the one before" in made.why
    assert made.upper is None
    assert made.assurance is spc.Assurance.NOT_KNOWN
    assert not spc.chart(series[:9], "lower", "average", rules=SHORT).segments[0].has_limits


def test_a_card_that_looks_back_further_than_its_period_overlaps_too() -> None:
    series = shares([40, 45] * 12, 100)
    assert spc.chart(series, "lower", "percentage", window=12).kind is spc.Kind.NONE
    assert spc.chart(series, "lower", "percentage", window=12).variation is spc.Variation.NOT_JUDGED
    assert spc.chart(series, "lower", "percentage", window=1).kind is spc.Kind.P


def test_a_redesign_alone_does_not_start_a_t_chart_anew() -> None:
    redesign = replace(REBASE, kind=AnnotationKind.REDESIGN)
    made = spc.chart(values(RARE), "lower", "count", between=_days([30] * 24), annotations=[redesign])
    assert len(made.segments) == 1
    assert len(made.annotations) == 1
