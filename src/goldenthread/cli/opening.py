"""Opening the store of commentary and releases for a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from goldenthread.cli.say import say
from goldenthread.editions.releases.folders import folder_of
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.warehouse.workspace import Workspace


@contextmanager
def opened(here: Workspace) -> Iterator[None]:
    """The store until the block ends; says which interrupted releases were put in their place first."""
    from goldenthread.editions.store.opened import open_store  # a workspace without a store never needs it

    with open_store(here) as finished:
        say_finished(here, finished)
        yield


def say_finished(here: Workspace, finished: Sequence[ReleaseRecord]) -> None:
    """Say which interrupted releases were put in their place."""
    for one in finished:
        say(f"Release {one.number}, which was interrupted, is now in its place: {folder_of(here, one)}")
