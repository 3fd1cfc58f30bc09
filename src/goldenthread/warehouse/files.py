"""Writing so that a file or folder is whole or absent, whatever interrupts it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PARTIAL = ".partial"
"""Ending of what is being written. A leftover is nobody's and may be removed."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its name, sync it, and rename it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + PARTIAL)
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which appears under its name only when all its files are written and synced."""
    partial = path.with_name(path.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    for file in partial.rglob("*"):
        if file.is_file():
            _sync(file)
    for folder in (partial, *(p for p in partial.rglob("*") if p.is_dir())):
        sync_folder(folder)
    partial.rename(path)
    sync_folder(path.parent)


def remove_partials(folder: Path) -> None:
    """Remove what an interrupted run left half-written."""
    for path in folder.glob(f"*{PARTIAL}"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def write_json(path: Path, document: Any) -> None:
    """Write JSON for people and machines: sorted, indented, UTF-8."""
    path.write_text(
        json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def sync_folder(path: Path) -> None:
    """Make a rename in a folder last through a power cut (where the system can open folders)."""
    if os.name == "posix":
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
