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
    """Round limits around the values; zero is left out only when allowed and when it flattens the line."""
    held = list(values) or [0.0]
    low, high = min(held), max(held)
    if from_zero or low < 0.35 * high or low < 0:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + 1
    step = _round_step((high - low) / 3)
    bottom = math.floor(low / step + 1e-9) * step
    top = math.ceil(high / step - 1e-9) * step
    if ceiling is not None and high <= ceiling < top:
        top = bottom + math.ceil((ceiling - bottom) / step - 1e-9) * step
    return Axis(bottom, top, step)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1, 2, 2.5, 5, 10):
        if rough <= factor * power * 1.0001:
            break
    step = factor * power
    return max(step, 1.0) if step > 0.5 and factor == 2.5 and step < 2 else step
