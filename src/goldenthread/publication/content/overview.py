"""The priorities in one table: how many of their measures meet their target, moved for better, for worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from goldenthread.analysis.change import direction
from goldenthread.analysis.ranking import Reading
from goldenthread.analysis.targets import Rating
from goldenthread.model.strategy import Priority
from goldenthread.publication.content.reader import shown_measures
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Column, Link, Paragraph, Section, Table, Text

_SAID = (
    "How many measures, or groups with a target of their own, stand where. Better and worse compare with "
    "the same period a year before; a small change may be chance."
)

_COLUMNS = (
    Column("Priority"),
    Column("Met", True),
    Column("Near", True),
    Column("Missed", True),
    Column("Better on the year", True),
    Column("Worse on the year", True),
    Column("Measures", True),
)


def priorities_section(edition: Edition) -> Section:
    """One row a priority, each the way to its page."""
    rows = tuple(_row(edition, priority) for priority in edition.strategy.priorities)
    table = Table("Targets and changes by priority", _COLUMNS, rows)
    return Section("all", "The priorities", (Paragraph((_SAID,), "small"), table))


def _row(edition: Edition, priority: Priority) -> tuple[Text, ...]:
    shown = list(shown_measures(edition, priority))
    readings = [each.reading() for each in shown if each.split is None]
    groups = [reading for each in shown for reading in each.group_readings()]
    ratings = Counter(reading.rated.rating for reading in (*readings, *groups))
    moved = _moved(readings)
    counts = (
        *(ratings[rating] for rating in (Rating.MET, Rating.NEAR, Rating.MISSED)),
        moved["better"],
        moved["worse"],
        len(shown),
    )
    return ((Link(priority.name, f"p-{priority.id}-outcome"),), *((str(count),) for count in counts))


def _moved(readings: Sequence[Reading]) -> Counter[str]:
    return Counter(direction(r.measure, r.on_year.difference) for r in readings if r.on_year.difference)
