"""The reader of registers: files whose columns have canonical names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pyarrow as pa

from goldenthread.base.beside import Beside
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.columns import match, missing_columns, not_taken, refuse_missing
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities
from goldenthread.sources.intake import Taken, Value, side_by_side, take
from goldenthread.sources.silent import silent_note, speaking
from goldenthread.sources.text import clean, fold

SOCIAL_WORK_ROLES = ("social_worker", "senior_practitioner")

NEED_ONE_OF: dict[str, tuple[str, ...]] = {
    "core_groups": ("held_date", "due_date"),
    "cla_health": ("check_date",),
    "supporting_families_outcomes": ("result",),
}
"""Columns of which a register that has none says nothing."""


def read_registers(
    files: Sequence[tuple[str, CsvFile]],
    identities: Identities,
    progress: Callable[[str], None] = lambda _: None,
    second: Beside | None = None,
) -> Settled:
    """Canonical tables of register files, each given with its table."""
    settled = settle(side_by_side(partial(_take, identities), files, progress, second or Beside()))
    for _, file in files:
        settled.notes += file.notes
    return settled


def _take(identities: Identities, name: str, file: CsvFile) -> Taken:
    return take_register(TABLES[name], file, identities)


def take_register(
    table: Table, file: CsvFile, identities: Identities, constants: dict[str, Value] | None = None
) -> Taken:
    """The rows of one register file."""
    raw = file.table
    wanted = {fold(column.name): column.name for column in table.columns}
    given, silent = speaking(table, match(raw, wanted))
    fixed = {name: value for name, value in (constants or {}).items() if name not in given}
    _derive(table, given)
    missing = missing_columns(table, {*given, *fixed})
    needed = NEED_ONE_OF.get(table.name, ())
    if needed and not set(needed) & set(given):
        missing.append(" or ".join(needed))
    refuse_missing(raw, f"The register {table.name}", missing, wanted)
    taken = take(
        table,
        raw,
        given,
        identities,
        list_name=table.name,
        constants=fixed,
        ragged=file.ragged,
        silent=silent,
    )
    said = silent_note(table.name, raw, silent.values())
    return replace(taken, notes=(*taken.notes, *said, *not_taken(raw, wanted)))


def _derive(table: Table, given: dict[str, Given]) -> None:
    """What a register need not say because another column does."""
    if table.name == "workforce_spells" and "is_social_worker" not in given and "role" in given:
        roles = given["role"].cells.to_pylist()
        said = ["yes" if role and fold(role) in SOCIAL_WORK_ROLES else "no" for role in roles]
        given["is_social_worker"] = Given(pa.array(said, pa.string()), given["role"].header)
    if table.name == "cla_health" and "status" not in given and "check_date" in given:
        dates = given["check_date"].cells.to_pylist()
        said = ["completed" if day and clean(day) else "planned" for day in dates]
        given["status"] = Given(pa.array(said, pa.string()), given["check_date"].header)
