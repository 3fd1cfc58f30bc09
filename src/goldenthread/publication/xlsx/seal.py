"""The same workbook from the same edition: its properties say title and language, and no person or hour."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

CORE = "docProps/core.xml"
BEGINNING = (1980, 1, 1, 0, 0, 0)

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:description>{says}</dc:description><dc:language>en-GB</dc:language>"
    "</cp:coreProperties>"
)


def sealed(book: bytes, title: str, says: str) -> bytes:
    """The workbook with these properties alone, its parts in order and without times."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as made, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            held = made.read(name)
            if name == CORE:
                held = _PROPERTIES.format(title=escape(title), says=escape(says)).encode()
            part = zipfile.ZipInfo(name, BEGINNING)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            out.writestr(part, held)
    return sink.getvalue()
