"""The register of an edition: the total of every measure that it shows, judged in its own period."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.findings import Beside, MeasureSeries, register
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition


def with_register_of(edition: Edition) -> Edition:
    """The edition with its findings. Lines of a split have no total to be judged."""
    series = [_series(shown) for shown in all_shown(edition) if shown.split is None]
    return replace(edition, register=register(series, edition.rules))


def _series(shown: Shown) -> MeasureSeries:
    periods = shown.judged_periods()
    return MeasureSeries(
        measure=shown.measure,
        periods=periods,
        results=tuple(shown.result(period) for period in periods),
        rated=shown.rated(),
        beside=_beside(shown),
        annotations=annotations_of(shown.measure, shown.edition.annotations),
    )


def _beside(shown: Shown) -> tuple[Beside, ...]:
    """The published figures that are like the measure."""
    found = shown.comparators()
    return tuple(
        Beside(one.in_full, one.period_label, one.value, one.polarity)
        for one in (found.items if found else ())
        if one.like and one.value is not None
    )
