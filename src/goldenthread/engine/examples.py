"""Worked examples run as what they are: loads. Each gets an authority of its own, so that all examples of a
catalogue are conformed and counted in one go."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from goldenthread.base.periods import parse as parse_period
from goldenthread.engine.compute import compute
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import tallies
from goldenthread.model.measure import Example, Measure
from goldenthread.model.result import ALL
from goldenthread.model.results import Results
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.facts import facts
from goldenthread.warehouse.memory import table_of

FIRST, LAST = dt.date(2005, 1, 1), dt.date(2026, 12, 31)

MakeSource = Callable[[Mapping[str, Any], Covers, dt.date, frozenset[str]], Source]


@dataclass(frozen=True)
class Mismatch:
    """An example whose figures do not come out."""

    measure: str
    file: str
    example: int
    line: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return (
            f"{self.file}, example {self.example}: {self.line} expected {self.expected}, found {self.found}"
        )


@dataclass(frozen=True)
class Case:
    """One example, with the authority that stands for it alone."""

    authority: str
    number: int
    example: Example


def run_examples(
    measures: Iterable[Measure], catalogue: Mapping[str, Measure], make_source: MakeSource
) -> list[Mismatch]:
    """Run every example of the measures on one engine; what does not agree."""
    run = ExampleRun(measures, catalogue, make_source)
    return [miss for measure in run.measures.values() for miss in run.mismatches([measure])[measure.id]]


class ExampleRun:
    """The examples of many measures, conformed once; each measure is then computed over its own examples."""

    def __init__(
        self, measures: Iterable[Measure], catalogue: Mapping[str, Measure], make_source: MakeSource
    ) -> None:
        self.measures = {measure.id: measure for measure in measures if measure.examples}
        self._catalogue = catalogue
        self._cases: dict[str, list[Case]] = {}
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        covers: list[TableCover] = []
        numbers = count()
        for measure in self.measures.values():
            examples = enumerate(measure.examples, start=1)
            self._cases[measure.id] = [Case(f"EX{next(numbers):06d}", n, example) for n, example in examples]
            for case in self._cases[measure.id]:
                for table, made in example_rows(case.example, case.authority).items():
                    rows[table] += made
                covers += example_covers(case.example, case.authority)
        only = frozenset(t.component.fact for t in tallies(self.measures.values(), catalogue, None).values())
        tables = {name: table_of(name, made) for name, made in rows.items()}
        self._source = make_source(tables, Covers(covers), LAST, only)

    def mismatches(self, versions: Sequence[Measure]) -> dict[str, list[Mismatch]]:
        """By id what does not agree with the examples of a measure, for versions of that one measure."""
        cases = self._cases[versions[0].id.split("~")[0]]
        source = _Part(self._source, frozenset(case.authority for case in cases))
        periods = sorted({parse_period(case.example.period) for case in cases})
        lines = [line for case in cases for line in case.example.expect]
        breakdowns = sorted({_asked(versions[0], line) for line in lines} - {""})
        catalogue = {**self._catalogue, **{version.id: version for version in versions}}
        results = compute(source, catalogue, versions, periods, breakdowns)
        return {
            version.id: [miss for case in cases for miss in _mismatches(version, case, results)]
            for version in versions
        }


class _Part:
    """Some authorities of a source."""

    def __init__(self, source: Source, authorities: frozenset[str]) -> None:
        self._source, self._authorities = source, authorities
        self.id, self.extracted_on, self.at_once = source.id, source.extracted_on, source.at_once
        self.covers = Covers(cover for cover in source.covers if cover.authority in authorities)
        self.table, self.put, self.keep, self.fetch = source.table, source.put, source.keep, source.fetch
        self.person_numbers, self.single_keys = source.person_numbers, source.single_keys

    def rows(self, table: str) -> Iterable[Mapping[str, Any]]:
        return [row for row in self._source.rows(table) if row["authority"] in self._authorities]


def example_rows(example: Example, authority: str) -> dict[str, list[dict[str, Any]]]:
    """The example's rows as canonical rows: what a row does not say is filled so that it stands alone."""
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, rows in example.rows.items():
        for number, row in enumerate(rows):
            tables[name].append(_filled(name, row, number, authority, example.standard))
    people = {row["person_id"] for name, rows in tables.items() for row in rows if row.get("person_id")}
    known = {row["person_id"] for row in tables["persons"]}
    for person in sorted(people - known):
        tables["persons"].append(_filled("persons", {"person_id": person}, 0, authority, example.standard))
    for row in example.population:
        tables["population"].append(_population(row, authority))
    for name, value in example.parameters.items():
        dated = value if isinstance(value, Mapping) else {FIRST: value}
        tables["parameters"] += [
            {"authority": authority, "name": name, "value": str(one), "valid_from": first}
            for first, one in dated.items()
        ]
    return tables


