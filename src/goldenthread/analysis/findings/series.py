"""The series of a month for the register: of each measure its total or the lines of its split, and groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.findings.records import MeasureSeries
from goldenthread.analysis.targets import rate, target_in_force
from goldenthread.base.periods import Period, parse
from goldenthread.model.annotation import Annotation
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL
from goldenthread.model.results import Results
from goldenthread.model.strategy import Target

HISTORY = 60
"""Months before the one in question that the register looks at: seasons want four years and more."""


@dataclass(frozen=True)
class Groups:
    """What a reader makes of groups: their names, by breakdown and group, and which are ranked at all, not
    those of whom something is not known or that stand beside others with the same children."""

    name: Callable[[str, str], str]
    is_ranked: Callable[[str], bool]


def series_of(
    measure: Measure,
    results: Results,
    authority: str,
    last: Period,
    breakdowns: Sequence[str],
    *,
    groups: Groups,
    targets: Iterable[Target] = (),
    register: Iterable[Annotation] = (),
) -> list[MeasureSeries]:
    """The series of one measure up to the period that ends by the end of `last`.

    Without breakdowns the total, or of a measure that is always split its lines; else the groups of those.
    """
    labels = _labels(measure, results, last)
    if not labels:
        return []
    held, told = tuple(targets), annotations_of(measure, register)
    found = []
    for breakdown, group in _keys(measure, results, authority, labels, breakdowns):
        if breakdown != ALL and not groups.is_ranked(group):
            continue
        scope = ALL if breakdown == ALL else f"{breakdown}={group}"
        made = results.series(measure.id, authority, [each.label for each in labels], breakdown, group)
        target = target_in_force(held, measure.id, labels[-1].end, scope)
        found.append(
            MeasureSeries(
                measure=measure,
                periods=labels,
                results=tuple(made),
                breakdown=breakdown,
                group=group,
                name="" if breakdown == ALL else groups.name(breakdown, group),
                rated=rate(measure, made[-1], target),
                annotations=told,
            )
        )
    return found


def _labels(measure: Measure, results: Results, last: Period) -> tuple[Period, ...]:
    """The periods that the measure was computed for, in order, without those that its lag leaves open."""
    end = last.back(measure.lag_months).end
    found = map(parse, results.periods(measure.id))
    return tuple(sorted(each for each in found if each.end <= end))


def _keys(
    measure: Measure,
    results: Results,
    authority: str,
    periods: Sequence[Period],
    breakdowns: Sequence[str],
) -> Iterator[tuple[str, str]]:
    """Breakdown and group of each series: those that have a result in the latest period.

    A breakdown of which no group could be computed has one result of nobody in particular, and no series.
    """
    wanted = tuple(breakdowns) or ((measure.split.by,) if measure.split else (ALL,))
    for breakdown in wanted:
        for each in results.groups(measure.id, authority, periods[-1].label, breakdown):
            if breakdown == ALL or each.group != ALL:
                yield breakdown, each.group
