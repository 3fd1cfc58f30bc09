"""What drove a change that is more than chance: what each group adds to it, exact to the last digit."""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.analysis.drivers import Driver, Drivers, drivers
from goldenthread.analysis.figures import contribution_of, difference_of
from goldenthread.analysis.findings import in_order, since
from goldenthread.analysis.sentences import when
from goldenthread.base.periods import Period
from goldenthread.model.result import ALL, Result
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import share_cell, short_period
from goldenthread.publication.content.words import breakdown_words
from goldenthread.publication.tree import Block, Column, Details, Minor, Paragraph, Table, Text

MOST = 8
"""So many groups have a line of their own; the rest of them are one line together."""

_EXACT = (
    "What the groups add comes to the whole change, before it is rounded. A group of a share or a rate adds "
    "because its own figure moved, and because it became a larger or smaller part of the whole."
)


def drivers_blocks(shown: Shown) -> list[Block]:
    """What drove the change of a measure that changed for a reason, by each breakdown that it has; nothing of
    any other measure, nor where the change is since no earlier period (see `since`)."""
    own = shown.own_finding()
    if own is None or not own.is_claim:
        return []
    judged = shown.judged()
    then = since(judged) if judged else None
    if then is None:
        return []
    by = in_order((*shown.breakdowns, *(each.breakdown for each in own.drove)))
    tables: list[Block] = [table for name in by for table in _tables(shown, then, name)]
    if not tables:
        return []
    day = when(shown.measure, then).split(" ", 1)[1]
    return [Details(f"What drove the change since {day}", (*tables, Paragraph((_EXACT,), "small")))]


def _tables(shown: Shown, then: Period, breakdown: str) -> Iterator[Table]:
    made = drivers(
        shown.measure, shown.edition.results, shown.edition.authority, then, shown.period, breakdown
    )
    now = shown.result(shown.period)
    if made.reason or not made.groups or made.difference is None or now is None:
        return
    lines = _lines(made)
    if not lines:
        return
    columns = (
        Column(breakdown_words(breakdown).capitalize()),
        Column(short_period(then), True),
        Column(short_period(shown.period), True),
        Column("Adds to the change", True),
    )
    rows = [_row(shown, then, breakdown, line) for line in lines]
    rows += [_rest(shown, then, breakdown, made, lines)] if _left(made, lines) else []
    whole = difference_of(shown.measure, now, then.label, made.difference)
    before = share_cell(shown.measure, shown.result(then))
    total: tuple[Text, ...] = (("All",), before, share_cell(shown.measure, now), (whole,))
    about = f"{shown.measure.name}, what drove the change"
    yield Table(f"By {breakdown_words(breakdown)}", columns, (*rows, total), about=about)


def _lines(made: Drivers) -> list[Driver]:
    """The groups that add anything, the largest first, no more than have a line."""
    return [each for each in made.groups if each.total][:MOST]


def _left(made: Drivers, lines: list[Driver]) -> bool:
    others = [each for each in made.groups if each not in lines]
    return made.rest is not None or any(each.total is None or each.total for each in others)


def _row(shown: Shown, then: Period, breakdown: str, line: Driver) -> tuple[Text, ...]:
    before, now = shown.result(then, breakdown, line.group), shown.result(shown.period, breakdown, line.group)
    key = (shown.measure.id, shown.period.label, breakdown, line.group)
    added = contribution_of(shown.measure, key, then.label, line.total or 0.0, "contribution")
    return ((shown.name(breakdown, line.group),), _cell(shown, before), _cell(shown, now), (added,))


def _rest(shown: Shown, then: Period, breakdown: str, made: Drivers, lines: list[Driver]) -> tuple[Text, ...]:
    """All that has no line: the whole change less what the lines add."""
    left = (made.difference or 0.0) - sum(each.total or 0.0 for each in lines)
    key = (shown.measure.id, shown.period.label, breakdown, ALL)
    added = contribution_of(shown.measure, key, then.label, left, "others")
    unknown = sum(each.total is None for each in made.groups)
    said: Text = (Minor(f" {unknown} without a figure among them"),) if unknown else ()
    return (("All others together", *said), ("",), ("",), (added,))


def _cell(shown: Shown, result: Result | None) -> Text:
    if result is None:
        return ("none",)
    return share_cell(shown.measure, result)
