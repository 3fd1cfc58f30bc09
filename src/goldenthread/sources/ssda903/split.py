"""What travels beside the rows of the return goes to the tables it is of.

Placements and addresses stay one row an episode here, as the return gives them. Which of them go on is known
only over all returns together: see `journeys`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.sources.accounting import Settled
from goldenthread.sources.identity import Identities
from goldenthread.sources.reading import PROVENANCE, Batch

CARRIED = ("person_id", *PROVENANCE, "excluded")
BESIDE = {"cla_episodes": "placements"}
"""Tables that come of another's rows, one of each: what is said of the rows is said of them too."""

EPISODE = {"start_date": "start_date", "end_date": "end_date"}


def split(settled: Settled, identities: Identities) -> None:
    """Move the travelling columns of the settled tables to tables of their own."""
    if "cla_episodes" in settled.batches:
        _episodes(settled)
    if "cla_annual_health" in settled.batches:
        _scores(settled, identities)


def with_beside(tables: Collection[str]) -> set[str]:
    """The tables, and those that come of the same rows."""
    return {*tables, *(BESIDE[name] for name in tables if name in BESIDE)}


def _episodes(settled: Settled) -> None:
    rows, supplied = settled.batches["cla_episodes"].rows, settled.supplied["cla_episodes"]
    placement = {"episode_id": "placement_id", **EPISODE, "change_reason": "move_reason"}
    _table(settled, "placements", rows, placement)
    home = rows.append_column("address_type", pa.repeat(pa.scalar("home"), rows.num_rows))
    if "addresses__postcode" in rows.column_names:
        home = home.filter(pc.is_valid(home["addresses__postcode"]))
        own = {"episode_id": "address_id", "address_type": "address_type", **EPISODE}
        _table(settled, "addresses", home, own)
    _leave(settled, "cla_episodes", supplied)


def _scores(settled: Settled, identities: Identities) -> None:
    """Scores and the reasons for none; a child of an age without a questionnaire has neither."""
    rows, supplied = settled.batches["cla_annual_health"].rows, settled.supplied["cla_annual_health"]
    names = [name for name in rows.column_names if name.startswith("sdq_scores__")]
    if names:
        there = [pc.is_valid(rows[name]).combine_chunks() for name in names]
        scored = rows.filter(pc.or_(there[0], there[-1]))
        people = zip(scored["person_id"].to_pylist(), scored["year_end"].to_pylist(), strict=True)
        ids = [identities.hash("event", "903 sdq", person, day.isoformat()) for person, day in people]
        scored = scored.append_column("sdq_id", pa.array(ids, pa.string()))
        _table(settled, "sdq_scores", scored, {"sdq_id": "sdq_id", "year_end": "completed_date"})
    _leave(settled, "cla_annual_health", supplied)


def _table(settled: Settled, table: str, rows: pa.Table, own: Mapping[str, str]) -> None:
    """A batch of one table from rows that carry its columns; it supplies those that were given."""
    mark = f"{table}__"
    columns = dict(own) | {name: name[len(mark) :] for name in rows.column_names if name.startswith(mark)}
    there = {name: to for name, to in columns.items() if name in rows.column_names}
    part = rows.select([*there, *CARRIED]).rename_columns([*there.values(), *CARRIED])
    settled.batches[table] = Batch(table, part)
    settled.supplied[table] = frozenset({"person_id", *there.values()})


def _leave(settled: Settled, table: str, supplied: frozenset[str]) -> None:
    rows = settled.batches[table].rows
    gone = [name for name in rows.column_names if "__" in name]
    settled.batches[table] = Batch(table, rows.drop_columns(gone))
    settled.supplied[table] = frozenset(name for name in supplied if "__" not in name)
