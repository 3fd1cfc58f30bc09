"""Files that are not what they say, that act, fetch, expand or hide: refused by content, nothing returned."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import threading
import time
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from goldenthread.base.errors import RefusedInput
from goldenthread.sources.workbook import LIMITS, read_workbook
from tests.sources import workbooks as made

SECRET = "Mary Ann Child"
RELS = "xl/_rels/workbook.xml.rels"


def refuse(content: bytes, limits=LIMITS) -> str:
    with pytest.raises(RefusedInput) as caught:
        read_workbook("return.xlsx", content, limits=limits)
    message = str(caught.value)
    assert SECRET not in message
    return message.splitlines()[0].removeprefix("return.xlsx: ")


def relation(kind: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    new = f'<Relationship Id="rX" Type="{base}{kind}" Target="x"/></Relationships>'.encode()
    return made.edited(RELS, b"</Relationships>", new)


def formula(text: str) -> bytes:
    return made.with_rows(made.HEAD + f"<row r='2'><c r='A2'><f>{text}</f><v>1</v></c></row>")


def doctype(name: str) -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    before = made.part(made.plain(), name)
    head, end, rest = before.partition(b"?>") if before.startswith(b"<?xml") else (b"", b"", before)
    return made.changed(made.plain(), {name: head + end + entity + rest})


PARTS = [part.filename for part in zipfile.ZipFile(io.BytesIO(made.plain())).infolist()]
BOOK = made.records()
NO_WORKBOOK = "This is not an Excel workbook: it looks like "
EMBEDDED = "The workbook holds embedded objects."
LINKS = "The workbook holds links to other workbooks."
MACROS = "The workbook holds macros."
EXPANDS = "The workbook holds definitions that expand or fetch text (DOCTYPE, ENTITY)."
DDE = "The workbook holds a formula that talks to another program (DDE)."
PASSWORD = "The workbook is protected by a password."
SUPBOOK = (0x1AE, struct.pack("<HH", 1, 5) + b"\0evil\3")

CASES = {
    "empty": (b"", "This is not an Excel workbook: it looks like an empty file."),
    "html": (
        b"<html><table><tr><td>" + SECRET.encode(),
        "This is not an Excel workbook: it looks like a web page.",
    ),
    "csv": (
        f"Child,Name\n1,{SECRET}\n".encode(),
        NO_WORKBOOK + "a text file with separated values (CSV); give it the ending .csv.",
    ),
    "xml": (b"<?xml version='1.0'?><Message/>", "This is not an Excel workbook: it looks like an XML file."),
    "pdf": (b"%PDF-1.7", "This is not an Excel workbook: it looks like a PDF."),
    "noise": (
        bytes(range(128, 256)) * 8,
        "This is not an Excel workbook: it looks like another kind of file.",
    ),
    "docx": (
        made.changed(made.plain(), {"xl/workbook.xml": None, "word/document.xml": b"<a/>"}),
        "This is not an Excel workbook: it looks like a Word document.",
    ),
    "xlsb": (
        made.changed(made.plain(), {"xl/workbook.xml": None, "xl/workbook.bin": b"\1"}),
        "This is not an Excel workbook: it looks like an Excel binary workbook (.xlsb), which is not read.",
    ),
    "no workbook part": (
        made.changed(made.plain(), {"xl/workbook.xml": None}),
        "The workbook is damaged: its main part is missing.",
    ),
    "html then zip": (
        b"<html></html>" + made.plain(),
        "This is not an Excel workbook: it looks like a web page.",
    ),
    "encrypted": (made.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), PASSWORD),
    "word in ole": (
        made.compound({"WordDocument": b"x"}),
        "This is not an Excel workbook: it looks like a Word document.",
    ),
    "e-mail": (
        made.compound({"__properties_version1.0": b"x"}),
        "This is not an Excel workbook: it looks like a saved e-mail.",
    ),
    "xls with password": (made.compound({"Workbook": made.records((0x2F, b"\0" * 54))}), PASSWORD),
    "xls with macros": (made.compound({"Workbook": BOOK}, ["_VBA_PROJECT_CUR"]), MACROS),
    "xls with macro sheet": (
        made.compound({"Workbook": made.records((0x85, b"\0\0\0\0\0\1\1\0M"))}),
        "The workbook holds macro sheets.",
    ),
    "xls with object": (made.compound({"Workbook": BOOK}, ["MBD0001"]), EMBEDDED),
    "xls with links": (
        made.compound({"Workbook": made.records(SUPBOOK)}),
        "The workbook holds links to other workbooks or programs.",
    ),
    "macros": (made.changed(made.plain(), {"xl/vbaProject.bin": b"\1\2"}), MACROS),
    "macros elsewhere": (relation("vbaProject"), MACROS),
    "macro workbook": (
        made.edited("[Content_Types].xml", b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"),
        MACROS,
    ),
    "macro sheet": (
        made.changed(made.plain(), {"xl/macrosheets/sheet1.xml": b"<a/>"}),
        "The workbook holds macro sheets.",
    ),
    "external link": (made.changed(made.plain(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), LINKS),
    "external relation": (
        relation("externalLinkPath"),
        "The workbook holds links to other files, or embedded objects.",
    ),
    "embedded": (made.changed(made.plain(), {"xl/embeddings/oleObject1.bin": b"\1"}), EMBEDDED),
    "active control": (
        made.changed(made.plain(), {"xl/activeX/activeX1.xml": b"<a/>"}),
        "The workbook holds active controls.",
    ),
    "dde": (formula("cmd|'/c calc'!A0"), DDE),
    "dde function": (formula("DDE(&quot;cmd&quot;,&quot;/c&quot;)"), DDE),
    "nested zip": (
        made.changed(made.plain(), {"xl/media/image1.png": made.plain()}),
        "The workbook holds another packed file.",
    ),
    "utf-16 part": (
        made.changed(made.plain(), {"xl/styles.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
        "The workbook is damaged: a part is written in an unusual encoding.",
    ),
    **{f"doctype in {name}": (doctype(name), EXPANDS) for name in PARTS},
}


@pytest.mark.parametrize("case", CASES)
def test_refused_by_content_with_the_reason(case):
    content, message = CASES[case]
    assert refuse(content) == message


def test_a_formula_with_bars_and_marks_in_text_is_no_dde():
    content = formula("A1&amp;&quot;|&quot;&amp;B1&amp;&quot;!&quot;")
    assert read_workbook("a.xlsx", content)[0].cells.num_rows == 1


def test_hyperlinks_and_pictures_are_no_reason_to_refuse():
    content = made.changed(relation("hyperlink"), {"xl/media/image1.png": b"\x89PNG...."})
    assert read_workbook("a.xlsx", content)[0].cells.num_rows == 2


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/evil", "C:\\evil", "CON", "a\u202eb", "x" * 500, "nul\0x"]
)
def test_names_in_the_archive_are_never_paths(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = made.changed(made.plain(), {name: b"x"})
    with contextlib.suppress(RefusedInput):
        assert read_workbook("a.xlsx", content)
    assert not list(tmp_path.rglob("*"))


def test_parts_of_one_name_are_refused():
    out = io.BytesIO(made.plain())
    with zipfile.ZipFile(out, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("xl/workbook.xml", b"<a/>")
    assert refuse(out.getvalue()) == "The workbook is damaged: two of its parts have the same name."


def lying(size: int) -> bytes:
    """A part that says it is small and unpacks to much."""
    content = bytearray(made.changed(made.plain(), {"xl/media/a.bin": b"\0" * 40_000_000}))
    where = content.find(b"PK\x01\x02", content.rfind(b"xl/media/a.bin") - 60)
    struct.pack_into("<I", content, where + 24, size)
    return bytes(content)


def overlapping() -> bytes:
    """Every entry of the table of contents points at one packed block."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"\0" * 10_000_000
    packed = packer.compress(data) + packer.flush()
    names = [b"xl/workbook.xml", *(f"xl/worksheets/s{n}.xml".encode() for n in range(300))]
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(data), len(packed), len(data), 1, 0)
        + b"x"
    )
    directory = b"".join(
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\1\2",
            20,
            20,
            0,
            8,
            0,
            0,
            zlib.crc32(data),
            len(packed),
            len(data),
            len(name),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + name
        for name in names
    )
    end = struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(local) + len(packed), 0
    )
    return local + packed + directory + end


