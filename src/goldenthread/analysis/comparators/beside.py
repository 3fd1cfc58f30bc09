"""A measure beside one published series: the figures of others, the neighbours together, their verdicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.comparators.averages import average
from goldenthread.analysis.comparators.comparator import Average, Choice, Comparator, Kind, Verdict
from goldenthread.analysis.comparators.likeness import basis_of, why_other_period, why_unlike
from goldenthread.analysis.comparators.standing import SeriesFigures
from goldenthread.model.measure import Measure
from goldenthread.model.published import CONFLICT, ENGLAND, SYMBOLS, Basis
from goldenthread.warehouse.published.statistics import NeighbourSet, PublishedStatistics, Standing

TYPED = "typed in"
"""Behind the name of whose figure no file brought."""

NO_VALUE = "x"
"""Symbol of an average of no values."""


@dataclass(frozen=True)
class Wanted:
    """Whom a council compares itself with: the number or code under which published figures know it, its
    region where they know it not, other authorities by number or code, and how neighbours are put together.
    """

    authorities: tuple[str, ...] = ()
    average: Average = "mean"
    compared_as: str = ""
    region: str = ""


USUAL = Wanted()
"""The authority as it is, the neighbours' mean, nobody by name."""


@dataclass(frozen=True)
class Beside:
    """What one series gives: the authority's own figure, those of others, the choices among neighbours, and
    the named authorities of which it has no figure. `unlike` says why it is never ranked with the measure."""

    figures: SeriesFigures
    unlike: str
    own: Comparator | None
    items: tuple[Comparator, ...]
    other_neighbours: tuple[Comparator, ...]
    choices: tuple[Choice, ...]
    unknown: tuple[str, ...]


def beside(
    series: str,
    measure: Measure,
    number: str,
    when: dt.date,
    published: PublishedStatistics,
    wanted: Wanted,
    value: float | None,
    months: int,
) -> Beside:
    """Set a measure beside one series; the arguments are those of `comparators`."""
    basis = basis_of(series, published)
    figures = SeriesFigures(published, series, basis, when)
    make = _Maker(figures, measure, why_unlike(measure, basis, months), basis)
    own = make.of_area("authority", number)
    judged_by = value if value is not None else (own.value if own else None)
    chosen, others = _neighbours(make, published.neighbour_sets.get(number, ()), when, wanted.average)
    told = published.areas[number].region if number in published.areas else ""
    areas = [("england", ENGLAND), ("region", told or published.number(wanted.region))]
    found = [make.of_area(kind, area) for kind, area in areas if area]  # type: ignore[arg-type]
    named = {one: make.of_area("authority", published.number(one) or one) for one in wanted.authorities}
    found += [chosen, *(one for one in dict.fromkeys(named.values()) if one and one.area != number)]
    items = tuple(_judged(one, judged_by, measure) for one in found if one)
    other = tuple(_judged(one, judged_by, measure) for one in others)
    in_force = next((one for one in items if one.kind == "neighbours"), None)
    unknown = tuple(name for name, one in named.items() if one is None)
    return Beside(figures, make.unlike, own, items, other, _choices(in_force, other), unknown)


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
            name=_labelled(self.figures.published.name(area), standing),
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
            series=standing.series,
            typed=standing.typed,
        )

    def of_neighbours(self, edition: NeighbourSet, rule: Average) -> Comparator | None:
        """The neighbours' average over the latest period that any of them has a figure for.

        Of figures typed in there is none unless every neighbour's is: those of a few are nobody's average.
        """
        latest = [one for name in edition.neighbours if (one := self.figures.latest(name))]
        if not latest:
            return None
        end = max(one.period.end for one in latest)
        there = {one.area: one for one in latest if one.period.end == end}  # a joint return counts once
        values = [one.value for one in there.values() if one.value is not None]
        made, sample = average(values, rule), next(iter(there.values()))
        if sample.typed and len(values) < len(edition.neighbours):
            return None
        unlike = self.unlike or ("" if values else "none of the neighbours has a figure")
        unlike = unlike or self._other_period(sample)
        return Comparator(
            kind="neighbours",
            area=f"SN:{edition.model}",
            name=_labelled(f"Statistical neighbours, {rule}", sample),
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
            series=sample.series,
            typed=sample.typed,
        )

    def _other_period(self, standing: Standing) -> str:
        return why_other_period(self.measure, self.basis, standing.period.kind)


def _labelled(name: str, standing: Standing) -> str:
    """A name as the page says it: of a figure that was typed in, with these words."""
    return f"{name}, {TYPED}" if standing.typed else name


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
