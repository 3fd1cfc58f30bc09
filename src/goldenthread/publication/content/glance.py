"""The table of measures at a glance: latest, usual range, what is a signal, target, published figures."""

from __future__ import annotations

from collections.abc import Sequence

from goldenthread.analysis.figures import is_money, is_percentage, unit_words
from goldenthread.analysis.findings import printed_range
from goldenthread.analysis.sentences import target_words
from goldenthread.analysis.split import sum_of
from goldenthread.model.measure import Measure
from goldenthread.publication.content.changes import period_note
from goldenthread.publication.content.columns import telling
from goldenthread.publication.content.comparing import beside_cell
from goldenthread.publication.content.reader import Shown
from goldenthread.publication.content.signals import assurance_icon, usual_of, variation_text
from goldenthread.publication.content.tables import rating_tag, share_cell
from goldenthread.publication.tree import Column, Link, Minor, Table, Text

COLUMNS = (
    Column("Measure"),
    Column("Latest", True),
    Column("Usual range", True),
    Column("Variation"),
    Column("Target"),
    Column("Assurance"),
)

PUBLISHED = (Column("England", True), Column("Neighbours", True))
"""Columns where published figures are loaded."""

NOTHING: Text = ("",)


def glance_table(caption: str, measures: Sequence[Shown]) -> Table:
    """One row a measure; no column of which no measure has anything."""
    beside = PUBLISHED if any(shown.edition.comparators for shown in measures) else ()
    rows = tuple((*_row(shown), *(_beside(shown) if beside else ())) for shown in measures)
    return telling(Table(caption, (*COLUMNS, *beside), rows))


def _row(shown: Shown) -> tuple[Text, ...]:
    measure = shown.measure
    name: Text = (Link(measure.name, shown.anchor), *unit_beside(measure), *period_note(shown))
    if shown.split:
        return _split_row(shown, name)
    latest = shown.result(shown.period)
    icon = assurance_icon(shown)
    return (
        name,
        share_cell(measure, latest),
        _usual_cell(shown),
        variation_text(shown),
        _target(shown),
        (icon,) if icon else NOTHING,
    )


def unit_beside(measure: Measure) -> Text:
    """What its values are in, where neither a sign beside them nor the measure's name says so. The name of a
    count says what is counted."""
    unit = measure.unit.removesuffix(" in the quarter")
    if is_money(measure):
        unit = unit_words(measure).strip()
    if measure.form in ("count", "difference", "index") or is_percentage(measure) or not unit:
        return ()
    return () if unit.lower() in measure.name.lower() else (Minor(f" ({unit})"),)


def _split_row(shown: Shown, name: Text) -> tuple[Text, ...]:
    """A split has no total of its own: what its groups come to, or that it is read by group."""
    if shown.measure.form == "percentage" or shown.split == "stage":
        return (name, (Minor("by group"),), *[NOTHING] * 4)
    groups = shown.groups(shown.split or "")
    held = any(each.value is not None for each in groups)
    return (name, (sum_of(groups), Minor(" all groups")) if held else ("[x]",), *[NOTHING] * 4)


def _usual_cell(shown: Shown) -> Text:
    usual, latest = usual_of(shown).get(shown.period), shown.result(shown.period)
    if usual is None or latest is None or latest.value is None:
        return NOTHING
    low, high = printed_range(shown.measure, latest, usual)
    return (low, " to ", high)


def _target(shown: Shown) -> Text:
    """The target with its rating; a dash says that none is set."""
    rated = shown.rated()
    if rated.target is None:
        return ("–",)
    words = target_words(shown.measure, rated.target)
    return (f"{words.split(' ')[0]} ", *rating_tag(rated))


def _beside(shown: Shown) -> tuple[Text, Text]:
    return beside_cell(shown, "england"), beside_cell(shown, "neighbours")