def dense() -> bytes:
    """Two cells at far corners, which a dense grid would hold in 17 thousand million places."""
    return made.with_rows(made.HEAD + f"<row r='1000000'>{made.cell('XFD1000000', 'x')}</row>")


def many_cells() -> bytes:
    row = "".join("<c><v>1</v></c>" for _ in range(1000))
    return made.with_rows("".join(f"<row>{row}</row>" for _ in range(11_000)))


BOMBS = {
    "flat": lambda: made.changed(made.plain(), {"xl/media/a.bin": b"\0" * 60_000_000}),
    "shared strings": lambda: made.changed(
        made.plain(), {"xl/sharedStrings.xml": b"<si><t>a</t></si>" * 20_000_000}
    ),
    "lying header": lambda: lying(10),
    "lying header, zero": lambda: lying(0),
    "overlapping": overlapping,
    "entries": lambda: made.changed(made.plain(), {f"a{n}": b"" for n in range(3_000)}),
    "dense grid": dense,
    "many cells": many_cells,
    "entities": lambda: made.edited(
        "xl/workbook.xml",
        b"<workbook",
        b"<!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><workbook",
    ),
}
WHOLE_TREE = 300_000_000


def tree_memory(root: int) -> int:
    """Resident bytes of the children of a process, from /proc. A child that has not yet become another
    program still shares its parent's memory."""
    total, page = 0, os.sysconf("SC_PAGE_SIZE")
    parent = Path(f"/proc/{root}/cmdline").read_bytes()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                program = (entry / "cmdline").read_bytes()  # first: it may become another one at any moment
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[1]) == root and program != parent:
                    total += int(fields[21]) * page
            except (OSError, IndexError):
                continue
    return total


class Watch:
    """The largest memory that the children of this process had together while it ran, more than before."""

    def __enter__(self) -> Watch:
        self.peak, self._stop, self._before = 0, threading.Event(), tree_memory(os.getpid())
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def _look(self) -> None:
        while not self._stop.is_set():
            self.peak = max(self.peak, tree_memory(os.getpid()) - self._before)
            time.sleep(0.005)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is measured through /proc")
@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_in_little_memory(bomb):
    content = BOMBS[bomb]()
    with Watch() as watch:
        refuse(content)
    assert watch.peak < WHOLE_TREE, f"{watch.peak / 1e6:.0f} MB"


def test_a_child_that_needs_too_much_memory_is_stopped():
    rows = "".join(f"<row r='{n}'>{made.cell(f'A{n}', str(n) * 40)}</row>" for n in range(2, 60_000))
    content = made.with_rows(made.HEAD + rows)
    message = refuse(content, replace(LIMITS, memory_bytes=20_000_000))
    assert message.startswith("The workbook is too large to open safely")
