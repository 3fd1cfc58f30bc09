"""Writing so that a file or folder is whole or absent, whatever interrupts it; reading that finds damage."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from goldenthread.base.errors import RefusedInput
from goldenthread.base.folders import take_place

PARTIAL = ".partial"
"""Ending of what is being written. A leftover is nobody's and may be removed."""

SEAL = "seal"
"""Key of a JSON document under which the hash over all its other keys stands."""


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file, given whole or in parts, beside its name, sync it, and rename it into place."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        sync_folder(path.parent.parent)
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which appears under its name only when all its files are written and synced; one that
    stood there before goes when it does."""
    partial = path.with_name(path.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        for file in partial.rglob("*"):
            if file.is_file():
                _sync(file)
        for folder in (partial, *(p for p in partial.rglob("*") if p.is_dir())):
            sync_folder(folder)
        take_place(partial, path)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    sync_folder(path.parent)


def remove_partials(folder: Path) -> None:
    """Remove what an interrupted run left half-written in a folder."""
    for path in folder.glob(f"*{PARTIAL}"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def write_sealed(path: Path, document: dict[str, Any]) -> None:
    """Write JSON for people and machines: sorted, indented, with a hash over all the rest."""
    text = json.dumps({**document, SEAL: _seal(document)}, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")


def read_sealed(path: Path) -> dict[str, Any]:
    """Read what `write_sealed` wrote; refused when it is gone or not as it was written."""
    try:
        document = dict(json.loads(path.read_text(encoding="utf-8")))
        if document.pop(SEAL) != _seal(document):
            raise ValueError
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        raise damaged(path) from None
    return document


def file_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by its path from there."""
    return {
        file.relative_to(folder).as_posix(): file_hash(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked(folder: Path, name: str, hashes: Mapping[str, str]) -> Path:
    """A file of a folder whose content is still what its hash says; else refused."""
    path = folder / name
    try:
        if file_hash(path) == hashes[name]:
            return path
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, KeyError):
        pass
    raise damaged(path)


def damaged(path: Path) -> RefusedInput:
    """What is said when the store is not as it was written."""
    return RefusedInput(
        "A file of the store is missing or damaged.",
        where=str(path),
        why="A figure counted from it could be wrong.",
        do="Restore the store from a backup.",
    )


def _seal(document: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


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
