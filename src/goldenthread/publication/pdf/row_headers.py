"""The first cell of each row of a table marked as the row's header.

Typst tags the heads of columns, and keeps the mark for heads of rows behind a switch that its Python package
does not have. The structure elements of its files are plain objects, found by the table of offsets at the end
of the file; those of table cells are written anew and the offsets with them. Column heads are then found by
their scope, as row heads are, in place of a list in every cell.
"""

from __future__ import annotations

import re
from itertools import pairwise

_ROW = re.compile(rb"\d+ 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[([^\]]*)\]")
_CELL = re.compile(rb"(\d+ 0 obj\n<</Type/StructElem/S)/TD(/.*)", re.DOTALL)
_HEADERS = re.compile(rb"<</O/Table((?:/(?:Row|Col)Span \d+)*)/Headers\[[^\]]*\]>>")
_REFERENCE = re.compile(rb"(\d+) 0 R")


def with_row_headers(pdf: bytes) -> bytes:
    """The file with row headers. Raises ValueError for a file that is not as Typst writes it."""
    head, objects, trailer = _parts(pdf)
    rows = [_REFERENCE.findall(found[1]) for each in objects if (found := _ROW.match(each))]
    for cells in rows:
        for place, reference in enumerate(cells):
            number = int(reference) - 1
            objects[number] = _cell(objects[number], first=place == 0)
    return _joined(head, objects, trailer)


def _cell(held: bytes, *, first: bool) -> bytes:
    """A data cell with its attributes changed, a header of its row if it is the first; all else as it is."""
    cell = _CELL.match(held)
    if cell is None:
        return held
    if not _HEADERS.search(held):
        raise ValueError("A cell of a table names no heads, as every cell of a table with heads does.")
    if not first:
        return _HEADERS.sub(lambda found: b"<</O/Table%b>>" % found[1] if found[1] else b"", held)
    scoped = _HEADERS.sub(rb"<</O/Table\1/Scope/Row>>", cell[2])
    return cell[1] + b"/TH" + scoped


def _parts(pdf: bytes) -> tuple[bytes, list[bytes], bytes]:
    """What stands before the objects, the objects in the order of their numbers, the trailer."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    table, _, trailer = pdf[start:].partition(b"trailer")
    lines = table.splitlines()
    if lines[0] != b"xref" or lines[1] != b"0 %d" % (len(lines) - 2):
        raise ValueError("The offsets of the paper are not one plain table.")
    offsets = [int(line[:10]) for line in lines[3:]]
    if offsets != sorted(offsets):
        raise ValueError("The objects of the paper are not in the order of their numbers.")
    objects = [pdf[here:after] for here, after in pairwise([*offsets, start])]
    return pdf[: offsets[0]], objects, trailer[: trailer.rindex(b"startxref")]


def _joined(head: bytes, objects: list[bytes], trailer: bytes) -> bytes:
    offsets, at = [], len(head)
    for each in objects:
        offsets.append(at)
        at += len(each)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    return b"".join((head, *objects, table, b"trailer", trailer, b"startxref\n%d\n%%%%EOF" % at))
