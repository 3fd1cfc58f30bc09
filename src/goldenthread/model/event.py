"""Single events that a measure counts, each on its day, as a chart of rare events needs them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from goldenthread.base.periods import Period


@dataclass(frozen=True)
class EventDay:
    """One event, and how many cases without one came before it since the event before it (None of a form that
    counts no cases). Whose event it is stands nowhere."""

    day: dt.date
    cases_before: int | None = None


@dataclass(frozen=True)
class Events:
    """The events of a measure for an authority over periods that follow one another, in order of days.

    `counted` is how many events each period has, and among how many cases (nought of a form that counts
    none): what the results of those periods say too. Where the events cannot be read, `reason` says why and
    there are none.
    """

    measure: str
    authority: str
    periods: tuple[Period, ...] = ()
    days: tuple[EventDay, ...] = ()
    counted: tuple[tuple[int, int], ...] = ()
    reason: str = ""
