"""Tables of two characteristics at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.analysis.sentences import amount
from goldenthread.model.result import CROSS, Result
from goldenthread.publication.content.findings import finding_words
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import group_table
from goldenthread.publication.content.words import ORDERS, breakdown_words
from goldenthread.publication.tree import Column, Table, Text


def cross_table(shown: Shown, breakdown: str, groups: Sequence[Result], caption: str) -> Table:
    """Two characteristics as rows and columns: no chart of them reads as plainly. Three or more: a list.

    The finding is its caption. Rows and columns without a case are left out.
    """
    finding = finding_words(shown, breakdown, list(groups))
    first, *rest = breakdown.split(CROSS)
    if first == shown.split:
        return _lines_along(shown, breakdown, groups, caption)
    if len(rest) != 1:
        table = group_table(shown, breakdown, groups)
        return replace(table, caption=caption, finding=finding, caption_shown=True)
    held = [result for result in groups if _has_cases(result)]
    down, along = _names(held, 0, first), _names(held, 1, rest[0])
    rows = tuple(
        (
            (shown.name(first, row),),
            *(_amount_cell(shown, breakdown, f"{row}{CROSS}{column}") for column in along),
        )
        for row in down
    )
    heads = (breakdown_words(first).capitalize(), *(shown.name(rest[0], name) for name in along))
    columns = tuple(Column(head, index > 0) for index, head in enumerate(heads))
    return Table(caption, columns, rows, finding=finding)


def _lines_along(shown: Shown, breakdown: str, groups: Sequence[Result], caption: str) -> Table:
    """The lines of a split side by side, a row for each of the other groups: how a group fares on the way."""
    first, *rest = breakdown.split(CROSS)
    held = [result for result in groups if _has_cases(result)]
    along = _names(held, 0, first)
    found = dict.fromkeys(tuple(result.group.split(CROSS)[1:]) for result in held)
    places = [_names(held, index, name) for index, name in enumerate(rest, start=1)]
    down = sorted(
        found, key=lambda group: [place.index(part) for place, part in zip(places, group, strict=True)]
    )
    rows = tuple(
        (
            (", ".join(shown.name(name, part) for name, part in zip(rest, group, strict=True)),),
            *(_amount_cell(shown, breakdown, CROSS.join((line, *group))) for line in along),
        )
        for group in down
    )
    heads = (breakdown_words(CROSS.join(rest)).capitalize(), *(shown.name(first, line) for line in along))
    columns = tuple(Column(head, index > 0) for index, head in enumerate(heads))
    return Table(caption, columns, rows, finding=finding_words(shown, breakdown, list(groups)))


def _has_cases(result: Result) -> bool:
    """Whether anything is counted: someone who could count, of a share; else a value."""
    return bool(result.denominator if result.denominator is not None else result.value)


def _names(groups: Sequence[Result], index: int, breakdown: str) -> list[str]:
    """The names at one place of crossed groups, in their own order, unknown last."""
    order = ORDERS.get(breakdown, ())
    found = {result.group.split(CROSS)[index] for result in groups}
    places = {name: place for place, name in enumerate(order)}
    return sorted(found, key=lambda name: (name == "unknown", places.get(name, len(places)), name))


def _amount_cell(shown: Shown, breakdown: str, group: str) -> Text:
    """The amount; a dash where nobody is in the two groups at once."""
    result = shown.result(shown.period, breakdown, group)
    if result is None or (result.denominator == 0 and result.value is None):
        return ("–",)
    return amount(shown.measure, result, unit=False)
