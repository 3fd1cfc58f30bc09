"""The priorities: how many of their measures meet their target and changed, and each measure at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from goldenthread.analysis.targets import Rating
from goldenthread.model.strategy import Priority
from goldenthread.publication.content.glance import glance_table
from goldenthread.publication.content.reader import Shown, shown_measures
from goldenthread.publication.content.signals import is_lasting
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import Column, Details, Link, Paragraph, Section, Table, Text

_SAID = (
    "How many measures, or groups with a target of their own, stand where. Better, worse and otherwise count "
    "the measures that changed for a reason now; those that changed before and are not back at their usual "
    "level are counted apart."
)

_COLUMNS = (
    Column("Priority"),
    Column("Met", True),
    Column("Near", True),
    Column("Missed", True),
    Column("Better", True),
    Column("Worse", True),
    Column("Otherwise", True),
    Column("Changed before", True),
    Column("Measures", True),
)


def priorities_section(edition: Edition) -> Section:
    """One row a priority, each the way to its page; beneath, its measures at a glance."""
    every = [(each, list(shown_measures(edition, each))) for each in edition.strategy.priorities]
    rows = tuple(_row(priority, shown) for priority, shown in every)
    table = Table("Targets and changes by priority", _COLUMNS, rows)
    glances = (
        Details(
            f"{priority.name}: each measure at a glance",
            (glance_table(f"{priority.name}, each measure", shown),),
        )
        for priority, shown in every
        if shown
    )
    return Section("all", "The priorities", (Paragraph((_SAID,), "small"), table, *glances))


@dataclass(frozen=True)
class Standing:
    """How many measures of a priority, or groups with a target of their own, stand where."""

    met: int
    near: int
    missed: int
    better: int
    worse: int
    otherwise: int
    lasting: int
    measures: int


def standing_of(shown: Sequence[Shown]) -> Standing:
    """The standing of a priority's measures. Better, worse and otherwise are what changed for a reason."""
    readings = [each.reading() for each in shown if each.split is None]
    groups = [reading for each in shown for reading in each.group_readings()]
    ratings = Counter(reading.rated.rating for reading in (*readings, *groups))
    found = (each.own_finding() for each in shown)
    moved = Counter(each.direction for each in found if each and each.is_claim)
    return Standing(
        met=ratings[Rating.MET],
        near=ratings[Rating.NEAR],
        missed=ratings[Rating.MISSED],
        better=moved["better"],
        worse=moved["worse"],
        otherwise=moved["higher"] + moved["lower"],
        lasting=sum(map(is_lasting, shown)),
        measures=len(shown),
    )


def _row(priority: Priority, shown: Sequence[Shown]) -> tuple[Text, ...]:
    counts = astuple(standing_of(shown))
    return ((Link(priority.name, f"p-{priority.id}-outcome"),), *((str(count),) for count in counts))
