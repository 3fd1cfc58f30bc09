"""A file's bytes: in memory, or mapped where they are many. What was read of a mapped file is let go of, so
that it takes no more memory than a small one."""

from __future__ import annotations

import hashlib
import mmap
from pathlib import Path

Content = bytes | mmap.mmap

STEP = 16 * 1024 * 1024
"""Bytes after which those before are let go of: a whole number of pages."""


def map_file(path: Path) -> Content:
    """The bytes of a file, mapped."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def let_go(content: Content | memoryview, end: int) -> None:
    """Tell the system that a mapped file's bytes before `end` need not stay in memory."""
    if isinstance(content, mmap.mmap) and hasattr(content, "madvise") and end and end % STEP == 0:
        content.madvise(mmap.MADV_DONTNEED, 0, end)


def sha256(content: Content) -> str:
    """The SHA-256 of content, in hex."""
    found = hashlib.sha256()
    view = memoryview(content)
    for start in range(0, len(view), STEP):
        found.update(view[start : start + STEP])
        let_go(content, start)
    return found.hexdigest()
