"""Own ids for people who must act: read back from the files as received, never from the store's tables.

The one gate. Each use is logged before anything is shown: who, when, why, which figure, how many rows.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections import defaultdict
from typing import Any

import pyarrow as pa

from goldenthread.cli.say import user_name
from goldenthread.engine.lists import RowList
from goldenthread.model.tables import TABLES
from goldenthread.sources.identity import Identities, normalise_id
from goldenthread.sources.reading import RawTable
from goldenthread.sources.reopen import raw_tables
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

LOG = "reveals.jsonl"
Shown = list[tuple[RowList, list[dict[str, Any]]]]


def own_ids(
    here: Workspace, loaded: Snapshot, shown: Shown, *, measure: str, period: str, purpose: str
) -> None:
    """Put each row's own id into `own_id`, from the row of the file it was read from."""
    rows = [row for _, listed in shown for row in listed if row.get("person_id")]
    _log(here, measure, period, purpose, len(rows))
    identities = Identities(here.keys.identities, here.authority)
    places = _places(loaded, [row["row_ref"] for row in rows])
    files: dict[tuple[str, str], list[RawTable]] = {}
    ids = _ids_of_each(loaded, rows)
    for row in rows:
        load, file, sheet, number = places[row["row_ref"]]
        if (load, file) not in files:
            digest = next(dict(stored.files)[file] for stored in loaded.loads if stored.id == load)
            files[load, file] = raw_tables(file, here.vault.get(digest))
        row["own_id"] = _find(files[load, file], sheet, number, ids[row["person_id"]], identities)


def _ids_of_each(loaded: Snapshot, rows: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Every id under which a person's rows may have come: its own, and those merged into it."""
    ids = {row["person_id"]: {row["person_id"]} for row in rows}
    for former, stays in loaded.merges.items():
        if stays in ids:
            ids[stays].add(former)
    return ids


def _find(
    tables: list[RawTable], sheet: str | None, number: int, wanted: set[str], identities: Identities
) -> str | None:
    """The cell of the row whose hash is the person's: no column needs to be trusted to be the id."""
    for table in tables:
        if table.sheet != sheet:
            continue
        position = table.rows.index(pa.scalar(number, table.rows.type)).as_py()
        if position < 0:
            continue
        for column in table.cells.columns:
            text = column[position].as_py()
            for numeric in (False, True):
                one = normalise_id(text, numeric=numeric) if text else None
                if one and identities.hash("person", one) in wanted:
                    return one
    return None


def _places(loaded: Snapshot, refs: list[int]) -> dict[int, tuple[str, str, str | None, int]]:
    """Row reference -> load, file, sheet, row."""
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


def _log(here: Workspace, measure: str, period: str, purpose: str, rows: int) -> None:
    entry = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "who": user_name(),
        "measure": measure,
        "period": period,
        "purpose": purpose.strip(),
        "rows": rows,
    }
    with (here.store / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry, ensure_ascii=False) + "\n")
        log.flush()
        os.fsync(log.fileno())
