"""Which figures a content tree prints, in whatever part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.tree import Document, Proof


def keys_in(document: Document) -> Iterable[Key]:
    """The keys of all figures of a document, each once, in reading order."""
    return dict.fromkeys(each.key for each in _printed(document.pages))


def figures_in(document: Document) -> Iterator[Figure]:
    """All figures of a document in reading order."""
    return (each for each in _printed(document.pages) if isinstance(each, Figure))


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
