"""Which deliveries a snapshot already holds, so that the same files are not even read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from goldenthread.sources.database import Extract
from goldenthread.sources.received import files_of
from goldenthread.warehouse.files import file_hash, write_whole
from goldenthread.warehouse.versions import reading_version
from goldenthread.warehouse.workspace import Workspace

FILE = "deliveries.json"


def delivery_digest(
    paths: Sequence[Path],
    as_at: dt.date | None,
    period_end: dt.date | None,
    extracted: Extract | None = None,
) -> str:
    """A hash over the contents of all files, the dates said, and the code that reads them.

    Names and order do not matter: the same content under other names is the same delivery. What comes from
    a database has the day of reading in its names, which is its date.
    """
    contents = sorted(map(file_hash, files_of(paths)))
    for file in extracted.files if extracted else ():
        contents.append(f"{file.name} {hashlib.sha256(file.content).hexdigest()}")
    said = [reading_version(), str(as_at), str(period_end), *contents]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def known_deliveries(workspace: Workspace, snapshot: str | None) -> list[str]:
    """Digests of the deliveries that the snapshot holds."""
    try:
        said = json.loads((workspace.store / FILE).read_text(encoding="utf-8"))
        return list(said["digests"]) if said["snapshot"] == snapshot else []
    except (OSError, ValueError, KeyError, TypeError):
        return []


def remember(workspace: Workspace, snapshot: str, digests: Sequence[str]) -> None:
    """Note what the current snapshot holds. Losing this file costs a reading, never a figure."""
    document = {"snapshot": snapshot, "digests": sorted(set(digests))}
    write_whole(workspace.store / FILE, json.dumps(document, indent=1).encode())
