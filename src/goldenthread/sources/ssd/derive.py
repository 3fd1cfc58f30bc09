"""What the loader derives from care records: periods, the legal status of episodes, carer spells."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pyarrow as pa

from goldenthread.model.ddl import ARROW_TYPES
from goldenthread.model.table import Table
from goldenthread.model.tables import TABLES
from goldenthread.sources.accounting import Settled
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import PROVENANCE, Batch
from goldenthread.sources.ssd.periods import Episode, LegalStatuses, Period, periods
from goldenthread.sources.ssd.spells import Placement, carer_spells

BESIDE = ("entered_care", "last_iro_contact")
"""Columns that travel with the episodes for the periods' sake."""

SAME_PLACE = ("place", "provider", "urn", "postcode")


def derive(settled: Settled, identities: Identities) -> None:
    """Add to the settled lists what follows from them."""
    if "cla_episodes" in settled.batches:
        statuses = LegalStatuses(settled.counted("legal_statuses"))
        episodes = _episodes(settled.batches["cla_episodes"].rows, statuses)
        _add_periods(settled, episodes, identities)
    else:
        episodes = []
    if "placements" in settled.batches:
        _add_spells(settled, episodes, identities)


def _episodes(rows: pa.Table, statuses: LegalStatuses) -> list[Episode]:
    """Every episode, those that do not count too (their row is marked in the table)."""
    names = ("person_id", "cla_period_id", "start_date", "end_date", "start_reason", "end_reason")
    more = ("need", "placement_id", *BESIDE)
    columns = [_column(rows, name) for name in (*names, *more)]
    found = []
    for row, values in enumerate(zip(*columns, strict=True)):
        person, period, start, end, reason, why, need, placement, entered, iro = values
        legal = statuses.on(person, start)
        found.append(
            Episode(row, person, period, start, end, reason, why, need, placement, legal, entered, iro)
        )
    return found


def _add_periods(settled: Settled, episodes: list[Episode], identities: Identities) -> None:
    rows = settled.batches["cla_episodes"].rows
    excluded = rows["excluded"].to_pylist()
    found = list(periods(one for one in episodes if excluded[one.row] is None))
    ids = [_period_id(one, identities) for one in found]
    own = _column(rows, "cla_period_id")
    for period, one in zip(found, ids, strict=True):
        for episode in period.episodes:
            own[episode.row] = one
    columns: dict[str, list[object]] = {"cla_period_id": list(own)}
    if "legal_statuses" in settled.batches:
        columns["legal_status"] = [one.legal_status for one in episodes]
        settled.supplied["cla_episodes"] |= {"legal_status"}
    settled.batches["cla_episodes"] = Batch("cla_episodes", _set(rows, columns, BESIDE))
    settled.batches["cla_periods"] = Batch("cla_periods", _period_rows(found, ids, rows))
    settled.supplied["cla_periods"] = _supplied_periods(settled.supplied["cla_episodes"])
    settled.supplied["cla_episodes"] -= set(BESIDE)


def _supplied_periods(episodes: frozenset[str]) -> frozenset[str]:
    """Columns of periods that the episodes' columns give."""
    needs = {
        "end_date": "end_date",
        "end_reason": "end_reason",
        "primary_need": "need",
        "last_iro_contact": "last_iro_contact",
        "is_short_breaks": "legal_status",  # without a legal status nobody says which care is short breaks
    }
    given = {name for name, column in needs.items() if column in episodes}
    return frozenset({"cla_period_id", "person_id", "start_date"} | given)


def _period_id(period: Period, identities: Identities) -> str:
    if not period.again:
        return period.id
    return identities.hash("event", "period again", period.id, period.start.isoformat())


def _period_rows(found: list[Period], ids: list[str], rows: pa.Table) -> pa.Table:
    firsts = pa.array([period.episodes[0].row for period in found], pa.int64())
    values: dict[str, list[object]] = {
        "cla_period_id": list(ids),
        "person_id": [period.episodes[0].person for period in found],
        "start_date": [period.start for period in found],
        "end_date": [period.end for period in found],
        "end_reason": [period.end_reason for period in found],
        "primary_need": [period.episodes[0].need for period in found],
        "is_short_breaks": [period.is_short_breaks for period in found],
        "last_iro_contact": [_latest(period) for period in found],
    }
    table = TABLES["cla_periods"]
    columns = {name: pa.array(those, ARROW_TYPES[table.column(name).type]) for name, those in values.items()}
    columns |= {name: rows[name].take(firsts) for name in PROVENANCE}
    return pa.table(columns | {"excluded": pa.nulls(len(found), pa.string())})


def _latest(period: Period) -> dt.date | None:
    days = [one.iro_contact for one in period.episodes if one.iro_contact]
    return max(days, default=None)


def _add_spells(settled: Settled, episodes: list[Episode], identities: Identities) -> None:
    rows = settled.batches["placements"].rows
    excluded = rows["excluded"].to_pylist()
    found = [one for one in _placements(rows) if excluded[one.row] is None]
    _give_reasons(found, episodes)
    spells = carer_spells(found)
    ids: list[object] = [
        identities.hash("event", "carer spell", spells[row]) if row in spells else None
        for row in range(rows.num_rows)
    ]
    settled.batches["placements"] = Batch("placements", _set(rows, {"carer_spell_id": ids}, ()))
    if episodes:
        settled.supplied["placements"] |= {"carer_spell_id"}


def _placements(rows: pa.Table) -> list[Placement]:
    names = ("placement_id", "person_id", "cla_period_id", "start_date", "end_date")
    columns = [_column(rows, name) for name in (*names, *SAME_PLACE)]
    return [
        Placement(row, values[0], values[1], values[2], values[3], values[4], values[5], tuple(values[5:]))
        for row, values in enumerate(zip(*columns, strict=True))
    ]


def _give_reasons(placements: list[Placement], episodes: list[Episode]) -> None:
    """The reason of each placement: that of its first episode, else of one that starts the same day."""
    by_placement: dict[str, Episode] = {}
    by_day: dict[tuple[str, dt.date], Episode] = {}
    for one in episodes:
        if one.placement and (
            one.placement not in by_placement or one.start < by_placement[one.placement].start
        ):
            by_placement[one.placement] = one
        by_day.setdefault((one.person, one.start), one)
    for placement in placements:
        episode = by_placement.get(placement.id) or by_day.get((placement.person, placement.start))
        placement.reason = episode.start_reason if episode else None


def _column(rows: pa.Table, name: str) -> list[object]:
    found: list[object] = rows[name].to_pylist() if name in rows.column_names else [None] * rows.num_rows
    return found


def _set(rows: pa.Table, columns: dict[str, list[object]], drop: tuple[str, ...]) -> pa.Table:
    for name, values in columns.items():
        array = pa.array(values, pa.string())
        if name in rows.column_names:
            rows = rows.set_column(rows.column_names.index(name), name, array)
        else:
            rows = rows.append_column(name, array)
    return rows.drop_columns([name for name in drop if name in rows.column_names])


def episode_table() -> Table:
    """The declaration of episodes with the columns that travel beside."""
    table = TABLES["cla_episodes"]
    entered = replace(table.column("end_date"), name=BESIDE[0])
    iro = replace(table.column("end_date"), name=BESIDE[1])
    return replace(table, columns=(*table.columns, entered, iro))
