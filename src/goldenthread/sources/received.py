"""Files as they arrive: found in folders, read whole once they are still, never followed by their names."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from goldenthread.base.errors import RefusedInput
from goldenthread.base.folders import SETTINGS
from goldenthread.sources.mapped import Content, map_file
from goldenthread.sources.packed import (
    GZIP_ENDING,
    LEFT_BY_SYSTEMS,
    ZIP_ENDING,
    common_folders,
    is_packed_text,
    unpack,
    unpack_text,
)
from goldenthread.sources.text import ACTING, fold

FOLDERS = ("ssd", "registers", "annex_a", "ssda903")
"""Sub-folders that are named for a standard; files in those of any other name are known by their content."""

DEEPEST = 3
"""Folders, one in the other, in which files are looked for."""

OF_BEFORE = frozenset({"old", "archive", "archived", "backup", "backups", "previous", "superseded"})
"""Words by which a folder says that its files are no part of what is sent now."""

OF_OTHERS = frozenset({"benchmarks", "commentary"})
"""Sub-folders whose files have commands of their own."""

_OF_A_YEAR = re.compile(r"(?P<year>20\d{2})(?:[-_ ]?(?:20)?(?P<next>\d{2}))?")

LARGEST = 2_000_000_000
"""Bytes of the largest file taken. A council's ten years are some hundred million."""

_UNPRINTABLE = re.compile(f"[{ACTING}]")

MAPPED = 16_000_000
"""Bytes from which an XML file is mapped into memory, not read into it: it is walked once, part by part."""

WAITS = (0.2, 0.5, 1.0)
"""Seconds between looks at a file that is still growing."""


@dataclass(frozen=True)
class Received:
    """One file: a name that is unique in the delivery, its folder within it, and its bytes."""

    name: str
    folder: str
    data: Content

    @property
    def content(self) -> bytes:
        """The bytes in memory."""
        return self.data if isinstance(self.data, bytes) else self.data[:]

    @property
    def file_name(self) -> str:
        """The name without its folder."""
        return self.name.rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without folder and ending."""
        return self.file_name.rpartition(".")[0] or self.file_name

    @property
    def suffix(self) -> str:
        """The ending in lower case, with its dot."""
        dot = self.file_name.rfind(".")
        return self.file_name[dot:].casefold() if dot > 0 else ""


def receive(paths: Sequence[Path], *, deep: bool = False) -> tuple[list[Received], list[tuple[str, str]]]:
    """Every file under the paths, in the order of their names, and what was passed over with the reason.
    `deep`: in every sub-folder, whatever its name."""
    found: list[tuple[Path, Received]] = []
    passed: list[tuple[str, str]] = []
    for path in paths:
        if not path.exists():
            raise RefusedInput("There is no such file or folder.", where=path.name, do="Check the path.")
        within = (path if path.is_dir() else path.parent).resolve()
        for file, folder in _files(path, passed, deep=deep):
            name = printable(f"{folder}/{file.name}" if folder else file.name)
            received = Received(name, folder, read_still(file))
            if is_packed_text(name):
                received = Received(name[: -len(GZIP_ENDING)], folder, unpack_text(name, received.content))
            packed = file.suffix.casefold() == ZIP_ENDING
            more = _unpacked(name, received.content, passed) if packed else [received]
            found += [(within, one) for one in more]
    return _by_name(found), passed


def _by_name(found: Sequence[tuple[Path, Received]]) -> list[Received]:
    """The files, no two of one name: those of folders that have names in common are named by their folder
    too. Refused where that does not tell them apart."""
    of: dict[str, set[Path]] = {}
    for within, one in found:
        of.setdefault(one.name, set()).add(within)
    alike = set().union(*(folders for folders in of.values() if len(folders) > 1))
    files: dict[str, Received] = {}
    for within, received in found:
        above = f"{printable(within.name)}/" if within in alike else ""
        one = replace(received, name=above + received.name, folder=(above + received.folder).rstrip("/"))
        if one.name in files:
            raise RefusedInput("Two files of this name were given.", where=one.name, do="Rename one of them.")
        files[one.name] = one
    return list(files.values())


def _kind(folder: str) -> str:
    """What a folder is named for, a standard or a year; '' for any other name."""
    if folder.casefold() in FOLDERS:
        return "standard"
    return "year" if is_of_year(folder) else ""


def is_of_year(folder: str) -> bool:
    """Whether a folder is named by a year alone, as 2023-24 or 2024."""
    found = _OF_A_YEAR.fullmatch(folder)
    return bool(found and (not found["next"] or (int(found["year"]) + 1) % 100 == int(found["next"])))


def _why_passed(way: Sequence[str]) -> str:
    """Why files so deep in folders are not read; '' where they are."""
    kinds = [kind for one in way if (kind := _kind(one))]
    if len(kinds) > len(set(kinds)):
        return "a folder of a year in one of a year, or of a standard in one of a standard"
    if len(way) > DEEPEST:
        return f"a folder more than {DEEPEST} folders deep"
    for one in way:
        before = next((word for word in fold(one).split("_") if word in OF_BEFORE), "")
        if before:
            return f"a folder that is called {before}: if its files are to be read, give it by itself"
        if one.casefold() in OF_OTHERS:
            return f"a folder of {one.casefold()}: that has a command of its own"
    return ""


def _named(folder: str) -> str:
    """A folder's name as part of a file's: in small letters where it means something."""
    return printable(folder.casefold() if _kind(folder) else folder)


def _unpacked(name: str, content: bytes, passed: list[tuple[str, str]]) -> Iterator[Received]:
    """The files of a zip file as if it were a folder of its name; the folders they all share do not count."""
    entries, left = unpack(name, content)
    passed += left
    shared = common_folders(entries)
    own = [shared[-1].casefold()] if shared and _kind(shared[-1]) else []
    for entry in entries:
        folders = [*own, *map(_named, entry.folders[len(shared) :])]
        why = _why_passed(folders)
        if not why:
            folder = "/".join((name, *folders))
            yield Received(f"{folder}/{entry.name}", folder, entry.content)
        else:
            passed.append(("/".join((name, *folders, entry.name)), f"in {why}"))


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files that `receive` would read."""
    return [file for path in paths if path.exists() for file, _ in _files(path, [])]


