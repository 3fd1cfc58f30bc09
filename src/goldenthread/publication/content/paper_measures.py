"""A measure in the paper of a committee: whether it calls for words, and how much of its section is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from goldenthread.analysis.targets import Rating
from goldenthread.model.result import ALL
from goldenthread.publication.content.measure import TOGETHER, measure_section
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import is_lasting_concern
from goldenthread.publication.tree import (
    Beside,
    Block,
    ChartBlock,
    CommentaryPlace,
    Section,
)

SHORT = 13
"""A table of at most so many rows stands with its chart; a longer one is in the appendix."""


def called_for(shown: Shown) -> bool:
    """Whether a measure changed for a reason, became worse before and has stayed so, does not meet a target,
    or has commentary."""
    found = shown.own_finding()
    return bool(
        (found and found.is_claim) or is_lasting_concern(shown) or _missed(shown) or _has_commentary(shown)
    )


def with_companions(called: Collection[str], shown: Iterable[Shown]) -> list[Shown]:
    """The measures called for, each with the one that it is drawn with, in the order of the priority."""
    pairs = {*TOGETHER.items(), *((second, first) for first, second in TOGETHER.items())}
    kept = {*called, *(other for each, other in pairs if each in called)}
    return [each for each in shown if each.measure.id in kept]


def _has_commentary(shown: Shown) -> bool:
    return bool(shown.edition.commentary.get(shown.measure.id))


def _missed(shown: Shown) -> list[str]:
    """The breakdowns, the total among them, of which some figure does not meet its target."""
    readings = [*([] if shown.split else [shown.reading()]), *shown.group_readings()]
    return [
        each.result.breakdown
        for each in readings
        if each.result and each.rated.rating in (Rating.NEAR, Rating.MISSED)
    ]


def paper_section(shown: Shown, others: Mapping[str, Shown]) -> Section:
    """The section of a measure, of its breakdowns those alone of which a target is missed. Commentary stands
    after the figures, as wide as the page, and is left out where nobody wrote."""
    missed = {name for name in _missed(shown) if name != ALL}
    kept = tuple(name for name in shown.breakdowns if name in missed or name == shown.split)
    section = measure_section(shown, others, kept)
    blocks = tuple(block for each in section.blocks for block in _in_order(each))
    return tables_apart(replace(section, blocks=blocks))


def tables_apart(section: Section) -> Section:
    """A section whose charts name the place of a long table in the appendix."""
    return replace(section, blocks=tuple(map(_table_apart, section.blocks)))


def _in_order(block: Block) -> Iterator[Block]:
    """A block, and after it the commentary that stood beside it."""
    if isinstance(block, CommentaryPlace):
        yield from (block,) if block.blocks else ()
    elif isinstance(block, Beside):
        left, right = _figures(block.left), _figures(block.right)
        yield from (Beside(left, right),) if left and right else (*left, *right)
        for each in (*block.left, *block.right):
            if isinstance(each, CommentaryPlace) and each.blocks:
                yield each
    else:
        yield block


def _figures(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(each for each in blocks if not isinstance(each, CommentaryPlace))


def _table_apart(block: Block) -> Block:
    if isinstance(block, Beside):
        return Beside(tuple(map(_table_apart, block.left)), tuple(map(_table_apart, block.right)))
    if isinstance(block, ChartBlock) and len(block.table.rows) > SHORT:
        return replace(block, table_at=f"{block.anchor}-table")
    return block


def charts_without_table(section: Section) -> Iterator[ChartBlock]:
    """The charts of a section whose table stands elsewhere."""
    for block in section.blocks:
        for each in (*block.left, *block.right) if isinstance(block, Beside) else (block,):
            if isinstance(each, ChartBlock) and each.table_at:
                yield each
