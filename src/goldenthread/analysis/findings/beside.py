"""A figure beside published ones: which may be tested by the figure's own chance, and how strong each is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scipy.special import log_ndtr, ndtri

from goldenthread.analysis.comparators import Comparator
from goldenthread.analysis.findings.records import Beside, FindingKind, Judged
from goldenthread.analysis.intervals import Interval, Verdict, compare_with

LARGE = ("england", "region", "neighbours")
"""Comparators of so many children that their own chance is small beside that of the council's figure. Of a
single authority as small as the council it is not, and published figures do not say how large it is."""

DIFFERS = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
"""The verdicts that say that a figure differs by more than chance."""


@dataclass(frozen=True)
class BesideTest:
    """A figure tested against one published figure. `log_p` is the logarithm of how often a process at the
    level of the comparator would give a figure so far from it."""

    beside: Beside
    verdict: Verdict
    higher: bool
    log_p: float

    @property
    def differs(self) -> bool:
        """Whether the comparator lies outside the 95% interval of the figure."""
        return self.verdict in DIFFERS


def beside_of(comparators: Iterable[Comparator]) -> tuple[Beside, ...]:
    """The published figures that findings may speak of: like the measure, and of areas large enough."""
    return tuple(
        Beside(one.in_full, one.period_label, one.value, one.polarity)
        for one in comparators
        if one.like and one.value is not None and one.kind in LARGE
    )


def beside_tests(judged: Judged) -> list[BesideTest]:
    """The tests of one series against its comparators; none where its figure does not say how it spreads."""
    series = judged.series
    if judged.kind in (FindingKind.TOO_FEW, FindingKind.NO_FIGURE):
        return []
    found = []
    for each in series.beside:
        compared = compare_with(series.measure, series.known, each.value, polarity=each.polarity)
        if compared.interval is not None:
            log_p = _log_p(compared.interval, each.value)
            higher = compared.interval.value > each.value
            found.append(BesideTest(each, compared.verdict, higher, log_p))
    return found


def _log_p(interval: Interval, value: float) -> float:
    """By the half of the interval that lies towards the comparator; both ways counted."""
    gap = abs(interval.value - value)
    half = interval.value - interval.low if interval.value > value else interval.high - interval.value
    if not gap or not half:
        return 0.0
    distance = ndtri((1 + interval.confidence) / 2) * gap / half
    return math.log(2) + float(log_ndtr(-distance))
