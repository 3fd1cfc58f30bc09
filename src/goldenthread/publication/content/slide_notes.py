"""Notes of a slide: the definition of each measure on it in words, and the proof code of each figure."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import Figure
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL
from goldenthread.publication.audiences import audience_of
from goldenthread.publication.content.names import group_name
from goldenthread.publication.edition import Edition
from goldenthread.publication.figures_in import figures_in
from goldenthread.publication.tree import Block, Bullets, ChartBlock, Paragraph, Proof, Text

MOST_DEFINED = 3
"""A slide of more measures than this names no definition: each has one on the pages."""


def slide_notes(
    edition: Edition, title: Text, blocks: Sequence[Block], more: tuple[Block, ...] = ()
) -> tuple[Block, ...]:
    """What whoever presents the slide can be asked: how it is counted, and how to prove it. `more` stands
    before that."""
    printed = (*_shown(title, blocks), *figures_in(more))
    figures = {figure.key: figure for figure in printed if figure.part == "value"}
    measures = list(dict.fromkeys(figure.measure for figure in figures.values()))
    said: list[Block] = list(more)
    if len(measures) <= MOST_DEFINED:
        for name in measures:
            definition = edition.definitions.get(name)
            if definition:
                said.append(Paragraph((f"{edition.measures[name].name}. {definition.sentence}",)))
    if figures and audience_of(edition.audience).proofs:
        said.append(Paragraph(("Proof codes of the figures:",)))
        said.append(Bullets(tuple(_proof(edition, figure) for figure in figures.values())))
    return tuple(said)


def _shown(title: Text, blocks: Sequence[Block]) -> list[Figure]:
    """The figures that are printed; the table of a chart that is drawn is not."""
    return [*figures_in(title), *(each for block in blocks for each in figures_in(_without_tables(block)))]


def _without_tables(block: object) -> object:
    """The block, or those inside it, without the tables of charts."""
    if isinstance(block, ChartBlock):
        return block.finding
    inside = [getattr(block, name) for name in ("left", "right") if hasattr(block, name)]
    return tuple(_without_tables(each) for blocks in inside for each in blocks) if inside else block


def _proof(edition: Edition, figure: Figure) -> Text:
    group = "" if figure.group == ALL else group_name(figure.breakdown, figure.group, edition.labels)
    name = edition.measures[figure.measure].name
    of = f"{name}, {group}" if group else name
    return (f"{of}, {parse(figure.period).words()}: ", figure, ", proof code ", Proof(figure.key))
