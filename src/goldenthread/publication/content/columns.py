"""Columns of a table that are worth their width."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.publication.tree import Table, Text

NOTHING: tuple[Text, ...] = ((), ("",), ("–",))
"""Cells that tell a reader nothing where all of their column are such."""

FIGURE = 2
"""So many columns stay whatever they hold: what a row is of, and its figure."""


def telling(table: Table, without: str = "") -> Table:
    """The table without the columns of which no row tells anything, and without that of a heading."""
    kept = [
        at
        for at, column in enumerate(table.columns)
        if at < FIGURE or (column.heading != without and any(row[at] not in NOTHING for row in table.rows))
    ]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )
