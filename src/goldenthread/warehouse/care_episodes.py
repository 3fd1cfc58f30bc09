"""Care as the yearly returns tell it: what follows from the episodes of all returns in force.

A return holds the episodes of one year. Periods of care, placements, carers and legal statuses run across
years, so they are worked out here, where the rows of all loads are together, and not when a file is read. So
years that come in one delivery and years that come one after another give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.model.ddl import arrow_schema
from goldenthread.model.tables import TABLES
from goldenthread.sources.ssda903.adoptions import Path, Said, adoptions
from goldenthread.sources.ssda903.journeys import Journeys, Stretch, journeys
from goldenthread.sources.ssda903.stored import episodes_of

STANDARD = "903"
EPISODES = "cla_episodes"
DERIVED = (EPISODES, "cla_periods", "placements", "legal_statuses", "addresses", "permanence")
SHARED = ("authority", "source_std", "load_id", "as_at", "src_file", "src_sheet", "src_row")
"""What a derived row has from the stored row that it begins with."""

Values = dict[str, Sequence[Any]]


def with_care(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables in force, with those that follow from the returns' episodes in place of the rows as read."""
    rows = tables.get(EPISODES)
    if rows is None or not _returned(rows).num_rows:
        return dict(tables)
    given = {name: _returned(tables[name]) for name in DERIVED if name in tables}
    made: dict[str, list[pa.Table]] = {}
    for authority in pc.unique(given[EPISODES]["authority"]).to_pylist():
        own = {name: table.filter(pc.equal(table["authority"], authority)) for name, table in given.items()}
        for name, table in _derived(own).items():
            made.setdefault(name, []).append(table)
    found = dict(tables)
    for name, parts in made.items():
        kept = [tables[name].filter(_is_other(tables[name]))] if name in tables else []
        found[name] = pa.concat_tables([*kept, *parts])
    return found


def derived_tables(tables: Mapping[str, pa.Table]) -> frozenset[str]:
    """Names of the tables whose rows are not those of the loads."""
    rows = tables.get(EPISODES)
    return frozenset(DERIVED) if rows is not None and _returned(rows).num_rows else frozenset()


def _is_other(rows: pa.Table) -> pa.ChunkedArray:
    return pc.not_equal(rows["source_std"], STANDARD)


def _returned(rows: pa.Table) -> pa.Table:
    return rows.filter(pc.equal(rows["source_std"], STANDARD)).combine_chunks()


