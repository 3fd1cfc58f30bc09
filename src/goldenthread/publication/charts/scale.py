"""Axes: round ticks, and the straight map from values to coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """A vertical axis in values. `broken` when it does not start at zero."""

    low: float
    high: float
    step: float

    @property
    def broken(self) -> bool:
        """Whether the axis leaves out zero, so that a break is drawn."""
        return self.low > 0 or self.high < 0

    def ticks(self) -> list[float]:
        """Tick values from low to high."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * i for i in range(count + 1)]

    def place(self, value: float, bottom: float, top: float) -> float:
        """Where a value lies between two coordinates."""
        return bottom + (value - self.low) / (self.high - self.low) * (top - bottom)

    def tick_text(self, value: float) -> str:
        """A tick as printed, with as many places as the step needs and a true minus sign."""
        places = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return f"{value:,.{places}f}".replace("-", "−")


def axis(values: Iterable[float], *, from_zero: bool, ceiling: float | None = None) -> Axis:
    """Round limits around the values; zero is left out only when allowed and when it flattens the line.

    An axis that leaves out zero spans at least 20 of 100 points, or three tenths of the highest value, so
    that ordinary ups and downs are not drawn as cliffs.
    """
    held = list(values) or [0.0]
    low, high = min(held), max(held)
    if from_zero or low < 0.45 * high or low < 0:
        low, high = min(low, 0.0), max(high, 0.0)
    else:
        low, high = _widened(low, high, 20.0 if ceiling else 0.3 * high)
    if high == low:
        high = low + 1
    if ceiling is not None and high > ceiling >= max(held):
        low, high = max(low - (high - ceiling), 0.0), ceiling
    step = _least_wasteful(low, high)
    bottom = math.floor(low / step + 1e-9) * step
    top = math.ceil(high / step - 1e-9) * step
    if ceiling is not None and max(held) <= ceiling < top:
        top = bottom + math.floor((ceiling - bottom) / step + 1e-9) * step
    return Axis(bottom, max(top, bottom + step), step)


def _least_wasteful(low: float, high: float) -> float:
    """Of the round steps that give two to four spaces, the one whose axis reaches least beyond the values."""

    def spaces(step: float) -> int:
        return math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9)

    steps = {_round_step((high - low) / parts) for parts in (2, 3, 4)}
    return min(steps, key=lambda step: (round(step * spaces(step), 6), abs(spaces(step) - 3)))


def _widened(low: float, high: float, least: float) -> tuple[float, float]:
    """The span with a margin on either side, and at least so wide, never below nought."""
    span = max((high - low) * 1.15, least)
    middle = (low + high) / 2
    return max(middle - span / 2, 0.0), middle + span / 2


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 2.5, 5, 10) if power > 1 else (1, 2, 5, 10)  # no tick at two and a half things
    return next((factor * power for factor in factors if rough <= factor * power * 1.0001), 10 * power)