def example_covers(example: Example, authority: str) -> list[TableCover]:
    """Every table complete, but for what the example says: {table: none}, {table: {…}} or {to: …}."""
    covers = []
    last = example.cover.get("to", LAST)
    for name, table in TABLES.items():
        said = example.cover.get(name, {})
        if said in (None, "none"):
            continue
        columns = {column.name for column in table.columns} | _kinds(name)
        columns -= set(said.get("without", ()))
        first = said.get("from", FIRST)
        standard = example.standard if table.record else LOCAL
        covers.append(
            TableCover(
                authority,
                standard,
                name,
                first,
                said.get("to", last),
                said.get("stock_from", first),
                frozenset(columns),
            )
        )
    if example.standard != LOCAL:
        covers += [
            TableCover(c.authority, LOCAL, c.table, c.covers_from, c.covers_to, c.stock_from, c.columns)
            for c in covers
            if TABLES[c.table].section.startswith("Local registers")
        ]
    return covers


@cache
def _kinds(table: str) -> frozenset[str]:
    """The kinds of row of a table ('visit_type=cp') that some fact, or a column of one, needs."""
    needed = [name for one in facts().values() for names in one.needs.values() for name in names]
    columns = [column for one in facts().values() for column in one.columns.values()]
    needed += [option for column in columns for name in column.needs for option in name.split("|")]
    return frozenset(name.split(".")[1] for name in needed if name.split(".")[0] == table and "=" in name)


def _filled(table: str, row: Mapping[str, Any], number: int, authority: str, standard: str) -> dict[str, Any]:
    declared = TABLES[table]
    made = {name: value for name, value in row.items() if name != "why"}
    for column in declared.columns:
        if made.get(column.name) is None and column.identifier and column.required:
            made[column.name] = f"{column.name} {number}"
    if declared.record:
        local = declared.section.startswith("Local registers") and standard != LOCAL
        made |= {"source_std": LOCAL if local else standard, "load_id": "example", "as_at": LAST}
    return {"authority": authority, **made}


def _population(row: Mapping[str, Any], authority: str) -> dict[str, Any]:
    defaults = {"locality_id": "ALL", "age_from": 0, "age_to": 17, "sex": "T", "ethnicity": "ALL"}
    released = dt.date(int(row["mid_year"]), 12, 1)
    return {"authority": authority, "released_on": released, **defaults, **row}


def _mismatches(measure: Measure, case: Case, results: Results) -> Iterable[Mismatch]:
    for line in case.example.expect:
        breakdown, group = _key(measure, line)
        found = results.find(measure.id, case.authority, case.example.period, breakdown, group)
        for name in ("numerator", "denominator", "value", "status"):
            if name not in line:
                continue
            got = getattr(found, name) if found else "no such group"
            if not _same(line[name], got):
                label = f"{breakdown} {group} {name}" if breakdown != ALL else name
                yield Mismatch(measure.id, measure.file, case.number, label, line[name], got)


def _asked(measure: Measure, line: Mapping[str, Any]) -> str:
    """The breakdown that a line needs; a split's own column comes by itself."""
    split = measure.split.by if measure.split else ""
    return "*".join(name for name in str(line.get("breakdown", "")).split("*") if name != split)


def _key(measure: Measure, line: Mapping[str, Any]) -> tuple[str, str]:
    split = measure.split.by if measure.split else ALL
    breakdown = str(line.get("breakdown", split if "group" in line else ALL))
    return breakdown.replace("*", " × "), str(line.get("group", ALL)).replace("*", " × ")


def _same(expected: Any, found: Any) -> bool:
    if (
        isinstance(expected, int | float)
        and not isinstance(expected, bool)
        and isinstance(found, int | float)
    ):
        return (
            abs(float(expected) - float(found)) < 0.05 if isinstance(expected, float) else expected == found
        )
    if isinstance(found, str) or found is None:
        return bool(expected == found)
    return bool(str(expected) == str(found))
