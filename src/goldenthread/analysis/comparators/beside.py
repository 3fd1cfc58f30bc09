"""A measure beside one published series: others, the neighbours together, and which side each lies on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.comparators.averages import average
from goldenthread.analysis.comparators.comparator import Average, Choice, Comparator, Kind
from goldenthread.analysis.comparators.editions import edition_on, not_begun
from goldenthread.analysis.comparators.likeness import basis_of, why_other_period, why_unlike
from goldenthread.analysis.comparators.rank import better_side
from goldenthread.analysis.comparators.sides import choices, side
from goldenthread.analysis.comparators.standing import SeriesFigures
from goldenthread.analysis.comparators.together import together
from goldenthread.model.measure import Measure, Polarity
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
    known_by: dt.date | None,
) -> Beside:
    """Set a measure beside one series; the arguments are those of `comparators`."""
    basis = basis_of(series, published)
    figures = SeriesFigures(published, series, basis, when, known_by)
    unlike = why_unlike(measure, basis, months)
    make = _Maker(figures, measure, unlike, basis, better_side(measure, figures))
    own = make.of_area("authority", number)
    judged_by = value if value is not None else (own.value if own else None)
    chosen, others = _neighbours(make, published.neighbour_sets.get(number, ()), when, wanted.average)
    told = published.areas[number].region if number in published.areas else ""
    region = told or published.number(wanted.region)
    found = [make.of_area("england", ENGLAND), make.of_area("region", region) if region else None]
    named = {one: make.of_area("authority", published.number(one) or one) for one in wanted.authorities}
    found += [chosen, *(one for one in dict.fromkeys(named.values()) if one and one.area != number)]
    items = tuple(_judged(one, judged_by) for one in found if one)
    other = tuple(_judged(one, judged_by) for one in others)
    in_force = next((one for one in items if one.kind == "neighbours"), None)
    unknown = tuple(name for name, one in named.items() if one is None)
    return Beside(figures, make.unlike, own, items, other, choices(in_force, other), unknown)


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
            name=_labelled(self.figures.published.name(area), standing),
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
            series=standing.series,
            typed=standing.typed,
            polarity=self.polarity,
            as_now=standing.as_now,
        )

    def of_neighbours(self, edition: NeighbourSet, rule: Average, why_not: str = "") -> Comparator | None:
        """The neighbours' average over the latest period with values for at least half of them; where there
        is none, or `why_not` is given, it is shown and not compared.

        Of figures typed in there is none unless every neighbour's is: those of a few are nobody's average.
        """
        there, too_few = together(self.figures, edition)
        values = [one.value for one in there if one.value is not None]
        if not there or (there[0].typed and len(values) < len(edition.neighbours)):
            return None
        made, sample = average(values, rule), there[0]
        unlike = self.unlike or why_not or too_few or self._other_period(sample)
        return Comparator(
            kind="neighbours",
            area=f"SN:{edition.model}",
            name=_labelled(f"Statistical neighbours, {rule}", sample),
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
            series=sample.series,
            typed=sample.typed,
            polarity=self.polarity,
            as_now=any(one.as_now for one in there),
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
        if standing.twice:
            return "it is given twice, differently"
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
