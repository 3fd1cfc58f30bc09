"""Rare events in the register: gaps judged by their chart, strengths held against scipy, sentences read."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import (
    FindingKind,
    Judged,
    MeasureSeries,
    Register,
    heading,
    register,
    rises,
)
from goldenthread.analysis.findings.rare import gap_strength, judged_gaps, open_alarm, rare_alarm
from goldenthread.analysis.spc import (
    NHS_ENGLAND,
    CasesBetween,
    EventDays,
    Kind,
    Observation,
    RuleSet,
    Variation,
    chart,
)
from goldenthread.analysis.spc.limits import T_POWER, cases_between, to_days, xmr
from goldenthread.base.periods import Period, month
from goldenthread.model.annotation import Annotation, AnnotationKind
from goldenthread.model.event import EventDay, Events
from goldenthread.model.measure import Form
from tests.analysis.build import measure, result
from tests.analysis.findings.build import LAST

MONTHS = tuple(month(LAST - 35 + place) for place in range(36))
FIRST, END = MONTHS[0].start, MONTHS[-1].end
STEADY = [45, 30, 62, 28, 51, 39, 70, 33, 48, 55, 26, 60, 41, 36]


def back(gaps: list[int], last: dt.date) -> list[dt.date]:
    """The days of events with such gaps between them, of which the last is on a day."""
    days = [last]
    for gap in reversed(gaps):
        days.append(days[-1] - dt.timedelta(gap))
    return days[::-1]


def of_days(days: list[dt.date], form: Form = "count", among: int = 20, **more: object) -> MeasureSeries:
    """A measure with an event on each day; of a percentage among as many cases a month, the events last."""
    tops = [sum(period.start <= day <= period.end for day in days) for period in MONTHS]
    share = form == "percentage"
    card = measure(
        form=form, timing="flow", polarity="lower", name="Missing", unit="percent" if share else "times"
    )
    made = tuple(
        result(top / among * 100, float(top), float(among), period=period.label)
        if share
        else result(float(top), float(top), period=period.label)
        for top, period in zip(tops, MONTHS, strict=True)
    )
    told, before = [], 0
    for period, top in zip(MONTHS, tops, strict=True):
        before += among - top
        for day in [each for each in days if period.start <= each <= period.end]:
            told.append(EventDay(day, before if share else None))
            before = 0
    counted = tuple((top, among if share else 0) for top in tops)
    events = Events(card.id, "E1", MONTHS, tuple(told), counted)
    return replace(MeasureSeries(card, MONTHS, made, events=events), **more)  # type: ignore[arg-type]


def one(series: MeasureSeries, rules: RuleSet = NHS_ENGLAND) -> tuple[Register, Judged]:
    found = register([series], rules)
    return found, found.judged[0]


def said(found: Register) -> str:
    return in_words(found.findings[0].sentence)


def test_a_long_time_without_one_is_a_finding_with_its_days() -> None:
    days = back([*STEADY, 320], dt.date(2023, 12, 5))
    found, judged = one(of_days(days))
    assert judged.kind is FindingKind.RARE
    [claim] = found.claims
    assert claim.direction == "better"
    assert rises(judged) is False
    assert judged.rare is not None
    limits = judged.rare.chart.points[-1]
    assert limits.lower is not None
    assert limits.upper is not None
    assert said(found).endswith(
        "; the latest, on 5 December 2023, came 320 days after the one before, above the usual range "
        f"{math.ceil(limits.lower)} to {math.floor(limits.upper)}."
    )
    assert limits.upper < 320
    without = one(replace(of_days(days), events=None))
    assert without[1].kind is FindingKind.TOO_FEW
    assert without[0].claims == ()


def test_events_that_came_near_together_are_worse_and_the_run_is_counted() -> None:
    days = back([*[120, 95, 140, 110, 130, 105], *[14, 19, 12, 15, 10, 13, 21, 18]], dt.date(2023, 12, 30))
    found, judged = one(of_days(days))
    assert judged.kind is FindingKind.RARE
    assert found.claims[0].direction == "worse"
    assert said(found).endswith(
        ", but 2 of the last 3 are near its lower end, and it is the 8th in a row shorter than is usual."
    )
    head, rest = heading(judged)
    assert in_words(head) == "Missing: 2 times in December 2023."
    assert in_words(rest).startswith(
        "The latest, on 30 December 2023, came 18 days after the one before, within"
    )


def test_a_share_of_rare_events_is_told_by_its_cases() -> None:
    days = [day for day in back([40] * 16 + [330], dt.date(2023, 12, 5)) if day >= FIRST]
    found, judged = one(of_days(days, "percentage"))
    assert judged.rare is not None
    assert judged.rare.chart.kind is Kind.G
    assert judged.kind is FindingKind.RARE
    gap = int(judged.rare.chart.points[-1].value or 0)
    assert f"; the latest, on 5 December 2023, came after {gap} cases without one, above the usual" in said(
        found
    )


def test_events_as_usual_are_tested_and_no_finding() -> None:
    found, judged = one(of_days(back([*STEADY, 44], dt.date(2023, 12, 5))))
    assert judged.kind is FindingKind.TOO_FEW
    assert judged.is_tested
    assert found.chance.series == 1
    assert found.claims == ()


def test_a_signal_of_gaps_that_happen_to_be_alike_is_no_claim() -> None:
    """30 days each time and then 12: below the narrow limits, and waits at random are often as short."""
    _, judged = one(
        of_days(back([30, 31, 29, 30, 32, 30, 29, 31, 30, 30, 28, 31, 30, 12], dt.date(2023, 12, 5)))
    )
    assert judged.rare is not None
    assert judged.rare.chart.is_signal
    assert judged.rare.strength.p > 0.05
    assert judged.kind is FindingKind.TOO_FEW


def test_children_of_one_family_on_one_day_are_no_change() -> None:
    days = back([*STEADY, 44], dt.date(2023, 12, 5))
    found, judged = one(of_days([*days, days[-1], days[-1]]))
    assert judged.rare is not None
    assert judged.rare.chart.points[-1].value == 44
    assert found.claims == ()


def test_a_long_time_that_ended_in_a_month_before_is_not_told_again() -> None:
    """The long gap was told in the month in which it ended; the one that is open since is short."""
    found, judged = one(of_days(back([*STEADY, 320], dt.date(2023, 11, 29))))
    assert judged.rare is not None
    assert judged.rare.is_open
    assert (judged.kind, found.claims) == (FindingKind.TOO_FEW, ())


def test_none_for_a_long_time_is_a_finding_in_the_month_in_which_it_grows_too_long() -> None:
    """Of the last gap alone, one of five windows that are tried: so many times the mean of the 13 before as
    the F distribution passes with a fifth of a fortieth."""
    told = {}
    enough = stats.f.isf(0.05 / 2 / 5, 2, 26) * np.mean([*STEADY[:12], 47])
    for last in (dt.date(2023, number, 20) for number in range(1, 12)):
        found, judged = one(of_days(back([*STEADY[:12], 47], last)))
        assert judged.rare is not None
        assert judged.rare.is_open
        since = judged.rare.chart.since
        assert since is not None
        assert since.value == (END - last).days
        told[int(since.value)] = judged.is_claim
        if judged.is_claim:
            assert (found.claims[0].direction, rises(judged)) == ("better", False)
            assert judged.rare.chart.variation is Variation.IMPROVEMENT_HIGH
            assert (
                f"; none since 20 {last:%B} 2023, {(END - last).days} days to 31 December 2023, above"
                in said(found)
            )
            assert said(found).endswith(" between one and the next.")
    assert [days for days, is_told in told.items() if is_told] == [
        min(each for each in told if each > enough)
    ]


def test_an_open_gap_of_cases_is_judged_like_one_of_days() -> None:
    days = [day for day in back([40] * 16, dt.date(2022, 12, 5)) if day >= FIRST]
    claims = 0
    for later in range(0, 360, 30):
        moved = [day + dt.timedelta(later) for day in days]
        judged = one(of_days(moved, "percentage"))[1]
        if judged.rare is None or not judged.rare.is_open:
            continue
        assert judged.rare.chart.kind is Kind.G
        since = judged.rare.chart.since
        assert since is not None
        months = sum(period.start > moved[-1] for period in MONTHS)
        assert since.value == 20 * months, "the cases of a month stand before its event"
        claims += judged.is_claim
    assert claims == 1


def test_brothers_and_sisters_on_one_day_are_one_event_among_cases() -> None:
    days = [day for day in back([40] * 16 + [44], dt.date(2023, 12, 5)) if day >= FIRST]
    alone = one(of_days(days, "percentage"))[1].rare
    with_sister = one(of_days(sorted([*days, *days[3:5], days[-1]]), "percentage"))[1].rare
    assert alone is not None
    assert with_sister is not None
    assert len(with_sister.chart.points) == len(alone.chart.points)
    assert min(point.value or 0 for point in with_sister.chart.points) > 0


def rebase(day: dt.date) -> tuple[Annotation, ...]:
    return (Annotation(day, AnnotationKind.REBASE, "a new way of working", (), "director"),)


@pytest.mark.parametrize("day", [dt.date(2023, 12, 20), dt.date(2023, 9, 1), dt.date(2023, 12, 5)])
def test_nothing_is_said_by_limits_that_started_anew_with_too_few_events(day: dt.date) -> None:
    days = back([*STEADY, 320], dt.date(2023, 12, 5))
    found, judged = one(of_days(days, annotations=rebase(day)))
    assert (judged.rare, found.claims) == (None, ())
    later = of_days(days, annotations=rebase(END + dt.timedelta(1)))
    assert one(later)[1].kind is FindingKind.RARE


@pytest.mark.parametrize("size", range(1, 5))
def test_the_strength_of_days_is_that_of_the_f_distribution(size: int) -> None:
    gaps = [float(each) for each in [*STEADY, *[300] * size]]
    found = gap_strength(gaps, Kind.T)
    tried = [k for k in (1, 2, 3, 4, 6, 9, 12) if len(gaps) - k >= k]
    every = []
    for k in tried:
        ratio = np.mean(gaps[-k:]) / np.mean(gaps[:-k])
        law = stats.f(2 * k, 2 * (len(gaps) - k))
        every.append(2 * min(law.cdf(ratio), law.sf(ratio)))
    assert found.p == pytest.approx(min(min(every) * len(tried), 1.0), rel=1e-9)
    assert found.window == tried[int(np.argmin(every))]
    assert not found.rise


def test_the_strength_of_cases_is_that_of_the_negative_hypergeometric_distribution() -> None:
    cases = [12, 30, 4, 22, 41, 9, 17, 2, 35, 26, 11, 19, 8, 1, 0]
    found = gap_strength([float(each) for each in cases], Kind.G)
    every = []
    for k in (1, 2, 3, 4, 6):
        new, together = sum(cases[-k:]), sum(cases)
        law = stats.betabinom(together, k, len(cases) - k)
        every.append(2 * min(law.cdf(new), law.sf(new - 1)))
    assert found.p == pytest.approx(min(every) * 5, rel=1e-9)
    assert found.rise


@pytest.mark.parametrize("kind", [Kind.T, Kind.G])
def test_chance_alone_is_as_strong_no_more_often_than_it_says(kind: Kind) -> None:
    random = np.random.default_rng(5)
    draws = (
        random.exponential(200, (1500, 20)) if kind is Kind.T else random.geometric(0.08, (1500, 20)) - 1.0
    )
    p = np.array([gap_strength(list(row), kind).p for row in draws])
    for level in (0.01, 0.05, 0.2):
        assert (p <= level).mean() <= level + 3 * math.sqrt(level / len(p))
    assert (p <= 0.2).mean() > 0.05


def test_events_on_one_day_are_no_strength_that_nobody_can_compute() -> None:
    assert gap_strength([0.0] * 14, Kind.T).p == 1.0
    assert gap_strength([*[0.0] * 14, 50.0], Kind.T).p < 1e-200
    assert gap_strength([0.0] * 14, Kind.G).p == 1.0


def _steady(period: int) -> Period:
    return month(600 + period)


@pytest.mark.parametrize("kind", [Kind.T, Kind.G])
def test_as_many_signals_come_by_chance_as_are_announced(kind: Kind) -> None:
    """Charts of events at random, made one by one, against what is announced for all."""
    random = np.random.default_rng(11)
    tops = [0.0, 1.0] * 12
    series = [Observation(_steady(i), top, top, 40.0) for i, top in enumerate(tops)]
    count, gaps, signals = 700, 20, 0
    for _ in range(count):
        if kind is Kind.T:
            waits = np.maximum(random.exponential(400, gaps).round(), 1)
            days = back([int(each) for each in waits], dt.date(2023, 12, 5))
            made = chart(series, "lower", "count", between=EventDays(tuple(days)))
        else:
            cases = tuple(int(each) - 1 for each in random.geometric(0.02, gaps))
            made = chart(series, "lower", "percentage", between=CasesBetween(cases))
        assert made.kind is kind
        signals += made.is_signal and gap_strength(judged_gaps(made), kind).p <= 0.05
    announced = rare_alarm(kind, NHS_ENGLAND, gaps)
    assert 0.002 < announced < 0.06
    assert signals == pytest.approx(count * announced, abs=3.5 * math.sqrt(count * announced))


@pytest.mark.parametrize("kind", [Kind.T, Kind.G])
@pytest.mark.parametrize("share", [0.3, 1.0])
def test_as_many_open_gaps_are_called_too_long_by_chance_as_are_announced(kind: Kind, share: float) -> None:
    """Waits at random cut into months of `share` events: of those without one, the first in which the open
    gap is too long."""
    random, gaps, month_ = np.random.default_rng(3), 15, 1000.0
    looks = called = 0
    for _ in range(1500):
        waits = random.exponential(month_ / share, gaps + 1).round()
        held = waits[:-1].tolist()
        if kind is Kind.T:
            lines = xmr([each**T_POWER for each in held], count=gaps, screened=False)
        else:
            lines = cases_between(held, count=gaps)
        assert lines is not None
        upper = to_days(lines[0].upper) if kind is Kind.T else lines[0].upper
        ends = np.arange(random.uniform(0, month_), waits[-1], month_)[1:]
        is_told = [
            end > upper and gap_strength([*held, round(end)], kind, is_open=True).p <= 0.05 for end in ends
        ]
        looks, called = looks + len(ends), called + any(is_told)
    announced = looks * open_alarm(kind, NHS_ENGLAND, gaps, share)
    assert announced > 3
    assert called == pytest.approx(announced, abs=3.5 * math.sqrt(announced))


def test_gaps_across_a_start_of_limits_are_of_neither_stretch() -> None:
    days = back([30, 31] * 6 + [90, 91] * 6, dt.date(2023, 12, 5))
    made = chart(
        [Observation(_steady(i), float(i % 2), float(i % 2)) for i in range(24)],
        "lower",
        "count",
        between=EventDays(tuple(days)),
        annotations=rebase(days[12]),
    )
    assert len(judged_gaps(made)) == sum(a >= days[12] for a in days) - 1
