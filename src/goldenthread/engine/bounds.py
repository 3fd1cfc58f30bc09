"""By how much at most each open issue could move the figures of a period.

A rule reaches a measure when the measure reads a column that the rule guards. A row of the period is touched
by an issue when it was made from the faulty row, or when it is of the same child. What touched rows may come
to is in `extremes`; a condition that reads nothing the rule guards holds whatever is mended, and rows of
other periods are taken as they are dated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pyarrow as pa

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period
from goldenthread.engine.availability import Availability
from goldenthread.engine.compute import parts_of
from goldenthread.engine.extremes import Range, Row, difference, extremes, of_line, ratio
from goldenthread.engine.figures import periods_of
from goldenthread.engine.lists import put_period
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.queries import expression_sql, period_join, table_of
from goldenthread.engine.reads import Reads, reads_of
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results
from goldenthread.sources.quality import Rule
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.literals import text_sql

NOT_TRACED = "no row of the figure can be traced to the records of the rule"
NO_BOUND = "what the rows with the issue would add is not known"
NO_INDEX = "a relative rate has no bound here"


@dataclass(frozen=True)
class Bound:
    """What the issues of one rule could do to one figure. `rows` is how many rows of the period they touch;
    `line` is the line of a split, else ALL. `why` says why there is no lowest and highest."""

    rule: str
    measure: str
    period: str
    line: str
    rows: int
    value: float | None
    lowest: float | None = None
    highest: float | None = None
    why: str = ""

    @property
    def width(self) -> float:
        """How far the figure could move; nothing where it cannot, or where no bound is known."""
        return 0.0 if self.lowest is None or self.highest is None else self.highest - self.lowest


@dataclass(frozen=True)
class Touch:
    """The faulty rows of one rule: their references, their children's numbers in conformed facts, and the
    references of those that name no child."""

    refs: frozenset[int]
    people: frozenset[int]
    nobodys: frozenset[int] = frozenset()


def touches_of(source: Source, issues: pa.Table) -> dict[str, Touch]:
    """The faulty rows of each rule that has an issue."""
    source.put("open_issues", issues.select(["rule", "row_ref", "authority", "person_id"]))
    rows = source.fetch(
        "SELECT i.rule, i.row_ref, n.person_no FROM open_issues i "
        f"LEFT JOIN {source.person_numbers()} n ON n.authority = i.authority AND n.person_id = i.person_id"
    )
    refs: dict[str, set[int]] = defaultdict(set)
    people: dict[str, set[int]] = defaultdict(set)
    nobodys: dict[str, set[int]] = defaultdict(set)
    for rule, ref, person in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        refs[rule].add(ref)
        if person is not None:
            people[rule].add(person)
        else:
            nobodys[rule].add(ref)
    return {
        rule: Touch(frozenset(refs[rule]), frozenset(people[rule]), frozenset(nobodys[rule])) for rule in refs
    }


def bounds(
    source: Source,
    catalogue: Mapping[str, Measure],
    results: Results,
    period: Period,
    authority: str,
    rules: Mapping[str, Rule],
    touches: Mapping[str, Touch],
) -> Iterator[Bound]:
    """The bounds of every measure in `results` (its figures of `period`) that an issue reaches."""
    totals: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.authority == authority and result.status in (Status.OK, Status.NO_CASES):
            totals[result.measure].append(result)
    by_period: dict[Period, list[Measure]] = defaultdict(list)
    for name in totals:
        by_period[periods_of(catalogue[name], [period])[0]].append(catalogue[name])
    asked = {code: rules[code] for code in touches}
    for when, measures in by_period.items():
        fetched = _Fetched(source, authority, when)
        for measure in measures:
            for lines, parts in fetched.parts(measure, catalogue):
                own = [one for one in totals[measure.id] if not lines or one.group in lines]
                for rule in asked.values():
                    if any(rule.guards & part.reads.every for part in parts.values()):
                        for result in own:
                            yield from _bound(measure, parts, rule, touches[rule.code], when, result)


@dataclass(frozen=True)
class _Part:
    """One tally of a measure with its rows of the period, found by stored row and by child.

    A condition that hangs on nothing that a rule guards holds or does not, whatever is mended.
    """

    tally: Tally
    standard: str
    reads: Reads
    rows: Sequence[Row]
    holds: Sequence[Sequence[bool]]  # of each row, which of the conditions to count hold
    by_ref: Mapping[int, Sequence[int]]
    by_person: Mapping[int, Sequence[int]]

    def touched(self, rule: Rule, touch: Touch) -> set[int] | None:
        """Places of the rows that a rule's issues touch; None when they cannot be traced."""
        guarded = rule.guards & self.reads.every
        if not guarded:
            return set()
        found = {place for ref in self.by_ref.keys() & touch.refs for place in self.by_ref[ref]}
        if fact(self.tally.component.fact).person:
            people = self.by_person.keys() & touch.people
            found |= {place for person in people for place in self.by_person[person]}
            if not self._traced(rule, touch.nobodys):
                return None
        elif not self._traced(rule, touch.refs):
            return None
        firm = [i for i, one in enumerate(self.reads.conditions) if not guarded & one.reads]
        return {place for place in found if all(self.holds[place][i] for i in firm)}

    def _traced(self, rule: Rule, refs: frozenset[int]) -> bool:
        """Whether faulty rows that can be told by their references alone are of the tables that the rows of
        this part were made from: what came of a row of another table is not known row by row."""
        own = fact(self.tally.component.fact).made_from(self.standard)
        return not refs or rule.table in own

    def range(self, rule: Rule, touched: set[int], line: str, share: bool) -> Range:
        """The range of the part, or of one line of it."""
        sure = [row for place, row in enumerate(self.rows) if place not in touched]
        doubtful = [self.rows[place] for place in sorted(touched)]
        if rule.guards & self.reads.value:
            doubtful = [replace(row, value=None) for row in doubtful]
        form = self.tally.form
        if line != ALL:
            form = "percentage" if share and form == "count" else form
            sure = of_line(sure, line, share)
            if not rule.guards & self.reads.line:
                doubtful = _staying(doubtful, line, share)
        return extremes(form, sure, doubtful)


