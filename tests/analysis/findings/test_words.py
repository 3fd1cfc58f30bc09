"""Sentences of findings: as they read, and read back against the results."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.analysis.figures import Figure, in_words
from goldenthread.analysis.findings import (
    Beside,
    Finding,
    FindingKind,
    MeasureSeries,
    findings_rules,
    register,
)
from goldenthread.analysis.findings.strength import SLOW_ALPHA
from goldenthread.analysis.spc import NHS_ENGLAND, RuleSet, chart_of
from goldenthread.analysis.targets import rate
from goldenthread.base.numbers import ordinal
from goldenthread.base.periods import ending, month
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.measure import Component, Per
from goldenthread.model.result import Result, Status
from tests.analysis.build import measure, target
from tests.analysis.findings.build import LAST, series_of, shares, values
from tests.analysis.findings.planted import SEASON, council
from tests.analysis.findings.reading import check


def told(series: MeasureSeries, kind: FindingKind | None = None) -> Finding:
    found = register([series]).findings
    return next(each for each in found if kind is None or each.kind is kind)


WOBBLE = [2, -3, 1, -2, 3, -1, 2, -2, 1, -1, 3, -3]
"""Less than chance does to 90 of 320, so that limits are those of chance."""
USUAL = [(90 + WOBBLE[place % 12], 320) for place in range(34)]


def test_the_sentence_of_the_issue() -> None:
    series = shares([*USUAL[:-11], (96, 320), *USUAL[:10], (110, 344), (77, 308)])
    found = told(series)
    assert found.kind is FindingKind.USUAL
    assert found.direction == ""
    assert in_words(found.sentence) == (
        "Re-referrals: 25% (77 of 308) in December 2023, 32% in November, 30% in December 2022; "
        "within the usual range 21 to 36%."
    )
    parts = [(figure.text, figure.period, figure.part) for figure in found.figures]
    assert parts == [
        ("25%", "2023-12", "value"),
        ("77", "2023-12", "numerator"),
        ("308", "2023-12", "denominator"),
        ("32%", "2023-11", "value"),
        ("30%", "2022-12", "value"),
        ("21", "2023-12", "usual_low"),
        ("36%", "2023-12", "usual_high"),
    ]


def test_beyond_the_range_it_is_said_and_better_is_by_polarity() -> None:
    series = shares([*USUAL, (150, 320)])
    found = told(series)
    assert (found.kind, found.direction) == (FindingKind.CHANGED, "worse")
    assert "; above the usual range 21 to 36%." in in_words(found.sentence)
    better = replace(series, measure=measure(polarity="higher"))
    neither = replace(series, measure=measure(polarity="neutral"))
    assert (told(better).direction, told(neither).direction) == ("better", "higher")


def test_few_have_their_count_first_and_are_not_ranked() -> None:
    small = shares([(4 + place % 3, 15) for place in range(30)])
    found = told(small)
    assert in_words(found.sentence) == (
        "Re-referrals: 6 of 15 (40%) in December 2023, 5 of 15 (33%) in November, 6 of 15 (40%) in "
        "December 2022; too few to rank: fewer than 20."
    )
    assert (found.kind, found.strength, found.q) == (FindingKind.TOO_FEW, None, None)
    assert register([small]).chance.series == 0
    counts = values([6.0, 9.0, 4.0] * 10, form="count", unit="children")
    assert told(counts).kind is FindingKind.TOO_FEW
    fallen = values([*[60.0, 70.0, 55.0] * 10, 5.0], form="count", unit="children")
    assert told(fallen).kind is FindingKind.CHANGED


def test_months_wanted_and_figures_missing_are_said() -> None:
    assert in_words(told(shares(USUAL[:10])).sentence).endswith(
        "; no usual range: needs 3 more months with a figure."
    )
    missing = told(shares([*USUAL, None]))
    assert missing.kind is FindingKind.NO_FIGURE
    assert in_words(missing.sentence) == (
        "Re-referrals: no figure in December 2023: the load does not reach back so far."
    )
    gappy = told(shares([USUAL[place] if place % 2 else None for place in range(34)]))
    assert "no usual range" in in_words(gappy.sentence) or gappy.kind is FindingKind.USUAL


def test_a_changed_rule_prevents_the_comparison_and_starts_anew() -> None:
    day = dt.date(2023, 4, 1)
    broken = Annotation(day, AnnotationKind.DEFINITION_BREAK, "closed cases count", ("m",))
    text = in_words(told(shares([*USUAL, (77, 308)], annotations=(broken,))).sentence)
    assert text == (
        "Re-referrals: 25% (77 of 308) in December 2023, 28% in November, not compared with December 2022: "
        "the rule changed on 1 April 2023; no usual range: needs 4 more months with a figure."
    )


def test_a_rebase_starts_anew_and_what_was_before_is_compared() -> None:
    old = [(200 + WOBBLE[place % 12], 320) for place in range(20)]
    new = [*USUAL[:15], (92, 320)]
    rebase = Annotation(month(LAST - 15).start, AnnotationKind.REBASE, "one front door", (), "director")
    assert told(shares([*old, *new])).kind is not FindingKind.USUAL
    rebased = told(shares([*old, *new], annotations=(rebase,)))
    assert rebased.kind is FindingKind.USUAL
    assert "not compared" not in in_words(rebased.sentence)


def test_a_run_within_the_range() -> None:
    series = shares([*USUAL[:26], *[(101, 320)] * 3, *[(102, 320)] * 5])
    text = in_words(told(series).sentence)
    assert "within the usual range" in text
    assert ", but the 8th month in a row above the usual 29%" in text


def test_a_run_close_to_the_centre_has_the_decimals_that_tell_them_apart() -> None:
    found = register([shares([*USUAL[:26], *[(91, 320)] * 8])])
    text = in_words(found.findings[0].sentence)
    assert text.startswith("Re-referrals: 28.4% (91 of 320) in December 2023, 28.4% in November, ")
    assert "the 8th month in a row above the usual 28.2%" in text
    check(found.findings[0], found.judged[0])


def test_a_trend_within_the_range() -> None:
    rise = [70.0, 74.0, 76.0, 78.0, 80.0, 82.0, 84.0]
    series = values([*[90.0, 70.0] * 12, *rise], form="average", unit="days")
    text = in_words(told(series).sentence)
    assert ", but the 6th month in a row higher than the one before" in text


def test_two_of_three_near_an_end() -> None:
    base = [100.0 + each for each in WOBBLE * 3]
    series = values([*base[:33], 108.5, 104.0, 108.0], form="average", unit="days")
    found = told(series)
    assert found.kind is FindingKind.CHANGED
    assert ", but 2 of the last 3 months are near its upper end." in in_words(found.sentence)


def test_several_months_together() -> None:
    series = shares([*USUAL[:30], *[(106, 320), (107, 320)] * 3])
    found = told(series)
    text = in_words(found.sentence)
    assert (found.kind, found.direction) == (FindingKind.DRIFT, "worse")
    assert ", but the last 6 months together, 33%, lie above the 28% of the 30 before." in text
    levels = [(each.text, each.period, each.against) for each in found.figures if each.part == "level"]
    assert levels == [("33%", "2023-12", "2023-07"), ("28%", "2023-06", "2021-01")]


def test_months_that_went_up_and_came_back_are_no_change() -> None:
    """All of 30 months before near 28%, five at 34%; the sixth nearer to the old level than a quarter of the
    way, and on the other side of that."""
    for latest, kind in ((90, FindingKind.USUAL), (93, FindingKind.USUAL), (96, FindingKind.DRIFT)):
        found = told(shares([*USUAL[:30], *[(109, 320)] * 5, (latest, 320)]))
        assert found.kind is kind, latest


def test_months_together_with_one_missing_are_those_with_a_figure() -> None:
    series = shares(
        [*USUAL[:29], (107, 320), (108, 320), (107, 320), None, (108, 320), (107, 320), (108, 320)]
    )
    found = register([series])
    text = in_words(found.findings[0].sentence)
    assert found.findings[0].kind is FindingKind.DRIFT
    assert ", but the last 6 months with a figure together, 34%, lie above the 28% of the 29 before." in text
    check(found.findings[0], found.judged[0])


def test_the_rules_that_are_printed_are_those_that_were_used() -> None:
    plain = findings_rules(NHS_ENGLAND)
    assert "At most the latest 36 points count." in plain
    assert (
        "2 to 12 months together are a change at a chance of 0.01 or less, unless the latest has gone back"
        in plain
    )
    frozen = findings_rules(replace(NHS_ENGLAND, baseline=24))
    assert "the first 24 points" in frozen
    assert "latest 36" not in frozen


def test_a_run_of_years_asks_for_a_rebase() -> None:
    old, new = [100.0 + each for each in WOBBLE], [140.0 + each for each in WOBBLE]
    found = told(values([*old, *old[:6], *new, *new[:6]], form="average", unit="days"))
    assert found.kind is FindingKind.LASTING
    assert not found.is_claim
    assert in_words(found.sentence).endswith(
        "; the 18th month in a row above the usual 120, which began more than 12 months ago, so a rebase "
        "may be due."
    )


def in_a_run(latest: float, **card: object) -> MeasureSeries:
    """Two years about 100, and 14 months a little above up to the latest."""
    before = [100.0 + 2 * each for each in WOBBLE * 2][:22]
    return values([*before, *[107.0 + each for each in [*WOBBLE, 1.0]], latest], **card)


def test_a_fresh_point_beyond_the_limits_is_news_although_an_old_run_goes_on() -> None:
    card = {"form": "average", "unit": "days"}
    old, fresh = told(in_a_run(107.0, **card)), told(in_a_run(123.0, **card))
    assert old.kind is FindingKind.LASTING
    assert "so a rebase may be due" in in_words(old.sentence)
    assert (fresh.kind, fresh.direction) == (FindingKind.CHANGED, "worse")
    text = in_words(fresh.sentence)
    assert "; above the usual range" in text
    assert "the 14th month in a row above the usual" in text
    assert "rebase" not in text


def test_a_level_that_lies_beyond_the_limits_for_years_is_no_news_until_it_moves_again() -> None:
    old, new = [100.0 + each for each in WOBBLE * 2][:18], [140.0 + each for each in WOBBLE * 2][:17]
    card = {"form": "average", "unit": "days"}
    assert told(values([*old, *new, 141.0], **card)).kind is FindingKind.LASTING
    assert told(values([*old, *new, 260.0], **card)).kind is FindingKind.CHANGED


def test_what_moves_slowly_is_held_against_chance_first_and_never_asked_for_a_rebase() -> None:
    random = np.random.default_rng(3)
    kinds = []
    for _ in range(150):
        level, numbers = 0.0, []
        for _ in range(60):
            level = 0.95 * level + random.normal(0, 6)
            numbers.append(float(round(600 + level)))
        series = values(numbers, form="count", unit="children", timing="stock")
        found = register([series])
        strength = found.judged[0].strength
        if strength is not None and strength.is_slow:
            kinds.append(found.findings[0].kind)
            assert "rebase" not in in_words(found.findings[0].sentence)
            weak = strength.p > SLOW_ALPHA
            assert not weak or found.findings[0].kind in (FindingKind.SLOW, FindingKind.USUAL)
    assert kinds.count(FindingKind.SLOW) > 20


def test_beyond_its_usual_season_is_a_figure_outside_the_range_of_its_month() -> None:
    season = 300 * np.tile(SEASON / SEASON.mean(), 5)
    noise = np.random.default_rng(7).normal(0, 6, 60)
    base = [float(round(each)) for each in season + noise]
    card = {"form": "count", "unit": "children"}
    beyond = told(values([*base[:-1], base[-1] + 120], **card))
    assert beyond.kind is FindingKind.SEASON
    assert "above the usual December range" in in_words(beyond.sentence)
    shifted = [*base[:-8], *(each + 14 for each in base[-8:])]
    within = told(values(shifted, **card))
    assert within.kind is FindingKind.CHANGED
    assert "; within the usual December range" in in_words(within.sentence)


def test_what_moves_slowly_is_rarely_called_changed() -> None:
    random = np.random.default_rng(9)
    stocks = []
    for place in range(60):
        level, numbers = 0.0, []
        for _ in range(60):
            level = 0.9 * level + random.normal(0, 6)
            numbers.append(float(round(500 + level)))
        card = {"id": f"m{place:02}", "form": "count", "unit": "children", "timing": "stock"}
        stocks.append(values(numbers, **card))
    found = register(stocks)
    beyond = [each for each in found.judged if each.chart and each.chart.is_signal]
    slow = [each for each in found.findings if each.kind is FindingKind.SLOW]
    assert len(beyond) > 25
    assert len(slow) > 15
    assert len(found.claims) <= found.chance.most < 20
    assert all(in_words(each.sentence).endswith("so that chance alone may bring it there.") for each in slow)


def test_as_many_decimals_as_the_words_need() -> None:
    series = shares([*USUAL, (150, 320)])
    upper = register([series]).judged[0].chart
    assert upper is not None
    assert upper.upper is not None
    for tops in range(110, 126):
        found = register([shares([*USUAL[:33], (tops * 10, 3200)])])
        check(found.findings[0], found.judged[0])


def test_a_target_is_told_beside_the_range() -> None:
    def told_with(value: float) -> Finding:
        series = shares([*USUAL, (77, 308)])
        now = series.result
        return told(replace(series, rated=rate(measure(), now, target(value))), FindingKind.TARGET)

    beyond, within, met, close = told_with(15), told_with(24), told_with(50), told_with(24.99)
    assert in_words(beyond.sentence).endswith(
        "; the target of 15% is missed, and the usual range lies wholly on its worse side."
    )
    assert in_words(within.sentence).endswith(
        "; the target of 24% is missed, and the usual range holds it, so that chance decides."
    )
    assert in_words(met.sentence).endswith(
        "; the target of 50% is met, and the usual range lies wholly on its better side."
    )
    assert (beyond.direction, met.direction) == ("worse", "better")
    assert beyond.strength is not None
    assert within.strength is not None
    assert beyond.strength < 0.01 < within.strength
    assert in_words(close.sentence).startswith("Re-referrals: 25.00% (77 of 308)")


def test_a_measure_best_near_its_target_has_a_margin() -> None:
    card = measure(polarity="nearest")

    def told_with(value: float, margin: float) -> str:
        series = replace(shares([*USUAL, (77, 308)]), measure=card)
        rated = rate(card, series.result, target(value, margin))
        return in_words(told(replace(series, rated=rated), FindingKind.TARGET).sentence)

    assert told_with(28, 20).endswith(
        "; the target of 28% is met, and the usual range lies wholly within its margin."
    )
    assert told_with(28, 4).endswith(
        "; the target of 28% is met, and the usual range reaches beyond its margin, so that chance decides."
    )
    assert told_with(80, 4).endswith(
        "; the target of 80% is missed, and the usual range lies wholly beyond its margin."
    )


def test_a_comparator_outside_the_interval_is_told() -> None:
    england = Beside("England", "2022 to 2023", 45.0, "lower")
    near = Beside("region", "2022 to 2023", 26.0, "lower")
    found = register([shares([*USUAL, (77, 308)], beside=(england, near))]).findings
    told_ = [each for each in found if each.kind is FindingKind.COMPARATOR]
    assert [each.direction for each in told_] == ["better"]
    assert in_words(told_[0].sentence).endswith(
        "; below England, 45% (2022 to 2023), which its 95% interval leaves out."
    )
    assert told_[0].strength is not None
    assert told_[0].strength < 1e-6


def test_beside_a_figure_whose_publisher_takes_no_side_nothing_is_better() -> None:
    """The card aims low; the publisher says neither high nor low of its figure."""
    england = Beside("England", "2022 to 2023", 45.0, "neutral")
    series = shares([*USUAL, (77, 308)], beside=(england,))
    assert series.measure.polarity == "lower"
    (one,) = [each for each in register([series]).findings if each.kind is FindingKind.COMPARATOR]
    assert one.direction == "lower"
    assert "below England, 45%" in in_words(one.sentence)


def test_a_group_is_named_and_a_stock_is_at_a_day() -> None:
    series = shares([*USUAL, (77, 308)], breakdown="team", group="T01", name="North team")
    card = replace(series.measure, timing="stock")
    text = in_words(told(replace(series, measure=card)).sentence)
    assert text.startswith("Re-referrals, North team: 25% (77 of 308) at 31 December 2023, ")
    quarters = [ending("quarter", month(LAST - 3 * back).end) for back in range(19, -1, -1)]
    series = replace(
        shares(USUAL[:20]),
        periods=tuple(quarters),
        results=tuple(
            replace(each, period=quarter.label) if isinstance(each, Result) else each
            for each, quarter in zip(shares(USUAL[:20]).results, quarters, strict=True)
        ),
    )
    assert "in October to December 2023, " in in_words(told(series).sentence)


def test_overlapping_periods_and_indices_have_no_range() -> None:
    years = [ending("rolling_12", month(LAST - back).end) for back in range(29, -1, -1)]
    series = shares(USUAL[:30])
    overlapping = replace(series, periods=tuple(years))
    ending_ = "; no usual range: each figure holds months of the one before."
    assert in_words(told(overlapping).sentence).endswith(ending_)
    base = Component("f", "flow", date="d", window_months=12)
    looking_back = replace(series, measure=replace(series.measure, base=base))
    assert in_words(told(looking_back).sentence).endswith(ending_)
    index = values([1.0, 1.1] * 15, form="index", unit="ratio")
    assert "an index of shares has no usual range" in in_words(told(index).sentence)


@pytest.mark.parametrize("seed", range(20, 26))
def test_every_clause_is_true_of_generated_councils(seed: int) -> None:
    found = register([series_of(made) for made in council(seed)])
    judged = {each.series.measure.id: each for each in found.judged if not each.series.annotations}
    read = [each for each in found.findings if each.measure in judged]
    assert len(read) > 40
    for each in read:
        check(each, judged[each.measure])


@given(st.data())
def test_every_clause_is_true_of_any_series(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["percentage", "count", "average", "rate"]))
    length = data.draw(st.sampled_from([14, 20, 36]))  # false alarms of each are tried once
    if form in ("percentage", "rate"):
        of = st.integers(20, 60) if form == "percentage" else st.integers(9_000, 9_100)
        pairs = data.draw(
            st.lists(of.flatmap(lambda n: st.tuples(st.integers(0, min(n, 60)), st.just(n))),
                     min_size=length, max_size=length)
        )  # fmt: skip
        series = shares(list(pairs))
        if form == "rate":
            results = tuple(
                replace(each, value=(each.numerator or 0) / (each.denominator or 1) * 10_000)
                for each in series.results
                if each is not None
            )
            card = measure(form="rate", unit="per 10,000", per=Per("0-17", 10_000))
            series = replace(series, measure=card, results=results)
    else:
        number = (
            st.integers(15, 60).map(float) if form == "count" else st.floats(1, 60).map(lambda x: round(x, 1))
        )
        series = values(
            list(data.draw(st.lists(number, min_size=length, max_size=length))),
            form=form,
            unit="children" if form == "count" else "days",
        )
    found = register([series])
    own = found.findings[0]
    if own.kind not in (FindingKind.TOO_FEW, FindingKind.NO_RANGE):
        check(own, found.judged[0])


def test_ordinals() -> None:
    assert [ordinal(each) for each in (1, 2, 3, 4, 7, 11, 12, 13, 21, 22)] == [
        "1st", "2nd", "3rd", "4th", "7th", "11th", "12th", "13th", "21st", "22nd",
    ]  # fmt: skip


def test_figures_are_those_of_the_sentence() -> None:
    found = told(shares([*USUAL, (77, 308)]))
    assert found.figures == tuple(each for each in found.sentence if isinstance(each, Figure))
    assert Status.OK in {each.status for each in shares(USUAL).results if each}


def test_limits_of_a_baseline_stay_and_are_those_of_the_chart_of_the_measure() -> None:
    noise = np.random.default_rng(4).normal(0, 3, 58)
    numbers = [round(100 + place / 2 + float(each), 1) for place, each in enumerate(noise)]
    frozen = replace(NHS_ENGLAND, name="frozen", baseline=24)
    card = {"form": "average", "unit": "days"}

    def ranges(rules: RuleSet, start: Annotation | None = None) -> list[tuple[float | None, float | None]]:
        told_ = (start,) if start else ()
        found = []
        for end in range(50, 59):
            series = replace(values(numbers, **card), annotations=told_)
            series = replace(series, periods=series.periods[:end], results=series.results[:end])
            made = register([series], rules).judged[0].chart
            drawn = chart_of(series.measure, series.periods, series.results, rules=rules, register=told_)
            assert made is not None
            assert (made.lower, made.upper) == (drawn.lower, drawn.upper)
            found.append((made.lower, made.upper))
        return found

    rebase = Annotation(month(LAST - 48).start, AnnotationKind.REBASE, "one front door", ("m",), "director")
    for start in (None, rebase):
        assert len(set(ranges(frozen, start))) == 1
        assert len(set(ranges(NHS_ENGLAND, start))) == 9
    assert ranges(frozen) != ranges(frozen, rebase)
