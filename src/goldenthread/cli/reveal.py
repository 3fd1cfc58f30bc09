"""Own ids for people who must act: read back from the files as received, never from the store's tables.

The one gate. Each use is logged before anything is shown: who, when, why, which figure, how many rows.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from goldenthread.cli.say import user_name
from goldenthread.model.tables import TABLES
from goldenthread.sources.identity import Identities, normalise_id
from goldenthread.sources.reading import RawTable
from goldenthread.sources.reopen import raw_tables
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

LOG = "reveals.jsonl"
Row = dict[str, Any]
Place = tuple[str, str, str | None, int]
"""Load, file, sheet, row."""


def own_ids(here: Workspace, loaded: Snapshot, rows: Sequence[Row], *, purpose: str, **about: str) -> None:
    """Put each row's own id into `own_id`, from the row of the file it was read from. A row has its `row_ref`
    and `person_id`; `about` says in the log what list it is."""
    rows = [row for row in rows if row.get("person_id")]
    _log(here, purpose, len(rows), about)
    identities = Identities(here.keys.identities, here.authority)
    found = places(loaded, [row["row_ref"] for row in rows])
    files: dict[tuple[str, str], dict[tuple[str | None, int], list[list[str]]]] = {}
    ids = _ids_of_each(loaded, rows)
    for row in rows:
        load, file, sheet, number = found[row["row_ref"]]
        if (load, file) not in files:
            digest = next(dict(stored.files)[file] for stored in loaded.loads if stored.id == load)
            wanted = {place[2:] for place in found.values() if place[:2] == (load, file)}
            files[load, file] = _cells(raw_tables(file, here.vault.get(digest)), wanted)
        row["own_id"] = _find(files[load, file].get((sheet, number), []), ids[row["person_id"]], identities)


def _ids_of_each(loaded: Snapshot, rows: Iterable[Row]) -> dict[str, set[str]]:
    """Every id under which a person's rows may have come: its own, and those merged into it."""
    ids = {row["person_id"]: {row["person_id"]} for row in rows}
    for former, stays in loaded.merges.items():
        if stays in ids:
            ids[stays].add(former)
    return ids


def _cells(
    tables: Iterable[RawTable], wanted: Collection[tuple[str | None, int]]
) -> dict[tuple[str | None, int], list[list[str]]]:
    """The filled cells of the rows wanted, by sheet and row; a file may have several tables in one sheet."""
    found: dict[tuple[str | None, int], list[list[str]]] = defaultdict(list)
    for table in tables:
        for position, number in enumerate(table.rows.to_pylist()):
            if (table.sheet, number) in wanted:
                texts = (column[position].as_py() for column in table.cells.columns)
                found[table.sheet, number].append([text for text in texts if text])
    return found


def _find(rows: Iterable[list[str]], wanted: Collection[str], identities: Identities) -> str | None:
    """The cell of the row whose hash is the person's: no column needs to be trusted to be the id."""
    for texts in rows:
        for text in texts:
            for numeric in (False, True):
                one = normalise_id(text, numeric=numeric)
                if one and identities.hash("person", one) in wanted:
                    return one
    return None


def places(loaded: Snapshot, refs: Iterable[int]) -> dict[int, Place]:
    """Where each stored row was read."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for ref in refs:
        wanted[ref >> 32].append(ref)
    names = list(TABLES)
    found = {}
    for number, listed in wanted.items():
        table = loaded.stored_rows(names[number], ("load_id", "src_file", "src_sheet", "src_row"))
        picked = table.take(pa.array([ref & 0xFFFFFFFF for ref in listed], pa.int64())).to_pylist()
        for ref, row in zip(listed, picked, strict=True):
            found[ref] = (row["load_id"], row["src_file"], row["src_sheet"], row["src_row"])
    return found


def _log(here: Workspace, purpose: str, rows: int, about: Mapping[str, str]) -> None:
    entry = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "who": user_name(),
        **about,
        "purpose": purpose.strip(),
        "rows": rows,
    }
    with (here.store / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")
        log.flush()
        os.fsync(log.fileno())