def _staying(rows: Sequence[Row], line: str, share: bool) -> list[Row]:
    """Rows with an issue whose line of a split is not in doubt."""
    if share:
        return [replace(row, may_be_in=row.line == line) for row in rows]
    return [row for row in rows if row.line == line]


class _Fetched:
    """The parts of measures in one period, each fetched once."""

    def __init__(self, source: Source, authority: str, period: Period) -> None:
        self._source, self._authority, self._period = source, authority, period
        self._parameters = parameter_values(source.rows("parameters"))
        self._availability = Availability(source.covers, self._parameters)
        self._parts: dict[tuple[str, str], _Part] = {}
        put_period(source, period)

    def parts(
        self, measure: Measure, catalogue: Mapping[str, Measure]
    ) -> Iterator[tuple[tuple[str, ...], dict[str, _Part]]]:
        """For each standard that a measure is read from its lines of the split (none: all) and the parts by
        role; nothing when it is not available."""
        by_role = parts_of(measure, tallies([measure], catalogue, []))
        asked = list(by_role.values())
        try:
            read = self._availability.read_from(measure, asked, self._authority, self._period)
        except RefusedInput:
            return
        for standard, lines in read.items():
            found = {}
            for role, tally in by_role.items():
                if (standard, tally.key) not in self._parts:
                    self._parts[standard, tally.key] = self._part(tally, standard)
                found[role] = self._parts[standard, tally.key]
            yield lines, found

    def _part(self, tally: Tally, standard: str) -> _Part:
        reads = reads_of(tally, standard)
        conditions = [one.text for one in reads.conditions]
        sql = _rows_sql(self._source, tally, standard, self._authority, self._parameters, conditions)
        fetched = self._source.fetch(sql)
        by_ref: dict[int, list[int]] = defaultdict(list)
        by_person: dict[int, list[int]] = defaultdict(list)
        rows, holds = [], []
        columns = (column.to_pylist() for column in fetched.columns)
        for place, (ref, person, key, numerator, value, line, *held) in enumerate(zip(*columns, strict=True)):
            by_ref[ref].append(place)
            if person is not None:
                by_person[person].append(place)
            holds.append(held)
            rows.append(Row(key, all(held), all(held) and numerator, value, line))
        return _Part(tally, standard, reads, rows, holds, by_ref, by_person)


def _bound(
    measure: Measure, parts: Mapping[str, _Part], rule: Rule, touch: Touch, when: Period, result: Result
) -> Iterator[Bound]:
    """The bound of one figure, when a row of it is touched or none can be traced."""
    line = result.group if measure.split else ALL
    made = Bound(rule.code, measure.id, when.label, line, 0, result.value)
    touched = {role: part.touched(rule, touch) for role, part in parts.items()}
    if any(places is None for places in touched.values()):
        yield replace(made, why=NOT_TRACED)
        return
    places = {role: found or set() for role, found in touched.items()}
    rows = sum(map(len, places.values()))
    if not rows:
        return
    if measure.form == "index":
        yield replace(made, rows=rows, why=NO_INDEX)
        return
    share = bool(measure.split and measure.split.share)
    ranges = {role: part.range(rule, places[role], line, share) for role, part in parts.items()}
    found = _combined(measure, ranges, result.denominator, when)
    low, high = found or (None, None)
    yield replace(made, rows=rows, lowest=low, highest=high, why="" if found else NO_BOUND)


def _combined(measure: Measure, ranges: Mapping[str, Range], people: float | None, when: Period) -> Range:
    """The range of a measure from those of its parts; `people` is the population of a rate."""
    if measure.base:
        return ranges["base"]
    if measure.form == "ratio":
        return ratio(ranges["numerator"], ranges["denominator"], measure.times)
    if measure.form == "difference":
        return difference(ranges["plus"], ranges["minus"])
    if not people or measure.per is None:
        return None
    return ratio(ranges["numerator"], (people, people), measure.rate_times(when.months))


def _rows_sql(
    source: Source,
    tally: Tally,
    standard: str,
    authority: str,
    parameters: ParameterSet,
    conditions: Sequence[str],
) -> str:
    """Every row of the period, counted or not: the stored row, child, key, whether it is in the numerator,
    value, line, and which of the conditions to count hold."""
    component = tally.component
    table = table_of(source, standard, tally)
    sql = partial(expression_sql, tally=tally, parameters=parameters)
    person = "s.person_id" if fact(component.fact).person else "CAST(NULL AS INTEGER)"
    key = f's."{component.count}"' if component.count != "rows" else "row_number() OVER ()"
    line = f's."{tally.split}"' if tally.split else "CAST(NULL AS VARCHAR)"
    value = sql(component.value) if component.value else "CAST(NULL AS DOUBLE)"
    held = ", ".join(f"coalesce(({sql(condition)}), false)" for condition in conditions)
    return (
        f"SELECT s.row_ref, {person}, {key}, coalesce(({sql(component.numerator or 'true')}), false), "
        f"CAST({value} AS DOUBLE), {line}, {held} "
        f'FROM "{table}" s JOIN periods p ON {period_join(tally)} WHERE s.authority = {text_sql(authority)}'
    )
