"""What drove a change that is more than chance, as a sentence: which groups it came from.

What groups add comes to the whole change (see `drivers.py`). The sentence names the groups that add most of
it, up to three, and says of the others what can be said without another figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from goldenthread.analysis.change import Against, earlier
from goldenthread.analysis.drivers import Driver, Drivers, drivers
from goldenthread.analysis.figures import Figure, Words, contribution_of, difference_of
from goldenthread.analysis.findings.records import Drove, Finding, FindingKind, Judged, MeasureSeries
from goldenthread.analysis.findings.register import Register, rises
from goldenthread.analysis.findings.words import break_between
from goldenthread.analysis.sentences import when
from goldenthread.base.periods import Period
from goldenthread.model.pathway import UNKNOWN
from goldenthread.model.result import ALL, CROSS
from goldenthread.model.results import Results

FIRST = ("team", "age_band", "source", "referral_source", "locality")
"""Breakdowns by which a change is told, in their order, before any other that the measure has."""

NAMED = 3
"""So many groups are named at most."""

MOST = 0.5
"""The part of a change that the groups named together add, unless no few of them do."""

PART = 0.5
"""A change is told where it is so much of the way from what is usual to the latest figure, or more: a smaller
one is not the change that the finding speaks of."""

WAYS: tuple[Against, ...] = ("year", "previous")
"""What a change is told since: the year before, so that no season is taken for a driver; else before."""


@dataclass(frozen=True)
class Names:
    """A breakdown ('age') and a group of one as a reader says them."""

    breakdown: Callable[[str], str]
    group: Callable[[str, str], str]


def in_order(breakdowns: Iterable[str]) -> list[str]:
    """Breakdowns by which a change can be told, the first to be told first: crossed ones repeat others."""
    single = [
        each for each in dict.fromkeys(breakdowns) if CROSS not in each and "*" not in each and each != ALL
    ]
    return sorted(single, key=lambda each: FIRST.index(each) if each in FIRST else len(FIRST))


def with_drove(
    found: Register, results: Results, authority: str, breakdowns: Mapping[str, Iterable[str]], names: Names
) -> Register:
    """The register with what drove each total that changed for a reason, by each of the breakdowns of its
    measure for which `results` has figures."""
    judged = {_key(each.series): each for each in found.judged if each.series.breakdown == ALL}

    def told(finding: Finding) -> Finding:
        one = judged.get((finding.measure, finding.period))
        if not finding.is_claim or finding.breakdown != ALL or one is None:
            return finding
        by = in_order(breakdowns.get(finding.measure, ()))
        return replace(finding, drove=drove(one, results, authority, by, names))

    return replace(found, findings=tuple(map(told, found.findings)))


def drove(
    judged: Judged, results: Results, authority: str, breakdowns: Iterable[str], names: Names
) -> tuple[Drove, ...]:
    """What each breakdown says of the change; nothing of one whose groups have no figures or add nothing."""
    then = since(judged)
    if then is None:
        return ()
    series, found = judged.series, []
    for breakdown in breakdowns:
        made = drivers(series.measure, results, authority, then, series.period, breakdown)
        words = () if made.reason else _sentence(series, then, made, names)
        if words:
            found.append(Drove(breakdown, then, words))
    return tuple(found)


def since(judged: Judged) -> Period | None:
    """The period since which a finding's change is told: one that the latest figure differs from in the way
    that the finding says, by the same rule, by half as much as from what is usual, or more; None where there
    is none."""
    rise, series = rises(judged), judged.series
    if rise is None or judged.kind is FindingKind.RARE:  # gaps changed, and they have no groups
        return None
    for way in WAYS:
        then = earlier(series.period, way)
        before = series.at(then)
        if then is None or before is None or before.value is None or break_between(series, then):
            continue
        moved = (series.known.value or 0.0) - before.value
        if (moved > 0) == rise and abs(moved) >= PART * _away(judged) and _shows(series, then, moved):
            return then
    return None


def _away(judged: Judged) -> float:
    """How far the latest figure lies from what is usual, by the centre of its chart."""
    centre = judged.usual(judged.chart.mean) if judged.chart else None
    return 0.0 if centre is None else abs((judged.series.known.value or 0.0) - centre)


def _shows(series: MeasureSeries, then: Period, moved: float) -> bool:
    """Whether a change is more than nought as it is printed."""
    text = difference_of(series.measure, series.known, then.label, moved).text
    return any(each in "123456789" for each in text)


def _key(series: MeasureSeries) -> tuple[str, str]:
    return series.measure.id, series.period.label


def _sentence(series: MeasureSeries, then: Period, made: Drivers, names: Names) -> Words:
    """'By team: North +8 and West +5 of the change of +12 since December 2022; others take some back.'

    Nothing where a breakdown has one group, where none moved the way of the whole, and where those whose
    group is not known would be named: that says nothing of a group.
    """
    measure, change = series.measure, made.difference or 0.0
    known = [each for each in made.groups if each.total]
    named = _named([each for each in known if (each.total or 0.0) * change > 0], change)
    there = [
        each for each in made.groups if each.total is None or any((*(each.then or ()), *(each.now or ())))
    ]
    if len(there) < 2 or not named or any(UNKNOWN in each.group.split(CROSS) for each in named):
        return ()
    day = when(measure, then).split(" ", 1)[1]
    whole = difference_of(measure, series.known, then.label, change)
    words: list[str | Figure] = [f"By {names.breakdown(made.breakdown)}: "]
    for place, each in enumerate(named):
        join = "" if place == 0 else " and " if place == len(named) - 1 else ", "
        words += [f"{join}{names.group(made.breakdown, each.group)} ", _added(series, then, made, each)]
    return (*words, " of the change of ", whole, f" since {day}", _others(made, named, change), ".")


def _named(towards: list[Driver], change: float) -> list[Driver]:
    """The fewest groups that add most of the change, the largest first; where no three do, the largest."""
    for count in range(1, min(NAMED, len(towards)) + 1):
        if abs(math.fsum(each.total or 0.0 for each in towards[:count])) >= MOST * abs(change):
            return towards[:count]
    return towards[:1]


def _others(made: Drivers, named: list[Driver], change: float) -> str:
    """What is left: others take some back, add the rest, or nothing. Which group added most is not known
    where one has no figure."""
    added = math.fsum(each.total or 0.0 for each in named)
    left = change - added
    if abs(left) <= 1e-9 * max(abs(change), abs(added)):
        return ""
    if made.rest is not None or any(each.total is None for each in made.groups):
        return "; the rest lies in other groups, in several or in none"
    if abs(added) < MOST * abs(change):
        return ", the most of any group"
    return f"; others {'add the rest' if left * change > 0 else 'take some back'}"


def _added(series: MeasureSeries, then: Period, made: Drivers, each: Driver) -> Figure:
    measure = series.measure
    key = (measure.id, series.period.label, made.breakdown, each.group)
    return contribution_of(measure, key, then.label, each.total or 0.0, "contribution")
