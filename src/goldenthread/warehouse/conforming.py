"""Conforming the tables of a snapshot: in memory, or in little of it where that is worth the time.

What comes of it is the same. Rows that are equal in their authority and month may stand in another order.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from goldenthread.model.standards import LOCAL
from goldenthread.warehouse.canonical import CanonicalTables
from goldenthread.warehouse.conform import Conformed, conform
from goldenthread.warehouse.cover import Covers
from goldenthread.warehouse.engines.duckdb import DuckDB, OnDisk
from goldenthread.warehouse.quality import Issues

UNPACKED = 8
"""Bytes in memory for one of Parquet, roughly."""

YEARLY = frozenset({"CIN", "903"})
"""Standards of yearly returns."""

LARGE = 12_000_000
"""Bytes of Parquet from which yearly returns are conformed in little memory."""

LITTLE = 160 * 1024 * 1024
"""Bytes of memory that are little: with what else the process holds less than 500 MB."""


def conform_into(
    folder: Path,
    tables: CanonicalTables,
    covers: Covers,
    extracted_on: dt.date,
    progress: Callable[[str], None],
) -> tuple[Conformed, Issues]:
    """Conform canonical tables into `folder/facts`, and look for issues.

    Where little memory does not suffice it is begun again in more: no load fails for being large.
    """
    for limit in limits(tables, covers):
        try:
            return _conformed(folder, tables, covers, extracted_on, progress, limit)
        except MemoryError:
            if not limit:
                raise
            progress("once more, in more memory")
            shutil.rmtree(folder / "facts")
            (folder / "facts").mkdir()
    raise AssertionError("the last limit is none")


def _conformed(
    folder: Path,
    tables: CanonicalTables,
    covers: Covers,
    extracted_on: dt.date,
    progress: Callable[[str], None],
    limit: int,
) -> tuple[Conformed, Issues]:
    facts, kept = folder / "facts", folder / "kept"
    issues = Issues(tables, covers, extracted_on)
    if limit:
        kept.mkdir()
    on_disk = OnDisk(kept / "tables.duckdb", limit) if limit else None
    engine = DuckDB((facts,), tables.size * UNPACKED, on_disk)
    try:
        made = conform(engine, tables, covers, extracted_on, write=facts, also=issues.find, progress=progress)
    finally:
        engine.close()
        shutil.rmtree(kept, ignore_errors=True)
    return made, issues


def limits(tables: CanonicalTables, covers: Covers) -> tuple[int, ...]:
    """Bytes of memory to conform in, one after the other until they suffice; 0: as many as there are.

    A yearly return can be as large as those of many years together and is loaded once a year: it may take
    its time. What comes every month is conformed in memory, on every core.
    """
    standards = set(covers.standards()) - {LOCAL}
    if standards and standards <= YEARLY and tables.size >= LARGE:
        return (LITTLE, 4 * LITTLE, 0)
    return (0,)
