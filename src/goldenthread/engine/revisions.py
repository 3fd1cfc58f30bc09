"""Figures that are no longer what they were: what was known at one time beside what is known at another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period, parse
from goldenthread.engine.availability import needs_of
from goldenthread.engine.card_parts import expression_of
from goldenthread.engine.compute import parts_of
from goldenthread.engine.figures import figures
from goldenthread.engine.lists import RowList, rows_behind
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS, Result, Status
from goldenthread.model.results import Results
from goldenthread.warehouse.differences import differences
from goldenthread.warehouse.facts import PERSON_BREAKDOWNS, fact
from goldenthread.warehouse.snapshot import Snapshot

REVISED = "revised"
"""The flag of a figure that is no longer what it was."""

SAID = (Status.OK, Status.NO_CASES)
"""Standings of a figure that said something: what was not available or not yet known is not revised later."""

Reasons = Mapping[tuple[str, str], int]
Counted = tuple[object, ...]


@dataclass(frozen=True)
class Revision:
    """One figure that moved. `because`: (kind, table) to the number of records that did, of the people whose
    rows differ; empty when no row of theirs does, and a population or setting made the difference."""

    was: Result
    now: Result
    because: Reasons

    def count(self, kind: str) -> int:
        """How many records came late, changed and so on."""
        return sum(number for (one, _), number in self.because.items() if one == kind)


def revisions(
    before: Snapshot,
    after: Snapshot,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    periods: Sequence[Period],
    breakdowns: Iterable[str] | None = (),
) -> list[Revision]:
    """Every figure that said something then and says something else now, with the reason."""
    asked = None if breakdowns is None else tuple(breakdowns)
    then, now = (figures(one, catalogue, measures, periods, asked) for one in (before, after))
    return [
        Revision(was, result, _because(before, after, catalogue, result)) for was, result in moved(then, now)
    ]


def moved(then: Results, now: Results) -> list[tuple[Result, Result]]:
    """The figures that differ, as they were and as they are."""
    pairs = ((then.find(r.measure, r.authority, r.period, r.breakdown, r.group), r) for r in now)
    return [
        (was, result)
        for was, result in pairs
        if was and was.status in SAID and _figure(was) != _figure(result)
    ]


def flagged(now: Results, then: Results) -> Results:
    """The results with the flag `revised` on each that is no longer what it was."""
    changed = {id(result) for _, result in moved(then, now)}
    marked = ["; ".join((*r.flags, REVISED) if id(r) in changed else r.flags) for r in now]
    place = now.table.column_names.index("flags")
    return Results(now.table.set_column(place, "flags", pa.array(marked, pa.string())))


def _figure(result: Result) -> tuple[object, ...]:
    return (result.numerator, result.denominator, result.value, result.status)


def _because(before: Snapshot, after: Snapshot, catalogue: Mapping[str, Measure], now: Result) -> Reasons:
    """What became of the records of the people whose rows behind the figure differ."""
    measure = catalogue[now.measure]
    named = zip(now.breakdown.split(CROSS), now.group.split(CROSS), strict=True)
    groups = {name: group for name, group in named if ALL not in (name, group)}
    found: Counter[tuple[str, str]] = Counter()
    then, since = (_lists(one, catalogue, measure, now, groups) for one in (before, after))
    for role, tally in parts_of(measure, tallies([measure], catalogue, None)).items():
        part = since.get(role) or then.get(role)
        people = _people_of_difference(tally, then.get(role), since.get(role))
        if part is None or (part.fact.person and not people):
            continue
        for table in _tables(tally, part.standard, groups):
            whose = people if part.fact.person else None
            for kind, number in differences(before, after, table, part.standard, whose).items():
                found[kind, table] = max(found[kind, table], number)
    return dict(found)


def _lists(
    loaded: Snapshot, catalogue: Mapping[str, Measure], measure: Measure, now: Result, groups: dict[str, str]
) -> dict[str, RowList]:
    try:
        found = rows_behind(loaded, catalogue, measure, now.authority, parse(now.period), groups)
    except RefusedInput:  # what can no longer be counted has no rows
        return {}
    return {part.role: part for part in found}


def _people_of_difference(tally: Tally, then: RowList | None, now: RowList | None) -> set[str]:
    """The people of the rows that only one of the two figures counts, or counts otherwise."""
    held = [_counted(tally, part) if part else Counter[Counted]() for part in (then, now)]
    return {str(row[0]) for row in (held[0] - held[1]) + (held[1] - held[0]) if row[0] is not None}


def _counted(tally: Tally, part: RowList) -> Counter[Counted]:
    """The rows as they are counted: whose, which, whether in the numerator, and their value."""
    component = tally.component
    names = [part.fact.row, "in_numerator"] + ([component.count] if component.count != "rows" else [])
    if component.value:
        names += sorted(expression_of(component.value, part.fact).columns)
    people = "person_id" if part.fact.person else part.fact.row
    columns = [part.rows[name].to_pylist() for name in (people, *dict.fromkeys(names))]
    return Counter(zip(*columns, strict=True))


def _tables(tally: Tally, standard: str, groups: Iterable[str]) -> list[str]:
    """The tables that a figure reads, with the person's own, and those of the groups it is for."""
    columns = [*needs_of(tally, standard).columns]
    columns += PERSON_BREAKDOWNS["age_band"] if fact(tally.component.fact).person else ()
    for name in groups:
        columns += PERSON_BREAKDOWNS.get(name, ())
    options = (option for column in columns for option in column.split("|"))
    return list(dict.fromkeys(option.split(".")[0] for option in options))
