"""The figures of one series as they stood on a day: the latest period of each area, and all of one period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import pairwise

from goldenthread.analysis.comparators.computed import computed, is_computable
from goldenthread.engine.published_series import published_series
from goldenthread.model.published import JOINT, Basis
from goldenthread.warehouse.published.statistics import PublishedStatistics, Standing

SAME = 3
"""Periods in which two authorities' figures are alike where they are of one return."""


def is_loaded(code: str, published: PublishedStatistics) -> bool:
    """Whether a series has figures, published or computable."""
    return code in published.with_values or is_computable(published_series().get(code), published)


@dataclass
class SeriesFigures:
    """A series up to a day: only periods that ended on or before it. With `known_by` what was published by
    that day, else as now published and marked."""

    published: PublishedStatistics
    series: str
    basis: Basis | None
    when: dt.date
    known_by: dt.date | None = None
    _by_area: dict[str, list[Standing]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        kind = self.basis.kind if self.basis else ""
        standing = list(self.published.standing(self.series, kind, self.known_by))
        printed = {(one.area, one.period.end) for one in standing}
        if self.basis and is_computable(self.basis, self.published):
            standing += computed(self.basis, self.published, printed, self.known_by)
        for one in standing:
            if one.period.end <= self.when:
                self._by_area.setdefault(one.area, []).append(one)
        for every in self._by_area.values():
            every.sort(key=lambda one: one.period.end)

    def every(self, area: str) -> list[Standing]:
        """An area's figures and symbols, oldest first; those of its joint return where it makes none."""
        return self._by_area.get(area) or self._by_area.get(self.published.joint(area)) or []

    def latest(self, area: str) -> Standing | None:
        """An area's latest figure or symbol."""
        own = self.every(area)
        return own[-1] if own else None

    def at(self, area: str, end: dt.date) -> Standing | None:
        """An area's figure or symbol of the period that ends on a day."""
        return next((one for one in self.every(area) if one.period.end == end), None)

    def joint(self, area: str) -> str:
        """The name of the return that an authority makes with another, where this series is of it: it stands
        under both numbers, or is repeated for each, alike in the last three periods."""
        shared = self.published.joint(area)
        if not shared:
            return ""
        own = self._by_area.get(area, [])
        others = [self._by_area.get(one, []) for one in shared.split(JOINT) if one != area]
        last = [one.value for one in own[-SAME:]]
        repeated = len(last) == SAME and all([one.value for one in other[-SAME:]] == last for other in others)
        return self.published.name(shared) if not own or repeated else ""

    def authorities(self, end: dt.date) -> dict[str, float]:
        """The values of all authorities for the period that ends on a day; a joint return is one."""
        areas = self.published.areas
        found = {}
        for area, every in self._by_area.items():
            if area in areas and areas[area].kind not in ("authority", "joint"):
                continue
            value = next((one.value for one in every if one.period.end == end), None)
            if value is not None:
                found[area] = value
        return found

    def moves(self) -> list[tuple[float, float]]:
        """Each authority's values of two periods that follow one another."""
        ends = sorted({one.period.end for every in self._by_area.values() for one in every})
        years = [self.authorities(end) for end in ends]
        return [
            (before[area], after[area])
            for before, after in pairwise(years)
            for area in before
            if area in after
        ]
