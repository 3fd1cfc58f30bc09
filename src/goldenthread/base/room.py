"""A disk without room: what was to be written where, what that leaves, and what to do."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from goldenthread.base.errors import RefusedInput

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The errors of a disk that is full, or of an account that may not use more of it."""

MEGABYTE = 1_000_000


@contextmanager
def needs_room(what: str, folder: Path, files: Mapping[str, bytes], why: str) -> Iterator[None]:
    """A write of files into a folder that takes back itself what it began. Raises RefusedInput where there is
    no room for it: `why` says what stands then."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise RefusedInput(
            f"There is no room on the disk for {what}.",
            where=folder,
            why=why,
            do=f"{_needed(folder, files)}make room there, or use a disk that has it, and run it again.",
        ) from error


def _needed(folder: Path, files: Mapping[str, bytes]) -> str:
    """How much it takes and how much is free, where the system says so."""
    takes = sum(len(held) for held in files.values()) / MEGABYTE
    there = next((path for path in (folder, *folder.absolute().parents) if path.is_dir()), None)
    if there is None:
        return ""
    free = shutil.disk_usage(there).free / MEGABYTE
    return f"It takes {takes:,.1f} MB and {free:,.1f} MB are free: "
