"""Bytes of a text file to UTF-8: the right text or a refusal, never garbled letters."""

from __future__ import annotations

import codecs
import re

from goldenthread.base.errors import RefusedInput

MAX_BYTES = 2_000_000_000
"""Largest text file taken. A council's ten years are some hundred million bytes."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SOMETHING_ELSE = (
    (b"PK\x03\x04", "a workbook or a zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file or an encrypted workbook"),
    (b"%PDF", "a PDF"),
    (b"PAR1", "a Parquet file"),
    (b"<", "a web page or an XML file"),
)
_UTF8_LETTER = re.compile(rb"[\xc3\xc5][\x80-\xbf]|\xc2[\xa0-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")


def to_utf8(name: str, content: bytes) -> bytes:
    """The content as UTF-8 without a byte order mark."""
    if len(content) > MAX_BYTES:
        raise _refused(name, f"The file is larger than {MAX_BYTES:,} bytes.", "Split it by table or by year.")
    _refuse_other_kinds(name, content)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(name, content, mark, encoding)
    _refuse_nul(name, content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _from_windows(name, content)
    return content


def _refuse_other_kinds(name: str, content: bytes) -> None:
    head = content[:64].lstrip()
    for start, what in _SOMETHING_ELSE:
        if head.startswith(start):
            raise _refused(name, f"The file is {what}, not text with columns.", "Save it as CSV (UTF-8).")


def _marked(name: str, content: bytes, mark: bytes, encoding: str) -> bytes:
    if encoding == "utf-8":
        plain = content[len(mark) :]
        _refuse_nul(name, plain)
        try:
            plain.decode("utf-8")
        except UnicodeDecodeError:
            raise _mixed(name) from None
        return plain
    if encoding == "utf-32":
        raise _refused(name, "The file is in UTF-32.", "Save it as CSV (UTF-8).")
    try:
        text = content.decode(encoding).encode("utf-8")
    except UnicodeDecodeError:
        raise _refused(
            name, "The file starts as UTF-16 and does not go on so; it may be cut short.", "Export it again."
        ) from None
    _refuse_nul(name, text)
    return text


def _from_windows(name: str, content: bytes) -> bytes:
    """Text in the Windows code page, unless letters in UTF-8 stand in it too."""
    if _UTF8_LETTER.search(content):
        raise _mixed(name)
    try:
        return content.decode("cp1252").encode("utf-8")
    except UnicodeDecodeError:
        raise _refused(
            name, "The file is neither UTF-8 nor Windows text.", "Export it again as CSV (UTF-8)."
        ) from None


def _refuse_nul(name: str, content: bytes) -> None:
    at = content.find(b"\0")
    if at >= 0:
        line = content.count(b"\n", 0, at) + 1
        raise _refused(
            name,
            f"Line {line} holds a NUL character, so the file is damaged or no text.",
            "Export it again as CSV (UTF-8).",
        )


def _mixed(name: str) -> RefusedInput:
    return _refused(
        name,
        "The file mixes two encodings, so that some letters would be wrong.",
        "Export it again as CSV (UTF-8).",
    )


def _refused(name: str, what: str, do: str) -> RefusedInput:
    return RefusedInput(what, where=name, do=do)
