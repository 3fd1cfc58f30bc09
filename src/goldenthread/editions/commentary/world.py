"""What a commentary may refer to: the results of an edition and what stands beside them, as one record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from goldenthread.analysis.change import earlier
from goldenthread.analysis.comparators import Comparators
from goldenthread.analysis.disclosure.policy import DEFAULT
from goldenthread.analysis.findings import Judged, Register
from goldenthread.base.errors import UsageError
from goldenthread.base.periods import Period, parse
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result
from goldenthread.model.results import Results
from goldenthread.model.strategy import Target

SUMMARY = "summary"
"""The section of the first page."""


def _as_it_is(_breakdown: str, group: str) -> str:
    return group


@dataclass(frozen=True)
class World:
    """The edition as commentary sees it.

    `shown` is, for each measure that the edition shows, the period in which it reads it, in the edition's
    order; `sections` the measures of each section. `name` gives a group as a reader says it, `parameters` the
    values in force behind a measure, `glossary` the words that the edition explains. Counts below `threshold`
    are small: the public may not read them. Counts are printed as multiples of `rounding`, or nearer. `plain`
    is a world whose words everybody reads.
    """

    authority: str
    authority_name: str
    period: Period
    measures: Mapping[str, Measure]
    results: Results
    shown: Mapping[str, Period]
    sections: Mapping[str, tuple[str, ...]]
    targets: tuple[Target, ...] = ()
    comparators: Mapping[str, Comparators] = field(default_factory=dict)
    register: Register | None = None
    parameters: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    glossary: frozenset[str] = frozenset()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    threshold: int = DEFAULT.threshold
    rounding: int = 1
    plain: bool = False
    name: Callable[[str, str], str] = _as_it_is

    def slack(self, counts: int) -> float:
        """How far a sum of so many counts may be from what it would be if none were rounded."""
        return 0.0 if self.rounding == 1 else counts * self.rounding / 2

    def of(self, section: str) -> tuple[str, ...]:
        """The measures of a section, then those of the whole edition."""
        return tuple(dict.fromkeys((*self.sections.get(section, ()), *self.shown)))

    def period_of(self, measure: str, named: str = "") -> Period | None:
        """The period in which a measure is read, or the one named beside it; None where none ends there."""
        base = self.shown.get(measure, self.period)
        if named in ("", "current"):
            return base
        if named in ("previous", "last_year"):
            return earlier(base, "previous" if named == "previous" else "year")
        try:
            return parse(named)
        except UsageError:
            return None

    def result(
        self, measure: str, period: Period | None, breakdown: str = ALL, group: str = ALL
    ) -> Result | None:
        """A result, or None where it was not computed."""
        if period is None:
            return None
        return self.results.find(measure, self.authority, period.label, breakdown, group)

    def judged(self, measure: str) -> Judged | None:
        """What was found of the total of a measure in the period in which the edition reads it."""
        return self._judged.get(measure)

    @cached_property
    def _judged(self) -> dict[str, Judged]:
        every = self.register.judged if self.register else ()
        return {one.series.measure.id: one for one in every if one.series.breakdown == ALL}

    def breakdowns(self, measure: str) -> Iterator[str]:
        """The breakdowns of which a measure has results in its period."""
        period = self.period_of(measure)
        for name in self._breakdowns.get(measure, ()):
            if period and self.results.groups(measure, self.authority, period.label, name):
                yield name

    @cached_property
    def _breakdowns(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        columns = (self.results.table.column(name).to_pylist() for name in ("measure", "breakdown"))
        for measure, breakdown in dict.fromkeys(zip(*columns, strict=True)):
            if breakdown != ALL:
                found.setdefault(measure, {})[breakdown] = None
        return found

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names that may hold a number: teams, hubs, the authority."""
        named = (name for names in self.labels.values() for name in names.values())
        return tuple(name for name in (self.authority_name, *named) if re.search(r"\d", name))
