"""The ledger: what earlier public releases told, which no later one can take back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldenthread.analysis.disclosure.cells import Cell, Key, View
from goldenthread.analysis.disclosure.policy import DEFAULT, Policy
from goldenthread.analysis.disclosure.printed import (
    Bound,
    multiple_of,
    released,
    same_print,
    shown_between,
)
from goldenthread.analysis.disclosure.quantities import Name, Part, Quantities, parts_of
from goldenthread.analysis.disclosure.revised import held_bounds
from goldenthread.base.errors import RefusedInput
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status
from goldenthread.model.results import Results


@dataclass(frozen=True)
class Earlier:
    """An earlier public release: its results as released, the policy that they were released by, and the
    unrounded results behind them, where the council has kept them. Without those, today's results stand for
    them as far as they print the same; else the nearest numbers that do."""

    results: Results
    policy: Policy = DEFAULT
    unrounded: Results | None = None


class Ledger:
    """Earlier releases as views on the same quantities, oldest first."""

    def __init__(
        self,
        earlier: Sequence[Earlier],
        today: Results,
        authority: str,
        measures: Mapping[str, Measure],
        quantities: Quantities,
    ) -> None:
        self._quantities = quantities
        self.views: list[View] = []
        self.printed: dict[Key, tuple[Result, Cell]] = {}
        """What was last shown of each key, and the cell of whose numbers that is the print."""
        self.known: list[Bound] = []
        """All that the releases showed."""
        for release in earlier:
            rows = [row for row in release.results if row.authority == authority]
            _have_cards(rows, measures)
            behind = _Behind(release, today, measures)
            view = View(rows, measures, quantities, release.policy, behind.truth)
            self.views.append(view)
            by_key = {(row.measure, row.period, row.breakdown, row.group): row for row in rows}
            for cell in view.cells:
                if cell.is_shown:
                    self._show(cell, by_key[cell.key], release.policy)

    def _show(self, cell: Cell, row: Result, policy: Policy) -> None:
        """A cell that prints anew tells what its numbers print. One that prints as before tells no more than
        that no correction is due: whether one waits, nobody sees."""
        before = self.printed.get(cell.key)
        exact = policy.totals_known and cell.is_total
        is_own = same_print(released(cell.measure, cell.result, cell.multiple), row)
        if before is None or (is_own and not same_print(row, before[0])):
            self.known += cell.bounds
        else:
            self.known += cell.bounds if exact else held_bounds(cell, before[1], policy)
        if before is None or is_own:
            self.printed[cell.key] = (row, cell)

    def names_told(self) -> set[Name]:
        """The names of the numbers behind what was ever shown."""
        numbers = (number for _, cell in self.printed.values() for _, number in cell.numbers.values())
        return {self._quantities.all[number].name for number in numbers}

    def totals_told(self) -> dict[Name, int]:
        """The numbers of the whole authority that were shown, as last shown."""
        cells = (cell for _, cell in self.printed.values() if cell.is_total)
        numbers = (number for cell in cells for part, number in cell.numbers.values() if part.counted)
        return {self._quantities.all[number].name: number for number in numbers}

    def withheld(self) -> Iterable[tuple[Cell, View]]:
        """Every cell that a release withheld."""
        return ((cell, view) for view in self.views for cell in view.cells if not cell.is_shown)


def _have_cards(rows: Iterable[Result], measures: Mapping[str, Measure]) -> None:
    lost = sorted({row.measure for row in rows if row.status is Status.OK} - measures.keys())
    if lost:
        raise RefusedInput(
            f"An earlier public release showed {', '.join(lost)}, of which there is no card any more. What "
            "it told cannot be held against this release without its definition.",
            where="catalogue",
            do="Put the card back into the catalogue folder; it need not be in the strategy.",
        )


class _Behind:
    """The unrounded results behind the printed ones of a release."""

    def __init__(self, release: Earlier, today: Results, measures: Mapping[str, Measure]) -> None:
        self._release, self._today, self._measures = release, today, measures

    def truth(self, row: Result) -> Result | None:
        """The unrounded result behind a printed one; None where nothing is known of it."""
        key = (row.measure, row.authority, row.period, row.breakdown, row.group)
        if self._release.unrounded is not None:
            return self._release.unrounded.find(*key)
        now = self._today.find(*key)
        if row.status is Status.CONFIDENTIAL:
            return now
        if row.status is not Status.OK:
            return row
        measure, policy = self._measures[row.measure], self._release.policy
        parts = parts_of(measure, self._measures)
        multiple = multiple_of(row, parts, policy)
        if now is not None and now.status is Status.OK and same_print(released(measure, now, multiple), row):
            return now
        return _nearest(row, now, parts, multiple, policy)


def _nearest(
    row: Result, now: Result | None, parts: tuple[Part, ...], multiple: int, policy: Policy
) -> Result:
    """The numbers nearest to today's of which the printed ones can be the rounding."""
    by_role = {part.role: part for part in parts}

    def near(role: str, printed: float | None, today: float | None) -> float | None:
        part = by_role.get("net", by_role.get(role))  # type: ignore[call-overload]
        if printed is None or part is None:
            return printed
        low, high = shown_between(printed, part, multiple, policy, is_total=row.breakdown == ALL)
        return min(max(printed if today is None else today, low), high)

    return replace(
        row,
        numerator=near("numerator", row.numerator, now.numerator if now else None),
        denominator=near("denominator", row.denominator, now.denominator if now else None),
    )
