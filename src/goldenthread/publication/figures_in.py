"""Which figures a content tree prints, in whatever part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.charts.description import PanelChart
from goldenthread.publication.tree import Document, Proof


def keys_in(document: Document) -> Iterable[Key]:
    """The keys of all figures of a document, each once, in reading order."""
    return dict.fromkeys(each.key for each in _printed(document.pages))


def figures_in(node: Any) -> list[Figure]:
    """The figures of a block, a text or any tuple of them, in reading order."""
    return [each for each in _printed(node) if isinstance(each, Figure)]


def labels_in(node: Any) -> list[Figure]:
    """The figures with which panels of a part of a content tree label their lines: those of the same time of
    each year. The table of groups under them has the latest alone."""
    return list(_labels(node))


def _labels(node: Any) -> Iterator[Figure]:
    if isinstance(node, PanelChart):
        points = (point for panel in node.panels for point in panel.line.points)
        yield from (each for point in points if point.marked for each in figures_in(point.shown))
    elif isinstance(node, tuple):
        for each in node:
            yield from _labels(each)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _labels(getattr(node, field.name))


def _printed(node: Any) -> Iterator[Figure | Proof]:
    if isinstance(node, Figure | Proof):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from _printed(each)
    elif is_dataclass(node):
        for name in _names(node.__class__):
            yield from _printed(getattr(node, name))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "chart")  # its table holds its figures
