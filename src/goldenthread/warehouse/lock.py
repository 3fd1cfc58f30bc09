"""The store's lock: one load at a time in a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from goldenthread.base.errors import RefusedInput
from goldenthread.warehouse.workspace import Workspace

WAIT_SECONDS = 600


@contextmanager
def alone(workspace: Workspace) -> Iterator[None]:
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
