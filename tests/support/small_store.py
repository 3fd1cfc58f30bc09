"""The small council in a store, and what a test compares of one store with another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from goldenthread.base.periods import parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.engine.figures import figures
from goldenthread.sources import Delivery, Identities, read
from goldenthread.warehouse.deliveries import delivery_digest
from goldenthread.warehouse.load import LoadReport, load
from goldenthread.warehouse.snapshot import Snapshot, current_snapshot
from goldenthread.warehouse.workspace import Workspace, create
from tests.support.small_council import AUTHORITY

Values = list[tuple[str, str, float | None, float | None]]
MEASURES = ("cp_plans_open", "cla_count", "contacts_received")
PERIODS = ("2023-11", "2023-12")


def workspace(folder: Path) -> Workspace:
    """A workspace in `folder/workspace`, its key beside it."""
    made, _ = create(folder / "workspace", AUTHORITY, "Small (synthetic)", folder / "council.key")
    return made


def delivery(here: Workspace, *paths: Path) -> Delivery:
    """What the readers make of the paths."""
    return read(paths, authority=AUTHORITY, identities=Identities(here.keys.identities, AUTHORITY))


def load_paths(here: Workspace, *paths: Path) -> LoadReport:
    """One load, as the command line does it."""
    return load(here, delivery(here, *paths), digest=delivery_digest(paths, None, None))


def store_hashes(here: Workspace) -> dict[str, str]:
    """The SHA-256 of every file of the store; files of the vault, each sealed anew, by what is in them, and
    what was loaded when without the clock."""
    found = {}
    for path in sorted(here.store.rglob("*")):
        name = path.relative_to(here.store).as_posix()
        if path.is_file() and name != "lock":
            if name == "timeline.json":
                found[name] = str([(one["number"], one["loads"]) for one in json.loads(path.read_text())])
                continue
            sealed = name.startswith("vault/") and not name.endswith(".partial")
            content = here.vault.get(path.name) if sealed else path.read_bytes()
            found[name] = hashlib.sha256(content).hexdigest()
    return found


def values(loaded: Snapshot, measures: Sequence[str] = MEASURES) -> Values:
    """Measure, period, numerator and value of a few totals."""
    catalogue = shipped_measures()
    chosen = [catalogue[name] for name in measures]
    found = figures(loaded, catalogue, chosen, [parse(period) for period in PERIODS], [])
    return [(result.measure, result.period, result.numerator, result.value) for result in found]


def current_values(here: Workspace) -> Values:
    """The same of the current snapshot."""
    return values(current_snapshot(here))
