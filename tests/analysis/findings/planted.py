"""A generated council: 60 monthly series over five years, in 20 of which a change is planted.

Nothing here is taken from the product: numpy draws the figures. Sizes of changes are in standard deviations
of the series' own months about their usual season, chance and overdispersion together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator

MONTHS = 60
"""January 2019 to December 2023."""

SEASON = np.array([1.02, 0.98, 1.12, 0.95, 1.08, 1.06, 1.04, 0.80, 1.05, 1.10, 1.06, 0.74])
"""What contacts do in a year of schools: few in August and December."""

Shape = Literal["count", "percentage", "rate", "average"]
Planted = Literal["", "shift", "drift", "outlier"]

SIZES = {"shift": 3.0, "drift": 4.5, "outlier": 5.0}
"""Of a drift, how far the latest month has come."""

BEGAN = {"shift": (3, 10), "drift": (8, 13), "outlier": (1, 2)}
"""How many months a change has lasted, from, and up to but not with."""


@dataclass(frozen=True)
class Made:
    """One series: events, cases (or 1) and values, each of length MONTHS, and what was planted."""

    name: str
    shape: Shape
    top: np.ndarray
    bottom: np.ndarray
    value: np.ndarray
    planted: Planted
    rises: bool
    rebased: int = 0  # the month of a recorded decision to start limits anew, 0 for none


def council(seed: int, sizes: dict[str, float] = SIZES) -> list[Made]:
    """40 stable series and 20 with a change, in a random order."""
    random = np.random.default_rng(seed)
    kinds: list[Planted] = ["shift"] * 7 + ["drift"] * 7 + ["outlier"] * 6
    plan = [*kinds, *[""] * 40]
    made = [_series(f"m{place:02}", planted, random, sizes) for place, planted in enumerate(plan)]
    return [made[place] for place in random.permutation(len(made))]


def _series(name: str, planted: Planted, random: Generator, sizes: dict[str, float]) -> Made:
    shape: Shape = random.choice(["count", "percentage", "rate", "average"], p=[0.35, 0.4, 0.15, 0.1])
    lift, rises = _lift(planted, random, sizes)
    rebased = 0
    if not planted and random.random() < 0.1:  # an old shift, with its rebase: no news
        rebased = int(random.integers(18, 25))
        lift[MONTHS - rebased :] += random.choice([-3, 3])
    elif not planted and random.random() < 0.1:  # an odd month of last year
        lift[MONTHS - int(random.integers(8, 20))] += random.choice([-5, 5])
    seasonal = shape != "average" and random.random() < (0.5 if shape != "percentage" else 0.15)
    season = 1 + (SEASON / SEASON.mean() - 1) * random.uniform(0.5, 1.2) * seasonal
    make = {"count": _count, "rate": _rate, "percentage": _percentage, "average": _average}[shape]
    top, bottom, value = make(random, lift, np.tile(season, MONTHS // 12))
    return Made(name, shape, top, bottom, value, planted, rises, rebased)


def _lift(planted: Planted, random: Generator, sizes: dict[str, float]) -> tuple[np.ndarray, bool]:
    lift = np.zeros(MONTHS)
    rises = bool(random.random() < 0.5)
    if planted:
        lasted = int(random.integers(*BEGAN[planted]))
        ramp = np.arange(1, lasted + 1) / lasted if planted == "drift" else np.ones(lasted)
        lift[MONTHS - lasted :] = sizes[planted] * ramp * (1 if rises else -1)
    return lift, rises


def _count(random: Generator, lift: np.ndarray, season: np.ndarray) -> tuple[np.ndarray, ...]:
    mean = float(np.exp(random.uniform(np.log(60), np.log(500))))
    wide = random.uniform(1.0, 2.5)
    level = np.maximum(mean * season + lift * np.sqrt(wide * mean), 0.2)
    value = _overdispersed(random, level, wide)
    return value, np.ones(MONTHS), value


def _rate(random: Generator, lift: np.ndarray, season: np.ndarray) -> tuple[np.ndarray, ...]:
    people = np.repeat(random.integers(30_000, 90_000) * (1 + 0.004 * np.arange(MONTHS // 12)), 12).round()
    top, _, _ = _count(random, lift, season)
    return top, people, top / people * 10_000


def _percentage(random: Generator, lift: np.ndarray, season: np.ndarray) -> tuple[np.ndarray, ...]:
    cases = random.poisson(np.exp(random.uniform(np.log(60), np.log(450))), MONTHS) + 20
    share = random.uniform(0.12, 0.88)
    wide = random.uniform(1.0, 2.0)
    sd = np.sqrt(wide * share * (1 - share) / cases.mean())
    level = np.clip(share * (1 + (season - 1) * 0.4) + lift * sd, 0.01, 0.99)
    if wide > 1.05:
        strength = (cases - wide) / (wide - 1)
        level = random.beta(level * strength, (1 - level) * strength)
    top = random.binomial(cases, level).astype(float)
    return top, cases.astype(float), top / cases * 100


def _average(random: Generator, lift: np.ndarray, season: np.ndarray) -> tuple[np.ndarray, ...]:
    mean, spread = random.uniform(10, 40), random.uniform(0.03, 0.12)
    value = mean * (1 + spread * (random.standard_normal(MONTHS) + lift))
    return value * 100, np.full(MONTHS, 100.0), value


def _overdispersed(random: Generator, level: np.ndarray, wide: float) -> np.ndarray:
    """Poisson counts whose own means vary, so that their variance is `wide` times the mean."""
    if wide < 1.05:
        return random.poisson(level).astype(float)
    return random.poisson(random.gamma(level / (wide - 1), wide - 1)).astype(float)
