"""What a file is like: the register whose columns it has, and the known thing nearest to one not taken."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.base.errors import nearest
from goldenthread.model.tables import TABLES
from goldenthread.sources.columns import missing_columns
from goldenthread.sources.registers.files import REGISTERS, known_names
from goldenthread.sources.ssd.mapping import FIELDS, SSD_TABLES
from goldenthread.sources.text import fold

ENOUGH_COLUMNS = 3
ENOUGH_SHARE = 0.8
"""Of a file without a known name so many of its columns must be a register's, and so large a part of them."""

COMMON = frozenset(
    {"person_id", "worker_id", "team_id", "start_date", "end_date", "locality_id", "authority"}
)
"""Columns that tell no register from another."""


def register_by_columns(headers: Iterable[str]) -> str | None:
    """The one register whose needed columns are all there and to which nearly all columns belong."""
    folded = {fold(header) for header in headers} - {""}
    fitting = {one.table: _hits(one.table, folded) for one in REGISTERS if _fits(one.table, folded)}
    if not fitting:
        return None
    best = max(fitting.values())
    names = [table for table, hits in fitting.items() if hits == best]
    return names[0] if len(names) == 1 else None


def _hits(table: str, folded: set[str]) -> int:
    return len(folded & {column.name for column in TABLES[table].columns})


def _fits(table: str, folded: set[str]) -> bool:
    hits = folded & {column.name for column in TABLES[table].columns}
    needed = not missing_columns(TABLES[table], folded)
    enough = len(hits) >= ENOUGH_COLUMNS and len(hits) >= ENOUGH_SHARE * len(folded)
    return needed and enough and bool(hits - COMMON)


def ssd_reason(table: str, headers: Iterable[str]) -> str:
    """Why a file is a table of the standard."""
    folded = {fold(header) for header in headers} - {""}
    hits = sum(FIELDS.get(header) == table for header in folded)
    return f"{hits} of its {len(folded)} columns are that table's" if hits > 1 else "by its name"


def nearest_kind(stem: str, headers: Iterable[str]) -> str:
    """The known thing that a file is most like, in words; empty when nothing is near."""
    near = nearest(fold(stem), [*known_names(), *SSD_TABLES])
    if near:
        return f"nearest by name: {near}"
    folded = {fold(header) for header in headers} - {""} - COMMON
    shared = {
        one.file: folded & {column.name for column in TABLES[one.table].columns} for one in REGISTERS
    } | {name: folded & set(table.fields) for name, table in SSD_TABLES.items()}
    best = max(shared, key=lambda name: len(shared[name]))
    if not shared[best]:
        return ""
    return f"nearest by columns: {best} (has {', '.join(sorted(shared[best])[:3])})"
