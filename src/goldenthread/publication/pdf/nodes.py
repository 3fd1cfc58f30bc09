"""The nodes of a paper as plain data, which the templates in `typst/` set.

Text is only ever data: the templates never evaluate it, so that no word of a team's name or of commentary can
act as markup. A text is a list of runs; a block is a record with its `kind`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatchmethod
from typing import Any

from goldenthread.analysis.figures import Key
from goldenthread.publication.content.paper import Paper
from goldenthread.publication.pdf.anchors import anchors_of, targets_of
from goldenthread.publication.pdf.drawings import chart_data
from goldenthread.publication.pdf.printable import breakable
from goldenthread.publication.pdf.runs import Runs
from goldenthread.publication.tree import (
    Beside,
    Block,
    Bullets,
    ChartBlock,
    CommentaryPlace,
    Details,
    Glimpse,
    Glimpses,
    Notice,
    Page,
    Paragraph,
    Section,
    Table,
    Terms,
)

Data = dict[str, Any]
"""A record of strings, numbers, lists and records, as JSON holds them."""

MOST_UPRIGHT = 11
"""So many columns stand on an upright page; a table of more has a page of its own on its side."""

WORDS = (Paragraph, Bullets, Terms)
"""Blocks that can be set in narrow columns."""

MOST_NARROW = 3
"""A table of so few columns needs no more than a third of a page's width."""


def paper_data(paper: Paper, proofs: Mapping[Key, str]) -> Data:
    """A paper as data. A link whose place is not in it is plain text."""
    pages = (*paper.body, *paper.appendices)
    runs = Runs(proofs, frozenset(anchors_of(pages) & targets_of(pages)))
    nodes = _Nodes(runs)
    return {
        "title": breakable(paper.title),
        "standing": [[term, breakable(text)] for term, text in paper.standing],
        "synthetic": paper.synthetic,
        "contents": 2 if paper.lists_sections else 1,
        "body": [nodes.page(page) for page in paper.body],
        "appendices": [nodes.page(page) for page in paper.appendices],
        "icons": runs.icons,
    }


class _Nodes:
    """Makes records of nodes. Each anchor that a link leads to is written once, at its first place."""

    def __init__(self, runs: Runs) -> None:
        self.runs = runs
        self.unwritten = set(runs.linked)

    def page(self, page: Page) -> Data:
        """A part or an appendix; one of words alone can be set in two columns, one of narrow tables in
        three."""
        return {
            "title": breakable(page.title),
            "opening": self.blocks(page.opening),
            "sections": self.blocks(page.sections),
            "words_alone": all(isinstance(block, WORDS) for each in page.sections for block in each.blocks),
            "narrow": all(_is_narrow(block) for each in page.sections for block in each.blocks),
        }

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        return [self.block(block) for block in blocks]

    @singledispatchmethod
    def block(self, node: Block) -> Data:
        """A block with its kind. Raises TypeError for one of a kind that has no record."""
        raise TypeError(f"No record is made of a {type(node).__name__}.")

    @block.register
    def _(self, node: Paragraph) -> Data:
        return {"kind": "paragraph", "text": self.runs.of(node.text), "role": node.kind}

    @block.register
    def _(self, node: Bullets) -> Data:
        return {"kind": "bullets", "items": [self.runs.of(item) for item in node.items]}

    @block.register
    def _(self, node: Terms) -> Data:
        pairs = [[breakable(term), self.runs.of(text)] for term, text in node.pairs]
        return {"kind": "terms", "pairs": pairs}

    @block.register
    def _(self, node: Table) -> Data:
        finding = [": ", *self.runs.of(node.finding)] if node.finding else []
        return {
            "kind": "table",
            "caption": [breakable(node.name), *finding],
            "name": breakable(node.name),
            "caption_shown": bool(node.caption_shown or finding),
            "columns": [breakable(column.heading) for column in node.columns],
            "numeric": [column.numeric for column in node.columns],
            "rows": [[self.runs.of(cell) for cell in row] for row in node.rows],
            "dense": node.dense,
            "wide": len(node.columns) > MOST_UPRIGHT,
        }

    @block.register
    def _(self, node: ChartBlock) -> Data:
        return {
            "kind": "chart",
            "anchor": self._anchor(node.anchor),
            "finding": self.runs.of(node.finding),
            "chart": chart_data(node.chart, node.anchor),
            "notes": [self.runs.of(note) for note in node.notes],
            "table": None if node.table_at else self._upright(node.table),
            "table_at": node.table_at,
            "beside": node.table_beside,
        }

    @block.register
    def _(self, node: Glimpses) -> Data:
        return {"kind": "glimpses", "items": [self._glimpse(item) for item in node.items]}

    def _upright(self, node: Table) -> Data:
        """A table that stands beside something, where no page can be turned."""
        return {**self.block(node), "wide": False}

    def _glimpse(self, item: Glimpse) -> Data:
        chart = chart_data(item.chart, item.anchor)
        return {"anchor": self._anchor(item.anchor), "text": self.runs.of(item.text), "chart": chart}

    @block.register
    def _(self, node: Details) -> Data:
        return {"kind": "details", "summary": breakable(node.summary), "blocks": self.blocks(node.blocks)}

    @block.register
    def _(self, node: Beside) -> Data:
        left, right = ([self._beside(each) for each in side] for side in (node.left, node.right))
        return {"kind": "beside", "left": left, "right": right}

    def _beside(self, node: Block) -> Data:
        return self._upright(node) if isinstance(node, Table) else self.block(node)

    @block.register
    def _(self, node: CommentaryPlace) -> Data:
        return {"kind": "commentary", "anchor": self._anchor(node.anchor), "blocks": self.blocks(node.blocks)}

    @block.register
    def _(self, node: Notice) -> Data:
        return {"kind": "notice", "title": breakable(node.title), "text": self.runs.of(node.text)}

    @block.register
    def _(self, node: Section) -> Data:
        return {
            "kind": "section",
            "anchor": self._anchor(node.anchor),
            "title": breakable(node.title),
            "blocks": self.blocks(node.blocks),
        }

    def _anchor(self, anchor: str) -> str:
        """The anchor where it is to be written, else nothing."""
        if anchor not in self.unwritten:
            return ""
        self.unwritten.discard(anchor)
        return anchor


def _is_narrow(block: Block) -> bool:
    """Whether a block has room in a third of a page's width."""
    if isinstance(block, Table):
        return len(block.columns) <= MOST_NARROW and not block.dense
    return isinstance(block, Paragraph)
