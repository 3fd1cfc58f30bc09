"""The register of an edition: the total of every measure that it shows, judged in its own period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.findings import (
    Judged,
    MeasureSeries,
    Names,
    beside_of,
    register,
    together,
    with_drove,
)
from goldenthread.publication.content.names import group_name
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.content.words import breakdown_words
from goldenthread.publication.edition import Edition

TEAM = "team"
"""The breakdown whose groups managers answer for: an edition in which it leads ranks teams too."""


def with_register_of(edition: Edition) -> Edition:
    """The edition with its findings. Lines of a split have no total to be judged."""
    series = [_series(shown) for shown in all_shown(edition) if shown.split is None]
    return replace(edition, register=register(series, edition.rules))


def with_drivers(edition: Edition) -> Edition:
    """The edition whose findings say which groups a change came from, by every breakdown that its results
    have for the measure."""
    if edition.register is None:
        return edition
    table = edition.results.table
    pairs = zip(table.column("measure").to_pylist(), table.column("breakdown").to_pylist(), strict=True)
    have: dict[str, dict[str, None]] = {}
    for measure, breakdown in dict.fromkeys(pairs):
        have.setdefault(measure, {})[breakdown] = None
    names = Names(breakdown_words, partial(group_name, labels=edition.labels))
    found = with_drove(edition.register, edition.results, edition.authority, have, names)
    return replace(edition, register=found)


def with_teams(edition: Edition, teams: Sequence[Judged]) -> Edition:
    """The edition with its totals and the teams as one list beside the register of totals."""
    if edition.register is None or not teams:
        return edition
    return replace(edition, teams=together(edition.register, teams))


def _series(shown: Shown) -> MeasureSeries:
    periods, compared = shown.judged_periods(), shown.comparators()
    return MeasureSeries(
        measure=shown.measure,
        periods=periods,
        results=tuple(shown.result(period) for period in periods),
        rated=shown.rated(),
        beside=beside_of(compared.items if compared else ()),
        annotations=annotations_of(shown.measure, shown.edition.annotations),
        events=shown.edition.events.get(shown.measure.id),
    )
