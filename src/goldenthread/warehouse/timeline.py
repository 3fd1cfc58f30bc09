"""The second time line: what was known when. Every load is kept, and so is the order in which they came.

A figure has two dates: the period it is of, and what was known when it was counted. The list kept here says
which loads were in force after each load, so that any earlier state can be conformed again. Order is that of
the list; the clock only says when, and a clock that was set back changes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from goldenthread.base.errors import RefusedInput, UsageError, suggest
from goldenthread.warehouse.files import damaged, read_sealed, write_whole
from goldenthread.warehouse.loads import StoredLoad, read_load
from goldenthread.warehouse.workspace import Workspace

FILE = "timeline.json"
SHORTEST = 6
"""Characters of a load's id or a snapshot's that stand for the whole."""


@dataclass(frozen=True)
class State:
    """What was in force from one load to the next: its number in order, when it came, and its loads."""

    number: int
    at: str  # an instant with its zone
    snapshot: str
    loads: tuple[str, ...]


def states(workspace: Workspace) -> list[State]:
    """Every state that was noted, the oldest first."""
    path = workspace.store / FILE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return [State(one["number"], one["at"], one["snapshot"], tuple(one["loads"])) for one in said]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        raise damaged(path) from None


def states_before(noted: Sequence[State], loads: Collection[str]) -> list[State]:
    """The states before all of these loads were in force together, the oldest first."""
    first = next((at for at, state in enumerate(noted) if set(loads) <= set(state.loads)), len(noted))
    return list(noted[:first])


def note(workspace: Workspace, snapshot: str, loads: Sequence[str]) -> None:
    """Note what is in force, unless it was noted last. Before a load that is what one before it, interrupted
    at its end, left unnoted."""
    kept = states(workspace)
    if not loads or (kept and list(kept[-1].loads) == list(loads)):
        return
    number = kept[-1].number + 1 if kept else 1
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    document = [asdict(one) for one in (*kept, State(number, now, snapshot, tuple(loads)))]
    write_whole(workspace.store / FILE, json.dumps(document, indent=1).encode())


def loads_as_known(workspace: Workspace, current: Sequence[str], text: str) -> list[StoredLoad]:
    """The loads that were known by a date, in a snapshot, or when a load came in.

    A date stands for every load in force that was extracted by then. A snapshot's id stands for its own
    loads; a load's for those in force when it came.
    """
    day = _date(text)
    if day is None:
        found = _of_snapshot(workspace, text) or _when_loaded(workspace, text)
        if found is None:
            raise _unknown(workspace, text)
        return [read_load(workspace.store / "loads" / load) for load in found]
    loads = [read_load(workspace.store / "loads" / load) for load in current]
    known = [load for load in loads if load.extracted_on <= day]
    if not known:
        first = min(load.extracted_on for load in loads)
        raise RefusedInput(
            f"Nothing that is loaded had been extracted by {text}.",
            do=f"The first extract is of {first.isoformat()}.",
        )
    return known


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _of_snapshot(workspace: Workspace, text: str) -> list[str] | None:
    """The loads of a snapshot, noted or still there."""
    for state in states(workspace):
        if state.snapshot == text:
            return list(state.loads)
    if text in _folders(workspace, "snapshots"):
        return list(read_sealed(workspace.store / "snapshots" / text / "manifest.json")["loads"])
    return None


def _when_loaded(workspace: Workspace, text: str) -> list[str] | None:
    """The loads in force when a load first was, by its id or the beginning of it."""
    if len(text) < SHORTEST:
        return None
    for state in states(workspace):
        if any(load.startswith(text) for load in state.loads):
            return list(state.loads)
    return None


def _folders(workspace: Workspace, name: str) -> list[str]:
    folder = workspace.store / name
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _unknown(workspace: Workspace, text: str) -> UsageError:
    known = [*_folders(workspace, "snapshots"), *_folders(workspace, "loads")]
    return UsageError(
        f"'{text}' is no date, snapshot or load of this workspace.",
        do=f"Write a date as 2024-01-31, or name one that 'goldenthread loads' lists. {suggest(text, known)}",
    )
