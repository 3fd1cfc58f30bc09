"""The issues of a snapshot: found while its tables stand in the engine, written with it, whole or absent.

An issue names a rule and a stored row. It holds hashes and no value of the record.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goldenthread.base.dates import day_number
from goldenthread.model.standards import LOCAL
from goldenthread.model.tables import TABLES
from goldenthread.sources.generated_ids import joined
from goldenthread.sources.quality import Rule, rules
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.base import Engine
from goldenthread.warehouse.quality.sql import asks_the_row_alone, broken_sql

ISSUES = "quality/issues.parquet"
CHECKED = "quality/checked.parquet"

SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("table", pa.string()),
        ("row_ref", pa.int64()),
        ("authority", pa.string()),
        ("person_id", pa.string()),
        ("team", pa.string()),
        ("record", pa.string()),
    ]
)
"""`record` is a hash of what the row says, its event ids left out: they may be numbered anew overnight."""

CHECKED_SCHEMA = pa.schema(
    [("rule", pa.string()), ("standard", pa.string()), ("authority", pa.string()), ("not_run", pa.string())]
)
"""Which rules ran over what: `not_run` says why a rule could not, and is empty where it did."""

_WITH_TEAM = (
    "SELECT i.rule, i.row_ref, i.authority, n.person_id, "
    "coalesce(nullif(h.team, 'unknown'), i.team) AS team "
    "FROM found_issues i CROSS JOIN extract e "
    "LEFT JOIN person_numbers n ON n.person_no = i.person_no "
    "LEFT JOIN history h ON h.person_id = i.person_no AND h.from_day <= e.day AND h.to_day > e.day"
)
"""The team that mends: the one that has the child's case when the record is extracted, else the record's."""


Run = tuple[str, tuple[str, ...], list[Rule]]
"""A table, the authorities whose rows are asked, and the rules asked together."""


class Issues:
    """Collects the issues of a snapshot's tables, standard by standard."""

    def __init__(
        self,
        tables: Mapping[str, pa.Table],
        covers: Covers,
        extracted_on: dt.date,
        checks: Mapping[str, Rule] | None = None,
    ) -> None:
        self._tables, self._covers, self._day = tables, covers, day_number(extracted_on)
        self._rules = rules() if checks is None else checks
        self._every = covers.authorities()
        self._found: list[pa.Table] = []
        self._checked: list[dict[str, str]] = []

    def find(self, engine: Engine, standard: str) -> None:
        """Run every rule over the tables as the measures of a standard see them: they stand in the engine.

        Registers are seen with each child-level standard, and by themselves only when there is none.
        """
        if standard == LOCAL and self._covers.standards() != (LOCAL,):
            return
        engine.put("extract", pa.table({"day": pa.array([self._day], pa.int32())}))
        with ThreadPoolExecutor(engine.at_once) as pool:
            parts = [
                part for found in pool.map(partial(_run, engine), self._runs(standard)) for part in found
            ]
        if parts:
            engine.put("found_issues", pa.concat_tables(parts))
            self._found.append(engine.fetch(_WITH_TEAM))

    def _runs(self, standard: str) -> list[Run]:
        """The rules asked together of a table: all that ask the row alone; each other one by itself."""
        together: dict[tuple[str, tuple[str, ...], str], list[Rule]] = defaultdict(list)
        for rule in self._rules.values():
            authorities = self._authorities(rule, standard)
            if authorities:
                alone = "" if asks_the_row_alone(rule) else rule.code
                together[rule.table, authorities, alone].append(rule)
        return [(table, authorities, asked) for (table, authorities, _), asked in together.items()]

    def _authorities(self, rule: Rule, standard: str) -> tuple[str, ...]:
        """The authorities whose load supplies what the rule reads: of what is not there nothing is wrong."""
        run = []
        for authority in self._every:
            reason = self._not_supplied(rule, authority, standard)
            line = {"rule": rule.code, "standard": standard, "authority": authority, "not_run": reason}
            self._checked.append(line)
            if not reason:
                run.append(authority)
        return tuple(run)

    def _not_supplied(self, rule: Rule, authority: str, standard: str) -> str:
        tables = [rule.table, *(b.table for b in (rule.beside, rule.without) if b)]
        for table in tables:
            if TABLES[table].record and self._covers.supplier(authority, standard, table) is None:
                return f"no {TABLES[table].title.lower()} in the load"
        for name in rule.columns:
            reasons = [self._lacks(option, authority, standard) for option in name.split("|")]
            if all(reasons):
                return reasons[0]
        return ""

    def _lacks(self, name: str, authority: str, standard: str) -> str:
        table, _, column = name.partition(".")
        cover = self._covers.supplier(authority, standard, table)
        if cover is None or column in cover.columns:
            return ""
        return f"{column.replace('_', ' ')} of {TABLES[table].title.lower()} is not supplied"

    def table(self) -> pa.Table:
        """Every issue once, in the order of rules and rows."""
        if not self._found:
            return SCHEMA.empty_table()
        groups = pa.concat_tables(self._found).group_by(["rule", "row_ref"])
        kept = groups.aggregate([("authority", "min"), ("person_id", "min"), ("team", "min")])
        kept = kept.rename_columns(["rule", "row_ref", "authority", "person_id", "team"])
        kept = kept.sort_by([("rule", "ascending"), ("row_ref", "ascending")])
        names = pa.array([self._rules[code].table for code in kept["rule"].to_pylist()], pa.string())
        kept = kept.append_column("table", names)
        return kept.append_column("record", self._records(kept)).select(SCHEMA.names).cast(SCHEMA)

    def _records(self, found: pa.Table) -> pa.Array:
        """The hash of each issue's record."""
        refs = pc.unique(found["row_ref"]).to_pylist()
        hashes: dict[int, str] = {}
        names = list(TABLES)
        for number in {ref >> 32 for ref in refs}:
            own = [ref for ref in refs if ref >> 32 == number]
            hashes.update(zip(own, record_hashes(names[number], self._tables, own), strict=True))
        return pa.array([hashes[ref] for ref in found["row_ref"].to_pylist()], pa.string())

    def write(self, folder: Path) -> None:
        """Write the issues, and what was checked, into a snapshot's folder."""
        (folder / "quality").mkdir()
        pq.write_table(self.table(), folder / ISSUES, compression="zstd")
        checked = pa.Table.from_pylist(self._checked, schema=CHECKED_SCHEMA)
        pq.write_table(checked, folder / CHECKED, compression="zstd")


def record_hashes(name: str, tables: Mapping[str, pa.Table], refs: Sequence[int]) -> list[str]:
    """A hash over what each row says: the table's own columns but for the ids of events."""
    own = [column.name for column in TABLES[name].columns if column.identifier != "event"]
    rows = tables[name].select(own).take(pa.array([ref & 0xFFFFFFFF for ref in refs], pa.int64()))
    columns = {column: rows[column].combine_chunks() for column in own}
    said = joined(columns, own, len(refs)) if own else [""] * len(refs)
    return [hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:32] for text in said]


def _run(engine: Engine, run: Run) -> list[pa.Table]:
    """The issues of each of the rules asked together."""
    table, authorities, asked = run
    broken = engine.fetch(broken_sql(table, asked, authorities))
    found = []
    for i, rule in enumerate(asked):
        rows = broken.filter(broken[f"b{i}"]).select(["row_ref", "authority", "person_no", "team"])
        found.append(rows.add_column(0, "rule", pa.repeat(pa.scalar(rule.code), rows.num_rows)))
    return [rows for rows in found if rows.num_rows]
