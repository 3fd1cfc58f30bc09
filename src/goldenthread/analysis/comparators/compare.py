"""The comparators of a measure: England, the region, statistical neighbours and named authorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from goldenthread.analysis.comparators.beside import USUAL, Wanted, beside
from goldenthread.analysis.comparators.comparator import Comparators
from goldenthread.analysis.comparators.likeness import basis_of
from goldenthread.analysis.comparators.rank import ranked
from goldenthread.analysis.comparators.standing import is_loaded
from goldenthread.base.dates import day_words
from goldenthread.base.errors import suggest
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
from goldenthread.warehouse.published.statistics import PublishedStatistics


def comparators(
    measure: Measure,
    authority: str,
    when: dt.date,
    published: PublishedStatistics,
    *,
    value: float | None = None,
    wanted: Wanted = USUAL,
    months: int = 1,
) -> Comparators:
    """Set a measure beside every published series that its card names and that is loaded, in its order.

    Each series has its own periods: the authority's own figure and its rank are of the first, and no figure
    of one series is set against that of another.

    `authority` is a number (852) or a statistical code; `when` the last day of the edition's period: each
    comparator is the latest published period that ends on or before it. `value` is the measure's own figure,
    by which each comparator gets its verdict; without it the authority's published figure is taken.
    `months` is the length of the measure's own period.
    """
    codes, why_none = _series(measure, published)
    series = codes[0] if codes else ""
    number = published.number(wanted.compared_as or authority)
    nothing = Comparators(measure.id, number or authority, series, measure.unit, (), why_none=why_none)
    if why_none:
        return nothing
    if not number and (wanted.compared_as or not (wanted.region or wanted.authorities)):
        return replace(nothing, why_none=_unknown(wanted.compared_as or authority))
    every = [
        beside(code, measure, number or authority, when, published, wanted, value, months) for code in codes
    ]
    first = every[0]
    items = tuple(one for each in every for one in each.items)
    if not items and first.own is None:
        return replace(nothing, why_none=_no_period(series, when))
    named = dict.fromkeys(wanted.authorities)
    rank, why_no_rank = ranked(measure, number, first.figures, first.unlike)
    return replace(
        nothing,
        items=items,
        own=first.own,
        other_neighbours=tuple(one for each in every for one in each.other_neighbours),
        choices=tuple(one for each in every for one in each.choices),
        rank=rank,
        why_no_rank=why_no_rank,
        unknown=tuple(name for name in named if all(name in each.unknown for each in every)),
    )


def every_comparators(
    measures: Iterable[Measure],
    authority: str,
    when: dt.date,
    published: PublishedStatistics,
    *,
    values: Mapping[str, float] = {},
    wanted: Wanted = USUAL,
) -> dict[str, Comparators]:
    """The comparators of every measure that names a series, its figures read at one go."""
    named = [one for one in measures if one.benchmarks]
    prepare(named, published)
    return {
        one.id: comparators(one, authority, when, published, value=values.get(one.id), wanted=wanted)
        for one in named
    }


def prepare(measures: Iterable[Measure], published: PublishedStatistics) -> None:
    """Read the figures of every series that measures name at one go."""
    known = published_series()
    bases = [known[code] for one in measures for code in one.benchmarks if code in known]
    parts = ((one.series, one.of, one.count, one.population) for one in bases)
    codes = {code for four in parts for code in four if code}
    published.prepare(codes & published.with_values)


def _series(measure: Measure, published: PublishedStatistics) -> tuple[tuple[str, ...], str]:
    """The card's series that are loaded, in its order, or why there is none.

    Of those with the same kind of period the first stands for all: they tell the same another way.
    """
    if not measure.benchmarks:
        return (), "no published series is comparable"
    by_kind: dict[str, str] = {}
    for code in measure.benchmarks:
        if is_loaded(code, published):
            basis = basis_of(code, published)
            by_kind.setdefault(basis.kind if basis else "", code)
    if by_kind:
        return tuple(by_kind.values()), ""
    first = measure.benchmarks[0]
    basis = published_series().get(first)
    typed = basis.typed if basis else ""
    how = f"type it in from: {typed}" if typed else "goldenthread benchmarks load FILE…"
    if basis is None and published.with_values:
        how = suggest(first, published.with_values)
    return (), f"the published series {first} is not loaded ({how})"


def _unknown(authority: str) -> str:
    return (
        f"published figures do not know the authority {authority}: load a file that has its code, or say "
        "under 'comparators' in goldenthread.yml as whom it is compared (compared_as), or its region"
    )


def _no_period(series: str, when: dt.date) -> str:
    return f"no period of {series} ended by {day_words(when)}"
