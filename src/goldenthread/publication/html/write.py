"""From a content tree to pages: file name to HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from goldenthread.analysis.figures import Key
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.html.environment import environment
from goldenthread.publication.html.paging import Part, anchors, parts_of
from goldenthread.publication.rendering import Content, Files
from goldenthread.publication.tree import Block, Document

ANCHOR = "anchor:"
LINK = f'href="{ANCHOR}([^"]*)"'
"""A link before its page is known. No text can look like one: quotation marks in it are escaped."""

KEYS = ' data-(?:measure|period|breakdown|group|part|against)="[^"]*"'
"""A key of a figure. Readers outside are sent none: to them they are weight, and names of our own. No text
can look like one either."""


def pages(content: Content, *, keyed: bool = True) -> dict[str, str]:
    """The pages: file name to HTML. `keyed` says whether figures carry the keys of their results."""
    drawn = _drawn(content, keyed)
    parts = parts_of(content.document, lambda block: len(drawn[id(block)].encode("utf-8")))
    places = {anchor: part.file for part in parts for anchor in anchors((*part.opening, *part.sections))}
    return {
        part.file: _page(content.document, parts, index, drawn, places) for index, part in enumerate(parts)
    }


def files(content: Content) -> Files:
    """The pages as files; those for everybody have no keys."""
    keyed = not audience_of(content.edition.audience).plain
    return {name: text.encode("utf-8") for name, text in pages(content, keyed=keyed).items()}


def _drawn(content: Content, keyed: bool) -> dict[int, str]:
    """Each block of the pages as HTML, by its identity, drawn once; every other one beside."""
    blocks = [block for page in content.document.pages for block in (*page.opening, *page.sections)]
    there = content.second.ask(_draw, blocks[1::2], content.proofs, keyed)
    here = _draw(blocks[::2], content.proofs, keyed)
    texts = {id(block): text for block, text in zip(blocks[::2], here, strict=True)}
    return texts | {id(block): text for block, text in zip(blocks[1::2], there(), strict=True)}


def _draw(blocks: Sequence[Block], proofs: Mapping[Key, str], keyed: bool) -> list[str]:
    """Blocks as HTML. Links name their anchor alone: on which page it stands is known when all blocks have
    been weighed."""
    template = environment().get_template("one.html.j2")
    made = [
        template.render(block=block, proofs=proofs, href=lambda anchor: f"{ANCHOR}{anchor}")
        for block in blocks
    ]
    return made if keyed else [re.sub(KEYS, "", text) for text in made]


def _page(
    content: Document, parts: list[Part], index: int, drawn: Mapping[int, str], places: Mapping[str, str]
) -> str:
    part = parts[index]
    text = (
        environment()
        .get_template("page.html.j2")
        .render(
            drawn=lambda block: drawn[id(block)],
            document=content,
            part=part,
            siblings=[each for each in parts if each.page is part.page],
            firsts=[each for each in parts if each.number == 1],
            before=parts[index - 1] if index else None,
            after=parts[index + 1] if index + 1 < len(parts) else None,
        )
    )
    return re.sub(LINK, lambda link: f'href="{_place(link[1], part.file, places)}"', text)


def _place(anchor: str, here: str, places: Mapping[str, str]) -> str:
    file = places.get(anchor, here)
    return f"#{anchor}" if file == here else f"{file}#{anchor}"
