"""The workbook inside a chart: one sheet with the chart's own numbers, and no other part.

Written by hand, because a workbook of a library brings authors, dates and styles with it. Text is text
whatever it begins with: no cell can be a formula.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from goldenthread.publication.pptx.xml import tag, text

SHEET = "Sheet1"
EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

Cell = str | float | None


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as a workbook; None is an empty cell."""
    parts = {
        "[Content_Types].xml": tag(
            "Types",
            tag("Default", Extension="rels", ContentType=f"{_TYPES_OF_RELATIONS}"),
            tag("Default", Extension="xml", ContentType="application/xml"),
            tag("Override", PartName="/xl/workbook.xml", ContentType=f"{_TYPES}.sheet.main+xml"),
            tag("Override", PartName="/xl/worksheets/sheet1.xml", ContentType=f"{_TYPES}.worksheet+xml"),
            xmlns=f"{_PACKAGE}/content-types",
        ),
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": tag(
            "workbook",
            tag("sheets", tag("sheet", **{"name": SHEET, "sheetId": 1, "r:id": "rId1"})),
            **{"xmlns": _MAIN, "xmlns:r": _RELATION},
        ),
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": tag(
            "worksheet",
            tag("sheetData", *(_row(number, row) for number, row in enumerate(rows, start=1))),
            xmlns=_MAIN,
        ),
    }
    return zipped({name: f"{_HEAD}{part}".encode() for name, part in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Parts as an archive that bears no date of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def letter(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    before, at = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + at)


def plain_number(value: float) -> str:
    """A number as a workbook and a chart have it: as short as it is exact."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


_TYPES_OF_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"


def _relation(kind: str, target: str) -> str:
    one = tag("Relationship", Id="rId1", Type=f"{_RELATION}/{kind}", Target=target)
    return tag("Relationships", one, xmlns=f"{_PACKAGE}/relationships")


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = (_cell(f"{letter(at)}{number}", each) for at, each in enumerate(row) if each is not None)
    return tag("row", *cells, r=number)


def _cell(place: str, held: str | float) -> str:
    if isinstance(held, str):
        words = tag("t", text(held), **{"xml:space": "preserve"})
        return tag("c", tag("is", words), r=place, t="inlineStr")
    return tag("c", tag("v", plain_number(held)), r=place)
