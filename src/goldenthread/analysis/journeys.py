"""How long steps took: Kaplan–Meier estimates over waits that have ended and waits that go on.

A wait that is still going on says that the step took at least so long, and is counted so. One that ended
otherwise has not reached the step and never will: it stays among those not reached for as long as the records
go, which is known for each because records end for all on one day. The estimate is then of the share of all
who began, and not of those alone whose wait had a good end.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.analysis.intervals import CONFIDENCE
from goldenthread.model.journey import Waits

SHARES = (0.25, 0.5, 0.75)
"""The quartiles."""

_SAME = 1e-9
"""A product of fractions that comes to a half is a half."""


@dataclass(frozen=True)
class Reached:
    """By how many days a share of those who began had reached the step, with its interval.

    `days` is None where so many have not reached it in the time that is known; `low` and `high` likewise,
    each by itself.
    """

    share: float
    days: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class ShareReached:
    """The share of those who began that had reached the step within some days, with its interval."""

    days: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Journey:
    """One step of one cohort and group. entered = reached + otherwise + waiting.

    `quartiles` are the days by which a quarter, a half and three quarters had reached the step. `curve` holds
    the share reached at every length at which it rises. `longest` is the longest time for which the estimate
    is known: that of the longest wait, after which nobody is left of whom more is known.
    """

    step: str
    cohort: str
    group: str
    entered: int
    reached: int
    otherwise: int
    waiting: int
    quartiles: tuple[Reached, ...] = ()
    curve: tuple[ShareReached, ...] = ()
    longest: int = 0
    reason: str = ""
    flags: tuple[str, ...] = ()

    def within(self, days: int) -> ShareReached | None:
        """The share that had reached the step within some days; None where nobody is known for so long.
        Once everybody had reached it, the share is 1 ever after."""
        everybody = bool(self.curve) and self.curve[-1].share >= 1 - _SAME
        if self.entered == 0 or (days > self.longest and not everybody):
            return None
        before = [point for point in self.curve if point.days <= days]
        if not before:
            return ShareReached(days, 0.0, 0.0, 0.0)
        return ShareReached(days, before[-1].share, before[-1].low, before[-1].high)


def journey(waits: Waits, confidence: float = CONFIDENCE) -> Journey:
    """The estimates of one cohort's waits."""
    reached, otherwise, waiting = (
        sum(getattr(wait, kind) for wait in waits.waits) for kind in ("reached", "otherwise", "waiting")
    )
    entered = reached + otherwise + waiting
    numbers = (waits.step, waits.cohort, waits.group, entered, reached, otherwise, waiting)
    if not entered:
        return Journey(*numbers, reason=waits.reason, flags=waits.flags)
    curve = _curve(waits, confidence) if reached else ()
    quartiles = tuple(_reached(curve, share) for share in SHARES)
    longest = max(wait.days for wait in waits.waits)
    return Journey(*numbers, quartiles, curve, longest, waits.reason, waits.flags)


def _curve(waits: Waits, confidence: float) -> tuple[ShareReached, ...]:
    """Kaplan–Meier, with the interval on the log-minus-log scale."""
    from scipy.stats import CensoredData, ecdf

    ended = [wait.days for wait in waits.waits for _ in range(wait.reached)]
    going_on = [wait.days for wait in waits.waits for _ in range(wait.otherwise + wait.waiting)]
    found = ecdf(CensoredData(uncensored=ended, right=going_on)).sf
    with warnings.catch_warnings():  # undefined where nobody or everybody is left: said below
        warnings.simplefilter("ignore", RuntimeWarning)
        interval = found.confidence_interval(confidence, method="log-log")
    left, low, high = found.probabilities, interval.low.probabilities, interval.high.probabilities
    points = zip(found.quantiles.tolist(), left.tolist(), low.tolist(), high.tolist(), strict=True)
    rises: list[ShareReached] = []
    for day, remaining, lowest, highest in points:
        if (rises and abs(1 - remaining - rises[-1].share) <= _SAME) or remaining >= 1:
            continue
        everybody = remaining <= _SAME  # no interval: it is taken as certain, as the literature does
        rises.append(
            ShareReached(
                int(day),
                1 - remaining,
                1.0 if everybody else 1 - highest,
                1.0 if everybody else 1 - lowest,
            )
        )
    return tuple(rises)


def _reached(curve: Sequence[ShareReached], share: float) -> Reached:
    """The first days at which the curve, and each limit of its interval, reaches a share. The upper limit
    reaches it first."""
    first = [
        next((point.days for point in curve if getattr(point, side) >= share - _SAME), None)
        for side in ("share", "high", "low")
    ]
    return Reached(share, *first)
