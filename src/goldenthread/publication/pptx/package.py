"""The file itself: the parts of slides and no other, the same bytes from the same edition."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from goldenthread.publication.pptx.workbook import zipped
from goldenthread.publication.pptx.xml import tag, text

CORE = "docProps/core.xml"
_PROPERTIES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def packed(presentation: Any, title: str, subject: str) -> bytes:
    """The presentation as a file. Of properties it bears a title, a subject and the language; no name and no
    date."""
    presentation.core_properties.title = title  # so that the file has the part, which is written anew
    _name_notes_master(presentation)
    held = io.BytesIO()
    presentation.save(held)
    with zipfile.ZipFile(held) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[CORE] = _core(title, subject)
    return zipped(parts)


def _name_notes_master(presentation: Any) -> None:
    """Name the master of notes in the presentation: the library makes one and leaves that out."""
    names = [name for name, each in presentation.part.rels.items() if each.reltype == RT.NOTES_MASTER]
    if names:
        every, one = OxmlElement("p:notesMasterIdLst"), OxmlElement("p:notesMasterId")
        one.set(qn("r:id"), names[0])
        every.append(one)
        presentation.part._element.find(qn("p:sldMasterIdLst")).addnext(every)


def _core(title: str, subject: str) -> bytes:
    said = (
        tag("dc:title", text(title)),
        tag("dc:subject", text(subject)),
        tag("dc:language", "en-GB"),
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<cp:coreProperties {_PROPERTIES}>{''.join(said)}</cp:coreProperties>".encode()
