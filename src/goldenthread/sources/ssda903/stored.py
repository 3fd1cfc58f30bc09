"""Episodes of the return from stored rows: those of `cla_episodes`, each with its row of `placements`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from goldenthread.sources.ssda903.journeys import Episode

OWN = ("episode_id", "person_id", "start_date", "start_reason", "end_date", "end_reason", "legal_status")
HOME = ("place", "provider", "urn", "postcode")


def episodes_of(tables: Mapping[str, pa.Table]) -> Iterator[Episode]:
    """The episodes that count, with the place and the home address that came with each.

    Rows of one load or of several; those of one id must have been settled to one.
    """
    rows = tables["cla_episodes"]
    homes = _by_id(tables.get("placements"), "placement_id", HOME)
    addresses = _by_id(tables.get("addresses"), "address_id", ("postcode",))
    columns = [_column(rows, name) for name in (*OWN, "change_reason", "excluded")]
    nowhere = (None,) * len(HOME)
    for row, values in enumerate(zip(*columns, strict=True)):
        identity, person, start, reason, end, end_reason, legal, change, excluded = values
        if excluded is not None or person is None or start is None:
            continue
        place, *where = homes.get(identity, nowhere)
        yield Episode(
            row,
            identity,
            person,
            start,
            reason,
            end,
            end_reason,
            legal,
            place,
            (place, *where),
            addresses.get(identity, (None,))[0],
            change,
        )


def _by_id(rows: pa.Table | None, key: str, names: Sequence[str]) -> dict[Any, tuple[Any, ...]]:
    if rows is None:
        return {}
    columns = [_column(rows, name) for name in names]
    return dict(zip(_column(rows, key), zip(*columns, strict=True), strict=True))


def _column(rows: pa.Table, name: str) -> list[Any]:
    found: list[Any] = rows[name].to_pylist() if name in rows.column_names else [None] * rows.num_rows
    return found
