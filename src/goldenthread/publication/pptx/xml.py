"""A small writer of XML: elements in the namespaces of a drawing, text and attributes escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def tag(name: str, /, *content: str, **attributes: object) -> str:
    """An element around content that is XML already."""
    said = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{said}>{''.join(content)}</{name}>" if content else f"<{name}{said}/>"


def text(content: str) -> str:
    """Text as content of an element, without signs that no XML may hold."""
    return escape("".join(sign for sign in content if sign >= " " or sign in "\t\n"))


def val(name: str, value: object) -> str:
    """An element that is a value and nothing else."""
    return tag(name, val=value)


def colour(role: str, *, light: int = 0) -> str:
    """A colour of the theme; `light` is by how many per cent it is mixed with white."""
    inside = (val("a:lumMod", (100 - light) * 1000), val("a:lumOff", light * 1000)) if light else ()
    return tag("a:schemeClr", *inside, val=role)


def fill(role: str, *, light: int = 0) -> str:
    """A fill of one colour."""
    return tag("a:solidFill", colour(role, light=light))


def line(role: str, width: float, *, dash: str = "solid", light: int = 0) -> str:
    """A line, its width in points."""
    return tag("a:ln", fill(role, light=light), val("a:prstDash", dash), w=round(width * 12700), cap="flat")


NO_FILL, NO_LINE = "<a:noFill/>", "<a:ln><a:noFill/></a:ln>"