def _derived(own: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The derived tables of one authority."""
    found = journeys(episodes_of(own))
    return {
        EPISODES: _episodes(own[EPISODES], found),
        "cla_periods": _periods(own[EPISODES], found),
        "placements": _placements(own, found),
        "legal_statuses": _statuses(own[EPISODES], found),
        "addresses": _addresses(own[EPISODES], found),
        "permanence": _permanence(own, found),
    }


def _table(name: str, rows: pa.Table, at: Sequence[int], values: Values) -> pa.Table:
    """Rows of a table: `values` by column, and where they were read from the stored rows at `at`."""
    index = pa.array(at, pa.int64())
    schema = arrow_schema(TABLES[name])
    columns = []
    for field in schema:
        if field.name in values:
            columns.append(pa.array(values[field.name], field.type))
        elif field.name in SHARED:
            columns.append(rows[field.name].take(index).cast(field.type))
        else:
            columns.append(pa.nulls(len(at), field.type))
    return pa.table(columns, schema=schema)


def _stretches(name: str, id_column: str, rows: pa.Table, found: Sequence[Stretch], more: Values) -> pa.Table:
    values: Values = {
        id_column: [one.id for one in found],
        "person_id": [one.first.person for one in found],
        "start_date": [one.start for one in found],
        "end_date": [one.end for one in found],
    }
    return _table(name, rows, [one.first.row for one in found], {**values, **more})


def _episodes(rows: pa.Table, found: Journeys) -> pa.Table:
    """The stored episodes, those that count with their end after repair and where they belong."""
    columns = {name: rows[name].to_pylist() for name in ("end_date", "end_reason")}
    columns |= {name: [None] * rows.num_rows for name in ("cla_period_id", "placement_id")}
    for stay in found.stays:
        at = stay.episode.row
        columns["end_date"][at], columns["end_reason"][at] = stay.end, stay.end_reason
        columns["cla_period_id"][at], columns["placement_id"][at] = stay.period, stay.placement
    for name, values in columns.items():
        at = rows.column_names.index(name)
        rows = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
    return rows


def _periods(rows: pa.Table, found: Journeys) -> pa.Table:
    firsts = pa.array([one.first.row for one in found.periods], pa.int64())
    more: Values = {
        "end_reason": [one.end_reason for one in found.periods],
        "primary_need": rows["need"].take(firsts).to_pylist(),
        "is_short_breaks": [one.is_short_breaks for one in found.periods],
    }
    return _stretches("cla_periods", "cla_period_id", rows, found.periods, more)


def _placements(own: Mapping[str, pa.Table], found: Journeys) -> pa.Table:
    """Placements with the kind of place, provider and postcode of the episode that opened each."""
    raw = own["placements"]
    at = {one: row for row, one in enumerate(raw["placement_id"].to_pylist())}
    first = pa.array([at.get(one.id) for one in found.placements], pa.int64())
    more: Values = {
        name: raw[name].take(first).to_pylist() for name in ("place", "provider", "urn", "postcode")
    }
    more["cla_period_id"] = [one.period for one in found.placements]
    more["carer_spell_id"] = [one.spell for one in found.placements]
    more["move_reason"] = [one.move_reason for one in found.placements]
    return _stretches("placements", "placement_id", own[EPISODES], found.placements, more)


def _statuses(rows: pa.Table, found: Journeys) -> pa.Table:
    more: Values = {"legal_status": [one.key for one in found.statuses]}
    return _stretches("legal_statuses", "legal_status_id", rows, found.statuses, more)


def _addresses(rows: pa.Table, found: Journeys) -> pa.Table:
    more: Values = {
        "postcode": [one.key for one in found.homes],
        "address_type": ["home"] * len(found.homes),
    }
    return _stretches("addresses", "address_id", rows, found.homes, more)


def _permanence(own: Mapping[str, pa.Table], found: Journeys) -> pa.Table:
    """Adoptions from the episodes, and what was said of the way to them."""
    said = own.get("permanence")
    paths = list(adoptions(found, _said(said)))
    seen = [path for path in paths if path.order is not None]
    told = [path for path in paths if path.order is None]
    parts = [_paths(own[EPISODES], seen, [path.period.first.row for path in seen if path.period], said)]
    if said is not None:
        parts.append(_paths(said, told, [path.said[0].at for path in told], said))
    return pa.concat_tables(parts)


def _paths(rows: pa.Table, paths: Sequence[Path], at: Sequence[int], said: pa.Table | None) -> pa.Table:
    values: Values = {
        "permanence_id": [_path_id(path, said) for path in paths],
        "person_id": [path.period.first.person if path.period else path.said[0].person for path in paths],
        "cla_period_id": [path.period.id if path.period else None for path in paths],
        "decision_date": [path.decided for path in paths],
        "placement_order_date": [path.placement_order for path in paths],
        "placed_date": [path.placed for path in paths],
        "foster_placed_date": [path.with_carer_since for path in paths],
        "order_date": [path.order for path in paths],
        "order_type": ["adoption" if path.order else None for path in paths],
        "adopted_by_carer": [path.by_carer for path in paths],
    }
    for name in ("matched_date", "reversed_date", "reversed_reason", "adopters", "adopter_sex"):
        values[name] = _told(name, paths, said)
    values["adopter_legal_status"] = _told("adopter_legal_status", paths, said)
    return _table("permanence", rows, at, values)


def _path_id(path: Path, said: pa.Table | None) -> str | None:
    if path.order is not None and path.period:
        return path.period.id
    return said["permanence_id"][path.said[0].at].as_py() if said is not None else None


def _told(name: str, paths: Sequence[Path], said: pa.Table | None) -> list[Any]:
    """What the rows of each path say in a column, the first that says anything."""
    if said is None:
        return [None] * len(paths)
    cells = said[name].to_pylist()
    return [next((cells[one.at] for one in path.said if cells[one.at] is not None), None) for path in paths]


def _said(rows: pa.Table | None) -> Iterable[Said]:
    if rows is None:
        return
    names = ("person_id", "decision_date", "matched_date", "reversed_date", "adopted_by_carer", "adopters")
    columns = [rows[name].to_pylist() for name in (*names, "excluded")]
    for at, (person, decided, matched, ended, by_carer, adopters, excluded) in enumerate(
        zip(*columns, strict=True)
    ):
        if excluded is None:
            is_adoption = matched is not None or by_carer is not None or adopters is not None
            yield Said(at, person, decided, matched, ended, by_carer, is_adoption)
