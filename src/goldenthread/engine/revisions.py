"""Figures that are no longer what they were: what was known at one time beside what is known at another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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
from goldenthread.model.result import ALL, CROSS, Result, Status, same
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
Names = tuple[str, str, str, str]
Pair = tuple[Result | None, Result | None]
"""A figure as it was and as it is."""


@dataclass(frozen=True)
class Revision:
    """One figure that moved. `was` or `now` is None of a group that had, or has, no row. `because`: (kind,
    table) to the number of records that did, of the people whose rows differ; empty when no row of theirs
    does, and a population or setting made the difference."""

    was: Result | None
    now: Result | None
    because: Reasons

    @property
    def figure(self) -> Result:
        """What names the figure: measure, authority, period and group."""
        return _named(self.was, self.now)

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
        Revision(was, is_, _because(before, after, catalogue, _named(was, is_)))
        for was, is_ in moved(then, now)
    ]


def moved(then: Results, now: Results) -> list[Pair]:
    """The figures that differ, as they were and as they are: first those that are, then those that are gone.

    A group that has a row in one of the two alone counted nobody in the other, where its breakdown was given.
    """
    pairs: list[Pair] = [(_same_key(then, one), one) for one in now]
    pairs += [(one, None) for one in then if _same_key(now, one) is None]
    given = {_breakdown(one) for one in then if one.status in SAID}
    still = {_breakdown(one) for one in now if one.status in SAID}
    return [pair for pair in pairs if _has_moved(*pair, given, still)]


def _has_moved(
    was: Result | None, now: Result | None, given: Collection[Names], still: Collection[Names]
) -> bool:
    """`given` and `still`: the breakdowns that had, and have, a figure of some group."""
    if was is not None and was.status not in SAID:
        return False
    if was is None and now is not None and (now.status not in SAID or _breakdown(now) not in given):
        return False  # it was not told apart before
    if now is None and was is not None and _breakdown(was) not in still:
        return True
    return not same(was, now)


def _same_key(results: Results, one: Result) -> Result | None:
    return results.find(one.measure, one.authority, one.period, one.breakdown, one.group)


def _breakdown(one: Result) -> Names:
    return one.measure, one.authority, one.period, one.breakdown


def _named(was: Result | None, now: Result | None) -> Result:
    found = now or was
    if found is None:
        raise ValueError("A revision is of a figure that was or is.")
    return found


def flagged(now: Results, then: Results) -> Results:
    """The results with the flag `revised` on each that is no longer what it was."""
    changed = {id(result) for _, result in moved(then, now)}
    marked = ["; ".join((*r.flags, REVISED) if id(r) in changed else r.flags) for r in now]
    place = now.table.column_names.index("flags")
    return Results(now.table.set_column(place, "flags", pa.array(marked, pa.string())))


def _because(before: Snapshot, after: Snapshot, catalogue: Mapping[str, Measure], one: Result) -> Reasons:
    """What became of the records of the people whose rows behind the figure differ."""
    measure = catalogue[one.measure]
    named = zip(one.breakdown.split(CROSS), one.group.split(CROSS), strict=True)
    groups = {name: group for name, group in named if ALL not in (name, group)}
    found: Counter[tuple[str, str]] = Counter()
    then, since = (_lists(each, catalogue, measure, one, groups) for each in (before, after))
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
    loaded: Snapshot, catalogue: Mapping[str, Measure], measure: Measure, one: Result, groups: dict[str, str]
) -> dict[str, RowList]:
    try:
        found = rows_behind(loaded, catalogue, measure, one.authority, parse(one.period), groups)
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