def _files(
    path: Path, passed: list[tuple[str, str]], folder: str = "", *, deep: bool = False
) -> Iterator[tuple[Path, str]]:
    """Files with the sub-folders they stand in; `deep`: of every name, however deep."""
    if not path.is_dir():
        yield path, folder
        return
    own = folder or (path.name.casefold() if not deep and _kind(path.name) else "")
    for entry in sorted(path.iterdir(), key=lambda one: one.name):
        name = printable(f"{own}/{entry.name}" if own else entry.name)
        if entry.name.startswith((".", "~$")) or entry.name.casefold() in LEFT_BY_SYSTEMS:
            passed.append((name, "hidden or left by an open program"))
        elif entry.is_symlink():
            passed.append((name, "a link; links inside folders are not followed"))
        elif entry.is_dir() and deep:
            yield from _files(entry, passed, name, deep=True)
        elif entry.is_dir() and (entry / SETTINGS).exists():
            passed.append((name, "a workspace"))
        elif entry.is_dir() and (why := _why_passed([*own.split("/"), entry.name] if own else [entry.name])):
            passed.append((name, why))
        elif entry.is_dir():
            yield from _files(entry, passed, f"{own}/{_named(entry.name)}".lstrip("/"))
        elif entry.is_file():
            yield entry, own


def printable(name: str) -> str:
    """A file's name as it may be shown."""
    return _UNPRINTABLE.sub("?", name)


def read_still(path: Path) -> Content:
    """The content of a file that is not being written; refused when it goes on changing."""
    for wait in (0.0, *WAITS):
        time.sleep(wait)
        before = path.stat()
        if not path.is_file() or before.st_size > LARGEST:
            raise RefusedInput(
                "It is no plain file." if not path.is_file() else f"It has more than {LARGEST:,} bytes.",
                where=printable(path.name),
                why="A device or a pipe may have no end, and a file so large is no council's.",
                do="Load the extract itself, by table or by year if it is large.",
            )
        content = _content(path, before.st_size)
        after = path.stat()
        still = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
        if still and len(content) == after.st_size:
            return content
    raise RefusedInput(
        "The file is still being written.",
        where=path.name,
        why="A part of it would be taken for the whole.",
        do="Wait until the export is done, then load again.",
    )


def _content(path: Path, size: int) -> Content:
    if size <= MAPPED or path.suffix.casefold() != ".xml":
        return path.read_bytes()
    return map_file(path)
