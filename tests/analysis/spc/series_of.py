"""Small series for tests of control charts."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.spc import Observation
from goldenthread.base.periods import Period, month

FIRST = 600
"""January 2020."""


def months(count: int) -> list[Period]:
    return [month(FIRST + each) for each in range(count)]


def values(numbers: Sequence[float | None]) -> list[Observation]:
    """A value a month, None a gap."""
    return [
        Observation(period, None if number is None else float(number), number)
        for period, number in zip(months(len(numbers)), numbers, strict=True)
    ]


def shares(tops: Sequence[float | None], bottoms: Sequence[float] | float) -> list[Observation]:
    """A percentage a month."""
    return rates(tops, bottoms, 100)


def rates(tops: Sequence[float | None], bottoms: Sequence[float] | float, times: float) -> list[Observation]:
    """Events for so many cases or people, by the number they are told per."""
    among = [bottoms] * len(tops) if isinstance(bottoms, int | float) else bottoms
    return [
        Observation(period, None) if top is None else Observation(period, top / n * times, top, n)
        for period, top, n in zip(months(len(tops)), tops, among, strict=True)
    ]
