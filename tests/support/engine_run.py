"""Run the product's engine over canonical rows given as plain dicts, one authority a generated council."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.compute import compute
from goldenthread.engine.tallies import tallies
from goldenthread.model.results import Results
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.cover import Covers, TableCover
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import MemorySnapshot, table_of

EXTRACTED_ON = dt.date(2024, 1, 31)
FIRST = dt.date(2005, 1, 1)
REGISTER_ONLY = {name for name, table in TABLES.items() if table.section.startswith("Local registers")}

KINDS = {
    "cla_health": frozenset(f"check_type={kind}" for kind in ("dental", "immunisation", "development")),
}
"""Kinds of row that a figure of their own needs."""

Tables = Mapping[str, list[dict[str, Any]]]


def run_engine(
    tables_by_authority: Mapping[str, Tables],
    *,
    measures: Iterable[str] | None = None,
    periods: Iterable[str],
    breakdowns: Iterable[str] | None = None,
    parameters: Iterable[Mapping[str, Any]] = (),
    population: Iterable[Mapping[str, Any]] = (),
    cover: Mapping[str, Any] | None = None,
    extracted_on: dt.date = EXTRACTED_ON,
) -> Results:
    """Results of the shipped cards over generated councils.

    `parameters` and `population` are rows of those tables for every authority (their `authority` is filled
    in). `cover` may hold 'from' and 'to' for all tables.
    """
    catalogue = shipped_measures()
    chosen = [catalogue[name] for name in (measures or catalogue)]
    facts = frozenset(t.component.fact for t in tallies(chosen, catalogue, None).values())
    source = snapshot_of(
        tables_by_authority,
        facts,
        parameters=parameters,
        population=population,
        cover=cover,
        extracted_on=extracted_on,
    )
    return compute(source, catalogue, chosen, [parse(p) for p in periods], breakdowns)


def snapshot_of(
    tables_by_authority: Mapping[str, Tables],
    facts: Iterable[str] | None = None,
    *,
    parameters: Iterable[Mapping[str, Any]] = (),
    population: Iterable[Mapping[str, Any]] = (),
    cover: Mapping[str, Any] | None = None,
    extracted_on: dt.date = EXTRACTED_ON,
) -> MemorySnapshot:
    """Generated councils opened as a snapshot, with the named facts (None: all); else as `run_engine`."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for authority, tables in tables_by_authority.items():
        for name, found in tables.items():
            rows[name] += [_record(name, row, authority) for row in found]
        for name, settings in (("parameters", parameters), ("population", population)):
            rows[name] += [{**row, "authority": authority} for row in settings]
    covers = Covers(
        made for authority in tables_by_authority for made in _covers(authority, cover or {}, extracted_on)
    )
    return MemorySnapshot(
        DuckDB(),
        {name: table_of(name, found) for name, found in rows.items()},
        covers,
        extracted_on,
        only=None if facts is None else frozenset(facts),
    )


def _record(name: str, row: dict[str, Any], authority: str) -> dict[str, Any]:
    if not TABLES[name].record:
        return {**row, "authority": authority}
    standard = LOCAL if name in REGISTER_ONLY else "SSD"
    return {**row, "authority": authority, "source_std": standard, "load_id": "test", "as_at": EXTRACTED_ON}


def _covers(authority: str, cover: Mapping[str, Any], extracted_on: dt.date) -> Iterable[TableCover]:
    first, last = cover.get("from", FIRST), cover.get("to", extracted_on)
    for name, table in TABLES.items():
        standard = LOCAL if name in REGISTER_ONLY or not table.record else "SSD"
        columns = frozenset(column.name for column in table.columns) | KINDS.get(name, frozenset())
        columns -= cover.get("absent", {}).get(name, frozenset())
        yield TableCover(authority, standard, name, first, last, first, columns)
