"""The first page: what changed for a reason, misses against target, every measure by priority."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import number
from goldenthread.analysis.ranking import Reading, misses
from goldenthread.analysis.sentences import amount, target_words
from goldenthread.analysis.targets import Rating
from goldenthread.model.result import ALL
from goldenthread.publication.content.changes import changes_section, period_note
from goldenthread.publication.content.commentary import commentary_place
from goldenthread.publication.content.look_first import look_first
from goldenthread.publication.content.overview import priorities_section
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.since import since_opening
from goldenthread.publication.content.tables import bare_cell, rating_tag
from goldenthread.publication.content.words import reason_words
from goldenthread.publication.edition import Edition
from goldenthread.publication.tree import (
    Block,
    Bullets,
    Column,
    Link,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)

NONE_RATED = "No measure in this edition can be rated against a target."
_ORDER = (
    "Missed stands before near, which is within the margin that the council allows; in each the furthest "
    "first, as a share of the target."
)


def first_page(edition: Edition) -> Page:
    """The page that opens an edition."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    readings = _readings(shown)
    with_groups = _with_groups(shown, readings)
    return Page(
        stem="index",
        title=f"{edition.authority_name}: children’s services performance, {edition.period.words()}",
        name="First page",
        opening=(
            *since_opening(edition),
            Paragraph((*_changed(edition), *_lead(with_groups, shown)), "lead"),
            commentary_place(edition, "summary", "summary-words", "the month as a whole"),
        ),
        sections=(
            *look_first(edition, shown),
            _misses_section(with_groups, shown),
            priorities_section(edition),
            changes_section(readings, shown),
            *_absent_section(shown),
        ),
    )


def targets_sentences(edition: Edition) -> tuple[Text, Text]:
    """How many targets are not met; and which is furthest from being met, nothing where none is."""
    shown = {each.measure.id: each for each in all_shown(edition)}
    return _targets(_with_groups(shown, _readings(shown)), shown)


def _readings(shown: dict[str, Shown]) -> list[Reading]:
    return [each.reading() for each in shown.values() if each.split is None]


def _with_groups(shown: dict[str, Shown], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, and those of groups that have a target of their own."""
    return [*readings, *(group for each in shown.values() for group in each.group_readings())]


def _changed(edition: Edition) -> Text:
    """How many measures changed for a reason, and how many would by chance."""
    register = edition.ranked
    return (f"{register.headline()} ",) if register else ()


def _rated(readings: Sequence[Reading]) -> list[Reading]:
    return [r for r in readings if r.rated.rating in (Rating.MET, Rating.NEAR, Rating.MISSED)]


def _lead(readings: Sequence[Reading], shown: dict[str, Shown]) -> Text:
    start, furthest = _targets(readings, shown)
    return (*start, *((" ", *furthest) if furthest else ()))


def _targets(readings: Sequence[Reading], shown: dict[str, Shown]) -> tuple[Text, Text]:
    """How many targets are not met, and which is furthest from being met."""
    rated = _rated(readings)
    if not rated:
        return (NONE_RATED,), ()
    missed = misses(readings)
    near = sum(r.rated.rating is Rating.NEAR for r in missed)
    start = f"{len(missed)} of the {len(rated)} targets that can be rated are not met"
    start += f": {len(missed) - near} missed, {near} near." if near else "."
    if not missed or missed[0].result is None or missed[0].rated.target is None:
        return (start,), ()
    first = missed[0]
    target = target_words(first.measure, missed[0].rated.target)
    figures = amount(first.measure, missed[0].result)
    furthest: Text = (
        "The furthest from its target is ",
        _name(first, shown),
        ": ",
        *figures,
        f" against a target of {target}.",
    )
    return (start,), furthest


def _name(reading: Reading, shown: dict[str, Shown]) -> Link:
    """The measure as a link to its section, with the group when a group is read."""
    result, measure = reading.result, reading.measure
    group = (
        ""
        if result is None or result.group == ALL
        else shown[measure.id].name(result.breakdown, result.group)
    )
    return Link(f"{measure.name}: {group}" if group else measure.name, f"m-{measure.id}")


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
    blocks: list[Block] = [Paragraph((_ORDER,), "small")]
    blocks.append(
        Table("Measures that do not meet their target", columns, rows)
        if rows
        else Paragraph(
            ("Every measure that can be rated meets its target." if _rated(readings) else NONE_RATED,)
        )
    )
    return Section("misses", "Misses against target", (*blocks, *_unrated(readings, shown)))


def _miss_row(reading: Reading, shown: Shown) -> tuple[Text, ...]:
    measure, rated = reading.measure, reading.rated
    distance = number(measure, rated.distance or 0, table=True)
    points = distance.replace("%", " points") if distance.endswith("%") else distance
    latest = amount(measure, reading.result, table=True, unit=False) if reading.result else ("",)
    key = (reading.result.breakdown, reading.result.group) if reading.result else (ALL, ALL)
    return (
        (_name(reading, {measure.id: shown}), *period_note(shown)),
        latest,
        (target_words(measure, rated.target) if rated.target else "",),
        (points,),
        rating_tag(rated),
        bare_cell(measure, shown.result(shown.against("previous"), *key)),
    )


def _unrated(readings: Sequence[Reading], shown: dict[str, Shown]) -> list[Block]:
    """Measures that have a target and no rating, each with its reason."""
    held = [r for r in readings if r.rated.target and r.rated.rating in (Rating.NOT_RATED, Rating.TOO_FEW)]
    if not held:
        return []
    items: list[Text] = [(_name(r, shown), f": {r.rated.rating}, {r.rated.reason}.") for r in held]
    return [Paragraph(("Measures with a target that are not rated:",)), Bullets(tuple(items))]


def _absent_section(shown: dict[str, Shown]) -> list[Section]:
    """Measures with no figure for the period, each with its reason: absence is said on the first page."""
    items: list[Text] = []
    for each in shown.values():
        result = each.result(each.period) if each.split is None else next(iter(each.groups(each.split)), None)
        if result is None or result.value is None:
            items.append((Link(each.measure.name, each.anchor), f": {reason_words(result)}."))
    return [Section("absent", "No figure this time", (Bullets(tuple(items)),))] if items else []
