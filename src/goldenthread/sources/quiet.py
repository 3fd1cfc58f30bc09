"""How long a return of a year may be quiet before its end until it cannot be the whole year.

What a service begins and ends comes at a pace that its own year shows. Days on which something was dated are
counted, not the records, since brothers and sisters come together and offices rest at weekends.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection

ONCE_IN = 1_000
"""A quiet end that chance would bring once in so many years is not chance."""

SHORTEST = dt.timedelta(days=10)
"""A long holiday and the days around it: quieter than the pace of the year says."""

LONGEST = dt.timedelta(days=45)
"""However slow the pace."""

ENOUGH = 24
"""Dates in the year below which they show no pace."""

FEW = 5
FEW_OF = 0.01
"""So many dates, or such a share of them, are slips or dates of what is planned."""


def longest_quiet(days: Collection[dt.date], begins: dt.date) -> dt.timedelta:
    """The longest quiet after the last of the days that their own pace allows; they lie from `begins` on."""
    busy = len(set(days)) / ((max(days) - begins).days + 1)
    if busy >= 1:
        return SHORTEST
    by_chance = dt.timedelta(days=math.ceil(math.log(1 / ONCE_IN) / math.log(1 - busy)))
    return min(max(by_chance, SHORTEST), LONGEST)


def is_cut_short(days: Collection[dt.date], begins: dt.date, ends: dt.date) -> bool:
    """Whether dates of the year that begins and ends so stop before its end; False where they are few."""
    return len(days) >= ENOUGH and ends - max(days) > longest_quiet(days, begins)


def are_more_than_slips(late: int, of: int) -> bool:
    """Whether so many of all dates of a return lie after the day of which it says it is that it is not: a few
    are slips, or dates of what is planned."""
    return late > max(FEW, FEW_OF * of)
