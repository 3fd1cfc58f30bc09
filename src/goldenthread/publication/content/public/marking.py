"""The glossary in its place: each word of the field has its meaning where a page first uses it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

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
    """The page with its words explained in running text, in reading order: after a paragraph, a point of a
    list, a notice. Headings, tables, charts and links stay as they are."""
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
        """The text, and after it in brackets the meaning of each word that the page has not met before. In
        the midst of a sentence a meaning would read as a part of it."""
        found: dict[str, Word] = {}
        for part in text:
            for match in _pattern().finditer(part) if isinstance(part, str) else ():
                word = _by_form()[match[0].lower()]
                if word.word not in self.met:
                    self.met.add(word.word)
                    found[word.word] = word
        if not found:
            return text
        terms = [Term(_headed(each.word), each.meaning) for each in found.values()]
        between: list[Inline] = [part for term in terms for part in (" ", term)]
        return (*text, " (", *between[1:], ")")


def _headed(word: str) -> str:
    return word[:1].upper() + word[1:]


@cache
def _by_form() -> dict[str, Word]:
    return {form.lower(): word for word in reader_glossary() for form in word.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """Any form of any word, the longest first, as a whole word."""
    forms = sorted(_by_form(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)
