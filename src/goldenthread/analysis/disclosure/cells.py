"""Cells: the results of one release, each with its quantities and what a reader can work out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.printed import Bound, bounds_of, multiple_of
from goldenthread.analysis.disclosure.quantities import (
    Name,
    Part,
    Quantities,
    Role,
    parts_of,
    without_line,
)
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status

Key = tuple[str, str, str, str]
"""Measure, period, breakdown, group."""


@dataclass
class Cell:
    """One result that may be shown. `is_shown`: whether it is, by its own print or by one that stands."""

    key: Key
    measure: Measure
    result: Result
    numbers: dict[Role, tuple[Part, int]]
    multiple: int
    bounds: list[Bound] = field(default_factory=list)
    is_shown: bool = True

    @property
    def is_total(self) -> bool:
        """Whether it is of the whole authority."""
        return self.result.breakdown == ALL


class View:
    """The cells of one release and the quantity that each name stands for in it."""

    def __init__(
        self,
        results: Iterable[Result],
        measures: Mapping[str, Measure],
        quantities: Quantities,
        policy: Policy,
        truths: Callable[[Result], Result | None] | None = None,
    ) -> None:
        """`truths` gives the unrounded result behind a printed one, where `results` are printed."""
        self.quantities, self.policy, self.measures = quantities, policy, measures
        self.at: dict[Name, int] = {}
        self.cells: list[Cell] = []
        self._parts: dict[str, tuple[Part, ...]] = {}
        for result in results:
            measure = measures.get(result.measure)
            exact = truths(result) if truths else result
            if measure is not None and exact is not None and _has_numbers(exact):
                self.cells.append(self._cell(measure, exact))
                self.cells[-1].is_shown = result.status is not Status.CONFIDENTIAL

    def parts(self, measure: Measure) -> tuple[Part, ...]:
        """The parts of a measure, worked out once."""
        if measure.id not in self._parts:
            self._parts[measure.id] = parts_of(measure, self.measures)
        return self._parts[measure.id]

    def _cell(self, measure: Measure, result: Result) -> Cell:
        numbers: dict[Role, tuple[Part, int]] = {}
        for part in self.parts(measure):
            truth = result.denominator if part.role == "denominator" else result.numerator
            if truth is not None:
                name = name_of(measure, part, result.period, result.breakdown, result.group)
                if part.role == "net":  # of another release it rests on other numbers, if it comes out alike
                    name = ((*part.family, id(self)), *name[1:])
                number = self.quantities.number(name, truth, part)
                self.at.setdefault(name, number)
                numbers[part.role] = (part, number)
        multiple = multiple_of(result, self.parts(measure), self.policy)
        key = (result.measure, result.period, result.breakdown, result.group)
        bounds = bounds_of(measure, result, numbers, self.quantities, multiple, self.policy)
        return Cell(key, measure, result, numbers, multiple, bounds)


def name_of(measure: Measure, part: Part, period: str, breakdown: str, group: str) -> Name:
    """The name of a part of a result."""
    period = part.label(period)
    if part.role == "denominator" and measure.form == "index":
        rest = breakdown if measure.split is None else without_line(breakdown, group)[0]
        line = group.partition(" × ")[0] if measure.split else ALL
        return ((*part.family, rest), period, measure.split.by if measure.split else ALL, line)
    if measure.split is not None and not part.of_lines:
        return (part.family, period, *without_line(breakdown, group))
    return (part.family, period, breakdown, group)


def _has_numbers(result: Result) -> bool:
    """Whether anything is counted: results without cases say that nobody could count."""
    return result.status in (Status.OK, Status.NO_CASES)
