"""The process that opens a workbook: it has little memory, little time, and writes no file.

It reads the workbook from standard input and writes lines of JSON: what the inspection found, then each sheet
in batches, then the end. A refusal may come at any line and undoes all before it. The library that reads
sheets is imported only after the inspection.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from goldenthread.sources.confined import MEGABYTE, Refusal, check_size, limit_memory, received
from goldenthread.sources.workbook import compound, xml_parts
from goldenthread.sources.workbook.limits import (
    LIMITS,
    Limits,
    no_workbook,
    too_big,
)

INSPECTION_MEMORY = 256 * MEGABYTE
ZIP_MAGIC = b"PK\x03\x04"


def inspect(content: bytes, limits: Limits) -> dict[str, Any]:
    """Refuse the content, or say what it is; nothing has been opened yet."""
    check_size(content, limits.file_bytes, too_big)
    if content.startswith(ZIP_MAGIC):
        return asdict(xml_parts.inspect(content, limits))
    if content.startswith(compound.MAGIC):
        return {"kind": "xls", "from_1904": compound.inspect(content)}
    raise no_workbook(_looks_like(content[:4096]))


def _looks_like(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not text:
        return "an empty file"
    if text.startswith((b"<!doctype html", b"<html")) or b"<table" in text:
        return "a web page"
    if text.startswith(b"<"):
        return "an XML file"
    if text.startswith(b"%pdf"):
        return "a PDF"
    if text.startswith(b"\t\x08") or start.startswith((b"\x09\x04", b"\x09\x02", b"\x09\x00", b"\x09\x08")):
        return "a workbook older than Excel 97"
    if b"\0" not in start and any(mark in start for mark in (b",", b";", b"\t")):
        return "a text file with separated values (CSV); give it the ending .csv"
    return "another kind of file"


def answer(content: bytes, limits: Limits, out: BinaryIO) -> None:
    """Inspect and read the workbook, and write what is found, a line of JSON at a time."""

    def emit(message: dict[str, Any]) -> None:
        out.write(json.dumps(message).encode() + b"\n")

    try:
        limit_memory(min(INSPECTION_MEMORY, limits.memory_bytes))
        emit({"found": inspect(content, limits)})
        limit_memory(limits.memory_bytes)
        from goldenthread.sources.workbook import sheets

        sheets.read(content, limits, emit)
        emit({"end": True})
    except Refusal as refusal:
        emit({"refused": refusal.said()})
    except MemoryError:
        emit({"memory": True})


def main() -> None:
    """Run as the child: limits as JSON, then the workbook."""
    given, content = received()
    limits = Limits(**{**given, "suspect_rows": tuple(given["suspect_rows"])}) if given else LIMITS
    answer(content, limits, sys.stdout.buffer)
    sys.stdout.buffer.flush()
