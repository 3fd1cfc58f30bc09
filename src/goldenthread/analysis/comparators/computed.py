"""Rates that a release no longer prints, computed from its counts and the population, and said to be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from goldenthread.analysis.comparators.averages import EXACT
from goldenthread.model.published import Basis
from goldenthread.model.published_periods import MID_YEAR
from goldenthread.warehouse.published.statistics import PublishedStatistics, Standing

PER = 10_000


def is_computable(basis: Basis | None, published: PublishedStatistics) -> bool:
    """Whether both parts of a rate are loaded."""
    if basis is None or not basis.population:
        return False
    return {basis.count, basis.population} <= published.with_values


def computed(
    basis: Basis,
    published: PublishedStatistics,
    printed: set[tuple[str, dt.date]],
    known_by: dt.date | None = None,
) -> Iterator[Standing]:
    """The rates of areas and periods that are not printed. A year that ends in March takes the mid-year
    estimate before it, as published rates do. A count that is a symbol stays that symbol."""
    people = {
        (one.area, one.period.end.year): one
        for one in published.standing(basis.population, MID_YEAR, known_by)
        if one.value
    }
    for count in published.standing(basis.count, basis.kind, known_by):
        if (count.area, count.period.end) in printed:
            continue
        persons = people.get((count.area, count.period.end.year - 1))
        if persons is None or not persons.value:
            continue
        value = None if count.value is None else round(count.value / persons.value * PER, EXACT)
        yield replace(
            count,
            series=basis.series,
            value=value,
            as_now=count.as_now or persons.as_now,
            source=f"{count.source}; computed from counts and the {persons.period.words} population",
        )
