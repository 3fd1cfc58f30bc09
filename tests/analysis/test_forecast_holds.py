"""The interval of a forecast holds what comes as often as it says, on series of which the truth is known.

Each process is drawn for five years; the forecast knows nothing of the half year after them. Where the model
is right and nothing has to be learnt but its spread, the share that holds lies within three standard errors.
"""

from __future__ import annotations

import math

import pytest

from goldenthread.analysis.forecast import _METHODS, CONFIDENCE, Method, forecast
from tests.analysis.generated_series import AHEAD, KNOWN, PROCESSES


def held(name: str, seed: int, *, chosen: bool) -> int:
    """How many of the months to come lie in the interval: of the process's own method, or of the forecast."""
    series = PROCESSES[name](seed)
    if chosen:
        points = forecast(series[:KNOWN], AHEAD).points
    else:
        points = _METHODS[Method(name)](series[:KNOWN], AHEAD, CONFIDENCE, None)[0]
    assert [point.ahead for point in points] == list(range(1, AHEAD + 1))
    return sum(point.low <= truth <= point.high for point, truth in zip(points, series[KNOWN:], strict=True))


@pytest.mark.parametrize("name", [Method.LAST_MONTH, Method.LAST_YEAR])
def test_the_interval_of_a_plain_method_holds_four_months_in_five(name: str) -> None:
    """Months of one series stand or fall together, so that 600 series count as 600, not as 3,600 months."""
    share = sum(held(name, seed, chosen=False) for seed in range(600)) / (600 * AHEAD)
    assert abs(share - CONFIDENCE) < 3 * math.sqrt(CONFIDENCE * (1 - CONFIDENCE) / 600), share


def test_the_interval_of_the_level_holds_nearly_as_often_as_it_says() -> None:
    """It knows its spread and how much it takes up from 60 months alone, and takes both for known."""
    share = sum(held(Method.LEVEL, seed, chosen=False) for seed in range(30)) / (30 * AHEAD)
    assert 0.68 < share < 0.92, share


@pytest.mark.long
@pytest.mark.parametrize("name", PROCESSES)
def test_the_interval_that_is_shown_holds_at_least_as_often_as_it_says(name: str) -> None:
    """The method is chosen by its past, and its interval is no narrower than its errors of the past: it holds
    no less than 80 in a hundred, and not all."""
    share = sum(held(name, seed, chosen=True) for seed in range(60)) / (60 * AHEAD)
    assert 0.75 < share < 0.95, share


def test_an_interval_of_half_the_width_would_be_seen() -> None:
    series = [PROCESSES[Method.LAST_MONTH](seed) for seed in range(600)]
    inside = 0
    for each in series:
        points = _METHODS[Method.LAST_MONTH](each[:KNOWN], AHEAD, CONFIDENCE, None)[0]
        for point, truth in zip(points, each[KNOWN:], strict=True):
            inside += abs(truth - point.value) <= (point.high - point.value) / 2
    assert inside / (600 * AHEAD) < 0.6
