"""The reader: files of the Standard Safeguarding Dataset to canonical tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from goldenthread.base.beside import Beside
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled, settle
from goldenthread.sources.columns import by_header, match, missing_columns, not_taken, refuse_missing
from goldenthread.sources.csv_files import CsvFile
from goldenthread.sources.given import Given
from goldenthread.sources.identity import Identities, normalise_id
from goldenthread.sources.intake import Taken, side_by_side, take
from goldenthread.sources.silent import silent_note, speaking
from goldenthread.sources.ssd.derive import derive, episode_table
from goldenthread.sources.ssd.mapping import SSD_TABLES
from goldenthread.sources.ssd.outcomes import OVERRIDES, READERS, apply
from goldenthread.sources.ssd.people import notes_on_people
from goldenthread.sources.ssd.shared_ids import SharedIds, shared_ids
from goldenthread.sources.ssd.special import EXPLODED, PREPARE, Preparation, count_by_source_row, explode, s47
from goldenthread.sources.ssd.ssd_table import SsdTable
from goldenthread.sources.text import fold

BESIDE_COLUMNS = {
    "cla_periods.start_date": "entered_care",
    "cla_periods.last_iro_contact": "last_iro_contact",
}


def read_ssd(
    files: Sequence[tuple[str, CsvFile]],
    identities: Identities,
    as_at: dt.date,
    progress: Callable[[str], None] = lambda _: None,
    second: Beside | None = None,
) -> Settled:
    """Canonical tables of the files, each given with the name of its table of the standard."""
    people = _people_of_periods(files)
    shared, said = shared_ids(files)
    one = partial(_take, identities, as_at, people, shared)
    settled = settle(side_by_side(one, files, progress, second or Beside()))
    derive(settled, identities)
    settled.notes += [*said, *notes_on_people(files, settled)]
    for _, file in files:
        settled.notes += file.notes
    return settled


def _people_of_periods(files: Sequence[tuple[str, CsvFile]]) -> dict[str, str]:
    """The child of each period of care, for reviews that name the period only."""
    people: dict[str, str] = {}
    for name, file in files:
        if name == "ssd_cla_episodes":
            columns = by_header(file.table)
            if {"clae_cla_id", "clae_person_id"} <= set(columns):
                periods, persons = columns["clae_cla_id"][1], columns["clae_person_id"][1]
                for period, person in zip(periods.to_pylist(), persons.to_pylist(), strict=True):
                    if period and person:
                        people[normalise_id(period) or ""] = person
    return people


def _take(
    identities: Identities,
    as_at: dt.date,
    people: dict[str, str],
    shared: SharedIds,
    name: str,
    file: CsvFile,
) -> Taken:
    source, raw = SSD_TABLES[name], file.table
    table = _declaration(source.target)
    wanted = source.carried()
    wanted |= {field: BESIDE_COLUMNS[to] for field, to in source.beside().items() if to in BESIDE_COLUMNS}
    given, silent = speaking(table, match(raw, wanted))
    prep = Preparation(raw, _read_fields(given), as_at, people, dict(source.constants))
    if source.target == "s47_enquiries":
        outcome = by_header(raw).get("s47e_s47_outcome_json")
        s47(prep, outcome[1] if outcome else None)
    if source.target in PREPARE:
        PREPARE[source.target](prep)
    missing = missing_columns(table, {*prep.given, *prep.constants})
    fields = [_field_of(source, name) for name in missing]
    refuse_missing(raw, f"The table {source.name}", fields, source.fields)
    if source.target in EXPLODED:
        explode(prep, EXPLODED[source.target])
    taken = take(
        table,
        prep.raw,
        prep.given,
        identities,
        list_name=source.name,
        constants=prep.constants,
        ragged=file.ragged,
        shared=shared,
        silent=silent,
    )
    if source.target in EXPLODED:
        taken = count_by_source_row(taken, raw.cells.num_rows + len(file.ragged))
    said = silent_note(source.name, raw, silent.values())
    return replace(taken, notes=(*taken.notes, *said, *not_taken(raw, source.fields)))


def _declaration(target: str) -> Table:
    return episode_table() if target == "cla_episodes" else TABLES[target]


def _read_fields(given: dict[str, Given]) -> dict[str, Given]:
    """Outcomes in JSON, roles and the like, read to the words that the code lists know."""
    for name, one in given.items():
        field = fold(one.header)
        if field in READERS:
            given[name] = replace(one, cells=apply(READERS[field], one.cells))
        if field in OVERRIDES:
            given[name] = replace(given[name], overrides=OVERRIDES[field])
    return given


def _field_of(source: SsdTable, column: str) -> str:
    """The name that the standard has for a canonical column."""
    return next((field for field, to in source.fields.items() if to == column), column)
