"""What an interruption left of a release is put in its place before anybody reads releases."""

from __future__ import annotations

from goldenthread.base.errors import RefusedInput
from goldenthread.editions.releases.folders import interrupted, publishing_alone, releases_folder, settle
from goldenthread.editions.releases.record import ReleaseRecord
from goldenthread.editions.store.releases import releases
from goldenthread.warehouse.workspace import Workspace


def settle_interrupted(here: Workspace) -> list[ReleaseRecord]:
    """Give each release that was stopped after it was stored its name and its pointer; returns those.

    Where nothing was left, nothing is written and nobody waits. What is left may be of one who publishes just
    now: they end first. Raises RefusedInput where this account may not write there.
    """
    left = interrupted(here, releases())
    if not left:
        return []
    try:
        with publishing_alone(here):
            return settle(here, releases())
    except OSError as error:
        raise RefusedInput(
            f"Release {left[0].number} was interrupted, and this account cannot put it in its place "
            f"({type(error).__name__}).",
            where=str(releases_folder(here)),
            why="It is stored and stands, but its folder has no name yet, or no pointer to it.",
            do="Whoever may write to that folder runs: goldenthread releases. That finishes it.",
        ) from error
