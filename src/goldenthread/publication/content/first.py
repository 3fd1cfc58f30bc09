"""The first page: misses against target, changes on the year, every measure by priority."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.change import direction
from goldenthread.analysis.figures import number
from goldenthread.analysis.ranking import Reading, misses, year_changes
from goldenthread.analysis.sentences import amount, target_words
from goldenthread.analysis.targets import Rating
from goldenthread.publication.content.glance import glance_table
from goldenthread.publication.content.reader import Shown, all_shown, shown_measures
from goldenthread.publication.content.tables import change_cell, rating_tag, short_period, value_cell
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    Bullets,
    Column,
    CommentaryPlace,
    Details,
    Link,
    Minor,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)

MOST = 8
"""A ranking shows so many rows; the tables by priority show every measure."""

_CHANCE = (
    "Largest change from the same period a year before. A change can be chance: "
    "this edition does not yet test which changes are signals."
)


def first_page(edition: Edition) -> Page:
    """The page that opens an edition."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    readings = [each.reading() for each in shown.values() if each.split is None]
    return Page(
        stem="index",
        title=f"{edition.authority_name}: children’s services performance, {edition.period.words()}",
        name="First page",
        opening=(Paragraph(_lead(readings), "lead"),),
        sections=(
            _misses_section(readings, shown),
            _changes_section(readings, shown),
            Section("summary", "Summary", (CommentaryPlace("summary-words", "the month as a whole"),)),
            _by_priority(edition),
        ),
    )


def _lead(readings: Sequence[Reading]) -> Text:
    """How many measures with a target miss it, and what is worst, in one sentence each."""
    rated = [r for r in readings if r.rated.rating in (Rating.MET, Rating.NEAR, Rating.MISSED)]
    missed = misses(readings)
    if not rated:
        return ("No measure in this edition can be rated against a target.",)
    start = f"{len(missed)} of the {len(rated)} measures rated against a target do not meet it."
    if not missed or missed[0].result is None or missed[0].rated.target is None:
        return (start,)
    first = missed[0]
    return (
        f"{start} The furthest from its target is ",
        Link(first.measure.name, f"m-{first.measure.id}"),
        ": ",
        *amount(first.measure, missed[0].result),
        f" against a target of {target_words(first.measure, missed[0].rated.target)}.",
    )


def _misses_section(readings: Sequence[Reading], shown: dict[str, Shown]) -> Section:
    missed = misses(readings)
    rows = tuple(_miss_row(r, shown[r.measure.id]) for r in missed)
    columns = (
        Column("Measure"),
        Column("Latest", True),
        Column("Target", True),
        Column("Distance from target", True),
        Column("Rating"),
        Column("Period before", True),
    )
    blocks: list[Block] = [
        Paragraph(("Furthest from its target first, as a share of the target.",), "small"),
    ]
    blocks.append(
        Table("Measures that do not meet their target", columns, rows)
        if rows
        else Paragraph(("Every measure that can be rated meets its target.",))
    )
    return Section("misses", "Misses against target", (*blocks, *_unrated(readings)))


def _miss_row(reading: Reading, shown: Shown) -> tuple[Text, ...]:
    measure, rated = reading.measure, reading.rated
    distance = number(measure, rated.distance or 0, table=True)
    points = distance.replace("%", " points") if distance.endswith("%") else distance
    latest = amount(measure, reading.result, table=True, unit=False) if reading.result else ("",)
    return (
        (Link(measure.name, shown.anchor), *_period_note(shown)),
        latest,
        (target_words(measure, rated.target) if rated.target else "",),
        (points,),
        rating_tag(rated),
        value_cell(measure, shown.result(shown.against("previous"))),
    )


def _unrated(readings: Sequence[Reading]) -> list[Block]:
    """Measures that have a target and no rating, each with its reason."""
    held = [r for r in readings if r.rated.target and r.rated.rating in (Rating.NOT_RATED, Rating.TOO_FEW)]
    if not held:
        return []
    items: list[Text] = [
        (Link(r.measure.name, f"m-{r.measure.id}"), f": {r.rated.rating}, {r.rated.reason}.") for r in held
    ]
    return [Paragraph(("Measures with a target that are not rated:",)), Bullets(tuple(items))]


def _changes_section(readings: Sequence[Reading], shown: dict[str, Shown]) -> Section:
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
    return Section("changes", "Changes on the year", tuple(blocks))


def _change_table(caption: str, readings: Sequence[Reading], shown: dict[str, Shown]) -> Table:
    columns = (
        Column("Measure"),
        Column("Latest", True),
        Column("Year before", True),
        Column("Change", True),
        Column("Direction"),
    )
    rows = tuple(_change_row(r, shown[r.measure.id]) for r in readings)
    return Table(caption, columns, rows)


def _change_row(reading: Reading, shown: Shown) -> tuple[Text, ...]:
    measure = reading.measure
    word = direction(measure, reading.on_year.difference or 0)
    return (
        (Link(measure.name, shown.anchor), *_period_note(shown)),
        value_cell(measure, reading.on_year.now),
        value_cell(measure, reading.on_year.then),
        change_cell(measure, reading.on_year, shown.against("year")),
        (word.capitalize(),),
    )


def _period_note(shown: Shown) -> Text:
    """The period beside a name, when it is not the edition's own."""
    return (Minor(f" {short_period(shown.period)}"),) if shown.period != shown.edition.period else ()


def _by_priority(edition: Edition) -> Section:
    tables = [
        glance_table(priority.name, list(shown_measures(edition, priority)))
        for priority in edition.strategy.priorities
    ]
    return Section("all", "Every measure by priority", tuple(table for table in tables if table.rows))
