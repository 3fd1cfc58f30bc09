"""The register of an edition: the total of every measure that it shows, judged in its own period."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.annotations import annotations_of
from goldenthread.analysis.findings import MeasureSeries, beside_of, register
from goldenthread.publication.content.reader import Shown, all_shown
from goldenthread.publication.edition import Edition


def with_register_of(edition: Edition) -> Edition:
    """The edition with its findings. Lines of a split have no total to be judged."""
    series = [_series(shown) for shown in all_shown(edition) if shown.split is None]
    return replace(edition, register=register(series, edition.rules))


def _series(shown: Shown) -> MeasureSeries:
    periods, compared = shown.judged_periods(), shown.comparators()
    return MeasureSeries(
        measure=shown.measure,
        periods=periods,
        results=tuple(shown.result(period) for period in periods),
        rated=shown.rated(),
        beside=beside_of(compared.items if compared else ()),
        annotations=annotations_of(shown.measure, shown.edition.annotations),
    )
