"""What the first page ranks. Nothing here claims that a change is more than chance; signals come later."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.analysis.change import Change
from goldenthread.analysis.few import is_few
from goldenthread.analysis.figures import is_percentage
from goldenthread.analysis.targets import Rated, Rating
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result


@dataclass(frozen=True)
class Reading:
    """One measure as the edition reads it: the latest result, its rating, its change on the year."""

    measure: Measure
    result: Result | None
    rated: Rated
    on_year: Change


def misses(readings: Iterable[Reading]) -> list[Reading]:
    """Measures that miss their target: those beyond their amber margin first, then those within it.

    In each the largest distance relative to the target comes first. A target of nought comes before all:
    any distance from it is infinitely large beside it.
    """
    missed = [r for r in readings if r.rated.rating in (Rating.MISSED, Rating.NEAR)]
    return sorted(
        missed,
        key=lambda r: (
            r.rated.rating is Rating.NEAR,
            -relative_distance(r.rated),
            -(r.rated.distance or 0),
            r.measure.id,
        ),
    )


def relative_distance(rated: Rated) -> float:
    """Distance divided by the target; infinite when the target is nought."""
    if rated.target is None or rated.distance is None:
        return 0.0
    return rated.distance / abs(rated.target.value) if rated.target.value else math.inf


@dataclass(frozen=True)
class YearChanges:
    """Changes on the year in three lists, because points and per cent are not one scale."""

    in_points: tuple[Reading, ...]
    in_per_cent: tuple[Reading, ...]
    few: tuple[Reading, ...]


def year_changes(readings: Iterable[Reading]) -> YearChanges:
    """Changes on the year by size. Left out: no value on either side, no change at all, net changes.

    A measure that rests on fewer than 20 in either year is listed apart and not ranked.
    """
    moved = [r for r in readings if r.on_year.difference]
    few = [r for r in moved if _few(r)]
    rest = [r for r in moved if not _few(r)]
    points = [r for r in rest if is_percentage(r.measure)]
    per_cent = [r for r in rest if r.on_year.percent is not None]
    return YearChanges(
        in_points=tuple(sorted(points, key=lambda r: (-abs(r.on_year.difference or 0), r.measure.id))),
        in_per_cent=tuple(sorted(per_cent, key=lambda r: (-abs(r.on_year.percent or 0), r.measure.id))),
        few=tuple(few),
    )


def _few(reading: Reading) -> bool:
    sides = (reading.on_year.now, reading.on_year.then)
    return any(side is not None and is_few(reading.measure, side) for side in sides)
