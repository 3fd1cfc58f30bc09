"""The tartan rug: measures down, an authority and its neighbours across, each cell a value with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.analysis.comparators.likeness import basis_of, of_counts
from goldenthread.analysis.comparators.places import place, quartile
from goldenthread.analysis.comparators.rank import OF_SOME, polarity_of
from goldenthread.analysis.comparators.standing import SeriesFigures, is_loaded
from goldenthread.model.measure import Measure
from goldenthread.warehouse.published.statistics import PublishedStatistics


@dataclass(frozen=True)
class RugCell:
    """One authority on one series. `place` and `quartile` are among all authorities with a value of the row's
    period; absent where the publisher ranks nothing. A figure of an earlier period is not shown."""

    area: str
    value: float | None
    symbol: str
    place: int | None
    quartile: str


@dataclass(frozen=True)
class RugRow:
    """One measure: its series, the one period of all its cells, how many authorities have a value, and the
    cells in the rug's order. `why_no_place` says why no cell has a place; `typed` that some are typed in."""

    measure: str
    series: str
    period_label: str
    of: int
    cells: tuple[RugCell, ...]
    why_no_place: str = ""
    typed: bool = False


@dataclass(frozen=True)
class Rug:
    """All rows. `areas` are the authority and its neighbours, the closest first, by number and name; `model`
    is the edition of the neighbour model."""

    authority: str
    model: str
    areas: tuple[tuple[str, str], ...]
    rows: tuple[RugRow, ...]


def rug(
    measures: Iterable[Measure], authority: str, when: dt.date, published: PublishedStatistics
) -> Rug | None:
    """The rug of published figures by the neighbour edition in force on a day; None without neighbours."""
    number = published.number(authority)
    sets = published.neighbour_sets.get(number, ())
    if not sets:
        return None
    started = [one for one in sets if one.valid_from <= when]
    edition = started[-1] if started else sets[0]
    areas = (number, *edition.neighbours)
    named = [(one, code) for one in measures if (code := _loaded(one, published))]
    published.prepare([code for _, code in named])
    rows = (_row(one, code, areas, when, published) for one, code in named)
    names = tuple((area, published.name(area)) for area in areas)
    return Rug(number, edition.model, names, tuple(row for row in rows if row))


def _loaded(measure: Measure, published: PublishedStatistics) -> str:
    return next((code for code in measure.benchmarks if is_loaded(code, published)), "")


def _row(
    measure: Measure, code: str, areas: tuple[str, ...], when: dt.date, published: PublishedStatistics
) -> RugRow | None:
    basis = basis_of(code, published)
    figures = SeriesFigures(published, code, basis, when)
    latest = [one for area in areas if (one := figures.latest(area))]
    if not latest:
        return None
    newest = max(latest, key=lambda one: one.period.end)
    end = newest.period.end
    values = figures.authorities(end)
    polarity, why_not = polarity_of(measure, figures)
    typed = any(one.typed for one in latest)
    why_not = of_counts(measure) or (OF_SOME if typed else why_not)
    series = figures.published.series.get(code)
    bands = series is None or series.quartiles
    cells = []
    for area in areas:
        one = figures.latest(area)
        if one is None or one.period.end != end or one.value is None:
            symbol = one.symbol if one and one.period.end == end else ""
            cells.append(RugCell(area, None, symbol or "x", None, ""))
            continue
        every = list(values.values())
        at = None if why_not else place(one.value, every, polarity)
        band = quartile(one.value, every, polarity) if bands and not why_not else ""
        cells.append(RugCell(area, one.value, "", at, band))
    return RugRow(measure.id, code, newest.period.words, len(values), tuple(cells), why_not, typed)
