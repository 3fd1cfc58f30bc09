"""How strong the evidence is that the latest months differ from those before: one scale for every series.

The scale is a probability. For each number of latest months in `WINDOWS` the level of those months is set
against the level of the months before by a t-test; the smallest of these probabilities, times the number of
windows tried, is the strength: chance alone gives one as small at most that often (the union bound). A single
odd month shows in the shortest window, a shift or a drift in a longer one.

Counts, rates and percentages are first put on a scale on which chance spreads alike at every level (square
root and arcsine, Anscombe 1948), and they may spread more than chance gives, never less.

The persistence of a series is known from its own few months alone. Of one that seems persistent the strength
is no smaller than the share of unchanged series as long, that seem as persistent and are so or more, that are
as strong. What remains: of 36 months and more about one unchanged series in a hundred has a strength of 0.01
while it keeps up to 0.8 of its distance from its level, and two or three when it keeps 0.9 or more; of 24
months two to four from 0.4 on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenthread.analysis.findings.scan import WINDOWS, Array, persistence, scan, windows_of
from goldenthread.analysis.findings.trials import SLOW, calibrated
from goldenthread.analysis.spc import Observation
from goldenthread.model.measure import Form, Timing

ALPHA = 0.01
"""The strength at which several latest months together are called a change although no rule of the chart is
broken: about one unchanged series in a hundred has it, of the most persistent up to four (see above)."""

STILL_THERE = 0.25
"""How much of the way from the level before to that of the latest months the very latest must have kept: of
months that went down and came back nobody should read that the level is lower."""

SLOW_ALPHA = 0.05
"""The strength that a signal of the chart needs beside it in a series that moves slowly."""


@dataclass(frozen=True)
class Strength:
    """The evidence of change in one series.

    `p` is the probability defined above, `log_p` its natural logarithm, which tells apart what is too small
    for `p`. `window` is the number of latest points that differ most; `rise` whether they lie above.
    `persistence` is how much of its distance from its level the series keeps to the next point.
    """

    p: float
    log_p: float
    window: int
    rise: bool
    persistence: float

    @property
    def is_slow(self) -> bool:
        """Whether the series moves so slowly that a chart, which takes each point for itself, says little."""
        return self.persistence >= SLOW

    @property
    def leaves_to_chance(self) -> bool:
        """Whether it moves so slowly that chance alone may bring its points where the rules of a chart call
        them signals, and nothing else says that it changed."""
        return self.is_slow and self.p > SLOW_ALPHA


@dataclass(frozen=True)
class Scores:
    """A series on the scale on which it is tested: `values` of shape (points,), their precision `weights`,
    and the least variance that chance leaves them at weight 1 (0 where the form does not say)."""

    values: Array
    weights: Array
    floor: float


def strength(
    observations: Sequence[Observation], form: Form, timing: Timing, run: int = 0
) -> Strength | None:
    """The strength of one series in order; months without a figure are passed over.

    A `run` of so many latest points, longer than any window, has a level of its own where it is asked how
    persistent the series is: else one step of long ago would pass for a series that moves slowly.

    None where the latest month has no figure, or too few months have one.
    """
    held = [each for each in observations if each.value is not None]
    if not observations or observations[-1].value is None or not windows_of(len(held)):
        return None
    made = scores(held, form, timing)
    values = made.values[None, :]
    found = scan(values, made.weights, made.floor)
    log_p = float(calibrated(found, len(held))[0])
    kept = float(found.persistence[0])
    if WINDOWS[-1] < run < len(held):
        kept = min(kept, float(persistence(values, run)[0]))
    return Strength(math.exp(log_p), log_p, int(found.window[0]), bool(found.rise[0]), kept)


def scores(held: Sequence[Observation], form: Form, timing: Timing) -> Scores:
    """The observations, all with a value, on the scale of the test.

    Of a stock most cases are those of the month before, so that it may spread less than chance alone gives.
    """
    values = np.array([each.value for each in held], dtype=float)
    tops = np.array([_number(each.numerator) for each in held])
    bottoms = np.array([_number(each.denominator) for each in held])
    floor = 1.0 if timing == "flow" else 0.0
    if form == "count" and (values >= 0).all():
        return Scores(2 * np.sqrt(values + 0.375), np.ones(len(held)), floor)
    counted = bool((tops >= 0).all() and (bottoms > 0).all())
    if form == "rate" and counted:
        exposure = bottoms / bottoms.mean()
        return Scores(2 * np.sqrt((tops + 0.375) / exposure), exposure, floor)
    if form == "percentage" and counted and (tops <= bottoms).all():
        share = (tops + 0.375) / (bottoms + 0.75)
        return Scores(np.arcsin(np.sqrt(share)), 4 * bottoms + 2, floor)
    return Scores(values, np.ones(len(held)), 0.0)


def _number(value: float | None) -> float:
    return -1.0 if value is None else float(value)
