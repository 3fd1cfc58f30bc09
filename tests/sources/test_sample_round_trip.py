"""Every record of the sample council comes back from its files as it was, and care as it was lived."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from goldenthread.model.tables import TABLES
from goldenthread.sample import council_name, council_plan, simulate, write_council
from goldenthread.sources import Identities, read
from goldenthread.sources.identity import normalise_id

NOT_HELD = {
    "contacts": {"outcome", "source_desc"},
    "referrals": {"source_desc"},
    "persons": {"has_ehcp"},
    "s47_enquiries": {"outcome"},
    "placements": {"carer_spell_id"},
    "cla_health": {"health_id"},
}
"""What the standard says in other words, or what is compared below."""


@pytest.mark.long
def test_the_sample_comes_back_row_for_row(tmp_path: Path) -> None:
    code, name = council_name(1)
    council = simulate.build(code, name, council_plan(1, 1), 13)
    write_council(council, tmp_path)
    identities = Identities(bytes(32), code)
    delivery = read([tmp_path / "ssd", tmp_path / "registers"], authority=code, identities=identities)
    local = {batch.table for one in delivery.readings if one.standard == "L" for batch in one.batches}
    compared = 0
    for reading in delivery.readings:
        assert all(one.rows_in == one.stored + one.held + one.refused for one in reading.accounts)
        assert reading.exceptions == ()
        for batch in reading.batches:
            if batch.table not in council.tables or (reading.standard == "SSD" and batch.table in local):
                continue
            own = {column.name for column in TABLES[batch.table].columns} - NOT_HELD.get(batch.table, set())
            names = [one for one in batch.rows.column_names if one in own]
            found = sorted(map(repr, zip(*(batch.rows[one].to_pylist() for one in names), strict=True)))
            lived = [
                tuple(_stored(identities, batch.table, row, one) for one in names)
                for row in council.tables[batch.table]
            ]
            assert found == sorted(map(repr, lived)), batch.table
            compared += 1
            if batch.table == "placements":
                _same_spells(identities, batch.rows.to_pylist(), council.tables["placements"])
    assert compared > 40


def _stored(identities: Identities, table: str, row: dict[str, Any], name: str) -> Any:
    """A value of the council as the reader is to store it."""
    column, value = TABLES[table].column(name), row.get(name)
    if value is None or column.identifier is None:
        return float(value) if column.type == "dec" and value is not None else value
    if name == "s47_id":
        shared = normalise_id(value.split("/")[0]) or ""
        return identities.hash("event", shared, normalise_id(row["person_id"]) or "")
    return identities.hash(column.identifier, normalise_id(value) or "")


def _same_spells(identities: Identities, rows: list[dict[str, Any]], lived: list[dict[str, Any]]) -> None:
    """The placements fall into the same spells, whatever the spells are called."""
    spell_of = {row["placement_id"]: row["carer_spell_id"] for row in rows}
    pairs = {
        (row["carer_spell_id"], spell_of[identities.hash("event", normalise_id(row["placement_id"]) or "")])
        for row in lived
    }
    assert len(pairs) == len({one for one, _ in pairs}) == len({two for _, two in pairs})
