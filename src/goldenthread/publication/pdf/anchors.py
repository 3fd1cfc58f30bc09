"""Where the links of a paper lead, and the places in it that they may lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from goldenthread.publication.tree import ChartBlock, CommentaryPlace, Glimpse, Link, Page, Section


def anchors_of(pages: Iterable[Page]) -> set[str]:
    """Every place in the pages."""
    return {
        each.anchor
        for each in _nodes(tuple(pages))
        if isinstance(each, Section | ChartBlock | CommentaryPlace | Glimpse)
    }


def targets_of(pages: Iterable[Page]) -> set[str]:
    """Every anchor that a link names, or a chart whose table stands elsewhere."""
    nodes = list(_nodes(tuple(pages)))
    links = {each.anchor for each in nodes if isinstance(each, Link)}
    return links | {each.table_at for each in nodes if isinstance(each, ChartBlock)}


def _nodes(node: Any) -> Iterator[Any]:
    """A node and all within it, in reading order."""
    if isinstance(node, tuple):
        for each in node:
            yield from _nodes(each)
    elif is_dataclass(node):
        yield node
        for each in fields(node):
            yield from _nodes(getattr(node, each.name))
