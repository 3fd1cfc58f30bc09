"""The comparators of a measure: England, the region, statistical neighbours and named authorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.comparators.averages import average
from goldenthread.analysis.comparators.comparator import Average, Comparator, Comparators, Kind
from goldenthread.analysis.comparators.editions import edition_on, not_begun
from goldenthread.analysis.comparators.likeness import basis_of, why_other_period, why_unlike
from goldenthread.analysis.comparators.rank import better_side, ranked
from goldenthread.analysis.comparators.sides import choices, side
from goldenthread.analysis.comparators.standing import SeriesFigures, is_loaded
from goldenthread.analysis.comparators.together import together
from goldenthread.base.dates import day_words
from goldenthread.base.errors import suggest
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure, Polarity
from goldenthread.model.published import CONFLICT, ENGLAND, SYMBOLS, Basis
from goldenthread.warehouse.published.statistics import NeighbourSet, PublishedStatistics, Standing

NO_VALUE = "x"
"""Symbol of an average of no values."""


@dataclass(frozen=True)
class Wanted:
    """Whom a council compares itself with: the number or code under which published figures know it, other
    authorities by number or code, and how neighbours are put together."""

    authorities: tuple[str, ...] = ()
    average: Average = "mean"
    compared_as: str = ""


def comparators(
    measure: Measure,
    authority: str,
    when: dt.date,
    published: PublishedStatistics,
    *,
    value: float | None = None,
    wanted: Wanted = Wanted(),
    months: int = 1,
    known_by: dt.date | None = None,
) -> Comparators:
    """Set a measure beside the published series that its card names.

    `authority` is a number (852) or a statistical code; `when` the last day of the edition's period: each
    comparator is the latest published period that ends on or before it. `value` is the measure's own figure,
    which is set above or below each comparator; without it the authority's published figure is taken.
    `months` is the length of the measure's own period. `known_by` is the edition's data date: what was
    published later is left out, and what nobody dated is marked (`as_now`).
    """
    series, why_none = _series(measure, published)
    number = published.number(wanted.compared_as or authority)
    nothing = Comparators(measure.id, number or authority, series, measure.unit, (), why_none=why_none)
    if why_none:
        return nothing
    if not number:
        return replace(nothing, why_none=_unknown_authority(authority))
    basis = basis_of(series, published)
    unlike = why_unlike(measure, basis, months)
    figures = SeriesFigures(published, series, basis, when, known_by)
    make = _Maker(figures, measure, unlike, basis, better_side(measure, figures))
    own = make.of_area("authority", number)
    beside = value if value is not None else (own.value if own else None)
    sets = published.neighbour_sets.get(number, ())
    chosen, others = _neighbours(make, sets, when, wanted.average)
    region = published.areas[number].region if number in published.areas else ""
    areas = [("england", ENGLAND), ("region", region)]
    found = [make.of_area(kind, area) for kind, area in areas if area]  # type: ignore[arg-type]
    named = {one: make.of_area("authority", published.number(one) or one) for one in wanted.authorities}
    found += [chosen, *(one for one in dict.fromkeys(named.values()) if one and one.area != number)]
    items = tuple(_judged(one, beside) for one in found if one)
    other = tuple(_judged(one, beside) for one in others)
    if not items and own is None:
        return replace(nothing, why_none=_no_period(series, when, known_by))
    rank, why_no_rank = ranked(measure, number, figures, unlike)
    in_force = next((one for one in items if one.kind == "neighbours"), None)
    return Comparators(
        measure=measure.id,
        authority=number,
        series=series,
        unit=measure.unit,
        items=items,
        own=own,
        other_neighbours=other,
        choices=choices(in_force, other),
        rank=rank,
        why_no_rank=why_no_rank,
        unknown=tuple(name for name, one in named.items() if one is None),
    )


def every_comparators(
    measures: Iterable[Measure],
    authority: str,
    when: dt.date,
    published: PublishedStatistics,
    *,
    values: Mapping[str, float] = {},
    wanted: Wanted = Wanted(),
    months: Mapping[str, int] = {},
    known_by: dt.date | None = None,
) -> dict[str, Comparators]:
    """The comparators of every measure that names a series, its figures read at one go. `values` and
    `months` (the length of the measure's own period, else one) are by measure."""
    named = [one for one in measures if one.benchmarks]
    known = published_series()
    bases = [known[code] for one in named for code in one.benchmarks if code in known]
    parts = ((one.series, one.of, one.count, one.population) for one in bases)
    codes = {code for four in parts for code in four if code}
    published.prepare(codes & published.with_values)
    return {
        one.id: comparators(
            one,
            authority,
            when,
            published,
            value=values.get(one.id),
            wanted=wanted,
            months=months.get(one.id, 1),
            known_by=known_by,
        )
        for one in named
    }


def _series(measure: Measure, published: PublishedStatistics) -> tuple[str, str]:
    """The first of the card's series that is loaded, or why there is none."""
    if not measure.benchmarks:
        return "", "no published series is comparable"
    for code in measure.benchmarks:
        if is_loaded(code, published):
            return code, ""
    first = measure.benchmarks[0]
    basis = published_series().get(first)
    typed = basis.typed if basis else ""
    how = f"type it in from: {typed}" if typed else "goldenthread benchmarks load FILE…"
    if basis is None and published.with_values:
        how = suggest(first, published.with_values)
    return "", f"the published series {first} is not loaded ({how})"


def _unknown_authority(authority: str) -> str:
    return (
        f"published figures do not know the authority {authority}: load a file that has its code, or say "
        "under 'comparators' in goldenthread.yml as whom it is compared (compared_as)"
    )


def _no_period(series: str, when: dt.date, known_by: dt.date | None) -> str:
    ended = f"no period of {series} ended by {day_words(when)}"
    if known_by is None:
        return ended
    return f"{ended} and was published by {day_words(known_by)}: load the release of that time"


@dataclass(frozen=True)
class _Maker:
    """Makes comparators of one series for one measure."""

    figures: SeriesFigures
    measure: Measure
    unlike: str
    basis: Basis | None
    polarity: Polarity

    def of_area(self, kind: Kind, area: str) -> Comparator | None:
        """The latest figure of an area; None when the series never had one."""
        standing = self.figures.latest(area)
        if standing is None:
            return None
        unlike = self.unlike or _no_figure(standing) or self._other_period(standing)
        return Comparator(
            kind=kind,
            area=area,
            name=self.figures.published.name(area),
            period_label=standing.period.words,
            period_kind=standing.period.kind,
            value=standing.value,
            symbol=standing.symbol,
            n=int(standing.value is not None),
            vintage=standing.covers,
            source=f"{standing.source} ({standing.file})",
            like=not unlike,
            why_unlike=unlike,
            period_end=standing.period.end,
            joint=self.figures.joint(area),
            released=standing.released,
            how_released=standing.how,
            sha256=standing.sha256,
            polarity=self.polarity,
            as_now=standing.as_now,
        )

    def of_neighbours(self, edition: NeighbourSet, rule: Average, why_not: str = "") -> Comparator | None:
        """The neighbours' average over the latest period with values for at least half of them; where there
        is none, or `why_not` is given, it is shown and not compared."""
        there, too_few = together(self.figures, edition)
        if not there:
            return None
        values = [one.value for one in there if one.value is not None]
        made, sample = average(values, rule), there[0]
        unlike = self.unlike or why_not or too_few or self._other_period(sample)
        return Comparator(
            kind="neighbours",
            area=f"SN:{edition.model}",
            name=f"Statistical neighbours, {rule}",
            period_label=sample.period.words,
            period_kind=sample.period.kind,
            value=made,
            symbol="" if values else NO_VALUE,
            n=len(values),
            vintage=max(one.covers for one in there),
            source=f"{sample.source} ({sample.file})",
            like=not unlike,
            why_unlike=unlike,
            period_end=sample.period.end,
            model=edition.model,
            average=rule,
            of=len(edition.neighbours),
            released=sample.released,
            how_released=sample.how,
            sha256=sample.sha256,
            polarity=self.polarity,
            as_now=any(one.as_now for one in there),
        )

    def _other_period(self, standing: Standing) -> str:
        return why_other_period(self.measure, self.basis, standing.period.kind)


def _no_figure(standing: Standing) -> str:
    if standing.value is not None:
        return ""
    if standing.symbol == CONFLICT:
        return "two files of one release give it differently"
    return f"no figure is published: {SYMBOLS.get(standing.symbol, standing.symbol)}"


def _neighbours(
    make: _Maker, sets: Sequence[NeighbourSet], when: dt.date, rule: Average
) -> tuple[Comparator | None, list[Comparator]]:
    """The average by the edition in force and by every other choice: another edition, the other rule. Where
    no edition had begun, that of the oldest is shown, and none is compared."""
    in_force, why_not = edition_on(sets, when)
    if in_force is None:
        return None, []
    other_rule: Average = "median" if rule == "mean" else "mean"
    others = [
        make.of_neighbours(one, rule, not_begun(one) if why_not else "") for one in sets if one != in_force
    ]
    others.append(make.of_neighbours(in_force, other_rule, why_not))
    return make.of_neighbours(in_force, rule, why_not), [one for one in others if one]


def _judged(one: Comparator, value: float | None) -> Comparator:
    return replace(one, verdict=side(one, value))
