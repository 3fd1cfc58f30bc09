"""How hard a page is to read: the Flesch-Kincaid grade of its running text, as an age.

The formula is that of Kincaid and others (1975). Syllables are counted by the rules below, since no
dictionary travels with the software.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goldenthread.analysis.figures import Figure
from goldenthread.publication.tree import (
    Beside,
    Block,
    Bullets,
    CommentaryPlace,
    Details,
    Notice,
    Page,
    Paragraph,
    Section,
    Term,
    Text,
)

METHOD = (
    "We use the Flesch-Kincaid grade: 0.39 times the words in a sentence, plus 11.8 times the syllables in a "
    "word, less 15.59. Five more gives the age. We count the sentences of paragraphs, lists and notices. The "
    "meaning of a word, in brackets after it, counts as a sentence of its own. A number counts as one short "
    "word. Headings, tables, charts, links and sources are left out."
)

AT_SCHOOL = 5
"""A child is about five in the year before the first grade."""


@dataclass(frozen=True)
class Reading:
    """What a text is made of. `age` is that of a reader who finds it as hard as school texts of that age."""

    words: int
    sentences: int
    syllables: int

    @property
    def age(self) -> float:
        """In years; that of a text without words is that of a child at the start of school."""
        if not self.words:
            return float(AT_SCHOOL)
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(grade, 0.0) + AT_SCHOOL


def reading_of(page: Page) -> Reading:
    """How hard the running text of a page is."""
    return reading_of_text(running_text(page))


def reading_of_text(texts: Iterable[str]) -> Reading:
    """How hard texts are, each a paragraph or a point of a list, which ends a sentence."""
    sentences = [found for text in texts for each in _ENDS.split(text) if (found := _WORD.findall(each))]
    words = [word for sentence in sentences for word in sentence]
    return Reading(len(words), len(sentences), sum(map(syllables, words)))


_ENDS = re.compile(r"[.!?]+(?=\s|$)")
"""Where a sentence ends."""

_WORD = re.compile(r"\d[\d,.]*%?|[A-Za-z][A-Za-z'’]*")


def syllables(word: str) -> int:
    """The syllables of an English word: its groups of vowels, apart where two are spoken, less those that are
    silent. A number has one."""
    if not word[0].isalpha():
        return 1
    text = re.sub(r"[^a-z]", "", word.lower())
    for pattern, instead in _SILENT:
        text = re.sub(pattern, instead, text) or text
    return max(len(re.findall(r"[aeiouy]+", text)) + len(_APART.findall(text)), 1)


_SILENT = (
    (r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|ful|ments?|less|ness|ones?|thing|times?|where|body)$)", ""),
    (r"qu|(?<=g)u(?=[aei])", "k"),
    (r"(?<=[^aeiouyl])les?$", "el"),  # 'people' has two
    (r"(?<=[aeiouy][^aeiouycgsxz])es$", "s"),
    (r"(?<=[aeiouy][^aeiouy][^aeiouycgshxz])es$", "s"),
    (r"(?<=[^aeiouy])e$", ""),
    (r"(?<=[^aeiouydt])ed$", "d"),
)
"""Letters that are not spoken, or stand for a vowel that is spoken before them."""

_APART = re.compile(
    r"ia(?!l$|n$|ls$|ns$)|(?<=[^cst])ia[ln]s?$|io(?!n|us)|(?<=[^ctx])ious$|ua|iu|uou|ying|[eo]ing"
    r"|ie(?=t|n[ct])|(?<=[^s])ea$|ea(?=t(?:e|i|or|ed|re?)$)|eo(?!p)|oyee"
)
"""Two vowels side by side that are spoken one after the other."""


def running_text(page: Page) -> Iterator[str]:
    """The paragraphs, points and notices of a page in reading order, each as plain text."""
    yield from _blocks((*page.opening, *page.sections))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Notice):
            yield from _texts(block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from _texts(item)
        elif isinstance(block, Beside):
            yield from _blocks((*block.left, *block.right))
        elif isinstance(block, Section | Details | CommentaryPlace):
            yield from _blocks(block.blocks)


def _texts(text: Text) -> Iterator[str]:
    """A text, and after it the meanings of the words that are explained in it."""
    yield "".join(_said(part) for part in text)
    yield from (f"{part.text}: {part.meaning}" for part in text if isinstance(part, Term))


def _said(part: object) -> str:
    if isinstance(part, str):
        return part
    return part.text if isinstance(part, Figure) else ""
