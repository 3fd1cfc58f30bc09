"""Zip files: one delivery in one file, unpacked in memory within limits; its names are never paths. Text
files that gzip packed, one by one, likewise."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.confined import MEGABYTE, Refusal
from goldenthread.sources.text import ACTING
from goldenthread.sources.workbook.archive import Unpacker, parts
from goldenthread.sources.workbook.limits import Limits

ZIP_ENDING = ".zip"
GZIP_ENDING = ".gz"
TEXTS = (".csv", ".tsv", ".txt", ".tab", ".xml")
"""Endings of files that may be packed by gzip, one by one."""

PIECE = 1 << 18
"""Bytes that are unpacked at once, before they are counted."""

ZIP_LIMITS = Limits(
    file_bytes=500 * MEGABYTE,
    unpacked_bytes=1_500 * MEGABYTE,
    part_bytes=1_000 * MEGABYTE,
    ratio=200,
    ratio_from=20 * MEGABYTE,
    parts=2_000,
)

PACKED_ENDINGS = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz")
LEFT_BY_SYSTEMS = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
UNSAFE = re.compile(f"[{ACTING}]|^[A-Za-z]:|^/")
LONGEST_NAME = 255

ON_UNIX = 3


@dataclass(frozen=True)
class Entry:
    """One file of a zip file: the folders above it, its name, and its content."""

    folders: tuple[str, ...]
    name: str
    content: bytes


Passed = list[tuple[str, str]]


def unpack(name: str, content: bytes, limits: Limits = ZIP_LIMITS) -> tuple[list[Entry], Passed]:
    """The files of a zip file in the order of their names, and what was passed over with the reason."""
    if len(content) > limits.file_bytes:
        raise _refused(name, f"it has more than {limits.file_bytes // MEGABYTE:,} MB")
    try:
        return _unpack(name, content, limits)
    except Refusal as refusal:
        raise RefusedInput(
            refusal.what.replace("workbook", "zip file"),
            where=name,
            why="A part of it would be taken for the whole, so nothing of it is read.",
            do="Pack the files again, without a password, or load them from a folder.",
        ) from None


def is_packed_text(name: str) -> bool:
    """Whether a file is one text file packed by gzip, by its name: x.csv.gz; an archive, x.tar.gz, is not."""
    return name.casefold().endswith(tuple(f"{ending}{GZIP_ENDING}" for ending in TEXTS))


def unpack_text(name: str, content: bytes, limits: Limits = ZIP_LIMITS) -> bytes:
    """The one file that gzip has packed, within the limits of zip files."""
    if len(content) > limits.file_bytes:
        raise _refused(name, f"it has more than {limits.file_bytes // MEGABYTE:,} MB")
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # gzip, whose checksum must come out
    pieces, size, waiting = [], 0, content
    try:
        while waiting and not inflater.eof:
            pieces.append(inflater.decompress(waiting, PIECE))
            waiting = inflater.unconsumed_tail
            size += len(pieces[-1])
            if size > limits.part_bytes:
                raise _refused(name, f"it unpacks to more than {limits.part_bytes // MEGABYTE:,} MB")
            if size > limits.ratio_from and size > limits.ratio * len(content):
                raise _refused(name, f"it unpacks to more than {limits.ratio} times its size")
    except zlib.error:
        raise _damaged(name) from None
    if not inflater.eof or inflater.unused_data:
        raise _damaged(name)
    unpacked = b"".join(pieces)
    _refuse_packed(name, name[: -len(GZIP_ENDING)], unpacked)
    return unpacked


def _damaged(name: str) -> RefusedInput:
    return RefusedInput(
        "The packed file is damaged: it ends too early or too late, or its checksum does not come out.",
        where=name,
        why="A part of it would be taken for the whole, so nothing of it is read.",
        do="Pack the file again, or load it as it was before.",
    )


def _unpack(name: str, content: bytes, limits: Limits) -> tuple[list[Entry], Passed]:
    entries: list[Entry] = []
    passed: Passed = []
    unpacker = Unpacker(content, limits)
    for part in sorted(parts(content, limits), key=lambda one: one.filename):
        way = _way(name, part.filename)
        why = _passed_over(part, way)
        if part.is_dir():
            continue
        if why:
            passed.append((f"{name}/{'/'.join(way)}", why))
            continue
        unpacked = b"".join(unpacker.pieces(part))
        _refuse_packed(name, way[-1], unpacked)
        entries.append(Entry(tuple(way[:-1]), way[-1], unpacked))
    return entries, passed


def _way(name: str, written: str) -> list[str]:
    """The folders and the name that a part states; refused when they lead elsewhere or hide something."""
    plain = written.replace("\\", "/")
    way = [step for step in plain.split("/") if step not in ("", ".")]
    if UNSAFE.search(plain) or ".." in way or not way or max(map(len, way)) > LONGEST_NAME:
        raise _refused(name, "the name of a file in it leads elsewhere or holds characters that hide it")
    return way


def _passed_over(part: zipfile.ZipInfo, way: Sequence[str]) -> str:
    mode = part.external_attr >> 16
    is_special = stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)
    if part.create_system == ON_UNIX and is_special:
        return "a link; links inside a zip file are not followed"
    if any(step.casefold() in LEFT_BY_SYSTEMS for step in way) or way[-1].startswith((".", "~$")):
        return "hidden or left by an open program"
    return ""


def _refuse_packed(name: str, file: str, content: bytes) -> None:
    """Packed files in packed files can unpack without end; a workbook, packed too, has limits of its own."""
    looks_packed = content.startswith((b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"))
    if looks_packed or file.casefold().endswith(PACKED_ENDINGS):
        raise _refused(name, "it holds another packed file")


def _refused(name: str, detail: str) -> RefusedInput:
    return RefusedInput(
        f"The zip file cannot be opened safely: {detail}.",
        where=name,
        why="A packed file can fill a machine's memory, or write where it should not.",
        do="Pack the files alone into one zip file, or load them from a folder.",
    )


def common_folders(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The folders that all entries lie in."""
    return tuple(_shared([one.folders for one in entries]))


def _shared(ways: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for steps in zip(*ways, strict=False):
        if len(set(steps)) > 1:
            return
        yield steps[0]
