"""Counting: the things a measure counts in a period, and the lines that come of them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Literal, NamedTuple

from goldenthread.base.periods import Period
from goldenthread.model.result import ALL, CROSS
from goldenthread.sample.truths.child import GROUPS
from goldenthread.sample.truths.population import population
from goldenthread.sample.truths.records import Records
from goldenthread.sample.truths.words import UNKNOWN

Line = tuple[str, str, str, str, str, float | None, float | None, float | None]
"""measure, authority, period, breakdown, group, numerator, denominator, value"""


class Counted(NamedTuple):
    """One thing that is counted: things with equal keys count once.

    `person` and `day` say whose groups are read and when; `own` holds the groups that the counted row
    gives itself. `top` is what it adds to the numerator (a percentage: 1 if it meets the test, else 0),
    `bottom` what it adds to the denominator.
    """

    key: Hashable
    person: str | None = None
    day: dt.date = dt.date.max
    top: float = 1
    bottom: float = 1
    own: Mapping[str, str | None] = MappingProxyType({})


@dataclass(frozen=True)
class Truth:
    """One measure: what it counts, and how its lines are made.

    `split` names the breakdown of a measure whose lines are categories (`groups`, all always written);
    it has no total line, and with `share` each line is a share of everything counted. `ready` says
    whether a period's cohort is mature. `reads` names the tables whose cover limits the periods (the
    contacts stand for all child-level records), `look_back` the months before the period that they must
    hold too. `own_lines` makes the lines of a measure that no other form can say.
    """

    id: str
    form: Literal["count", "percentage", "rate", "ratio", "index"]
    counted: Callable[[Records, Period], Iterable[Counted]]
    breakdowns: tuple[str, ...] = ()
    split: str | None = None
    groups: tuple[str, ...] = ()
    share: bool = False
    periods: tuple[str, ...] = ("month",)
    ready: Callable[[Records, Period], bool] = lambda _records, _period: True
    reads: tuple[str, ...] = ("contacts",)
    look_back: int = 0
    own_lines: Callable[[Truth, Records, Period], Iterable[Line]] | None = None


def lines(truth: Truth, records: Records, period: Period) -> Iterator[Line]:
    """The lines of a measure for a period: the total, then the groups of each breakdown in order.

    A group of which no population is known has no rate, and so no line.
    """
    if truth.own_lines:
        yield from truth.own_lines(truth, records, period)
        return
    things = list(truth.counted(records, period))
    ready = truth.ready(records, period)
    everything = sums(things, records, ALL).get(ALL, (0.0, 0.0))[1] if truth.share else 0.0
    for breakdown in [truth.split] if truth.split else [ALL, *truth.breakdowns]:
        found = sums(things, records, breakdown)
        known = [ALL] if breakdown == ALL else list(truth.groups)
        for group in [*known, *sorted(found.keys() - set(known))]:
            top, bottom = found.get(group, (0.0, 0.0))
            bottom = everything if truth.share else bottom
            parts = figure(truth.form, top, _denominator(truth, records, period, breakdown, group, bottom))
            if truth.form == "rate" and parts[1] is None and breakdown != ALL:
                continue
            value = parts[2] if ready else None
            yield (truth.id, records.authority, period.label, breakdown, group, parts[0], parts[1], value)


def _denominator(
    truth: Truth, records: Records, period: Period, breakdown: str, group: str, bottom: float
) -> float | None:
    if truth.form == "count":
        return None
    return population(records, period, breakdown, group) if truth.form == "rate" else bottom


def figure(form: str, top: float, bottom: float | None) -> tuple[float, float | None, float | None]:
    """Numerator, denominator and value, unrounded; no value on a denominator of nothing."""
    if form == "count":
        return top, None, top
    times = {"percentage": 100, "rate": 10_000, "ratio": 1}[form]
    return top, bottom, times * top / bottom if bottom else None


def sums(things: list[Counted], records: Records, breakdown: str) -> dict[str, tuple[float, float]]:
    """Numerator and denominator by group. A thing met twice in a group counts once, met if ever met."""
    seen: dict[str, dict[Hashable, tuple[float, float]]] = {}
    groups_of = group_reader(records, breakdown)
    for thing in things:
        for group in groups_of(thing):
            kept = seen.setdefault(group, {})
            before = kept.get(thing.key)
            if before is None:
                kept[thing.key] = (thing.top, thing.bottom)
            else:
                kept[thing.key] = (max(before[0], thing.top), max(before[1], thing.bottom))
    return {
        group: (math.fsum(top for top, _ in kept.values()), math.fsum(bottom for _, bottom in kept.values()))
        for group, kept in seen.items()
    }


def group_reader(records: Records, breakdown: str) -> Callable[[Counted], list[str]]:
    """Reads the groups of a thing: as its own row says, else as its child stood on the day."""
    if breakdown == ALL:
        return lambda _: [ALL]
    if CROSS in breakdown:
        readers = [group_reader(records, part) for part in breakdown.split(CROSS)]
        return lambda thing: [CROSS.join(each) for each in product(*(read(thing) for read in readers))]
    of_child = GROUPS.get(breakdown)
    known = records.groups_read.setdefault(breakdown, {})

    def read(thing: Counted) -> list[str]:
        own = thing.own.get(breakdown)
        if own is not None:
            return [own]
        if thing.person is None or of_child is None:
            return [UNKNOWN]
        groups = known.get((thing.person, thing.day))
        if groups is None:
            groups = known[thing.person, thing.day] = of_child(records, thing.person, thing.day)
        return groups

    return read
