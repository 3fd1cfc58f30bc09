"""The comparators of a measure: England, the region, statistical neighbours and named authorities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.comparators.averages import average
from goldenthread.analysis.comparators.comparator import (
    Average,
    Choice,
    Comparator,
    Comparators,
    Kind,
    Verdict,
)
from goldenthread.analysis.comparators.likeness import basis_of, why_other_period, why_unlike
from goldenthread.analysis.comparators.rank import ranked
from goldenthread.analysis.comparators.standing import SeriesFigures, is_loaded
from goldenthread.base.dates import day_words
from goldenthread.base.errors import suggest
from goldenthread.engine.published_series import published_series
from goldenthread.model.measure import Measure
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
) -> Comparators:
    """Set a measure beside the published series that its card names.

    `authority` is a number (852) or a statistical code; `when` the last day of the edition's period: each
    comparator is the latest published period that ends on or before it. `value` is the measure's own figure,
    by which each comparator gets its verdict; without it the authority's published figure is taken.
    `months` is the length of the measure's own period.
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
    figures = SeriesFigures(published, series, basis, when)
    make = _Maker(figures, measure, unlike, basis)
    own = make.of_area("authority", number)
    beside = value if value is not None else (own.value if own else None)
    sets = published.neighbour_sets.get(number, ())
    chosen, others = _neighbours(make, sets, when, wanted.average)
    region = published.areas[number].region if number in published.areas else ""
    areas = [("england", ENGLAND), ("region", region)]
    found = [make.of_area(kind, area) for kind, area in areas if area]  # type: ignore[arg-type]
    named = {one: make.of_area("authority", published.number(one) or one) for one in wanted.authorities}
    found += [chosen, *(one for one in dict.fromkeys(named.values()) if one and one.area != number)]
    items = tuple(_judged(one, beside, measure) for one in found if one)
    other = tuple(_judged(one, beside, measure) for one in others)
    if not items and own is None:
        return replace(nothing, why_none=_no_period(series, when))
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
        choices=_choices(in_force, other),
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


def _no_period(series: str, when: dt.date) -> str:
    return f"no period of {series} ended by {day_words(when)}"


@dataclass(frozen=True)
class _Maker:
    """Makes comparators of one series for one measure."""

    figures: SeriesFigures
    measure: Measure
    unlike: str
    basis: Basis | None

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
            vintage=standing.vintage,
            source=f"{standing.source} ({standing.file})",
            like=not unlike,
            why_unlike=unlike,
            period_end=standing.period.end,
            joint=self.figures.joint(area),
            released=standing.released,
            how_released=standing.how,
            sha256=standing.sha256,
        )

    def of_neighbours(self, edition: NeighbourSet, rule: Average) -> Comparator | None:
        """The neighbours' average over the latest period that any of them has a figure for."""
        latest = [one for name in edition.neighbours if (one := self.figures.latest(name))]
        if not latest:
            return None
        end = max(one.period.end for one in latest)
        there = {one.area: one for one in latest if one.period.end == end}  # a joint return counts once
        values = [one.value for one in there.values() if one.value is not None]
        made, sample = average(values, rule), next(iter(there.values()))
        unlike = self.unlike or ("" if values else "none of the neighbours has a figure")
        unlike = unlike or self._other_period(sample)
        return Comparator(
            kind="neighbours",
            area=f"SN:{edition.model}",
            name=f"Statistical neighbours, {rule}",
            period_label=sample.period.words,
            period_kind=sample.period.kind,
            value=made,
            symbol="" if values else NO_VALUE,
            n=len(values),
            vintage=max(one.vintage for one in there.values()),
            source=f"{sample.source} ({sample.file})",
            like=not unlike,
            why_unlike=unlike,
            period_end=end,
            model=edition.model,
            average=rule,
            of=len(edition.neighbours),
            released=sample.released,
            how_released=sample.how,
            sha256=sample.sha256,
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
    """The average by the edition in force and by every other choice: another edition, the other rule."""
    if not sets:
        return None, []
    started = [one for one in sets if one.valid_from <= when]
    in_force = started[-1] if started else sets[0]
    other_rule: Average = "median" if rule == "mean" else "mean"
    ways = [(one, rule) for one in sets if one != in_force] + [(in_force, other_rule)]
    others = [made for edition, by in ways if (made := make.of_neighbours(edition, by))]
    return make.of_neighbours(in_force, rule), others


def _judged(one: Comparator, value: float | None, measure: Measure) -> Comparator:
    return replace(one, verdict=verdict(one, value, measure))


def verdict(one: Comparator, value: float | None, measure: Measure) -> Verdict:
    """How a value stands beside a comparator, unrounded. Where neither direction is better, only higher or
    lower is said; beside an unlike figure nothing is."""
    if not one.like or one.value is None or value is None:
        return Verdict.NONE
    if value == one.value:
        return Verdict.SAME
    higher = value > one.value
    if measure.polarity not in ("higher", "lower"):
        return Verdict.HIGHER if higher else Verdict.LOWER
    return Verdict.BETTER if higher == (measure.polarity == "higher") else Verdict.WORSE


def _choices(chosen: Comparator | None, others: Iterable[Comparator]) -> tuple[Choice, ...]:
    """The choices of edition or rule that turn the verdict."""
    if chosen is None or not chosen.verdict:
        return ()
    turned = [one for one in others if one.verdict and one.verdict != chosen.verdict]
    return tuple(Choice(chosen, one, _turned(chosen, one)) for one in turned)


def _turned(chosen: Comparator, other: Comparator) -> str:
    by_edition = other.model != chosen.model
    way = f"the model of {other.model}" if by_edition else f"the {other.average}"
    own = f"the model of {chosen.model}" if by_edition else f"the {chosen.average}"
    return f"{chosen.verdict} than the neighbours by {own}, {other.verdict} by {way}"
