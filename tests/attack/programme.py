"""The programme of the attacker: which worlds fit all that is known, and what they leave of a number.

Whole numbers of nought and more, by SciPy's HiGHS. Numbers that bounds tie together make a component; a
component is attacked once, and again when a release adds to it. One solution answers for every number it
happens to move far enough; only what is left over is asked for by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from tests.attack.reading import Bound, Sum

INFEASIBLE = 2


@dataclass(frozen=True)
class Aim:
    """A number that must stay open: some world must take it up to `high`, some down to `low`."""

    sum: Sum
    low: int
    high: int
    truth: int = field(compare=False)
    kind: str = field(compare=False)
    name: str = field(compare=False)


@dataclass(frozen=True)
class Found:
    """An aim that is not open enough, and the best bounds that a reader has of it."""

    aim: Aim
    least: float
    most: float

    @property
    def is_exact(self) -> bool:
        """Whether it is known to the unit."""
        return bool(self.least == self.most)

    @property
    def width(self) -> float:
        """How far the two bounds are apart."""
        return self.most - self.least


class Component:
    """Bounds that belong together, as a matrix over their own unknowns."""

    def __init__(self, bounds: Sequence[Bound], aims: Sequence[Aim], fixed: dict[int, int]) -> None:
        self.unknowns = sorted({n for one in (*bounds, *aims) for n, _ in one.sum if n not in fixed})
        self.at = {n: i for i, n in enumerate(self.unknowns)}
        self.fixed = fixed
        rows, columns, factors, low, high = [], [], [], [], []
        for number, bound in enumerate(bounds):
            known = sum(f * fixed[n] for n, f in bound.sum if n in fixed)
            low.append(bound.low - known)
            high.append(bound.high - known)
            for n, f in bound.sum:
                if n not in fixed:
                    rows.append(number)
                    columns.append(self.at[n])
                    factors.append(f)
        self._entries = rows, columns, factors
        self._low, self._high = low, high

    def split(self, aim: Aim) -> tuple[dict[int, int], int]:
        """An aim's factors by column, and what is known of it."""
        inner = {self.at[n]: f for n, f in aim.sum if n in self.at}
        return inner, sum(f * self.fixed[n] for n, f in aim.sum if n in self.fixed)

    def solve(
        self,
        goal: dict[int, float],
        extra: Iterable[tuple[dict[int, int], float, float]] = (),
        more: int = 0,
        tops: Sequence[float] = (),
    ) -> np.ndarray | None:
        """A fitting world with the least `goal`, None where there is none. `extra`: further bounds, by
        column. `more`: auxiliary unknowns after the others, at most `tops`, of any sign."""
        rows, columns, factors = (list(each) for each in self._entries)
        low, high = list(self._low), list(self._high)
        for inner, least, most in extra:
            for column, factor in inner.items():
                rows.append(len(low))
                columns.append(column)
                factors.append(factor)
            low.append(least)
            high.append(most)
        size = len(self.unknowns) + more
        cost = np.zeros(size)
        for column, factor in goal.items():
            cost[column] = factor
        matrix = coo_array((factors, (rows, columns)), shape=(len(low), size)).tocsc()
        free = Bounds(
            np.r_[np.zeros(len(self.unknowns)), np.full(more, -1e4)],
            np.r_[np.full(len(self.unknowns), 1e5), np.asarray(tops, dtype=float)],
        )
        whole = np.r_[np.ones(len(self.unknowns)), np.zeros(more)]
        for presolve in (True, False):  # HiGHS now and then finds none at first where there is one
            out = milp(
                cost,
                constraints=LinearConstraint(matrix, low, high),
                bounds=free,
                integrality=whole,
                options={"time_limit": 20.0, "mip_rel_gap": 0.0, "presolve": presolve},
            )
            if out.x is not None:
                return np.round(out.x[: len(self.unknowns)])
        if out.status != INFEASIBLE:
            raise RuntimeError(f"the programme ended without an answer: {out.message}")
        return None


@dataclass
class Attack:
    """Attacks what is known so far; remembers what it has attacked."""

    seen: set[tuple[frozenset[Bound], frozenset[Aim]]] = field(default_factory=set)
    programmes: int = 0

    def on(self, bounds: Iterable[Bound], aims: Iterable[Aim]) -> list[Found]:
        """All aims that are not open enough."""
        bounds = list(bounds)
        fixed = {
            b.sum[0][0]: int(b.low)
            for b in bounds
            if len(b.sum) == 1 and b.low == b.high and b.sum[0][1] == 1
        }
        group = _Groups()
        for bound in bounds:
            group.tie([n for n, _ in bound.sum if n not in fixed])
        found: list[Found] = []
        wanted: dict[int, list[Aim]] = defaultdict(list)
        for aim in dict.fromkeys(aims):
            inner = [n for n, _ in aim.sum if n not in fixed]
            group.tie(inner)
            if not inner:
                value = sum(f * fixed[n] for n, f in aim.sum)
                found.append(Found(aim, value, value))
        mine: dict[int, list[Bound]] = defaultdict(list)
        for bound in bounds:
            free = next((n for n, _ in bound.sum if n not in fixed), None)
            if free is not None:
                mine[group.of(free)].append(bound)
        for aim in dict.fromkeys(aims):
            free = next((n for n, _ in aim.sum if n not in fixed), None)
            if free is not None:
                wanted[group.of(free)].append(aim)
        for root, some in wanted.items():
            key = frozenset(mine[root]), frozenset(some)
            if key not in self.seen:
                self.seen.add(key)
                found += self._component(Component(mine[root], some, fixed), some)
        return found

    def _component(self, component: Component, aims: list[Aim]) -> list[Found]:
        split = [component.split(aim) for aim in aims]
        closed: set[int] = set()
        for sign in (1, -1):
            left = set(range(len(aims)))
            limits = [sign * ((a.high if sign > 0 else a.low) - split[i][1]) for i, a in enumerate(aims)]

            def strike(world: np.ndarray | None, left: set[int], limits: list[int], sign: int) -> None:
                if world is None:
                    raise AssertionError("what the reader knows contradicts itself")
                for i in list(left):
                    if sign * sum(f * world[c] for c, f in split[i][0].items()) >= limits[i] - 1e-6:
                        left.discard(i)

            size = len(component.unknowns)
            extra = [
                ({**{c: -sign * f for c, f in split[i][0].items()}, size + i: 1}, -inf, 0)
                for i in sorted(left)
            ]
            self.programmes += 1
            goal = {size + i: -1.0 for i in left}
            strike(component.solve(goal, extra, len(aims), limits), left, limits, sign)
            for i in sorted(left):
                if i not in left:
                    continue
                inner = {c: sign * f for c, f in split[i][0].items()}
                self.programmes += 1
                world = component.solve({}, [(inner, limits[i], inf)])
                if world is None:
                    closed.add(i)
                    left.discard(i)
                else:
                    strike(world, left, limits, sign)
        return [self._best(component, aims[i], *split[i]) for i in sorted(closed)]

    def _best(self, component: Component, aim: Aim, inner: dict[int, int], known: int) -> Found:
        ends = []
        for sign in (1, -1):
            world = component.solve({c: sign * float(f) for c, f in inner.items()})
            assert world is not None
            ends.append(known + sum(f * world[c] for c, f in inner.items()))
        return Found(aim, ends[0], ends[1])


class _Groups:
    """Which unknowns are tied together."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def of(self, number: int) -> int:
        while self._up.setdefault(number, number) != number:
            self._up[number] = self._up[self._up[number]]
            number = self._up[number]
        return number

    def tie(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._up[self.of(number)] = self.of(numbers[0])
