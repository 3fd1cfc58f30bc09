"""Tables of two characteristics at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.sentences import amount
from goldenthread.model.result import CROSS, Result
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import group_table
from goldenthread.publication.content.words import ORDERS, breakdown_words, group_words
from goldenthread.publication.tree import Column, Table, Text


def cross_table(shown: Shown, breakdown: str, groups: Sequence[Result], caption: str) -> Table:
    """Two characteristics as rows and columns: no chart of them reads as plainly. Three or more: a list."""
    first, *rest = breakdown.split(CROSS)
    if len(rest) != 1:
        return replace(group_table(shown, breakdown, groups), caption=caption, caption_shown=True)
    down, along = _names(groups, 0, first), _names(groups, 1, rest[0])
    rows = tuple(
        (
            (group_words(row),),
            *(_amount_cell(shown, breakdown, f"{row}{CROSS}{column}") for column in along),
        )
        for row in down
    )
    heads = (breakdown_words(first).capitalize(), *(group_words(name) for name in along))
    return Table(caption, tuple(Column(head, index > 0) for index, head in enumerate(heads)), rows)


def _names(groups: Sequence[Result], index: int, breakdown: str) -> list[str]:
    """The names at one place of crossed groups, in their own order, unknown last."""
    order = ORDERS.get(breakdown, ())
    found = {result.group.split(CROSS)[index] for result in groups}
    places = {name: place for place, name in enumerate(order)}
    return sorted(found, key=lambda name: (name == "unknown", places.get(name, len(places)), name))


def _amount_cell(shown: Shown, breakdown: str, group: str) -> Text:
    result = shown.result(shown.period, breakdown, group)
    return ("",) if result is None else amount(shown.measure, result, unit=False)
