"""Blocks of a slide as pieces that can be measured and drawn: text, tables, charts, two groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.analysis.figures import Key
from goldenthread.publication import tree
from goldenthread.publication.charts.description import Chart
from goldenthread.publication.pptx.charts import chart_key, native_charts
from goldenthread.publication.pptx.native import Native
from goldenthread.publication.pptx.runs import Paragraph, Run, runs_of

SIZES = {"lead": 18.0, "plain": 16.0, "small": 12.0}
TABLE_SIZE = 14.0
ACROSS = 3
"""So many panels of one chart stand side by side."""

SHARES = (0.57, 0.43)
"""What each of two groups has of the width."""

NARROWER = 0.86
"""Type beside a chart is so much smaller than across the slide."""


@dataclass(frozen=True)
class Words:
    """Text."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Grid:
    """A table; its type at full scale."""

    table: tree.Table
    size: float


@dataclass(frozen=True)
class Drawn:
    """A native chart, what it is called and what it shows."""

    name: str
    words: str
    native: Native


@dataclass(frozen=True)
class Split:
    """Groups side by side, each with its share of the width."""

    groups: tuple[tuple[Piece, ...], ...]
    shares: tuple[float, ...]


Piece = Words | Grid | Drawn | Split


def pieces_of(
    blocks: Iterable[tree.Block], proofs: Mapping[Key, str], size: float = 1.0
) -> tuple[Piece, ...]:
    """The pieces in reading order, text that follows text in one piece."""
    made: list[Piece] = []
    for block in blocks:
        for piece in _pieces(block, proofs, size):
            last = made[-1] if made else None
            if isinstance(piece, Words) and isinstance(last, Words):
                made[-1] = Words((*last.paragraphs, *piece.paragraphs))
            else:
                made.append(piece)
    return tuple(made)


def _pieces(block: tree.Block, proofs: Mapping[Key, str], size: float) -> list[Piece]:
    match block:
        case tree.Table():
            return _table(block, proofs, size)
        case tree.ChartBlock():
            return _chart(block, proofs, size)
        case tree.Glimpses():
            return [piece for each in block.items for piece in _glimpse(each, proofs, size)]
        case tree.Beside():
            narrow = size * NARROWER
            sides = (pieces_of(block.left, proofs, narrow), pieces_of(block.right, proofs, narrow))
            return [Split(sides, SHARES)]
        case tree.Section():
            return [_heading(block.title, size), *pieces_of(block.blocks, proofs, size)]
        case tree.Details():
            return [_heading(block.summary, size), *pieces_of(block.blocks, proofs, size)]
        case tree.CommentaryPlace():
            said = pieces_of(block.blocks, proofs, size)
            return [_heading("Commentary", size), *said] if said else []
    return [Words(tuple(paragraphs_of(block, proofs, size)))]


def paragraphs_of(
    block: tree.Paragraph | tree.Bullets | tree.Terms | tree.Notice,
    proofs: Mapping[Key, str],
    size: float = 1.0,
) -> list[Paragraph]:
    """A block of text as paragraphs."""
    plain = SIZES["plain"] * size
    match block:
        case tree.Paragraph():
            is_small = block.kind == "small"
            return [Paragraph(runs_of(block.text, proofs), SIZES[block.kind] * size, grey=is_small)]
        case tree.Bullets():
            return [Paragraph(runs_of(item, proofs), plain, bullet=True) for item in block.items]
        case tree.Terms():
            return [
                Paragraph((Run(f"{term}: ", bold=True), *runs_of(said, proofs)), plain * 0.9)
                for term, said in block.pairs
            ]
        case tree.Notice():
            return [Paragraph((Run(f"{block.title}. ", bold=True), *runs_of(block.text, proofs)), plain)]


def _heading(words: str, size: float) -> Words:
    return Words((Paragraph((Run(words, bold=True),), SIZES["plain"] * size),))


def _table(table: tree.Table, proofs: Mapping[Key, str], size: float) -> list[Piece]:
    runs = [Run(table.caption, bold=True)] if table.caption_shown and table.caption else []
    if table.finding:
        runs += [Run(": ")] if runs else []
        runs += runs_of(table.finding, proofs)
    above = [Words((Paragraph(tuple(runs), TABLE_SIZE * size),))] if runs else []
    return [*above, Grid(table, TABLE_SIZE * size)]


def _chart(block: tree.ChartBlock, proofs: Mapping[Key, str], size: float) -> list[Piece]:
    """The finding, the chart, what its marks mean; the table where slides know no such chart."""
    above = [Paragraph(runs_of(block.finding, proofs), SIZES["plain"] * size)] if block.finding else []
    drawn = _drawn(block.chart)
    if not drawn:
        return [*([Words(tuple(above))] if above else []), *_table(block.table, proofs, size)]
    beneath = [chart_key(block.chart)] if chart_key(block.chart) else []
    notes = [
        Paragraph((Run(f"{number}. "), *runs_of(note, proofs)), SIZES["small"] * size, before=0.1, grey=True)
        for number, note in enumerate(block.notes, start=1)
    ]
    small = [Paragraph((Run(each),), SIZES["small"] * size, grey=True) for each in beneath]
    pieces: list[Piece] = [Words(tuple(above))] if above else []
    pieces += drawn
    return [*pieces, *([Words((*small, *notes))] if small or notes else [])]


def _glimpse(glimpse: tree.Glimpse, proofs: Mapping[Key, str], size: float) -> Sequence[Piece]:
    text = Paragraph(runs_of(glimpse.text, proofs), SIZES["plain"] * size)
    return [Words((text,)), *_drawn(glimpse.chart)]


def _drawn(chart: Chart) -> list[Piece]:
    drawn = [Drawn(name, f"{name}. {chart.summary}".strip(), native) for name, native in native_charts(chart)]
    if len(drawn) < 2:
        return list(drawn)
    rows = [drawn[at : at + ACROSS] for at in range(0, len(drawn), ACROSS)]
    return [Split(tuple((each,) for each in row), (1 / ACROSS,) * len(row)) for row in rows]
