"""What an XML file says it is: its root element and the collection that its header names."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from goldenthread.sources.mapped import Content

ENOUGH = 64 * 1024
"""Bytes within which a header stands."""

MESSAGE = "Message"
MARKS = (b"<Message", b":Message", b"CollectionDetails", b"<\x00M\x00e\x00s\x00s\x00a\x00g\x00e")
"""What a return has at its beginning even when it cannot be parsed."""


@dataclass(frozen=True)
class Looked:
    """The root element, and the collection's name in capitals if the header gives one. The names of elements
    count in whatever letters they are written.

    `is_return` says that it looks like a return; `damaged` that the beginning is not well-formed, or holds
    what is refused.
    """

    root: str | None
    collection: str | None
    is_return: bool
    damaged: bool


class _Seen(Exception):
    """Enough was seen."""


def is_xml(content: Content) -> bool:
    """Whether a content begins as XML does."""
    start = content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    return start[:1] == b"<" and not start[:14].lower().startswith((b"<html", b"<!doctype html"))


def look(content: Content) -> Looked:
    """What the beginning of a file says. Nothing is expanded: the look ends at a document type."""
    names: list[str] = []
    texts: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, _: object) -> None:
        names.append(name.rpartition(":")[2])
        texts.clear()

    def end(_: str) -> None:
        if names[-1].casefold() == "collection":
            raise _Seen
        texts.clear()

    def stop(*_: object) -> None:
        raise expat.ExpatError

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = texts.append, stop
    collection, damaged = None, False
    try:
        parser.Parse(content[:ENOUGH], len(content) <= ENOUGH)
    except _Seen:
        collection = "".join(texts).strip().upper()
    except (expat.ExpatError, LookupError, ValueError):
        damaged = True
    root = names[0] if names else None
    is_message = root is not None and root.casefold() == MESSAGE.casefold()
    is_return = is_message or any(mark in content[:ENOUGH] for mark in MARKS)
    root = MESSAGE if is_message else root
    return Looked(root, collection, is_return, damaged)
