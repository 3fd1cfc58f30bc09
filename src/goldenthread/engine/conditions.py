"""What a filter asks for, as a set of conditions that all hold, so that two cards can be seen to count the
same rows, or one some of the other's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlglot import exp, parse_one


@cache
def conditions(text: str | None) -> frozenset[str]:
    """The conditions of a filter of a card, each written one way; none where everything counts."""
    if not text:
        return frozenset()
    return frozenset(_each(parse_one(text, dialect="duckdb"))) - {"TRUE"}


def _each(node: exp.Expr) -> Iterator[str]:
    node = node.unnest()
    if isinstance(node, exp.And):
        yield from _each(node.left)
        yield from _each(node.right)
    else:
        yield node.sql(dialect="duckdb", normalize=True)
