from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from goldenthread.analysis.spc import (
    NHS_ENGLAND,
    CasesBetween,
    EventDays,
    between_of,
    chart_of,
    is_of_rare_events,
    unbroken,
)
from goldenthread.base.periods import Period
from goldenthread.model.event import EventDay, Events
from goldenthread.model.measure import Form, Measure
from goldenthread.model.result import Result, Status
from tests.analysis.build import measure, result
from tests.analysis.spc.series_of import months

RARE = [0, 1, 0, 2] * 4
OFTEN = [3, 1, 4, 2] * 4


def given(
    tops: Sequence[int], form: Form = "percentage"
) -> tuple[Measure, list[Period], list[Result], Events]:
    """A measure with so many events a month among 20 cases, and those events on the first days of it."""
    periods = months(len(tops))
    card = measure(form=form, timing="flow")
    if form == "percentage":
        made = [result(top / 20 * 100, numerator=float(top), denominator=20.0) for top in tops]
    else:
        made = [result(float(top), numerator=float(top)) for top in tops]
    days, before = [], 0
    for period, top in zip(periods, tops, strict=True):
        for number in range(top):
            days.append(EventDay(period.start + dt.timedelta(number), before if number == 0 else 0))
            before = 0
        before += 20 - top
    counted = tuple((top, 20 if form == "percentage" else 0) for top in tops)
    return card, periods, made, Events(card.id, "E1", tuple(periods), tuple(days), counted)


def test_a_share_has_cases_between_and_a_count_days() -> None:
    card, periods, made, events = given(RARE)
    cases = between_of(card, periods, made, NHS_ENGLAND, events)
    assert isinstance(cases, CasesBetween)
    assert cases.cases[:3] == (39, 0, 38)  # 19 + 20, the same month, 18 + 20
    assert (cases.since, cases.days[0]) == (dt.date(2020, 2, 1), dt.date(2020, 4, 1))
    days = between_of(*given(RARE, "count")[:3], NHS_ENGLAND, given(RARE, "count")[3])
    assert days == EventDays(tuple(each.day for each in events.days), periods[-1].end)


@pytest.mark.parametrize("form", ["percentage", "count"])
def test_nothing_is_known_of_a_month_that_nobody_has_counted(form: Form) -> None:
    """The gap that is open goes up to the end of the last month that was counted."""
    card, periods, made, events = given(RARE, form)
    unknown = result(None, reason="the load ends before the month does")
    found = between_of(card, months(len(RARE) + 1), [*made, unknown], NHS_ENGLAND, events)
    assert found is not None
    assert found.until == periods[-1].end


@pytest.mark.parametrize("every", [17, 8])
def test_a_share_that_is_as_often_all_or_more_is_not_of_rare_events(every: int) -> None:
    card, periods, made, _ = given([*[0] * 8, *[20] * every])
    assert not is_of_rare_events(card, periods, made, NHS_ENGLAND)
    few = given([*[0] * 9, *[20] * 8])
    assert is_of_rare_events(*few[:3], NHS_ENGLAND)


def test_events_that_are_not_rare_have_none() -> None:
    card, periods, made, events = given(OFTEN)
    assert not is_of_rare_events(card, periods, made, NHS_ENGLAND)
    assert between_of(card, periods, made, NHS_ENGLAND, events) is None


def test_cases_that_are_nearly_always_events_are_no_rare_events() -> None:
    card, periods, made, _ = given([20, 20, 20, 19] * 4)
    assert not is_of_rare_events(card, periods, made, NHS_ENGLAND)


@pytest.mark.parametrize("changed", [(1, 20), (0, 19)])
def test_events_that_are_not_those_of_the_figures_are_not_drawn(changed: tuple[int, int]) -> None:
    card, periods, made, events = given(RARE)
    other = replace(events, counted=(changed, *events.counted[1:]))
    assert between_of(card, periods, made, NHS_ENGLAND, other) is None
    assert between_of(card, periods, made, NHS_ENGLAND, Events(card.id, "E1", reason="none")) is None


def test_the_latest_events_alone_are_charted() -> None:
    card, periods, made, events = given(RARE * 5)
    cases = between_of(card, periods, made, NHS_ENGLAND, events)
    assert isinstance(cases, CasesBetween)
    assert len(cases.cases) == len(cases.days) == 36
    assert cases.days[-1] == events.days[-1].day


def test_limits_of_a_baseline_stay_because_all_events_are_charted() -> None:
    rules = replace(NHS_ENGLAND, name="mine", baseline=12)
    tops = [*RARE, *[0, 0, 1, 0] * 4, *RARE * 4]
    early, late = ([*tops], [*tops, *RARE])
    limits = []
    for each in (early, late):
        card, periods, made, events = given(each)
        cases = between_of(card, periods, made, rules, events)
        assert isinstance(cases, CasesBetween)
        assert len(cases.cases) == len(events.days) - 1
        drawn = chart_of(card, periods, made, None, rules, (), cases)
        limits.append((drawn.mean, drawn.upper))
    assert limits[0] == limits[1]


def test_a_stretch_ends_with_its_last_figure_and_begins_after_its_last_gap() -> None:
    _, periods, made, _ = given(RARE)
    gap = replace(result(None), status=Status.NOT_AVAILABLE, reason="no load")
    empty = replace(result(None), numerator=0.0, denominator=0.0, status=Status.NO_CASES)
    assert unbroken(periods, made) == tuple(periods)
    assert unbroken(periods, [*made[:5], gap, *made[6:]]) == tuple(periods[6:])
    assert unbroken(periods, [*made[:5], None, *made[6:-1], gap]) == tuple(periods[6:-1])
    assert unbroken(periods, [*made[:5], empty, *made[6:]]) == tuple(periods)
    assert unbroken(periods, [gap] * len(periods)) == ()
