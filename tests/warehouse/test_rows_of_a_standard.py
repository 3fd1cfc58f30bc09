"""Whose rows a standard's measures read: the register's where a council keeps one, never both."""

from __future__ import annotations

import datetime as dt

from goldenthread.model.tables import TABLES
from goldenthread.warehouse.conform.canonical import put_canonical
from goldenthread.warehouse.conform.run import _view_standard
from goldenthread.warehouse.cover import LOCAL, Covers, TableCover
from goldenthread.warehouse.engines.duckdb import DuckDB
from goldenthread.warehouse.memory import table_of

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2023, 12, 31)
HELD = {"A": ("SSD", LOCAL), "B": ("SSD",), "C'": ("SSD", "AA"), "D": ("AA",)}
"""Who covers contacts, by authority; every authority has a row of each standard all the same."""


def test_each_authority_is_read_from_one_place() -> None:
    rows = [
        {
            "authority": authority, "contact_id": f"{authority} {standard}", "person_id": "P", "load_id": "1",
            "source_std": standard, "contact_date": FIRST, "as_at": LAST,
        }
        for authority in HELD
        for standard in ("SSD", "AA", LOCAL)
    ]  # fmt: skip
    columns = frozenset(column.name for column in TABLES["contacts"].columns)
    covers = Covers(
        TableCover(authority, standard, "contacts", FIRST, LAST, FIRST, columns)
        for authority, standards in HELD.items()
        for standard in standards
    )
    engine = DuckDB()
    put_canonical(engine, {"contacts": table_of("contacts", rows)})
    found = {}
    for standard in ("SSD", "AA", "CIN"):
        _view_standard(engine, covers, standard)
        read = engine.fetch("SELECT contact_id FROM contacts ORDER BY contact_id")
        found[standard] = read.column("contact_id").to_pylist()
    engine.close()
    register = f"A {LOCAL}"
    assert found == {
        "SSD": [register, "B SSD", "C' SSD"],
        "AA": [register, "C' AA", "D AA"],
        "CIN": [register],
    }
