"""One load from received files to a new snapshot: all or nothing.

Order matters. Files go to the vault, rows to a load, loads to a snapshot, each whole before the next; the
pointer moves last. Whatever stops the work before that, readers see the month before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock, Timeout

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.reading import Delivery, Reading, Recognised
from goldenthread.warehouse.deliveries import known_deliveries, reading_version, remember
from goldenthread.warehouse.files import remove_partials
from goldenthread.warehouse.loads import StoredLoad, read_load, store_load
from goldenthread.warehouse.snapshot import (
    build_snapshot,
    current_load_ids,
    is_readable,
    is_whole,
    pointed,
    switch,
)
from goldenthread.warehouse.vault import sha256
from goldenthread.warehouse.workspace import Workspace

WAIT_SECONDS = 600


@dataclass(frozen=True)
class LoadReport:
    """What a load did. `changes` is how many readings are new or in force again; 0: all were here already."""

    snapshot: str
    changes: int
    loads: tuple[StoredLoad, ...]
    not_taken: tuple[tuple[str, str], ...]
    recognised: tuple[Recognised, ...] = ()


def already_loaded(workspace: Workspace, digest: str) -> str | None:
    """The current snapshot, when exactly this was loaded into it before: nothing need be read again.

    `digest` is the delivery's: see `delivery_digest`.
    """
    snapshot = pointed(workspace)
    if (
        snapshot is None
        or not is_readable(workspace)
        or not is_whole(workspace.store / "snapshots" / snapshot)
    ):
        return None
    return snapshot if digest in known_deliveries(workspace, snapshot) else None


def load(
    workspace: Workspace,
    delivery: Delivery,
    *,
    digest: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> LoadReport:
    """Take a delivery into the store. Another load at the same time waits its turn.

    With its `digest` the delivery is remembered, so that it need not be read a second time.
    """
    workspace.store.mkdir(parents=True, exist_ok=True)
    with _alone(workspace):
        before = pointed(workspace)
        known = known_deliveries(workspace, before)
        report = _load(workspace, delivery, progress)
        if digest:
            held = known if report.snapshot == before else []
            remember(workspace, report.snapshot, [*held, digest])
        return report


def conform_anew(workspace: Workspace, progress: Callable[[str], None] = lambda _: None) -> str:
    """Build the snapshot of the loads in force with this version of the software, and move the pointer."""
    with _alone(workspace):
        loads = [read_load(workspace.store / "loads" / load) for load in current_load_ids(workspace)]
        snapshot = build_snapshot(workspace, loads, progress)
        if pointed(workspace) != snapshot:
            switch(workspace, snapshot)
        return snapshot


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Hold the store's lock; another load waits its turn."""
    lock = FileLock(workspace.store / "lock")
    try:
        with lock.acquire(timeout=WAIT_SECONDS):
            yield
    except Timeout:
        raise RefusedInput(
            "Another load has been running in this workspace for ten minutes.",
            where=str(workspace.root),
            do="Wait for it to end, then load again.",
        ) from None


def _load(workspace: Workspace, delivery: Delivery, progress: Callable[[str], None]) -> LoadReport:
    for folder in ("loads", "snapshots"):
        (workspace.store / folder).mkdir(exist_ok=True)
        remove_partials(workspace.store / folder)
    remove_partials(workspace.store)
    digests = {name: sha256(content) for name, content in delivery.files}
    present = current_load_ids(workspace)
    stored = [_store(workspace, reading, digests) for reading in delivery.readings]
    new = [load for load in stored if load.id not in present]
    progress("keeping the files as received")
    for _, content in delivery.files:
        workspace.vault.put(content)
    order = [identity for identity in present if identity not in {load.id for load in stored}]
    kept = [read_load(workspace.store / "loads" / identity) for identity in order]
    kept = [load for load in kept if not any(_read_better(load, by) for by in new)]
    again = [load for load in stored if load.id in present]
    loads = sorted([*kept, *again, *new], key=lambda load: (load.extracted_on, load.standard))
    places = [load.id for load in loads if load.id in present]
    moved = places != [identity for identity in present if identity in places]
    snapshot = build_snapshot(workspace, loads, progress)
    if pointed(workspace) != snapshot:
        switch(workspace, snapshot)
    return LoadReport(snapshot, len(new) + moved, tuple(stored), delivery.not_taken, delivery.recognised)


def _read_better(old: StoredLoad, new: StoredLoad) -> bool:
    """Whether a new load is the same files of the same date, read by a newer version of the software."""
    return (old.standard, old.authority, old.extracted_on, sorted(d for _, d in old.files)) == (
        *(new.standard, new.authority, new.extracted_on),
        sorted(d for _, d in new.files),
    )


def _store(workspace: Workspace, reading: Reading, digests: dict[str, str]) -> StoredLoad:
    """Keep a reading. The same files for the same authority and date, read by the same code, are the same
    load, whatever their names."""
    files = [(name, digests[name]) for name in reading.files]
    said = [reading_version(), reading.standard, reading.authority, reading.extracted_on.isoformat()]
    said += sorted(digest for _, digest in files)
    return store_load(workspace.store / "loads", reading, files, sha256("\n".join(said).encode()))
