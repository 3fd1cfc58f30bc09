"""The glossary in its place: each word of the field carries its meaning where a page first uses it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from goldenthread.analysis.figures import Figure
from goldenthread.publication.plain_words import Word, reader_glossary
from goldenthread.publication.tree import (
    Beside,
    Block,
    Bullets,
    CommentaryPlace,
    Details,
    Inline,
    Notice,
    Page,
    Paragraph,
    Section,
    Term,
    Text,
)


def with_terms(page: Page) -> Page:
    """The page with its terms marked in running text, in reading order: paragraphs, lists, notices. Headings,
    tables, charts and links stay as they are."""
    marker = _Marker()
    opening = marker.blocks(page.opening)
    sections = tuple(marker.section(each) for each in page.sections)
    return replace(page, opening=opening, sections=sections)


def words_in(node: Any) -> list[Word]:
    """The words of the field in a part of a content tree, those that stand there most often first."""
    found = Counter(
        _by_form()[match[0].lower()] for text in _strings(node) for match in _pattern().finditer(text)
    )
    return [word for word, _ in sorted(found.items(), key=lambda one: (-one[1], one[0].word))]


def _strings(node: Any) -> Iterator[str]:
    """Every text of a part of a content tree; charts say nothing that their tables do not."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | tuple):
        for each in node:
            yield from _strings(each)
    elif is_dataclass(node):
        for each in fields(node):
            if each.name not in ("chart", "notes", "anchor"):
                yield from _strings(getattr(node, each.name))


_NUMBER = re.compile(r"\d%?\s+$")
"""The end of a text that ends in a number."""


class _Marker:
    """Walks one page and remembers which words it has met."""

    def __init__(self) -> None:
        self.met: set[str] = set()

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(self.block(each) for each in blocks)

    def section(self, section: Section) -> Section:
        return replace(section, blocks=self.blocks(section.blocks))

    def block(self, block: Block) -> Block:
        if isinstance(block, Section):
            return self.section(block)
        if isinstance(block, Paragraph | Notice):
            return replace(block, text=self.text(block.text))
        if isinstance(block, Bullets):
            return replace(block, items=tuple(self.text(each) for each in block.items))
        if isinstance(block, Beside):
            return replace(block, left=self.blocks(block.left), right=self.blocks(block.right))
        if isinstance(block, Details):
            return replace(block, blocks=self.blocks(block.blocks))
        if isinstance(block, CommentaryPlace):
            said = (self.block(each) for each in block.blocks)
            return replace(block, blocks=tuple(b for b in said if isinstance(b, Paragraph | Bullets)))
        return block

    def text(self, text: Text) -> Text:
        found: list[Inline] = []
        for part in text:
            after_figure = bool(found) and isinstance(found[-1], Figure)
            found += self._marked(part, after_figure) if isinstance(part, str) else [part]
        return tuple(found)

    def _marked(self, text: str, after_figure: bool) -> list[Inline]:
        """The text with its terms. A word that a number counts is not explained there: '25 young people
        (...)' would read as if the meaning held of those 25."""
        found: list[Inline] = []
        at = 0
        for match in _pattern().finditer(text):
            word = _by_form()[match[0].lower()]
            before = text[: match.start()]
            counted = _NUMBER.search(before) or (after_figure and not before.strip())
            if word.word in self.met or counted:
                continue
            self.met.add(word.word)
            found += [text[at : match.start()], Term(match[0], word.meaning)]
            at = match.end()
        return [each for each in (*found, text[at:]) if each != ""]


@cache
def _by_form() -> dict[str, Word]:
    return {form.lower(): word for word in reader_glossary() for form in word.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """Any form of any word, the longest first, as a whole word."""
    forms = sorted(_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
