"""Zip containers (.xlsx, .ods): every part is unpacked in small pieces and counted before anything opens it.

Nothing here trusts a header: sizes are those that come out, and parts may neither overlap nor repeat.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from goldenthread.sources.confined import Refusal
from goldenthread.sources.workbook.limits import Limits, damaged, protected, too_big

PIECE = 1 << 18
STORED, DEFLATED = 0, 8
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
END = struct.Struct("<4s4H2IH")
ZIP64_END = 76  # bytes of the optional records before the end record


def parts(content: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """The parts of the archive, once its frame is sound."""
    _check_frame(content)
    try:
        found = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
        raise damaged("its table of contents cannot be read") from error
    if len(found) > limits.parts:
        raise too_big(f"it has {len(found):,} parts, more than {limits.parts:,}")
    if len({part.filename.casefold() for part in found}) < len(found):
        raise damaged("two of its parts have the same name")
    _check_overlap(content, found)
    for part in found:
        if part.flag_bits & 1:
            raise protected()
        if part.compress_type not in (STORED, DEFLATED):
            raise damaged("a part is packed in a way that Excel does not use")
    return found


def _check_frame(content: bytes) -> None:
    """The archive begins at the first byte and its end record closes it: no two readers can differ on it."""
    at = content.rfind(b"PK\x05\x06")
    if at < 0 or at + END.size > len(content):
        raise damaged("its end is missing, as when a download stops half way")
    *_, size, start, comment = END.unpack_from(content, at)
    if at + END.size + comment != len(content) or at - (start + size) not in (0, ZIP64_END):
        raise damaged("its table of contents does not fit the file")


def _check_overlap(content: bytes, found: list[zipfile.ZipInfo]) -> None:
    end = 0
    for part in sorted(found, key=lambda one: one.header_offset):
        if part.header_offset < end:
            raise damaged("two of its parts lie over each other")
        end = data_start(content, part) + part.compress_size
    if end > len(content):
        raise damaged("a part reaches past its end")


def data_start(content: bytes, part: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a part begin."""
    if part.header_offset + LOCAL_HEADER.size > len(content):
        raise damaged("a part lies past its end")
    fields = LOCAL_HEADER.unpack_from(content, part.header_offset)
    if fields[0] != b"PK\x03\x04":
        raise damaged("a part is not where the table of contents says")
    return part.header_offset + LOCAL_HEADER.size + int(fields[9]) + int(fields[10])


class Unpacker:
    """Unpacks parts piece by piece within the limits, which hold for all parts together."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content, self._limits, self._total = content, limits, 0

    def pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """The unpacked bytes of a part; its size and checksum must come out."""
        size, check = 0, 0
        for piece in self._raw(part):
            size += len(piece)
            self._total += len(piece)
            check = zlib.crc32(piece, check)
            self._check_size(part, size)
            yield piece
        if size != part.file_size or check != part.CRC:
            raise damaged("a part does not have the size or checksum it states")

    def _raw(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        start = data_start(self._content, part)
        packed = memoryview(self._content)[start : start + part.compress_size]
        if part.compress_type == STORED:
            yield from (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), PIECE):
                waiting: bytes | memoryview = packed[at : at + PIECE]
                while len(waiting) and not inflater.eof:
                    yield inflater.decompress(waiting, PIECE)
                    waiting = inflater.unconsumed_tail
            yield inflater.flush()
        except zlib.error as error:
            raise damaged("a part cannot be unpacked") from error
        if not inflater.eof or inflater.unused_data:
            raise damaged("a part ends too early or too late")

    def _check_size(self, part: zipfile.ZipInfo, size: int) -> None:
        limits = self._limits
        if size > limits.part_bytes or self._total > limits.unpacked_bytes:
            raise too_big(f"it unpacks to more than {min(size, limits.unpacked_bytes) // 1_000_000:,} MB")
        if size > limits.ratio_from and size > limits.ratio * max(part.compress_size, 1):
            raise too_big(f"a part unpacks to more than {limits.ratio} times its size")


def refuse_nested(first: bytes) -> None:
    """An archive inside the archive is refused."""
    if first.startswith((b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise Refusal(
            "The workbook holds another packed file.",
            "Packed files inside packed files can unpack without end, and no return needs one.",
            "Remove embedded files from the workbook, save it as .xlsx, and load that.",
        )
