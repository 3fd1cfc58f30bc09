"""What the council set itself: its strategy's priorities, and its targets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ShownMeasure:
    """A measure as a priority shows it: the breakdowns under it and the kind of period it is read in."""

    measure: str
    breakdowns: tuple[str, ...] = ()
    period: str = "month"
    lag_months: int = 0


@dataclass(frozen=True)
class Priority:
    """One priority: its name, the outcome it wants in its own words, and the measures that serve it."""

    id: str
    name: str
    outcome: str
    measures: tuple[ShownMeasure, ...]


@dataclass(frozen=True)
class Strategy:
    """A council's strategy in the order in which its edition is read."""

    name: str
    priorities: tuple[Priority, ...]


@dataclass(frozen=True)
class Target:
    """A dated target. `scope` is 'all' or 'breakdown=group'; `amber_margin` is the distance still amber.

    `valid_to` is the last day on which it holds. `trajectory` says how the target gets from its value to that
    of the next one: by a step on that one's first day, or along a straight line. `source` says where it is
    written.
    """

    measure: str
    scope: str
    value: float
    basis: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    amber_margin: float | None = None
    trajectory: Literal["step", "line"] = "step"
    source: str = ""

    def in_force(self, day: dt.date) -> bool:
        """Whether the target holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
