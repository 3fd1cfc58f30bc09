"""Counting: the things a measure counts in a period, and the lines that come of them."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from statistics import median
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
    gives itself. `top` is what it adds to the numerator (a percentage: 1 if it meets the test, else 0; a
    median: the value itself), `bottom` what it adds to the denominator.
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
    it has no total line, and with `share` each line is a share of everything counted. An `annualised`
    rate stands for twelve months. `ready` says whether a period's cohort is mature; `waiting` gives its
    members that are not, and no group that holds one has a figure. `reads` names the tables whose cover
    limits the periods (the contacts stand for all child-level records), `look_back` the months before the
    period that they must hold too. An index sets a group's share beside its share of the things `over`, or of
    the population. `own_lines` makes the lines of a measure that no other form can say.
    """

    id: str
    form: Literal["count", "percentage", "rate", "ratio", "median", "index"]
    counted: Callable[[Records, Period], Iterable[Counted]]
    breakdowns: tuple[str, ...] = ()
    split: str | None = None
    groups: tuple[str, ...] = ()
    share: bool = False
    annualised: bool = False
    over: Callable[[Records, Period], Iterable[Counted]] | None = None
    periods: tuple[str, ...] = ("month",)
    ready: Callable[[Records, Period], bool] = lambda _records, _period: True
    waiting: Callable[[Records, Period], Iterable[Counted]] = lambda _records, _period: ()
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
    if truth.form == "median":
        yield from _medians(truth, things, records, period)
        return
    if truth.form == "index":
        yield from _indexes(truth, things, records, period)
        return
    ready = truth.ready(records, period)
    unripe = list(truth.waiting(records, period))
    everything = sums(things, records, ALL).get(ALL, (0.0, 0.0))[1] if truth.share else 0.0
    for breakdown in [truth.split] if truth.split else [ALL, *truth.breakdowns]:
        found, immature = sums(things, records, breakdown), sums(unripe, records, breakdown)
        known = [ALL] if breakdown == ALL else list(truth.groups)
        for group in [*known, *sorted(found.keys() - set(known))]:
            top, bottom = found.get(group, (0.0, 0.0))
            bottom = everything if truth.share else bottom
            parts = figure(truth.form, top, _denominator(truth, records, period, breakdown, group, bottom))
            if truth.form == "rate" and parts[1] is None and breakdown != ALL:
                continue
            if group in immature:
                yield (truth.id, records.authority, period.label, breakdown, group, None, None, None)
                continue
            value = parts[2] if ready else None
            if truth.annualised and value is not None:
                value *= 12 / (period.last_month - period.first_month + 1)
            yield (truth.id, records.authority, period.label, breakdown, group, parts[0], parts[1], value)


def _medians(truth: Truth, things: list[Counted], records: Records, period: Period) -> Iterator[Line]:
    """The lines of a median: how many there are, and the middle of their values or of the middle two."""
    for breakdown in [ALL, *truth.breakdowns]:
        groups_of = group_reader(records, breakdown)
        values: dict[str, list[float]] = {ALL: []} if breakdown == ALL else {}
        for thing in things:
            for group in groups_of(thing):
                values.setdefault(group, []).append(thing.top)
        for group, found in sorted(values.items()):
            middle = float(median(found)) if found else None
            yield (
                truth.id,
                records.authority,
                period.label,
                breakdown,
                group,
                None,
                float(len(found)),
                middle,
            )


def _indexes(truth: Truth, things: list[Counted], records: Records, period: Period) -> Iterator[Line]:
    """The lines of an index. Over a population the denominator shown is the number of all things, and the
    share is that of all groups which have an estimate."""
    every = sums(things, records, ALL).get(ALL, (0.0, 0.0))[0]
    beside = list(truth.over(records, period)) if truth.over else []
    for breakdown in [ALL, *truth.breakdowns]:
        tops = sums(things, records, breakdown)
        if truth.over:
            others = {group: bottom for group, (_, bottom) in sums(beside, records, breakdown).items()}
        else:
            others = _estimates(records, period, breakdown)
        whole = math.fsum(others.values())
        for group in sorted(tops.keys() | others.keys()):
            top, bottom = tops.get(group, (0.0, 0.0))[0], others.get(group, 0.0)
            value = top / every / (bottom / whole) if every and bottom else None
            shown = bottom if truth.over else every
            yield (truth.id, records.authority, period.label, breakdown, group, top, shown, value)


def _estimates(records: Records, period: Period, breakdown: str) -> dict[str, float]:
    """The children of every group of a breakdown by the estimate of the period."""
    places = [ALL]
    if breakdown != ALL:
        places = sorted({row["locality_id"] for row in records.rows("population")} - {"ALL"})
    known = {place: population(records, period, breakdown, place) for place in places}
    return {place: float(people) for place, people in known.items() if people is not None}


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
