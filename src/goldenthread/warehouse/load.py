"""One load from received files to a new snapshot: all or nothing.

Order matters. Files go to the vault, rows to a load, loads to a snapshot, each whole before the next; the
pointer moves last. Whatever stops the work before that, readers see the month before.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from goldenthread.base.dates import day_words
from goldenthread.sources.mapped import sha256
from goldenthread.sources.reading import Delivery, Note, Reading, Recognised
from goldenthread.warehouse.contract.check import Read, what_moved
from goldenthread.warehouse.contract.moved import Accepted, Moved, accepted, refusal
from goldenthread.warehouse.contract.withdrawn import withdrawn
from goldenthread.warehouse.deliveries import known_deliveries, remember
from goldenthread.warehouse.files import remove_partials
from goldenthread.warehouse.loads import StoredLoad, read_load, store_load
from goldenthread.warehouse.lock import alone
from goldenthread.warehouse.snapshot import (
    build_snapshot,
    current_load_ids,
    is_readable,
    is_whole,
    pointed,
    switch,
)
from goldenthread.warehouse.timeline import loads_as_known, note
from goldenthread.warehouse.versions import reading_version
from goldenthread.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Meant:
    """That whatever moved in a feed is meant: who says so, and why."""

    who: str
    why: str


@dataclass(frozen=True)
class LoadReport:
    """What a load did. `changes` is how many readings are new or in force again; 0: all were here already.
    `withdrawn`: by standard and table, the records that counted before and count no longer;
    `held`: those that do not because the load has them and holds their rows."""

    snapshot: str
    changes: int
    loads: tuple[StoredLoad, ...]
    not_taken: tuple[tuple[str, str], ...] = ()
    recognised: tuple[Recognised, ...] = ()
    withdrawn: Mapping[tuple[str, str], int] = field(default_factory=dict)
    held: Mapping[tuple[str, str], int] = field(default_factory=dict)


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
    meant: Meant | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> LoadReport:
    """Take a delivery into the store. Another load at the same time waits its turn.

    With its `digest` the delivery is remembered, so that it need not be read a second time. A feed that is
    not what it was stops before anything is stored, unless somebody says that it is `meant`. Once it is
    stored the delivery is let go of: a caller who keeps no hand on it has its memory back for the rest.
    """
    workspace.store.mkdir(parents=True, exist_ok=True)
    with alone(workspace):
        before = pointed(workspace)
        known = known_deliveries(workspace, before)
        present = current_load_ids(workspace)
        stored = _keep(workspace, delivery, present, meant, progress)
        not_taken, recognised = delivery.not_taken, delivery.recognised
        del delivery
        _give_back()
        report = replace(
            _in_force(workspace, stored, present, progress), not_taken=not_taken, recognised=recognised
        )
        if digest:
            held = known if report.snapshot == before else []
            remember(workspace, report.snapshot, [*held, digest])
        return report


def conform_anew(workspace: Workspace, progress: Callable[[str], None] = lambda _: None) -> str:
    """Build the snapshot of the loads in force with this version of the software, and move the pointer."""
    with alone(workspace):
        loads = [read_load(workspace.store / "loads" / load) for load in current_load_ids(workspace)]
        snapshot = build_snapshot(workspace, loads, progress)
        if pointed(workspace) != snapshot:
            switch(workspace, snapshot)
        return snapshot


def conform_as_known(
    workspace: Workspace, text: str, progress: Callable[[str], None] = lambda _: None
) -> str:
    """The snapshot of what was known by a date, in a snapshot or when a load came in, conformed by this
    version of the software. The pointer stays where it is."""
    with alone(workspace):
        loads = loads_as_known(workspace, current_load_ids(workspace), text)
        return build_snapshot(workspace, loads, progress)


def _give_back() -> None:
    """Memory that reading took and nothing holds any more goes back to the system, rings of objects too."""
    gc.collect()
    pa.default_memory_pool().release_unused()


def _keep(
    workspace: Workspace,
    delivery: Delivery,
    present: Sequence[str],
    meant: Meant | None,
    progress: Callable[[str], None],
) -> list[StoredLoad]:
    """Keep the files as received, and each reading as a load."""
    for folder in ("loads", "snapshots"):
        (workspace.store / folder).mkdir(exist_ok=True)
        remove_partials(workspace.store / folder)
    remove_partials(workspace.store)
    digests = {name: sha256(content) for name, content in delivery.files}
    progress("comparing with the last load")
    moved = _held_to_contract(workspace, delivery, digests, present, meant)
    progress("keeping the files as received")
    for _, content in delivery.files:
        workspace.vault.put(content)
    return [
        _store(workspace, _with_notes(reading, each), digests, _override(meant, each))
        for reading, each in zip(delivery.readings, moved, strict=True)
    ]


def _in_force(
    workspace: Workspace,
    stored: Sequence[StoredLoad],
    present: Sequence[str],
    progress: Callable[[str], None],
) -> LoadReport:
    """Conform what is in force with the stored loads, and move the pointer."""
    new = [load for load in stored if load.id not in present]
    before = [read_load(workspace.store / "loads" / identity) for identity in present]
    kept = [load for load in before if load.id not in {one.id for one in stored}]
    kept = [load for load in kept if not any(_read_better(load, by) for by in new)]
    again = [load for load in stored if load.id in present]
    loads = sorted([*kept, *again, *new], key=lambda load: (load.extracted_on, load.standard))
    places = [load.id for load in loads if load.id in present]
    reordered = places != [identity for identity in present if identity in places]
    snapshot = build_snapshot(workspace, loads, progress)
    note(workspace, str(pointed(workspace)), present)
    if pointed(workspace) != snapshot:
        switch(workspace, snapshot)
    note(workspace, snapshot, [load.id for load in loads])
    changes = len(new) + reordered
    gone, held = withdrawn(before, loads, stored if changes else [])
    return LoadReport(snapshot, changes, tuple(stored), withdrawn=gone, held=held)


def _read_better(old: StoredLoad, new: StoredLoad) -> bool:
    """Whether a new load is the same files of the same date, read by a newer version of the software."""
    return _of_same_files(old, new, new.files)


def _held_to_contract(
    workspace: Workspace,
    delivery: Delivery,
    digests: dict[str, str],
    present: Sequence[str],
    meant: Meant | None,
) -> list[list[Moved]]:
    """For each reading what moved since the last load of its standard, or the one before it in its delivery.
    What stops it is refused, unless it is meant.

    Nothing moves in a reading that is in force, nor beside the same files as an older version read them.
    """
    loads = [read_load(workspace.store / "loads" / identity) for identity in present]
    found: dict[int, list[Moved]] = {}
    before: list[Read] = []
    for at, reading in sorted(enumerate(delivery.readings), key=lambda each: each[1].extracted_on):
        files = [(name, digests[name]) for name in reading.files]
        known = any(_of_same_files(load, reading, files) for load in loads)
        found[at] = [] if known else what_moved(reading, [*loads, *before])
        if not known:
            before.append(Read(reading))
    moved = [found[at] for at in range(len(delivery.readings))]
    stopping = [[one for one in each if one.stops] for each in moved]
    if any(stopping) and meant is None:
        named = [_named(reading, delivery.readings) for reading in delivery.readings]
        raise refusal(list(zip(named, stopping, strict=True)))
    return moved


def _named(reading: Reading, readings: Sequence[Reading]) -> str:
    """The standard of a reading, with its day where several of the delivery are of that standard."""
    several = sum(one.standard == reading.standard for one in readings) > 1
    return f"{reading.standard} of {day_words(reading.extracted_on)}" if several else reading.standard


def _override(meant: Meant | None, moved: Sequence[Moved]) -> Accepted | None:
    """The override of what would have stopped a reading; None when nothing would."""
    stopping = [one for one in moved if one.stops]
    return accepted(meant.who, meant.why, stopping) if meant and stopping else None


def _with_notes(reading: Reading, moved: Sequence[Moved]) -> Reading:
    """The reading with a note on each thing that moved too little to stop it."""
    said = tuple(Note("warning", str(one)) for one in moved if not one.stops)
    return replace(reading, notes=(*reading.notes, *said))


def _of_same_files(load: StoredLoad, reading: Reading | StoredLoad, files: Sequence[tuple[str, str]]) -> bool:
    """Whether a load is of the same files, standard, authority and date."""
    return (load.standard, load.authority, load.extracted_on, sorted(d for _, d in load.files)) == (
        *(reading.standard, reading.authority, reading.extracted_on),
        sorted(digest for _, digest in files),
    )


def _store(
    workspace: Workspace, reading: Reading, digests: dict[str, str], accepted: Accepted | None
) -> StoredLoad:
    """Keep a reading."""
    files = [(name, digests[name]) for name in reading.files]
    return store_load(workspace.store / "loads", reading, files, _content(reading, files), accepted)


def _content(reading: Reading, files: Sequence[tuple[str, str]]) -> str:
    """What names a load. The same files for the same authority and date, read by the same code, are the same
    load, whatever their names."""
    said = [reading_version(), reading.standard, reading.authority, reading.extracted_on.isoformat()]
    said += sorted(digest for _, digest in files)
    return sha256("\n".join(said).encode())
