"""Changes on the year, ranked by size, each with what it is beside chance."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.change import direction
from goldenthread.analysis.ranking import Reading, year_changes
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import bare_cell, change_cell, remarks, short_period
from goldenthread.publication.tree import Block, Column, Details, Link, Minor, Paragraph, Section, Table, Text

MOST = 8
"""A ranking shows so many rows; the tables by priority show every measure."""

_CHANCE = (
    "Largest change from the same period a year before. A large change can be chance, and a small one can be "
    "a signal: the last column says which measures changed for a reason."
)


def changes_section(readings: Sequence[Reading], shown: dict[str, Shown]) -> Section:
    """Percentages by points, the rest by per cent, and what rests on few apart."""
    changes = year_changes(readings)
    blocks: list[Block] = [Paragraph((_CHANCE,), "small")]
    if changes.in_points:
        blocks.append(_change_table("Percentages, by points", changes.in_points[:MOST], shown))
    if changes.in_per_cent:
        caption = "Counts, rates and averages, by per cent"
        blocks.append(_change_table(caption, changes.in_per_cent[:MOST], shown))
    if changes.few:
        table = _change_table("Fewer than 20 in either year, not ranked", changes.few, shown)
        blocks.append(Details("Changes that rest on fewer than 20, not ranked", (table,)))
    if len(blocks) == 1:
        blocks.append(Paragraph(("No measure has a figure for both years.",)))
    folded = Details("Every measure by the size of its change on the year", tuple(blocks))
    return Section("changes", "Changes on the year", (folded,))


def _change_table(caption: str, readings: Sequence[Reading], shown: dict[str, Shown]) -> Table:
    columns = (
        Column("Measure"),
        Column("Latest", True),
        Column("Year before", True),
        Column("Change", True),
        Column("Direction"),
        Column("Signal"),
    )
    rows = tuple(_change_row(r, shown[r.measure.id]) for r in readings)
    return Table(caption, columns, rows)


def _change_row(reading: Reading, shown: Shown) -> tuple[Text, ...]:
    measure = reading.measure
    word = direction(measure, reading.on_year.difference or 0)
    return (
        (Link(measure.name, shown.anchor), *period_note(shown)),
        bare_cell(measure, reading.on_year.now),
        bare_cell(measure, reading.on_year.then),
        change_cell(measure, reading.on_year, shown.against("year")),
        (word.capitalize(),),
        _signal(shown),
    )


def _signal(shown: Shown) -> Text:
    """Whether the measure is said to have changed, or why it is not."""
    own = shown.own_finding()
    return (("signal: " if own.is_claim else "") + str(own.kind),) if own else ("not judged",)


def period_note(shown: Shown) -> Text:
    """The period beside a name when it is not the edition's own, and what the figure rests on."""
    period = [short_period(shown.period)] if shown.period != shown.edition.period else []
    said = [*period, *remarks(shown.result(shown.period))]
    return (Minor(f" {'; '.join(said)}"),) if said else ()
