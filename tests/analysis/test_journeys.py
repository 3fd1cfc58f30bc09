"""Kaplan–Meier estimates of waits, held against lifelines and statsmodels and against simulated truth."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.analysis.journeys import Journey, Reached, ShareReached, journey
from goldenthread.model.journey import Wait, Waits


def waits(*found: Wait, reason: str = "") -> Waits:
    return Waits("contact_to_referral", "E1", "2023-12", "all", "all", found, reason=reason)


def expanded(found: tuple[Wait, ...]) -> tuple[list[int], list[int]]:
    days, ended = [], []
    for wait in found:
        days += [wait.days] * (wait.reached + wait.otherwise + wait.waiting)
        ended += [1] * wait.reached + [0] * (wait.otherwise + wait.waiting)
    return days, ended


some = st.integers(0, 6)
lengths = st.lists(
    st.builds(Wait, st.integers(0, 90), some, some, some), min_size=1, max_size=25, unique_by=lambda w: w.days
).map(lambda found: tuple(sorted(found, key=lambda w: w.days)))


@settings(deadline=None, max_examples=25)
@given(lengths)
def test_the_curve_and_its_quartiles_are_those_of_lifelines(found: tuple[Wait, ...]) -> None:
    from lifelines import KaplanMeierFitter
    from lifelines.utils import qth_survival_times

    made = journey(waits(*found))
    days, ended = expanded(found)
    if not sum(ended):
        assert made.curve == ()
        return
    fitted = KaplanMeierFitter().fit(days, ended)
    interval = fitted.confidence_interval_
    for point in made.curve:
        assert 1 - point.share == pytest.approx(float(fitted.predict(point.days)), abs=1e-9)
        if point.share < 1:
            low, high = interval.loc[: point.days].iloc[-1]
            assert (1 - point.high, 1 - point.low) == pytest.approx((low, high), abs=1e-9)
    for quartile in made.quartiles:
        left = 1 - quartile.share
        median = float(qth_survival_times(left + 1e-9, fitted.survival_function_))
        assert (quartile.days if quartile.days is not None else np.inf) == median


@settings(deadline=None, max_examples=25)
@given(lengths)
def test_the_curve_is_that_of_statsmodels(found: tuple[Wait, ...]) -> None:
    from statsmodels.duration.survfunc import SurvfuncRight

    days, ended = expanded(found)
    if not sum(ended):
        return
    with np.errstate(all="ignore"):
        fitted = SurvfuncRight(days, ended)
    beside = {
        int(day): 1 - left
        for day, left, n in zip(fitted.surv_times, fitted.surv_prob, fitted.n_events, strict=True)
        if n
    }
    assert {point.days: point.share for point in journey(waits(*found)).curve} == pytest.approx(beside)


def test_by_hand() -> None:
    """Ten began. Four had reached it by day 3, one wait of two days goes on; then two of five on day 7."""
    found = journey(waits(Wait(1, reached=2), Wait(2, waiting=1), Wait(3, reached=2), Wait(7, 2, 1, 2)))
    assert (found.entered, found.reached, found.otherwise, found.waiting) == (10, 6, 1, 3)
    left = [0.8, 0.8 * 5 / 7, 0.8 * 5 / 7 * 3 / 5]
    assert [(p.days, p.share) for p in found.curve] == [
        (day, pytest.approx(1 - share)) for day, share in zip((1, 3, 7), left, strict=True)
    ]
    assert [quartile.days for quartile in found.quartiles] == [3, 7, None]
    assert found.within(6) == ShareReached(6, *(getattr(found.curve[1], k) for k in ("share", "low", "high")))
    assert found.within(0) == ShareReached(0, 0.0, 0.0, 0.0)
    assert (found.longest, found.within(8)) == (7, None)


def test_once_everybody_reached_it_the_share_stays_whole() -> None:
    """All nine within 12 days: within 20 days it was all of them, although no wait was so long."""
    found = journey(waits(Wait(3, reached=5), Wait(12, reached=4)))
    assert found.within(20) == ShareReached(20, 1.0, 1.0, 1.0)
    assert found.within(11) is not None
    assert found.within(11).share == pytest.approx(5 / 9)  # type: ignore[union-attr]
    one_waits = journey(waits(Wait(3, reached=5), Wait(12, reached=4), Wait(13, waiting=1)))
    assert one_waits.within(20) is None


def test_half_to_the_day_is_half() -> None:
    """1/4 and then 1/3 of the rest come to a half, whatever the float says."""
    found = journey(waits(Wait(5, reached=1), Wait(9, reached=1), Wait(60, waiting=2)))
    assert found.quartiles[1].days == 9
    assert found.quartiles[0].days == 5


def test_a_wait_that_ended_otherwise_never_reaches_the_step() -> None:
    """Of ten two reached it in five days and eight were closed: half of them never reach it."""
    found = journey(waits(Wait(5, reached=2), Wait(40, otherwise=8)))
    assert [quartile.days for quartile in found.quartiles] == [None, None, None]
    assert found.within(40) is not None
    assert found.within(40).share == pytest.approx(0.2)  # type: ignore[union-attr]


def test_with_competing_ends_the_share_is_the_cumulative_incidence() -> None:
    """Entries spread over two months and records that end for all on one day: the estimate agrees with
    Aalen–Johansen's, and with what would be seen if nothing were cut off."""
    from lifelines import AalenJohansenFitter

    chance = random.Random(3)
    found: dict[int, dict[str, int]] = {}
    durations, kinds, full = [], [], 0
    for _ in range(2000):
        follow_up = chance.randrange(20, 81)
        step, other = int(chance.expovariate(1 / 30)), int(chance.expovariate(1 / 50))
        full += step <= other and step <= 40
        if min(step, other) > follow_up:
            kind, days, event = "waiting", follow_up, 0
        elif step <= other:
            kind, days, event = "reached", step, 1
        else:
            kind, days, event = "otherwise", follow_up, 2
        row = found.setdefault(days, {})
        row[kind] = row.get(kind, 0) + 1
        durations.append(min(step, other, follow_up))
        kinds.append(event)
    made = journey(waits(*(Wait(days, **row) for days, row in sorted(found.items()))))
    beside = AalenJohansenFitter(seed=1, calculate_variance=False).fit(
        np.array(durations) + np.random.default_rng(2).uniform(0, 1e-6, 2000), kinds, event_of_interest=1
    )
    share = made.within(40)
    assert share is not None
    assert share.share == pytest.approx(float(beside.cumulative_density_.loc[:40.5].iloc[-1, 0]), abs=0.01)
    assert share.share == pytest.approx(full / 2000, abs=0.02)
    assert share.low < full / 2000 < share.high


def test_nobody_and_not_available() -> None:
    assert journey(waits()) == Journey("contact_to_referral", "2023-12", "all", 0, 0, 0, 0)
    assert journey(waits(reason="no contacts in the load")).reason == "no contacts in the load"
    assert journey(waits()).within(3) is None
    still = journey(waits(Wait(4, waiting=3)))
    assert still.quartiles[1] == Reached(0.5, None, None, None)
    assert still.within(4) == ShareReached(4, 0.0, 0.0, 0.0)


def test_all_at_once() -> None:
    made = journey(waits(Wait(0, reached=3)))
    assert made.quartiles[1] == Reached(0.5, 0, 0, 0)
