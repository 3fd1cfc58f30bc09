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
