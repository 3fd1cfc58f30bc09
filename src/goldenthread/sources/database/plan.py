"""What is read from a database: of the tables that we know the columns that we read, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.ssd.mapping import NOT_READ, SSD_TABLES
from goldenthread.sources.text import fold


@dataclass(frozen=True)
class Column:
    """A column as the database's catalogue lists it."""

    schema: str
    table: str
    name: str
    kind: str


@dataclass(frozen=True)
class TablePlan:
    """One table: its own name in the database, our name for it, and the columns to select."""

    schema: str
    own_name: str
    name: str
    columns: tuple[Column, ...]


def plan(columns: Iterable[Column], where: str) -> tuple[list[TablePlan], list[tuple[str, str]]]:
    """The tables to read, by name, and those not read with the reason. `where` names the database."""
    found: dict[tuple[str, str], list[Column]] = {}
    for one in columns:
        found.setdefault((one.schema, one.table), []).append(one)
    plans: dict[str, TablePlan] = {}
    passed = []
    for (schema, table), own in sorted(found.items()):
        known = fold(table)
        if known in NOT_READ:
            passed.append((table, NOT_READ[known]))
        elif known in SSD_TABLES:
            if known in plans:
                raise _twice(where, known, plans[known].schema, schema)
            plans[known] = _table(schema, table, known, own)
        elif known.startswith("ssd_"):
            passed.append((table, "no table of the standard that is read"))
    if not plans:
        raise RefusedInput(
            "The database has no table of the Standard Safeguarding Dataset that this user may read.",
            where=where,
            do="Check the database and the schema, and that the user may select from tables such as "
            "ssd_person.",
        )
    return list(plans.values()), passed


def _table(schema: str, table: str, known: str, own: list[Column]) -> TablePlan:
    read = readable(known)
    wanted = sorted((one for one in own if fold(one.name) in read), key=lambda one: one.name)
    return TablePlan(schema, table, known, tuple(wanted))


def readable(table: str) -> frozenset[str]:
    """The fields of a table that are read; names and addresses are not among them."""
    fields: Mapping[str, str] = SSD_TABLES[table].fields
    return frozenset(field for field, target in fields.items() if not target.startswith("-"))


def _twice(where: str, table: str, one: str, other: str) -> RefusedInput:
    return RefusedInput(
        f"The table {table} is in two schemas, {one} and {other}.",
        where=where,
        why="Nothing says which of them is meant.",
        do="Name one as 'schema' in goldenthread.yml.",
    )
