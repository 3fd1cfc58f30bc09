"""What a folder is known by, and one finished folder in the place of another."""

from __future__ import annotations

import shutil
from pathlib import Path

SETTINGS = "goldenthread.yml"
"""The file that makes a folder a workspace."""


def take_place(new: Path, path: Path) -> None:
    """Give a finished folder its name. One that stands there goes when the new one stands, and comes back
    where that fails; meanwhile it lies beside it, hidden, its name ending as the new one's did.

    Raises OSError, with the old folder in its place.
    """
    if not path.exists():
        new.rename(path)
        return
    old = new.with_name(f".old{new.name}")
    shutil.rmtree(old, ignore_errors=True)  # of a run that was stopped
    path.rename(old)
    try:
        new.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old)
