"""Waits: how long it took from one step of a child's way to the next, by the period in which they began."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Wait:
    """Numbers of waits of one length.

    `days` is the time to the step for those that `reached` it. For those that ended `otherwise`, without it,
    and for those still `waiting` it is the time from the beginning to the last day that is known.
    """

    days: int
    reached: int = 0
    otherwise: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Waits:
    """The waits of one step that began in one period (the cohort), of one group, by length.

    `known_to` is the last day on which the records are complete. Where the waits cannot be given, `reason`
    says why and there are none.
    """

    step: str
    authority: str
    cohort: str
    breakdown: str
    group: str
    waits: tuple[Wait, ...]
    known_to: dt.date | None = None
    reason: str = ""
    flags: tuple[str, ...] = ()
