"""An edition cut down to what its audience may see, before a word of it is written.

What is left out here cannot be printed by any page, slide, sheet or file that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa

from goldenthread.analysis.comparators import Comparators, Side
from goldenthread.analysis.figures import Key
from goldenthread.analysis.findings import Register, agreed
from goldenthread.editions.releases.changes import Pair, Since
from goldenthread.model.annotation import AnnotationKind
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results
from goldenthread.model.strategy import Priority, ShownMeasure, Strategy
from goldenthread.publication.audiences import Audience, audience_of
from goldenthread.publication.content.names import overlaps
from goldenthread.publication.content.reader import all_shown
from goldenthread.publication.edition import Edition
from goldenthread.publication.judging import TEAM, with_register_of
from goldenthread.publication.plain_words import plain_groups, plain_measure, plain_population
from goldenthread.publication.said_for import said_for


def for_audience(edition: Edition) -> Edition:
    """The edition as its audience may see it. Doing it again changes nothing.

    For the public, results pass disclosure control between one call and the next: the second judges anew what
    was left, so that no word rests on a figure that is hidden.
    """
    audience = audience_of(edition.audience)
    strategy = _strategy(edition, audience)
    kept = replace(
        edition,
        strategy=strategy,
        results=_allowed(edition.results, audience),
        targets=tuple(each for each in edition.targets if audience.allows(each.scope.partition("=")[0])),
        labels={name: names for name, names in edition.labels.items() if audience.allows(name)},
        paths=edition.paths if audience.ways else None,
        accounts=edition.accounts if audience.accounts else (),
        held=edition.held if audience.accounts else (),
        figure_accounts=edition.figure_accounts if audience.accounts else (),
        comparison=edition.comparison if audience.accounts else None,
        notes=edition.notes if audience.notes else (),
        events=edition.events if audience.days else {},
        since=_since(edition.since, audience),
        register=_register(edition.register, audience),
        teams=_register(edition.teams, audience) if audience.allows(TEAM) else None,
    )
    kept = _for_everybody(kept) if audience.plain else kept
    return replace(kept, commentary=said_for(kept, audience))


def _strategy(edition: Edition, audience: Audience) -> Strategy:
    """The strategy with the breakdowns that the audience may see; the one that leads stands first."""
    return replace(
        edition.strategy,
        priorities=tuple(_priority(edition, each, audience) for each in edition.strategy.priorities),
    )


def _priority(edition: Edition, priority: Priority, audience: Audience) -> Priority:
    measures = (_shown(edition, each, audience) for each in priority.measures)
    return replace(priority, measures=tuple(each for each in measures if each is not None))


def _shown(edition: Edition, shown: ShownMeasure, audience: Audience) -> ShownMeasure | None:
    """The measure as shown; None of one whose lines themselves may not be seen."""
    measure = edition.measures.get(shown.measure)
    if measure is None:
        return None if audience.plain else shown
    if measure.split and not audience.allows(measure.split.by):
        return None
    if audience.plain and measure.form in NOT_PLAIN:
        return None
    breakdowns = [each for each in shown.breakdowns if audience.allows(each)]
    if audience.first and measure.split is None and _has(edition, measure, audience.first):
        breakdowns = list(dict.fromkeys((audience.first, *breakdowns)))
    return replace(shown, breakdowns=tuple(breakdowns))


NOT_PLAIN = ("index", "difference")
"""Forms that everybody is not shown. An index sets small groups against each other, which plain words do not
carry; a net change is a small number about nought, which rounding turns into another."""


def _has(edition: Edition, measure: Measure, breakdown: str) -> bool:
    groups = edition.results.groups
    periods = edition.results.periods(measure.id)
    return bool(periods) and any(
        groups(measure.id, edition.authority, period, breakdown)
        for period in (edition.period.label, periods[-1])
    )


def _allowed(results: Results, audience: Audience) -> Results:
    """The results of totals and of the breakdowns that the audience may see."""
    named = results.table.column("breakdown").to_pylist()
    allowed = {name: name == ALL or audience.allows(name) for name in set(named)}
    if all(allowed.values()):
        return results
    return Results(results.table.filter(pa.array([allowed[name] for name in named])))


def _register(register: Register | None, audience: Audience) -> Register | None:
    """The findings, each with what drove it by the breakdowns that the audience may see."""
    if register is None:
        return None
    found = (
        replace(each, drove=tuple(one for one in each.drove if audience.allows(one.breakdown)))
        for each in register.findings
    )
    return replace(register, findings=tuple(found))


def _since(since: Since | None, audience: Audience) -> Since | None:
    """What changed since a release for the same audience, of the breakdowns that it may see. Against one for
    another audience it would tell what that one was told."""
    if since is None or audience_of(since.release.audience) is not audience:
        return None
    return replace(since, figures=_seen(since.figures, audience), shown=_seen(since.shown, audience))


def _seen(pairs: Iterable[Pair], audience: Audience) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if all(_allows(audience, each) for each in pair))


def _allows(audience: Audience, result: Result | None) -> bool:
    return result is None or result.breakdown == ALL or audience.allows(result.breakdown)


def _for_everybody(edition: Edition) -> Edition:
    """Plain names, and nothing but what is printed: no figure of a month that is not shown, nothing in the
    place of what is hidden, no verdict made before it was hidden, no code by which a figure can be proved or
    the snapshot that it was made from be found."""
    plain = replace(
        edition,
        measures={name: plain_measure(each) for name, each in edition.measures.items()},
        labels={**edition.labels, **plain_groups()},
        before=(),
        annotations=tuple(
            each for each in edition.annotations if each.kind is AnnotationKind.DEFINITION_BREAK
        ),
        comparators={name: _published(each) for name, each in edition.comparators.items()},
        others=None,
        sources=(),
        prove=no_codes,
        snapshot="",
        population_note=plain_population(edition.population),
        register=None,
    )
    plain = replace(plain, results=_printed(plain))
    plain = replace(plain, since=_as_printed(plain))
    if edition.register is None:
        return plain
    judged = with_register_of(plain)
    assert judged.register is not None
    return replace(judged, register=agreed(judged.register, edition.register))


def _as_printed(edition: Edition) -> Since | None:
    """What changed since a release, of the figures that are now as they were when that was found: hidden
    ones too, if they were hidden by then. What was found of a number that was hidden later is left out, as
    whether it had changed would tell of it."""
    if edition.since is None:
        return None
    find, authority = edition.results.find, edition.authority

    def is_as_found(pair: Pair) -> bool:
        named = pair[1] or pair[0]
        return named is not None and pair[1] == find(
            named.measure, authority, named.period, named.breakdown, named.group
        )

    return replace(
        edition.since,
        figures=tuple(filter(is_as_found, edition.since.figures)),
        shown=tuple(filter(is_as_found, edition.since.shown)),
    )


def no_codes(_keys: Iterable[Key]) -> Mapping[Key, str]:
    """No figure has a code that leads to it."""
    return {}


def _published(found: Comparators) -> Comparators:
    """The published figures alone: their verdicts were made by the figure before it was rounded or hidden."""
    items = tuple(replace(each, verdict=Side.NONE) for each in found.items)
    return Comparators(found.measure, found.authority, found.series, found.unit, items)


def _printed(edition: Edition) -> Results:
    """The results that pages show: totals of every period of a series, groups of the period shown. A group
    whose children are counted in others already is left out: it would only help to take apart what is
    hidden."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    series = {name: {period.label for period in each.periods()} for name, each in shown.items()}
    groups = {
        (name, breakdown, each.period.label)
        for name, each in shown.items()
        for breakdown in (each.split, *each.breakdowns)
    }

    def printed(measure: str, period: str, breakdown: str, group: str) -> bool:
        if breakdown == ALL:
            return period in series.get(measure, ())
        return (measure, breakdown, period) in groups and not overlaps(group)

    table = edition.results.table
    keys = (table.column(name).to_pylist() for name in ("measure", "period", "breakdown", "group"))
    return _emptied(table.filter(pa.array(map(printed, *keys), pa.bool_())))


def _emptied(table: pa.Table) -> Results:
    """The results with no number behind the status of those that are hidden."""
    nothing = {"numerator": None, "denominator": None, "value": None}
    rows = [row | (nothing if row["status"] == Status.CONFIDENTIAL else {}) for row in table.to_pylist()]
    return Results(pa.Table.from_pylist(rows, schema=table.schema))
