"""Small tables of a measure: a few months, all months, groups, other areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldenthread.analysis.few import parts_agree
from goldenthread.analysis.figures import is_percentage, number, part_of, value_of
from goldenthread.analysis.targets import NEARLY, Rated, Rating
from goldenthread.base.periods import Period
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status
from goldenthread.publication.content.forms import ordered
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.tables import COMPARISONS, of_cell, rating_tag, short_period
from goldenthread.publication.content.words import FLAGS, breakdown_words, value_heading
from goldenthread.publication.tree import Column, Minor, Table, Tag, Text

PLAIN_BREAKDOWNS = {
    "locality": "area",
    "hub_locality": "area",
    "placement_group": "kind of home",
    "destination": "where to",
}
"""Breakdowns of which the plain word is another."""


def few_months(shown: Shown) -> Table:
    """The latest period beside the one before, half a year, a year and two years before."""
    then = (shown.against(name) for name in COMPARISONS)
    periods = dict.fromkeys((shown.period, *(each for each in then if each is not None)))
    return _months(shown, "The latest and before", list(periods))


def all_months(shown: Shown) -> Table:
    """Every period of the chart, newest first."""
    return _months(shown, "Every figure of the chart", list(reversed(shown.periods())))


def _months(shown: Shown, caption: str, periods: Iterable[Period]) -> Table:
    measure = shown.measure
    results = [(period, shown.result(period)) for period in periods]
    counts = is_percentage(measure) and any(of_cell(result) != ("",) for _, result in results)
    columns = [Column("When"), *([Column(_how_many(shown), True)] if counts else [])]
    columns.append(Column(value_heading(measure), True))
    rows: list[tuple[Text, ...]] = []
    for period, result in results:
        parts = [_parts(measure, result)] if counts else []
        rows.append(((short_period(period),), *parts, plain_value(measure, result)))
    return Table(caption, tuple(columns), tuple(rows), about=measure.name)


def group_figures(shown: Shown, breakdown: str) -> list[Result]:
    """The groups with a figure that is shown or hidden; nothing of a breakdown in which none is shown."""
    groups = [each for each in ordered(shown, breakdown) if each.status in (Status.OK, Status.CONFIDENTIAL)]
    return groups if any(each.status is Status.OK for each in groups) else []


def group_table(shown: Shown, breakdown: str, groups: Sequence[Result]) -> Table:
    """Each group in the period shown. Those before are not: month against month, more would be hidden."""
    measure, counts = shown.measure, is_percentage(shown.measure)
    name = PLAIN_BREAKDOWNS.get(breakdown, breakdown_words(breakdown))
    columns = [Column(name.capitalize()), *([Column(_how_many(shown), True)] if counts else [])]
    columns.append(Column(short_period(shown.period), True))
    rows: list[tuple[Text, ...]] = []
    for result in groups:
        parts: list[Text] = [_parts(measure, result)] if counts else []
        rows.append(((shown.name(breakdown, result.group),), *parts, plain_value(measure, result)))
    return Table(f"By {name}", tuple(columns), tuple(rows), about=measure.name)


def plain_value(measure: Measure, result: Result | None) -> Text:
    """The value as sentences have it, so that one figure reads alike everywhere, with its marks."""
    if result is None:
        return ("[x]",)
    return (value_of(measure, result), *marks_of(result))


def marks_of(result: Result) -> tuple[Minor, ...]:
    """The marks of a figure, such as that it may still change."""
    return tuple(Minor(f" {FLAGS.get(flag, flag)}") for flag in result.flags if " " not in flag)


def plain_rating_tag(rated: Rated) -> Text:
    """The rating as a word with its standing, in the words of the sentences: 'Nearly met' for near."""
    said = rating_tag(rated)
    if rated.rating is not Rating.NEAR:
        return said
    return tuple(replace(each, text=NEARLY.capitalize()) if isinstance(each, Tag) else each for each in said)


def _how_many(shown: Shown) -> str:
    return "How many" if shown.edition.rounding == 1 else "About how many"


def _parts(measure: Measure, result: Result | None) -> Text:
    """'80 of 310'; of rounded counts that contradict their percentage the base alone, 'of 110'."""
    if result is not None and result.status is Status.CONFIDENTIAL:
        return (part_of(result, "numerator"),)
    if result is not None and not parts_agree(measure, result):
        return ("of ", part_of(result, "denominator"))
    return of_cell(result)


def others_table(shown: Shown) -> Table | None:
    """England, the region, councils like this one: published figures on a like footing, with their times."""
    found = shown.comparators()
    like = [one for one in found.items if one.like and one.value is not None] if found else []
    if not like:
        return None
    rows = tuple(
        ((one.in_full,), (number(shown.measure, one.value or 0),), (one.period_label,)) for one in like
    )
    columns = (Column("Who"), Column(value_heading(shown.measure), True), Column("When"))
    return Table("Beside others", columns, rows, about=shown.measure.name)
