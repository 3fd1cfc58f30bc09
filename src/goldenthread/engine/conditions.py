"""What a filter asks for, as a set of conditions that all hold, so that two cards can be seen to count the
same rows, or one some of the other's."""

from __future__ import annotations

from functools import cache

from sqlglot import exp, parse_one


@cache
def conditions(text: str | None) -> frozenset[str]:
    """The conditions of a filter of a card, each written one way; none where everything counts."""
    if not text:
        return frozenset()
    node = parse_one(text, dialect="duckdb").unnest()
    parts = node.flatten() if isinstance(node, exp.And) else [node]
    return frozenset(part.sql(dialect="duckdb", normalize=True) for part in parts) - {"TRUE"}
