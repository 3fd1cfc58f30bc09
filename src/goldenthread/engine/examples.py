"""Worked examples run as what they are: loads. Each gets an authority of its own, so that all examples of a
catalogue are conformed and counted in one go."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.base.dates import month_end, month_number
from goldenthread.base.periods import parse as parse_period
from goldenthread.engine.compute import compute
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import tallies
from goldenthread.model.measure import Example, Measure
from goldenthread.model.result import ALL
from goldenthread.model.results import Results
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import LOCAL, Covers, TableCover
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


def run_examples(
    measures: Iterable[Measure], catalogue: Mapping[str, Measure], make_source: MakeSource
) -> list[Mismatch]:
    """Run every example of the measures on one engine; what does not agree."""
    cases = [
        (f"EX{number:06d}", measure, n, example)
        for number, (measure, n, example) in enumerate(
            (m, n, e) for m in measures for n, e in enumerate(m.examples, start=1)
        )
    ]
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    covers: list[TableCover] = []
    for authority, _, _, example in cases:
        for table, made in example_rows(example, authority).items():
            rows[table] += made
        covers += example_covers(example, authority)
    wanted = {measure.id: measure for _, measure, _, _ in cases}
    only = frozenset(t.component.fact for t in tallies(wanted.values(), catalogue, None).values())
    tables = {name: table_of(name, made) for name, made in rows.items()}
    source = make_source(tables, Covers(covers), LAST, only)
    results = _results(source, cases, wanted, catalogue)
    return [miss for case in cases for miss in _mismatches(case, results)]


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
        tables["parameters"].append(
            {"authority": authority, "name": name, "value": str(value), "valid_from": FIRST}
        )
    return tables


def example_covers(example: Example, authority: str) -> list[TableCover]:
    """Every table complete, but for what the example says: {table: none}, {table: {…}} or {to: …}."""
    covers = []
    last = example.cover.get("to", LAST)
    for name, table in TABLES.items():
        said = example.cover.get(name, {})
        if said in (None, "none"):
            continue
        columns = frozenset(column.name for column in table.columns) - frozenset(said.get("without", ()))
        first = said.get("from", FIRST)
        standard = example.standard if table.record else LOCAL
        covers.append(
            TableCover(
                authority, standard, name, first, said.get("to", last), said.get("stock_from", first), columns
            )
        )
    if example.standard != LOCAL:
        covers += [
            TableCover(c.authority, LOCAL, c.table, c.covers_from, c.covers_to, c.stock_from, c.columns)
            for c in covers
            if TABLES[c.table].section.startswith("Local registers")
        ]
    return covers


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


def _results(
    source: Source,
    cases: Sequence[tuple[str, Measure, int, Example]],
    wanted: Mapping[str, Measure],
    catalogue: Mapping[str, Measure],
) -> Results:
    periods = sorted({parse_period(example.period) for _, _, _, example in cases})
    breakdowns = {
        _asked(measure, str(line["breakdown"]))
        for _, measure, _, example in cases
        for line in example.expect
        if "breakdown" in line
    }
    return compute(source, catalogue, list(wanted.values()), periods, sorted(breakdowns))


def _asked(measure: Measure, breakdown: str) -> str:
    """What to ask for: a measure's split comes of itself."""
    return breakdown.removeprefix(f"{measure.split.by}*") if measure.split else breakdown


def _mismatches(case: tuple[str, Measure, int, Example], results: Results) -> Iterable[Mismatch]:
    authority, measure, number, example = case
    for line in example.expect:
        breakdown, group = _key(measure, line)
        found = results.find(measure.id, authority, example.period, breakdown, group)
        for name in ("numerator", "denominator", "value", "status"):
            if name not in line:
                continue
            got = getattr(found, name) if found else "no such group"
            if not _same(line[name], got):
                label = f"{breakdown} {group} {name}" if breakdown != ALL else name
                yield Mismatch(measure.id, measure.file, number, label, line[name], got)


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


__all__ = ["Mismatch", "example_covers", "example_rows", "month_end", "month_number", "run_examples"]
