"""OLE compound files (.xls, and whatever else wears that frame): the directory, the streams, the records.

Enough of the format to refuse by content: encryption, macros, embedded objects, links, and files that are
no workbook. Every chain is bounded by the number of sectors, so a loop ends.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.sources.workbook.limits import active, damaged, no_workbook, protected

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN, FREE, LAST_REGULAR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFA
HEADER_DIFAT = 109
STORAGE, STREAM, ROOT = 1, 2, 5

BOF, FILEPASS, BOUNDSHEET, SUPBOOK, DATEMODE, END_RECORD, OBJECT = 0x809, 0x2F, 0x85, 0x1AE, 0x22, 0x0A, 0x5D
OWN_SHEETS, ADD_INS = 0x0401, 0x3A01
MACRO_KINDS = {0x0040: "macro sheets", 0x0006: "macros"}


@dataclass(frozen=True)
class Entry:
    """One entry of the directory."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """A compound file held in memory."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or content[:8] != MAGIC:
            raise damaged("its first block is incomplete")
        self._content = content
        version, _, self._shift = struct.unpack_from("<3H", content, 26)
        if version not in (3, 4) or self._shift not in (9, 12):
            raise damaged("its first block cannot be read")
        self._sector = 1 << self._shift
        self._count = (len(content) - self._sector) // self._sector
        self._fat = self._read_fat()
        self._check_length()
        directory = struct.unpack_from("<I", content, 48)[0]
        self.entries = tuple(self._entries(b"".join(self._chain(directory))))

    def _check_length(self) -> None:
        """Whole blocks, and none in use beyond the end of the file."""
        used = max((at for at, follows in enumerate(self._fat) if follows != FREE), default=-1)
        if len(self._content) % 512 or used >= self._count:
            raise damaged("its end is missing, as when a download stops half way")

    def _block(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        block = self._content[at : at + self._sector]
        if not block:
            raise damaged("a block lies past its end, as when a download stops half way")
        return block

    def _read_fat(self) -> list[int]:
        """The allocation table: which block follows which."""
        head = list(struct.unpack_from("<109I", self._content, 76))
        following, per = struct.unpack_from("<I", self._content, 68)[0], self._sector // 4 - 1
        for _ in range(self._count):
            if following > LAST_REGULAR:
                break
            numbers = struct.unpack(f"<{per + 1}I", self._block(following).ljust(self._sector, b"\xff"))
            head += numbers[:per]
            following = numbers[per]
        fat: list[int] = []
        for number in head[: self._count + 1]:
            if number <= LAST_REGULAR:
                block = self._block(number).ljust(self._sector, b"\xff")
                fat += struct.unpack(f"<{self._sector // 4}I", block)
        return fat

    def _chain(self, start: int) -> Iterator[bytes]:
        number = start
        for _ in range(self._count + 1):
            if number > LAST_REGULAR:
                return
            if number >= len(self._fat):
                raise damaged("its allocation table is incomplete")
            yield self._block(number)
            number = self._fat[number]
        raise damaged("its allocation table runs in a circle")

    def _entries(self, directory: bytes) -> Iterator[Entry]:
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<IQ", directory, at + 116)
            if kind in (STORAGE, STREAM, ROOT):
                name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
                yield Entry(name, kind, start, size & 0xFFFFFFFF)

    def stream(self, entry: Entry) -> bytes:
        """The bytes of a stream; one of under 4096 bytes lies in the small store."""
        found = b"".join(self._chain(entry.start)) if entry.size >= 4096 else self._small(entry)
        if len(found) < entry.size:
            raise damaged("its content stops before its stated end")
        return found[: entry.size]

    def _small(self, entry: Entry) -> bytes:
        root = next((one for one in self.entries if one.kind == ROOT), None)
        if root is None:
            raise damaged("its directory has no root")
        store = b"".join(self._chain(root.start))
        table = b"".join(self._chain(struct.unpack_from("<I", self._content, 60)[0]))
        follows = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        found, number = b"", entry.start
        for _ in range(len(follows) + 1):
            if number >= len(follows):
                break
            found += store[number * 64 : number * 64 + 64]
            number = follows[number]
        return found


def inspect(content: bytes) -> bool:
    """Refuse the file, or say whether its dates count from 1904."""
    compound = Compound(content)
    names = {entry.name.casefold(): entry for entry in compound.entries}
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise protected()
    book = names.get("workbook") or names.get("book")
    if book is None:
        raise no_workbook(_other(set(names)))
    if any(name.startswith(("_vba_project", "vba")) for name in names):
        raise active("macros")
    if any(name.startswith(("mbd", "lnk", "\x01ole", "objectpool")) for name in names):
        raise active("embedded objects")
    return _records(compound.stream(book))


def _other(names: set[str]) -> str:
    if "worddocument" in names:
        return "a Word document"
    if "powerpoint document" in names:
        return "a presentation"
    if any(name.startswith("__") for name in names):
        return "a saved e-mail"
    return "an old Office file that is no workbook"


def _records(stream: bytes) -> bool:
    """Walk the workbook's records; the dates' origin comes back."""
    at, from_1904, end = 0, False, len(stream)
    if end < 8 or struct.unpack_from("<H", stream)[0] != BOF:
        raise no_workbook("a workbook older than Excel 5, or no workbook")
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + size]
        if kind == 0 and size == 0:
            break
        if len(body) < size:
            raise damaged("its last record is cut short")
        if kind == FILEPASS:
            raise protected()
        if kind == BOF and size >= 4 and struct.unpack_from("<H", body, 2)[0] in MACRO_KINDS:
            raise active(MACRO_KINDS[struct.unpack_from("<H", body, 2)[0]])
        if kind == BOUNDSHEET and size >= 6 and body[5] in (1, 6):
            raise active("macro sheets")
        if (
            kind == SUPBOOK
            and size >= 4
            and struct.unpack_from("<H", body, 2)[0] not in (OWN_SHEETS, ADD_INS)
        ):
            raise active("links to other workbooks or programs")
        if kind == DATEMODE and size >= 2:
            from_1904 = body[:2] == b"\x01\x00"
        at += 4 + size
    return from_1904
