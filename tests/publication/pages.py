"""Reads pages back: the figures in them with their keys, and their content as an outline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from goldenthread.publication.edition import Edition
from goldenthread.publication.html import pages
from goldenthread.publication.pack import content_of

VOID = {"meta", "link", "br", "hr", "img", "input"}
INHERITED = ("measure", "period", "breakdown", "group")


def pages_of(edition: Edition) -> dict[str, str]:
    """The pages of an edition: file name to HTML."""
    return pages(content_of(edition))


@dataclass
class Node:
    """One element with its attributes, its children and its parent."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def walk(self) -> list[Node]:
        found = [self]
        for child in self.children:
            if isinstance(child, Node):
                found += child.walk()
        return found

    def find(self, tag: str) -> list[Node]:
        return [node for node in self.walk() if node.tag == tag]

    def inherited(self, name: str) -> str | None:
        node: Node | None = self
        while node is not None:
            if f"data-{name}" in node.attributes:
                return node.attributes[f"data-{name}"]
            node = node.parent
        return None

    def within(self, tag: str) -> bool:
        node: Node | None = self.parent
        while node is not None:
            if node.tag == tag:
                return True
            node = node.parent
        return False


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Node("root", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Node(tag, {name: value or "" for name, value in attrs}, self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str) -> Node:
    """The page as a tree. Elements must be closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is never closed"
    return builder.root


@dataclass(frozen=True)
class Printed:
    """A figure as found on a page."""

    text: str
    measure: str
    period: str
    breakdown: str
    group: str
    part: str
    against: str


def printed_figures(page: Node) -> list[Printed]:
    """Every figure of a page, its key taken from itself or its nearest ancestor."""
    found = []
    for node in page.walk():
        if "data-part" in node.attributes:
            keys = {name: node.inherited(name) for name in INHERITED}
            assert None not in keys.values(), (keys, node.text())
            part, against = node.attributes["data-part"], node.attributes.get("data-against", "")
            # A flag such as 'approximate' may follow the value in the same cell.
            text = "".join(child for child in node.children if isinstance(child, str))
            found.append(Printed(text, **keys, part=part, against=against))  # type: ignore[arg-type]
    return found


def outline(page: Node) -> str:
    """The content without markup: headings, paragraphs, table rows, and what charts say."""
    main = page.find("main")[0]
    return "\n".join(line for line in _lines(main) if line)


def _lines(node: Node) -> list[str]:
    tag = node.tag
    if tag in ("h1", "h2", "h3", "h4"):
        return ["", "#" * int(tag[1]) + " " + squeeze(node.text())]
    if tag == "svg":
        title, desc = node.find("title")[0], node.find("desc")[0]
        shown = " / ".join(squeeze(text.text()) for text in node.find("text"))
        return [f"[chart] {title.text()}", f"  says: {squeeze(desc.text())}", f"  shows: {shown}"]
    if tag in ("p", "li", "caption", "summary", "dt", "dd"):
        return [f"{tag}: {squeeze(node.text())}"]
    if tag == "tr":
        return [" | ".join(squeeze(cell.text()) for cell in node.children if isinstance(cell, Node))]
    lines = []
    for child in node.children:
        lines += _lines(child) if isinstance(child, Node) else []
    return lines


def squeeze(text: str) -> str:
    """The text with runs of white space as one space."""
    return " ".join(text.split())


def assert_links_lead_somewhere(pages: Mapping[str, str]) -> None:
    """Every link leads to a page and an element that is there; no id stands twice on a page."""
    ids = {name: re.findall(r' id="([^"]*)"', text) for name, text in pages.items()}
    for name, text in pages.items():
        assert len(ids[name]) == len(set(ids[name])), f"ids repeat on {name}"
        for link in re.findall(r'href="([^"]*)"', text):
            file, _, anchor = link.partition("#")
            assert (file or name) in pages, (name, link)
            assert not anchor or anchor in ids[file or name], (name, link)
