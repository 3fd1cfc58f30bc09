"""The mixed integer programme (HiGHS) that finds worlds and the cells whose withholding they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isinf
from typing import Any

import numpy as np

from goldenthread.analysis.disclosure.printed import Terms
from goldenthread.analysis.disclosure.system import Known, System, World
from goldenthread.base.quiet import quiet

REACH = 40.0
"""By how much a quantity may differ in a world; one that is no number of people by its own size, if more."""

NODES = 2000
"""So many branches a programme follows at the most: a limit that gives the same answer on every machine."""

Answer = tuple[tuple[World, ...], frozenset[int], float]
"""The worlds, the cells to withhold, and the least weight that any answer has."""


class Programme:
    """Columns: in each world the difference of each quantity near, then of each cell whether it is withheld.

    Rows: every bound that touches a quantity near, in each world; one that a cell shows is lifted when the
    cell is withheld.
    """

    def __init__(
        self, system: System, near: Sequence[int], worlds: int, *, may_hide: bool, reach: float = REACH
    ) -> None:
        self._system, self._near, self._worlds, self._reach = system, near, worlds, reach
        self._column = {number: place for place, number in enumerate(near)}
        places = sorted({p for number in near for p in system.of_quantity[number] if system.is_active(p)})
        known = [system.known[place] for place in places]
        cells = sorted({each.cell for each in known if each.cell is not None}) if may_hide else []
        self._cells = {cell: worlds * len(near) + place for place, cell in enumerate(cells)}
        self._low, self._high, self._whole = self._limits()
        self._entries: list[tuple[int, int, float]] = []
        self._rows: list[tuple[float, float]] = []
        for each in known:
            self._bound(each)

    def reach(self, world: int, terms: Terms, need: float, *, up: bool) -> None:
        """In a world, a sum of quantities differs by at least the need, up or down."""
        self._row(self._shifted(world, terms), need if up else -inf, inf if up else need)

    def most(self, terms: Terms, *, up: bool) -> float:
        """By how much a sum of quantities can differ at most, up or (as a number below nought) down, in the
        first world: never less than is so, infinite where nothing is known of it."""
        cost, sign = np.zeros(len(self._low)), -1.0 if up else 1.0
        for column, factor in self._shifted(0, terms):
            cost[column] += sign * factor
        answer = self._answer(cost, {"node_limit": NODES}, presolve=True)
        is_known = answer.x is not None and answer.mip_dual_bound is not None
        return sign * (float(answer.mip_dual_bound) if is_known else -inf)

    def solve(self, seconds: float) -> Answer | None:
        """The worlds and cells of least weight; None where there are none, or none was found in time."""
        cost = np.zeros(len(self._low))
        for cell, place in self._cells.items():
            cost[place] = self._system.weights[cell]
        limits = {"node_limit": NODES, "time_limit": max(seconds, 0.1)}
        # simplifying first is quicker, and at times finds no world where one is
        for presolve in (True, False):
            answer = self._answer(cost, limits, presolve=presolve)
            if answer.x is not None:
                break
        if answer.x is None:
            return None
        size = len(self._near)
        worlds = tuple(self._world(answer.x[n * size : (n + 1) * size]) for n in range(self._worlds))
        hide = frozenset(cell for cell, place in self._cells.items() if answer.x[place] > 0.5)
        return worlds, hide, float(answer.mip_dual_bound or 0.0)

    def _answer(self, cost: np.ndarray, limits: dict[str, float], *, presolve: bool) -> Any:
        """What HiGHS says of the programme at these costs."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_matrix

        rows, columns, values = zip(*self._entries, strict=True)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(self._rows), len(cost)))
        low, high = zip(*self._rows, strict=True)
        with quiet():
            return milp(
                cost,
                integrality=self._whole,
                bounds=Bounds(self._low, self._high),
                constraints=LinearConstraint(matrix, low, high),
                options={**limits, "presolve": presolve},
            )

    def _limits(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The least and greatest of each column, and whether it is whole."""
        found = []
        for number in self._near:
            each = self._system.quantities.all[number]
            reach = self._reach if each.whole else max(self._reach, abs(each.truth))
            found.append((max(-reach, each.low - each.truth), reach, float(each.whole)))
        columns = np.array(found * self._worlds + [(0.0, 1.0, 1.0)] * len(self._cells))
        return columns[:, 0], columns[:, 1], columns[:, 2]

    def _bound(self, known: Known) -> None:
        terms = tuple((number, factor) for number, factor in known.bound.terms if number in self._column)
        scale = max(abs(factor) for _, factor in terms)
        terms = tuple((number, factor / scale) for number, factor in terms)
        low, high = known.low / scale, known.high / scale
        lifted = self._cells.get(known.cell) if known.cell is not None else None
        for world in range(self._worlds):
            shifted = self._shifted(world, terms)
            if lifted is None:
                self._row(shifted, low, high)
                continue
            least = sum(min(f * self._low[c], f * self._high[c]) for c, f in shifted)
            most = sum(max(f * self._low[c], f * self._high[c]) for c, f in shifted)
            if not isinf(high) and most > high:
                self._row([*shifted, (lifted, high - most)], -inf, high)
            if not isinf(low) and least < low:
                self._row([*shifted, (lifted, low - least)], low, inf)

    def _shifted(self, world: int, terms: Terms) -> list[tuple[int, float]]:
        """The columns of quantities in a world."""
        first = world * len(self._near)
        return [(first + self._column[number], factor) for number, factor in terms]

    def _row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        self._entries += [(len(self._rows), column, factor) for column, factor in terms]
        self._rows.append((low, high))

    def _world(self, values: Sequence[float]) -> World:
        """The differences that are some; whole where the quantity is."""
        found = {}
        for number, value in zip(self._near, values, strict=True):
            by = float(round(value)) if self._system.quantities.all[number].whole else float(value)
            if abs(by) > 1e-9:
                found[number] = by
        return found
