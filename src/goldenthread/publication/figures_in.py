"""Which results a content tree prints, in whatever part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from goldenthread.analysis.figures import Figure, Key
from goldenthread.publication.tree import Document, Proof


def keys_in(document: Document) -> Iterable[Key]:
    """The keys of all figures of a document, each once, in reading order."""
    return dict.fromkeys(_keys(document.pages))


def _keys(node: Any) -> Iterator[Key]:
    if isinstance(node, Figure | Proof):
        yield node.key
    elif isinstance(node, tuple):
        for each in node:
            yield from _keys(each)
    elif is_dataclass(node):
        for name in _names(node.__class__):
            yield from _keys(getattr(node, name))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "chart")  # its table holds its figures
