"""What the parts of a zip workbook hold: anything that acts, fetches or expands is refused unopened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.sources.workbook import archive
from goldenthread.sources.workbook.limits import Limits, active, damaged, no_workbook, protected, too_big

SMALL = 2_000_000
WHOLE = frozenset({"[content_types].xml", "xl/workbook.xml", "meta-inf/manifest.xml"})
"""Parts looked at as a whole, beside all relationships; none may be longer than SMALL."""

ACTIVE_PARTS = (
    ("vbaproject", "macros"),
    ("xl/macrosheets/", "macro sheets"),
    ("xl/dialogsheets/", "dialog sheets"),
    ("xl/externallinks/", "links to other workbooks"),
    ("xl/embeddings/", "embedded objects"),
    ("oleobject", "embedded objects"),
    ("xl/activex/", "active controls"),
    ("basic/", "macros"),
    ("scripts/", "macros"),
    ("object ", "embedded objects"),
)
ACTIVE_RELATIONS = re.compile(
    rb"relationships/(vbaProject|xlMacrosheet|xlIntlMacrosheet|externalLink\w*|oleObject|package|attachedTemplate|"
    rb"control|dialogsheet|frame)[\"']|(macroEnabled|vbaProject|macrosheet|dialogsheet|externalLink|oleObject|activeX)\b",
    re.IGNORECASE,
)
DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}
EXPANDS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
INCLUDES = re.compile(rb"http://www\.w3\.org/2001/XInclude")
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</")
DEFINED = re.compile(rb"<(?:\w+:)?definedName\b[^>]*>([^<]*)<")
QUOTED = re.compile(rb"&quot;.*?&quot;|\"[^\"]*\"")
DDE = re.compile(rb"[\w.]\|\s*(?:'|&apos;|&#39;)?[^|]*!|\bDDE\s*\(", re.IGNORECASE)
NO_RESULT = re.compile(
    rb"<(?:\w+:)?c((?:\s[^<>]*)?)>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
ERROR_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]*\bt=[\"']e[\"']")
CELL_MARKS = (
    b"<c ",
    b"<c>",
    b"<c/>",
    b":c ",
    b":c>",
    b":c/>",
    b":table-cell ",
    b":table-cell>",
    b":table-cell/>",
)
ODS_ACTIVE = re.compile(
    rb"<(?:table:dde-links?|office:dde-source|table:table-source|table:cell-range-source|office:event-listeners|"
    rb"office:script|draw:object|draw:object-ole|draw:applet|draw:plugin)[\s>]"
)
NO_CELLS = ("xl/charts/", "xl/drawings/", "xl/sharedstrings.xml", "xl/styles.xml", "xl/theme/")
OVERLAP = 16_384
"""Bytes looked at twice, longer than any formula may be."""


@dataclass
class Findings:
    """What the look through the parts found: which kind, and cells that a user should know of."""

    kind: str  # xlsx | ods
    without_result: int = 0
    errors: int = 0
    connections: bool = False
    from_1904: bool = False


def inspect(content: bytes, limits: Limits) -> Findings:
    """Look through every part; refuse the workbook, or say what was found."""
    found = archive.parts(content, limits)
    names = [part.filename.replace("\\", "/").casefold().lstrip("/") for part in found]
    findings = Findings(_kind(names))
    for name in names:
        for mark, what in ACTIVE_PARTS:
            if mark in name if mark in ("vbaproject", "oleobject") else name.startswith(mark):
                raise active(what)
    findings.connections = any(name.startswith(("xl/connections", "xl/querytables/")) for name in names)
    unpacker, cells = archive.Unpacker(content, limits), 0
    for part, name in zip(found, names, strict=True):
        cells += _look(unpacker.pieces(part), name, findings)
        if cells > limits.cells:
            raise too_big(f"it has more than {limits.cells:,} cells")
    return findings


def _kind(names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        raise no_workbook("an Excel binary workbook (.xlsb), which is not read")
    if any(name.startswith("word/") for name in names):
        raise no_workbook("a Word document")
    if "[content_types].xml" in names:
        raise damaged("its main part is missing")
    raise no_workbook("a zip folder")


def _look(pieces: Iterator[bytes], name: str, findings: Findings) -> int:
    """Scan one part piece by piece, each with the end of the one before; gives its number of cells."""
    tail, cells, first = b"", 0, True
    whole = bytearray()
    keep = name.endswith(".rels") or name in WHOLE
    for piece in pieces:
        if first and piece:
            archive.refuse_nested(piece)
            _check_encoding(piece, name)
            first = False
        block = tail + piece
        cells += _scan(block, name, len(tail), findings)
        tail = block[-OVERLAP:]
        if keep:
            whole += piece
            if len(whole) > SMALL:
                raise too_big("a part that describes it is far longer than Excel writes it")
    _look_whole(bytes(whole), name, findings)
    return cells


def _check_encoding(piece: bytes, name: str) -> None:
    """Parts in encodings that could hide what the scan looks for are refused."""
    if not name.endswith((".xml", ".rels", ".vml")):
        return
    declared = DECLARED.search(piece[:400])
    if b"\0" in piece[:64] or (declared and declared[1].lower() not in ENCODINGS):
        raise damaged("a part is written in an unusual encoding")


def _scan(block: bytes, name: str, seen: int, findings: Findings) -> int:
    if EXPANDS.search(block) or INCLUDES.search(block):
        raise active("definitions that expand or fetch text (DOCTYPE, ENTITY)")
    if name == "content.xml" and ODS_ACTIVE.search(block):
        raise active("links, scripts or embedded objects")
    if name != "content.xml" and (not name.startswith("xl/") or name.startswith(NO_CELLS)):
        return 0
    if (b"|" in block or b"dde" in block.lower()) and _talks(block):
        raise active("a formula that talks to another program (DDE)")
    if b"f>" in block or b"f/>" in block or b"f " in block:
        findings.without_result += sum(
            found.end() > seen and b'"str"' not in found[1] for found in NO_RESULT.finditer(block)
        )
    if b't="e"' in block or b"t='e'" in block:
        findings.errors += sum(found.end() > seen for found in ERROR_CELL.finditer(block))
    return sum(block.count(mark) - block.count(mark, 0, seen) for mark in CELL_MARKS)


def _talks(block: bytes) -> bool:
    return any(DDE.search(QUOTED.sub(b"", formula[1])) for formula in FORMULA.finditer(block))


def _look_whole(text: bytes, name: str, findings: Findings) -> None:
    if name.endswith(".rels") or name == "[content_types].xml":
        relation = ACTIVE_RELATIONS.search(text)
        if relation:
            macros = re.search(rb"macro|vba|dialog", relation[0], re.IGNORECASE)
            raise active("macros" if macros else "links to other files, or embedded objects")
    if name == "xl/workbook.xml":
        findings.from_1904 = bool(re.search(rb"date1904\s*=\s*[\"'](?:1|true)[\"']", text))
        for defined in DEFINED.finditer(text):
            if DDE.search(QUOTED.sub(b"", defined[1])):
                raise active("a formula that talks to another program (DDE)")
    if name == "meta-inf/manifest.xml" and b"encryption-data" in text:
        raise protected()
