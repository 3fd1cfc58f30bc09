"""One measure by two standards: the figure of each alone, where both could supply it.

Which standard is read stays as the card orders it; here each is read as if the others were not loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from goldenthread.base.periods import Period
from goldenthread.engine.availability import STANDARDS, Availability
from goldenthread.engine.coincidences import Coincidence, Pair, coincidence
from goldenthread.engine.figures import figures
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.source import Source
from goldenthread.engine.supplies import loaded_standards, supplied
from goldenthread.model.measure import Measure
from goldenthread.model.result import Result, Status, same
from goldenthread.model.standards import LOCAL

NOT_EXPLAINED = "not explained"
NAMES = {code: name for name, code in STANDARDS.items()}
"""How a card names a standard, by its code."""

_GIVEN = (Status.OK, Status.NO_CASES)


Both = tuple[Result | None, Result | None]
"""The results of two standards; None of a line of which one holds no row in any month."""


@dataclass(frozen=True)
class Compared:
    """A measure (or one line of its split) by two standards: both figures of every period that both supply,
    in order. `declared` is what the list of coincidences says of the pair."""

    measure: str
    line: str
    pair: Pair
    both: tuple[Both, ...]
    declared: Coincidence | None = None

    @property
    def differing(self) -> tuple[Both, ...]:
        """The periods in which the two figures are not the same."""
        return tuple(one for one in self.both if not same(*one))

    @property
    def why(self) -> str:
        """The declared reason for the difference, when it explains every one of them."""
        known = self.declared
        if known and all(known.explains(value(one), value(other)) for one, other in self.differing):
            return known.says
        return NOT_EXPLAINED


def value(result: Result | None) -> float | None:
    """The value of a result; nought of a line without a row."""
    return result.value if result else 0.0


def compare(
    source: Source,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    authority: str,
    periods: Sequence[Period],
) -> list[Compared]:
    """Every measure that two standards supply in one of the periods, the authority's total alone. Nothing is
    counted when children's records of one standard only are loaded."""
    standards = [one for one in loaded_standards(source.covers, authority) if one != LOCAL]
    if len(standards) < 2:
        return []
    wanted: dict[str, dict[str, Measure]] = defaultdict(dict)
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    for period in periods:
        for one in supplied(availability, catalogue, measures, authority, period):
            able = [standard for standard in one.able if standard in standards]
            for standard in able if len(able) > 1 else ():
                wanted[standard][one.measure] = catalogue[one.measure]
    found = {
        standard: alone(source, catalogue, wanted[standard].values(), authority, periods, standard)
        for standard in standards
        if wanted[standard]
    }
    order = {measure.id: number for number, measure in enumerate(measures)}
    return sorted(_met(found, catalogue), key=lambda one: order[one.measure])


Key = tuple[str, str, str]
"""Measure, line of its split, period."""


def alone(
    source: Source,
    catalogue: Mapping[str, Measure],
    measures: Iterable[Measure],
    authority: str,
    periods: Sequence[Period],
    standard: str,
) -> dict[Key, Result]:
    """What the measures give when one standard alone may be read."""
    restricted = [replace(measure, standards=(NAMES[standard],)) for measure in measures]
    results = figures(source, catalogue, restricted, periods, [])
    return {(one.measure, one.group, one.period): one for one in results if one.authority == authority}


def _met(found: Mapping[str, Mapping[Key, Result]], catalogue: Mapping[str, Measure]) -> Iterator[Compared]:
    given = {
        standard: {(one.measure, one.period) for one in results.values() if one.status in _GIVEN}
        for standard, results in found.items()
    }
    for pair in combinations(found, 2):
        met: dict[tuple[str, str], list[Both]] = defaultdict(list)
        first, second = (found[standard] for standard in pair)
        together = given[pair[0]] & given[pair[1]]
        for measure, line, period in sorted({*first, *second}):
            key = (measure, line, period)
            both = (first.get(key), second.get(key))
            known = all(one is None or one.status in _GIVEN for one in both)
            if known and (measure, period) in together:
                met[measure, line].append(both)
        for (measure, line), figures_of in met.items():
            declared = coincidence(catalogue[measure], pair)
            yield Compared(measure, line, pair, tuple(figures_of), declared)
