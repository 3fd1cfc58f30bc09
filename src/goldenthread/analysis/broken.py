"""Changed rules: which comparisons lie across the day on which the rule of a measure changed.

A state at a day is by the rule of that day. A stretch of days that begins before the change holds some of the
time before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from goldenthread.base.dates import day_words, month_start
from goldenthread.base.periods import Period
from goldenthread.model.measure import Break, Component, Measure

CHANGED = "rule changed"
"""What stands where a change would, when the rule changed between the two periods."""


def across(measure: Measure, then: Period | None, now: Period) -> bool:
    """Whether the rule changed between two periods, so that their figures are not compared."""
    if then is None:
        return False
    first = first_day(measure, then)
    return any(first < made.on <= now.end for made in measure.breaks)


def first_day(measure: Measure, period: Period) -> dt.date:
    """The first day whose rule the figure of a period rests on."""
    window = window_of(measure)
    if window:
        return month_start(period.last_month - window + 1)
    return period.end if measure.timing == "stock" else period.start


def window_of(measure: Measure) -> int:
    """How many months each figure looks back, where that is more than its period; 0 where it is not."""
    return max((part.window_months or 0 for part in _components(measure)), default=0)


def _components(measure: Measure) -> list[Component]:
    parts = [measure.base, *measure.parts.values()]
    return [part for part in parts if isinstance(part, Component)]


def marks(measure: Measure, periods: Sequence[Period]) -> tuple[tuple[int, Break], ...]:
    """The changes within a series, each with the place of the first period that reaches it."""
    found = []
    for made in sorted(measure.breaks, key=lambda each: each.on):
        place = next((i for i, period in enumerate(periods) if period.end >= made.on), 0)
        if place:
            found.append((place, made))
    return tuple(found)


def said(made: Break) -> str:
    """'The rule changed on 1 April 2023: …; figures before it are not comparable.'"""
    return f"The rule changed on {day_words(made.on)}: {made.says}; figures before it are not comparable."


def before_it(measure: Measure, made: Break) -> str:
    """How the rule before a change is still computed: by a measure of its own, or with the old values set.

    Nothing for a change that the register of annotations alone knows of.
    """
    if not made.was and not made.settings:
        return ""
    if made.was:
        return f"By the rule before it: measure {made.was}."
    settings = "".join(f" --set {setting}" for setting in made.settings)
    return f"By the rule before it: goldenthread results --measure {measure.id}{settings}."


def is_break(remark: str) -> bool:
    """Whether the remark on a figure is that the rule changed in its period."""
    return remark.startswith("the rule changed on ")
