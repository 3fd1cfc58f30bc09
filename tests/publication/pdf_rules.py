"""What PDF/UA-1 asks of a paper, as far as a machine can tell, and what a file that goes out may hold.

Our own reading of the rules, beside the stamp that the file carries: each is a sentence where it is broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.publication.pdf_reader import Element, Read

ROLES = {
    "Document", "Title", "H1", "H2", "H3", "H4", "P", "Strong", "Em", "Span", "Div", "Link", "Figure",
    "Caption", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "TOC", "TOCI",
    "Reference",
}  # fmt: skip
INFO = {"/Title", "/Creator"}
METADATA = {
    "dc:title", "dc:language", "dc:format", "xmp:CreatorTool", "pdfuaid:part", "xmpTPg:NPages",
    "xmpMM:InstanceID", "xmpMM:DocumentID", "xmpMM:RenditionClass", "pdf:PDFVersion",
}  # fmt: skip
FORBIDDEN = {
    "/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/AF", "/Launch", "/URI", "/OpenAction", "/AA",
    "/AcroForm", "/RichMedia", "/Encrypt", "/Author", "/CreationDate", "/ModDate",
}  # fmt: skip


def faults(found: Read) -> list[str]:
    """Every rule that is broken, in words."""
    return [*_document(found), *_metadata(found), *_structure(found.root), *_links(found), *_held(found)]


def _document(found: Read) -> Iterator[str]:
    root = found.pdf.Root
    if root.get("/Lang") != "en-GB":
        yield "the language is not said"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the file is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"
    if found.unmarked:
        yield f"{len(found.unmarked)} marks on the pages are neither content nor artifact"
    with found.pdf.open_outline() as outline:
        if not outline.root:
            yield "there are no bookmarks"
    if not all("Page" in text for text in found.artifacts):
        yield "a page has no number in its footer"


def _metadata(found: Read) -> Iterator[str]:
    text = found.pdf.Root.Metadata.read_bytes().decode("utf-8")
    if "<pdfuaid:part>1</pdfuaid:part>" not in text:
        yield "the file does not say that it is PDF/UA-1"
    names = set(re.findall(r"<(\w+:\w+)[ >]", text)) - {"x:xmpmeta", "rdf:RDF", "rdf:Description"}
    names -= {"rdf:Alt", "rdf:Bag", "rdf:li"}
    if names - METADATA:
        yield f"metadata that nobody allowed: {sorted(names - METADATA)}"
    if "<dc:title>" not in text:
        yield "there is no title"
    if set(found.pdf.docinfo.keys()) - INFO:
        yield f"metadata that nobody allowed: {sorted(set(found.pdf.docinfo.keys()) - INFO)}"


def _structure(root: Element) -> Iterator[str]:
    yield from (
        f"an element of role {each.role}" for each in root.walk() if each.role not in {*ROLES, "Root"}
    )
    level = 0
    for heading in root.find("H1", "H2", "H3", "H4", "H5", "H6"):
        here = int(heading.role[1])
        if here > level + 1:
            yield f"a heading of level {here} follows one of level {level}: {heading.text()}"
        level = here
    yield from (f"a figure without words: {each.text()}" for each in root.find("Figure") if not each.alt)
    for table in root.find("Table"):
        yield from _table(table)
    for listed in root.find("L"):
        if not all(isinstance(each, Element) and each.role in ("LI", "L") for each in listed.children):
            yield "something in a list is no item of it"


def _table(table: Element) -> Iterator[str]:
    rows = table.find("TR")
    heads = [each for head in table.find("THead") for each in head.find("TH")]
    name = table.text()[:40]
    if not any(each.text().strip() for each in table.find("Caption")):
        yield f"a table without a caption: {name}"
    if not heads or any(each.scope != "Column" for each in heads):
        yield f"a table without heads of its columns: {name}"
    if len({len(row.find("TH", "TD")) for row in rows}) > 1:
        yield f"a table whose rows are not of one length: {name}"
    for body in table.find("TBody"):
        for row in body.find("TR"):
            first, *others = row.find("TH", "TD")
            if (first.role, first.scope) != ("TH", "Row") or any(each.role != "TD" for each in others):
                yield f"a row without its own head: {first.text()}"


def _links(found: Read) -> Iterator[str]:
    annotations = [each for page in found.pdf.pages for each in page.get("/Annots", [])]
    for each in annotations:
        if each.Subtype != "/Link" or "/StructParent" not in each or not each.get("/Contents"):
            yield "an annotation that is no tagged link with words"
    if any("/Annots" in page and page.get("/Tabs") != "/S" for page in found.pdf.pages):
        yield "the order of links is not that of the structure"
    tagged = sum(each.leads_to for each in found.root.find("Link"))
    if tagged != len(annotations):
        yield f"{len(annotations)} links, of which {tagged} are tagged"


def _held(found: Read) -> Iterator[str]:
    for each in found.pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield from (f"the file holds {name}" for name in sorted(_names(each) & FORBIDDEN))
            if each.get("/Type") == "/FontDescriptor" and not any(
                name in each for name in ("/FontFile", "/FontFile2", "/FontFile3")
            ):
                yield f"the typeface {each.FontName} is not in the file"


def _names(held: Any) -> set[str]:
    """The names of a record and of the records in it."""
    names = set(held.keys())
    for value in (held[key] for key in held.keys()):  # noqa: SIM118  (pikepdf has no iteration over keys)
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            names |= _names(value)
        if isinstance(value, pikepdf.Name):
            names.add(str(value))
    return names
