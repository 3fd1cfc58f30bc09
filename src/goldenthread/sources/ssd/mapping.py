"""The whole mapping: every table that is read, and how to tell a file's table from its name or columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from goldenthread.sources.ssd import care, children
from goldenthread.sources.ssd.not_read import NOT_READ
from goldenthread.sources.ssd.ssd_table import SsdTable
from goldenthread.sources.text import fold

__all__ = ["FIELDS", "NOT_READ", "SSD_TABLES", "SsdTable", "table_of"]

SSD_TABLES: dict[str, SsdTable] = {one.name: one for part in (children, care) for one in part.TABLES}

FIELDS: dict[str, str] = {field: one.name for one in SSD_TABLES.values() for field in one.fields}
"""Every field and its table; field names are unique in the standard."""

ENOUGH_FIELDS = 2
_PREFIX = re.compile(r"(?:^|_)(ssd_[a-z0-9_]+?)(?:_(?:19|20)?\d{2,}.*|_v\d.*)?$")


def table_of(stem: str, headers: Iterable[str]) -> str | None:
    """The table of a file, by its fields; else by its name. None when it is none."""
    hits: dict[str, int] = {}
    for header in headers:
        table = FIELDS.get(fold(header))
        if table:
            hits[table] = hits.get(table, 0) + 1
    best = max(hits, key=lambda table: hits[table], default=None)
    if best and hits[best] >= ENOUGH_FIELDS:
        return best
    return named_table(stem)


def named_table(stem: str) -> str | None:
    """The table that a file name speaks of: 'SSD_CIN_Plans_20240131', 'extract-ssd_cin_plans'."""
    found = _PREFIX.search(fold(stem))
    if not found:
        return None
    return found[1] if found[1] in SSD_TABLES or found[1] in NOT_READ else None
