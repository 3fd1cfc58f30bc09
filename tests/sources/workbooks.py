"""Workbooks made for tests: whole, broken, hostile. All by hand or with openpyxl and xlwt."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(
    sheets: Mapping[str, Iterable[Sequence[Any]]], prepare: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    """An .xlsx with these rows, one sheet each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if prepare:
        prepare(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SMALL = {"List_1": [["Child Unique ID", "Date of Contact"], ["A1", "2023-10-01"], ["A2", "2023-10-02"]]}


def plain() -> bytes:
    """A small sound workbook."""
    return workbook(SMALL)


def changed(
    content: bytes, replace: Mapping[str, bytes | None], *, pack: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A copy of a zip with parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", pack) as target:
        for part in source.infolist():
            if part.filename not in replace:
                target.writestr(part.filename, source.read(part))
        for name, data in replace.items():
            if data is not None:
                target.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(name)


def edited(name: str, old: bytes, new: bytes, content: bytes | None = None) -> bytes:
    """A workbook in one part of which a text is replaced."""
    content = content or plain()
    before = part(content, name)
    assert old in before
    return changed(content, {name: before.replace(old, new, 1)})


def sheet_xml(rows: str) -> bytes:
    """A sheet part with these rows."""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


def with_rows(rows: str) -> bytes:
    """A workbook whose only sheet has this XML for rows."""
    return changed(plain(), {"xl/worksheets/sheet1.xml": sheet_xml(rows)})


def cell(at: str, text: str) -> str:
    """An inline text cell."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f"<row r='1'>{cell('A1', 'Child')}{cell('B1', 'Count')}</row>"


def compound(streams: Mapping[str, bytes], storages: Sequence[str] = ()) -> bytes:
    """An OLE compound file with these streams (each padded to 4096 bytes or more)."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    fat: list[int] = []

    def add(data: bytes) -> int:
        start = len(sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        sectors.extend(pieces)
        fat.extend([*range(start + 1, start + len(pieces)), 0xFFFFFFFE])
        return start

    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    entries += [_entry(name, 2, add(data), len(data)) for name, data in padded.items()]
    entries += [_entry(name, 1, 0, 0) for name in storages]
    directory = add(b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0"))
    count = -(-(len(fat) + 1) // 128)
    at_fat = len(sectors)
    fat.extend([0xFFFFFFFD] * count)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(count * 512, b"\xff")
    sectors.extend(table[at : at + 512] for at in range(0, len(table), 512))
    header = OLE + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, count, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    difat = [at_fat + at for at in range(count)] + [0xFFFFFFFF] * (109 - count)
    return header + struct.pack("<109I", *difat) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<3I", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def records(*given: tuple[int, bytes]) -> bytes:
    """A workbook stream of BIFF records, opened as Excel opens it."""
    start = (0x809, struct.pack("<4H", 0x600, 5, 0, 0) + b"\0" * 8)
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in (start, *given, (0x0A, b"")))
