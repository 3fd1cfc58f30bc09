"""Everything a reader knows, as one system of bounds on quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Quantities

World = Mapping[int, float]
"""Another truth that readers cannot tell from the true one: by how much each quantity differs."""

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Known:
    """A bound, and the cell that shows it; None where it is known whatever is withheld now."""

    bound: Bound
    cell: int | None
    low: float  # of the differences: how far below the true sum the bound lies, 0 or less
    high: float


class System:
    """Bounds by quantity, and which cells are withheld. A bound that the truth itself breaks (a figure read
    otherwise elsewhere) could mislead a reader alone and is left out."""

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities
        self.known: list[Known] = []
        self.of_quantity: dict[int, list[int]] = defaultdict(list)
        self.of_cell: dict[int, list[int]] = defaultdict(list)
        self.weights: dict[int, float] = {}
        self.hidden: set[int] = set()
        self.new: set[int] = set()
        """Quantities of which the release shows something that was not known before."""
        self._seen: set[Bound] = set()

    def add(self, bounds: Iterable[Bound], cell: int | None = None) -> None:
        """Bounds that everybody knows, or that a cell shows."""
        for bound in bounds:
            if cell is None and bound in self._seen:
                continue
            truth = self.quantities.truth
            total = sum(factor * truth(number) for number, factor in bound.terms)
            if not bound.low - 1e-3 <= total <= bound.high + 1e-3:
                continue
            place = len(self.known)
            self.known.append(Known(bound, cell, min(bound.low - total, 0.0), max(bound.high - total, 0.0)))
            for number, _ in bound.terms:
                self.of_quantity[number].append(place)
            if cell is None:
                self._seen.add(bound)
            else:
                self.of_cell[cell].append(place)
                self.new.update(number for number, _ in bound.terms)

    def is_active(self, place: int) -> bool:
        """Whether a bound is known with the cells that are shown now."""
        return self.known[place].cell not in self.hidden or self.known[place].cell is None

    def allows(self, world: World, only: Iterable[int] | None = None) -> bool:
        """Whether readers cannot tell a world from the true one; `only` these bounds are looked at."""
        quantities = self.quantities.all
        for number, by in world.items():
            each = quantities[number]
            if each.truth + by < each.low - TOLERANCE:
                return False
            if each.whole and abs(by - round(by)) > TOLERANCE:
                return False
        return self.broken(world, only) is None

    def broken(self, world: World, only: Iterable[int] | None = None) -> tuple[Bound, float] | None:
        """The first bound that a world breaks, and by how much it lies above (or, below nought, below) it."""
        touched = dict.fromkeys(p for n in world for p in self.of_quantity[n]) if only is None else only
        for place in touched:
            if self.is_active(place) and (excess := self._excess(self.known[place], world)):
                return self.known[place].bound, excess
        return None

    def alone(self, number: int, by: float) -> bool:
        """Whether a quantity may differ by so much as far as bounds on it alone say."""
        return all(
            self._excess(known, {number: by}) == 0.0
            for place in self.of_quantity[number]
            for known in (self.known[place],)
            if len(known.bound.terms) == 1 and self.is_active(place)
        )

    @staticmethod
    def _excess(known: Known, world: World) -> float:
        moved = sum(factor * world.get(number, 0.0) for number, factor in known.bound.terms)
        slack = TOLERANCE * max(1.0, *(abs(factor) for _, factor in known.bound.terms))
        if moved > known.high + slack:
            return moved - known.high
        return moved - known.low if moved < known.low - slack else 0.0

    def near(self, start: Iterable[int], most: int, *, through_exact: bool) -> list[int]:
        """Up to `most` quantities around some, nearest first. Those that a total tells exactly end the walk,
        unless it goes through them."""
        found = dict.fromkeys(start)
        queue, begun = list(found), len(found)
        for place_in_queue, number in enumerate(queue):
            if not through_exact and place_in_queue >= begun and self._is_exact(number):
                continue
            for place in self.of_quantity[number]:
                if not self.is_active(place):
                    continue
                for other, _ in self.known[place].bound.terms:
                    if other not in found and len(found) < most:
                        found[other] = None
                        queue.append(other)
        return list(found)

    def _is_exact(self, number: int) -> bool:
        return any(
            len(known.bound.terms) == 1 and known.bound.low == known.bound.high and self.is_active(place)
            for place in self.of_quantity[number]
            for known in (self.known[place],)
        )
