"""Series drawn by numpy from the processes that the forecast's methods take a stock for.

Nothing here is taken from the product: each is the process of one method, with errors of the normal
distribution, long enough to forecast from its first months and to see what came.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

KNOWN = 60
AHEAD = 6

Drawn = list[float]


def walk(seed: int) -> Drawn:
    """The same as last month: each month adds chance to the one before."""
    chance = np.random.default_rng(seed)
    return list(400 + np.cumsum(chance.normal(0, 6, KNOWN + AHEAD)))


def year(seed: int) -> Drawn:
    """The same as last year: each month adds chance to the same month of the year before."""
    chance = np.random.default_rng(seed)
    made = list(400 + chance.normal(0, 30, 12))
    for month in range(12, KNOWN + AHEAD):
        made.append(made[month - 12] + float(chance.normal(0, 6)))
    return made


def level(seed: int, kept: float = 0.4) -> Drawn:
    """A level that takes up a part of each error: exponential smoothing's own process."""
    chance, here, made = np.random.default_rng(seed), 400.0, []
    for _ in range(KNOWN + AHEAD):
        error = float(chance.normal(0, 6))
        made.append(here + error)
        here += kept * error
    return made


def trend(seed: int, kept: float = 0.4, turned: float = 0.1, fades: float = 0.9) -> Drawn:
    """A level and a slope that each take up a part of the errors, the slope fading."""
    chance, here, slope, made = np.random.default_rng(seed), 400.0, 4.0, []
    for _ in range(KNOWN + AHEAD):
        error = float(chance.normal(0, 6))
        made.append(here + fades * slope + error)
        here, slope = here + fades * slope + kept * error, fades * slope + turned * error
    return made


PROCESSES: dict[str, Callable[[int], Drawn]] = {
    "same as last month": walk,
    "same as last year": year,
    "exponential smoothing of the level": level,
    "exponential smoothing with a fading trend": trend,
}
"""Each process by the method whose model it is."""
