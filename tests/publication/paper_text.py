"""What a paper must say, written down from its tree without the renderer: role and text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.charts.description import Chart
from goldenthread.publication.content.paper import Paper
from goldenthread.publication.tree import (
    Band,
    Beside,
    Block,
    Bullets,
    ChartBlock,
    CommentaryPlace,
    Details,
    Glimpses,
    Icon,
    Notice,
    Page,
    Paragraph,
    Proof,
    Section,
    Table,
    Term,
    Terms,
    Text,
)
from tests.publication.pdf_reader import Element, Read

Item = tuple[str, str]
"""A role of the structure tree and the text in it, without any white space."""

TEXTS = ("Title", "H1", "H2", "H3", "H4", "P", "Lbl", "LBody", "Caption", "TH", "TD")


def read_items(found: Read) -> list[Item]:
    """The items of a PDF. The list of contents is left out; a figure within a text is not of the text."""
    return [(each.role, _said(each)) for each in _elements(found.root)]


def read_drawings(found: Read) -> list[Element]:
    """The drawings of a PDF that stand by themselves, in reading order."""
    return [each for each in _elements(found.root) if each.role == "Figure"]


def _said(element: Element) -> str:
    return close(element.alt or "" if element.role == "Figure" else element.text(without=("Figure",)))


def _elements(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, str) or child.role == "TOC":
            continue
        if child.role == "Figure" or child.role in TEXTS:
            yield child
        else:
            yield from _elements(child)


def close(text: str) -> str:
    """The text without white space: where lines are broken is no part of what is said."""
    return "".join(text.replace("\u200b", "").split())


class Expected:
    """The items that a paper must have, given the proof codes."""

    def __init__(self, proofs: dict[Key, str]) -> None:
        self.proofs = proofs
        self.number: list[int] = []

    def paper(self, paper: Paper) -> Iterator[Item]:
        yield "Title", close(paper.title)
        if paper.synthetic:
            yield "P", close(paper.synthetic)
        for term, said in paper.standing:
            yield from self._pair(term, (said,))
        for index, page in enumerate(paper.body, start=1):
            yield from self.page(page, str(index), contents=index == 1)
        for index, page in enumerate(paper.appendices):
            yield from self.page(page, "ABCDEFGH"[index], contents=False)

    def page(self, page: Page, number: str, *, contents: bool) -> Iterator[Item]:
        self.number = [0]
        yield "H1", close(number + page.title)
        for block in page.opening:
            yield from self.block(block, number, 2)
        if contents:
            yield "H2", "Contents"
        for block in page.sections:
            yield from self.block(block, number, 2)

    def block(self, node: Block, number: str, level: int) -> Iterator[Item]:
        match node:
            case Paragraph():
                yield "P", self.said(node.text)
            case Bullets():
                for item in node.items:
                    yield "Lbl", "•"
                    yield "LBody", self.said(item)
            case Terms():
                for term, said in node.pairs:
                    yield from self._pair(term, said)
            case Table():
                yield from self.table(node)
            case ChartBlock():
                yield from self.chart(node, number, level, ())
            case Glimpses():
                for item in node.items:
                    yield "P", self.said(item.text)
                    yield self.drawing(item.chart)
            case Details():
                yield "P", close(node.summary)
                yield from self.blocks(node.blocks, number, level)
            case Beside():
                yield from self.beside(node, number, level)
            case CommentaryPlace():
                yield "P", "Commentary"
                yield from self.blocks(node.blocks, number, level)
            case Notice():
                yield "P", close(node.title)
                yield "P", self.said(node.text)
            case Section():
                assert level == 2, "a section in a section has no number yet"
                self.number[0] += 1
                yield f"H{level}", close(f"{number}.{self.number[0]}{node.title}")
                yield from self.blocks(node.blocks, number, level + 1)

    def blocks(self, blocks: Iterable[Block], number: str, level: int) -> Iterator[Item]:
        for block in blocks:
            yield from self.block(block, number, level)

    def beside(self, node: Beside, number: str, level: int) -> Iterator[Item]:
        first = node.left[0]
        if len(node.left) == 1 and isinstance(first, ChartBlock) and first.table_at:
            yield from self.chart(first, number, level, node.right)
        else:
            yield from self.blocks((*node.left, *node.right), number, level)

    def chart(self, node: ChartBlock, number: str, level: int, beside: Iterable[Block]) -> Iterator[Item]:
        """The finding, the chart, what is read with it, the notes, then its table or the way to it."""
        yield "P", self.said(node.finding)
        yield self.drawing(node.chart)
        yield from self.blocks(beside, number, level)
        if node.table_beside and not node.table_at:
            yield from self.table(node.table)
        for index, note in enumerate(node.notes, start=1):
            yield "Lbl", f"{index}."
            yield "LBody", self.said(note)
        if node.table_at:
            yield "P", "Tableofthesefigures"
        elif not node.table_beside:
            yield from self.table(node.table)

    def drawing(self, chart: Chart) -> Item:
        """What is said for a drawing to whoever does not see it."""
        return "Figure", close(f"{chart.title}. {chart.summary}")

    def table(self, node: Table) -> Iterator[Item]:
        finding = f": {self.said(node.finding)}" if node.finding else ""
        yield "Caption", close(node.name + finding)
        yield from (("TH", close(column.heading)) for column in node.columns)
        for first, *others in node.rows:
            yield "TH", self.said(first)
            yield from (("TD", self.said(cell)) for cell in others)

    def said(self, text: Text) -> str:
        return close("".join(self._part(part) for part in text))

    def _part(self, part: object) -> str:
        match part:
            case str():
                return part
            case Icon():
                return part.word
            case Band():
                return part.letter
            case Term():
                return f"{part.text}: {part.meaning}."
            case Proof():
                return self.proofs.get(part.key, "")
        return str(part.text)  # type: ignore[attr-defined]

    def _pair(self, term: str, said: Text) -> Iterator[Item]:
        yield "Lbl", close(term)
        yield "LBody", self.said(said)


def figures_of(paper: Paper) -> int:
    """How many figures a paper prints outside its charts."""
    return sum(_figures(page) for page in (*paper.body, *paper.appendices))


def _figures(node: object) -> int:
    if isinstance(node, Figure):
        return 1
    if isinstance(node, tuple):
        return sum(map(_figures, node))
    if isinstance(node, ChartBlock):
        return _figures((node.finding, node.notes, () if node.table_at else node.table))
    held = getattr(node, "__dict__", {})
    return sum(_figures(value) for name, value in held.items() if name != "chart")
