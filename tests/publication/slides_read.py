"""Reads a deck of slides back, from the file alone: it knows nothing of how slides are made."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
}
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass
class ReadSeries:
    name: str
    values: list[str | None]
    labels: list[str]
    format: str


@dataclass
class ReadChart:
    heading: str
    categories: list[str]
    series: list[ReadSeries]
    workbook: list[list[str]]
    axis: tuple[str, str]


@dataclass
class ReadShape:
    kind: str  # title, text, table, chart, footer or drawing
    name: str
    words: str  # alternative text
    paragraphs: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    chart: ReadChart | None = None
    box: tuple[int, int, int, int] | None = None


@dataclass
class ReadSlide:
    title: str
    shapes: list[ReadShape]
    notes: list[str]
    hidden: bool

    def of(self, kind: str) -> list[ReadShape]:
        return [each for each in self.shapes if each.kind == kind]


class Package:
    """The parts of a file and what each refers to."""

    def __init__(self, held: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Of a part: the id of each relation to its kind and its target."""
        folder, _, file = name.rpartition("/")
        place = f"{folder}/_rels/{file}.rels".lstrip("/")
        if place not in self.parts:
            return {}
        found = {}
        for each in self.xml(place).iter(RELATION):
            target = each.get("Target") or ""
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id") or ""] = ((each.get("Type") or "").rpartition("/")[2], target)
        return found


def slides_of(held: bytes) -> list[ReadSlide]:
    """Every slide in its order."""
    package = Package(held)
    relations = package.relations("ppt/presentation.xml")
    ids = package.xml("ppt/presentation.xml").findall("p:sldIdLst/p:sldId", NS)
    return [_slide(package, relations[each.get(f"{{{NS['r']}}}id") or ""][1]) for each in ids]


def _slide(package: Package, name: str) -> ReadSlide:
    root, relations = package.xml(name), package.relations(name)
    tree = root.find("p:cSld/p:spTree", NS)
    assert tree is not None
    shapes = [_shape(package, each, relations) for each in tree if etree.QName(each).localname in KINDS]
    notes = next((target for kind, target in relations.values() if kind == "notesSlide"), None)
    titles = [each for each in shapes if each.kind == "title"]
    return ReadSlide(
        title="\n".join(titles[0].paragraphs) if titles else "",
        shapes=shapes,
        notes=_notes(package, notes) if notes else [],
        hidden=root.get("show") == "0",
    )


KINDS = {"sp", "graphicFrame", "pic", "grpSp", "cxnSp"}


def _shape(package: Package, element: etree._Element, relations: dict[str, tuple[str, str]]) -> ReadShape:
    own = element.find(".//p:cNvPr", NS)
    assert own is not None
    shape = ReadShape("drawing", own.get("name") or "", own.get("descr") or "", box=_box(element))
    chart, table = element.find(".//c:chart", NS), element.find(".//a:tbl", NS)
    if chart is not None:
        shape.kind = "chart"
        shape.chart = _chart(package, relations[chart.get(f"{{{NS['r']}}}id") or ""][1])
    elif table is not None:
        shape.kind = "table"
        shape.rows = [[_text(cell) for cell in row.findall("a:tc", NS)] for row in table.findall("a:tr", NS)]
    elif element.find("p:txBody", NS) is not None:
        holder = element.find(".//p:ph", NS)
        kind = "text" if holder is None else holder.get("type") or "text"
        kind = {"title": "title", "ctrTitle": "title", "body": "text", "subTitle": "text"}.get(kind, kind)
        shape.kind = "footer" if kind in ("ftr", "dt", "sldNum") else kind
        shape.paragraphs = _paragraphs(element)
    return shape


def _box(element: etree._Element) -> tuple[int, int, int, int] | None:
    off, size = element.find(".//a:off", NS), element.find(".//a:ext[@cx]", NS)
    if etree.QName(element).localname == "graphicFrame":
        off, size = element.find("p:xfrm/a:off", NS), element.find("p:xfrm/a:ext", NS)
    if off is None or size is None:
        return None
    return (int(off.get("x")), int(off.get("y")), int(size.get("cx")), int(size.get("cy")))  # type: ignore[arg-type]


def _paragraphs(element: etree._Element) -> list[str]:
    return [
        "".join(each.text or "" for each in paragraph.iter(f"{{{NS['a']}}}t"))
        for paragraph in element.iter(f"{{{NS['a']}}}p")
    ]


def _text(element: etree._Element) -> str:
    return "\n".join(_paragraphs(element))


def _notes(package: Package, name: str) -> list[str]:
    for shape in package.xml(name).iter(f"{{{NS['p']}}}sp"):
        holder = shape.find(".//p:ph", NS)
        if holder is not None and holder.get("type") == "body":
            return _paragraphs(shape)
    return []


def _chart(package: Package, name: str) -> ReadChart:
    root = package.xml(name)
    made = [_series(each) for each in root.iter(f"{{{NS['c']}}}ser")]
    heading = root.find("c:chart/c:title", NS)
    ends = [root.find(f".//c:valAx/c:scaling/c:{end}", NS) for end in ("min", "max")]
    book = next(target for kind, target in package.relations(name).values() if kind == "package")
    return ReadChart(
        heading="" if heading is None else _text(heading),
        categories=made[0][1],
        series=[each for each, _ in made],
        workbook=workbook_rows(package.parts[book]),
        axis=(
            "" if ends[0] is None else ends[0].get("val") or "",
            "" if ends[1] is None else ends[1].get("val") or "",
        ),
    )


def _series(element: etree._Element) -> tuple[ReadSeries, list[str]]:
    def cached(place: str) -> list[str | None]:
        cache = element.find(place, NS)
        assert cache is not None
        count = cache.find("c:ptCount", NS)
        held: list[str | None] = [None] * int(count.get("val") if count is not None else 0)  # type: ignore[arg-type]
        for point in cache.findall("c:pt", NS):
            held[int(point.get("idx") or 0)] = point.findtext("c:v", namespaces=NS)
        return held

    name = "".join(each or "" for each in cached("c:tx/c:strRef/c:strCache"))
    labels = [_text(each) for each in element.findall("c:dLbls/c:dLbl/c:tx", NS)]
    code = element.findtext("c:val/c:numRef/c:numCache/c:formatCode", namespaces=NS) or ""
    values = cached("c:val/c:numRef/c:numCache")
    categories = [each or "" for each in cached("c:cat/c:strRef/c:strCache")]
    return ReadSeries(name, values, labels, code), categories


def workbook_rows(held: bytes) -> list[list[str]]:
    """The cells of the only sheet of a workbook, row by row, empty cells as ''."""
    package = Package(held)
    rows = []
    for row in package.xml("xl/worksheets/sheet1.xml").iter(f"{{{NS['s']}}}row"):
        cells: dict[int, str] = {}
        for cell in row.findall("s:c", NS):
            column = ord((cell.get("r") or "A")[0]) - ord("A")
            inline = cell.findtext("s:is/s:t", namespaces=NS)
            cells[column] = inline if cell.get("t") == "inlineStr" else cell.findtext("s:v", namespaces=NS)  # type: ignore[assignment]
        rows.append([cells.get(at) or "" for at in range(max(cells, default=-1) + 1)])
    return rows
