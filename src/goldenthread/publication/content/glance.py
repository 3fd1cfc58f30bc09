"""The table of measures at a glance: latest, target, last period, last year, change on the year."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.sentences import target_words
from goldenthread.analysis.split import sum_of
from goldenthread.base.periods import Period
from goldenthread.publication.content.changes import period_note
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import (
    change_cell,
    of_cell,
    rating_tag,
    value_cell,
)
from goldenthread.publication.tree import Column, Link, Minor, Table, Text

COLUMNS = (
    Column("Measure"),
    Column("Count", True),
    Column("Latest", True),
    Column("Target", True),
    Column("Rating"),
    Column("Period before", True),
    Column("Year before", True),
    Column("Change on the year", True),
)


def glance_table(caption: str, measures: Iterable[Shown]) -> Table:
    """One row a measure."""
    return Table(caption, COLUMNS, tuple(_row(shown) for shown in measures))


def _row(shown: Shown) -> tuple[Text, ...]:
    measure = shown.measure
    name: Text = (Link(measure.name, shown.anchor), *period_note(shown))
    if shown.split:
        return _split_row(shown, name)
    latest = shown.result(shown.period)
    return (
        name,
        of_cell(latest) if measure.form == "percentage" else ("",),
        value_cell(measure, latest),
        *_target(shown),
        value_cell(measure, shown.result(shown.against("previous"))),
        value_cell(measure, shown.result(shown.against("year"))),
        change_cell(measure, shown.change("year"), shown.against("year")),
    )


def _split_row(shown: Shown, name: Text) -> tuple[Text, ...]:
    """A split has no total of its own: what its groups come to, or that it is read by group."""
    nothing: Text = ("",)
    if shown.measure.form == "percentage" or shown.split == "stage":
        return (name, nothing, (Minor("by group"),), *[nothing] * 5)
    return (
        name,
        (Minor("all groups"),),
        _sum_cell(shown, shown.period),
        ("–",),
        ("–",),
        _sum_cell(shown, shown.against("previous")),
        _sum_cell(shown, shown.against("year")),
        nothing,
    )


def _sum_cell(shown: Shown, period: Period | None) -> Text:
    groups = shown.groups(shown.split or "", period) if period else []
    return (sum_of(groups),) if any(each.value is not None for each in groups) else ("[x]",)


def _target(shown: Shown) -> tuple[Text, Text]:
    """The target and the rating; a dash says that none is set."""
    rated = shown.rated()
    if rated.target is None:
        return (("–",), ("–",))
    words = target_words(shown.measure, rated.target)
    return ((words.split(" ")[0],), rating_tag(rated))
