"""An authority's place among all, its quartile by LAIT's rule, and the likely range of its place."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from goldenthread.model.measure import Polarity

HIGH, LOW = "High", "Low"
POLARITIES: dict[Polarity, str] = {"higher": HIGH, "lower": LOW}
"""A card's polarity in LAIT's words; for others no place is better than another."""

Drawn = NDArray[np.float64]

DRAWS, SEED = 2_000, 20_240_131
TAIL = 0.025
FEWEST_MOVES = 30
"""Changes from year to year from which their usual size is taken; of fewer nothing is said."""


def place(own: float, values: Sequence[float], polarity: str) -> int:
    """The place of a value among all (its own included): 1 is the best, ties share the lowest number."""
    better = (one > own for one in values) if polarity == HIGH else (one < own for one in values)
    return 1 + sum(better)


def quartile(own: float, values: Sequence[float], polarity: str) -> str:
    """The quartile band, A (best) to D. Quartiles are of all values, linear between them; a value on an edge
    belongs to the band of the lower values."""
    if len(values) < 2:
        return ""
    edges = statistics.quantiles(values, n=4, method="inclusive")
    band = sum(own > edge for edge in edges)
    return "DCBA"[band] if polarity == HIGH else "ABCD"[band]


def range_by_counts(
    own: str, values: Mapping[str, float], cases: Mapping[str, float], polarity: str, *, share: bool
) -> tuple[int, int]:
    """The likely range of a place from the counts behind each figure, by drawing 2,000 times.

    A percentage is drawn from the beta distribution (Jeffreys) of its cases, the denominators; a rate from
    the gamma distribution of its count. An authority without counts keeps its figure. 95% of draws lie
    within.
    """
    if share:
        known = [name for name in values if name in cases]
        parts = [min(max(values[name] / 100, 0.0), 1.0) for name in known]
        good = [part * cases[name] + 0.5 for part, name in zip(parts, known, strict=True)]
        other = [(1 - part) * cases[name] + 0.5 for part, name in zip(parts, known, strict=True)]
        drawn = _random().beta(good, other, size=(DRAWS, len(known))) * 100
    else:
        known = [name for name in values if cases.get(name, 0) > 0 and values[name] > 0]
        shape = [cases[name] + 0.5 for name in known]
        scale = [values[name] / cases[name] for name in known]
        drawn = _random().gamma(shape, scale, size=(DRAWS, len(known)))
    return _range(own, values, known, drawn, polarity)


def range_by_movement(own: str, values: Mapping[str, float], spread: float, polarity: str) -> tuple[int, int]:
    """The likely range of a place when the counts are not published: each figure is drawn from the normal
    distribution round it with the usual movement of figures from year to year."""
    names, centres = list(values), list(values.values())
    drawn = _random().normal(centres, spread, size=(DRAWS, len(names)))
    return _range(own, values, names, drawn, polarity)


def _random() -> np.random.RandomState:
    """Numbers that are the same in every edition, and in every version of NumPy."""
    return np.random.RandomState(SEED)


def _range(
    own: str, values: Mapping[str, float], known: Sequence[str], drawn: Drawn, polarity: str
) -> tuple[int, int]:
    """The places within which 95% of draws lie. `drawn` has a row a draw and a column for each of `known`;
    the others keep their figures. The place by the figures themselves is always within."""
    fixed = np.array([value for name, value in values.items() if name not in known])
    mine = drawn[:, known.index(own)] if own in known else np.full(DRAWS, values[own])
    better = np.greater if polarity == HIGH else np.less
    ahead = better(drawn, mine[:, None]).sum(axis=1) + better(fixed, mine[:, None]).sum(axis=1)
    places = sorted(int(one) + 1 for one in ahead)
    edge = int(TAIL * len(places))
    now = place(values[own], list(values.values()), polarity)
    return min(places[edge], now), max(places[-1 - edge], now)


def usual_movement(before_and_after: Sequence[tuple[float, float]]) -> float | None:
    """The spread of one figure as far as changes from year to year tell: 1.4826 times the median distance
    of changes from the usual change, over the root of two. None of too few, or when nothing moves."""
    if len(before_and_after) < FEWEST_MOVES:
        return None
    changes = [after - before for before, after in before_and_after]
    usual = statistics.median(changes)
    spread = 1.4826 * statistics.median(abs(change - usual) for change in changes) / 2**0.5
    return spread or None
