"""Flows: how the children of a stock moved between its groups from one day to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENTERED = "entered"
"""Where those came from who are in the stock on the later day alone."""
LEFT = "left"
"""Where those went who are in the stock on the earlier day alone."""


@dataclass(frozen=True)
class Flow:
    """Children by the group in which they stood on the last day of `then` and on that of `now`.

    `cells` maps (from, to) to a number of children, each child once; one in several groups on a day stands in
    the first by name. A child who came and went between the two days is in none. Where the matrix cannot be
    given, `reason` says why and there are no cells.
    """

    measure: str
    authority: str
    then: str
    now: str
    breakdown: str
    cells: Mapping[tuple[str, str], int]
    reason: str = ""
    flags: tuple[str, ...] = ()

    def stock_then(self) -> dict[str, int]:
        """The stock of the earlier day by group: the sums of the rows."""
        return _sums(self.cells, 0, ENTERED)

    def stock_now(self) -> dict[str, int]:
        """The stock of the later day by group: the sums of the columns."""
        return _sums(self.cells, 1, LEFT)

    @property
    def entered(self) -> int:
        """Children who were not in the stock before."""
        return sum(n for (origin, _), n in self.cells.items() if origin == ENTERED)

    @property
    def left(self) -> int:
        """Children who are not in the stock any more."""
        return sum(n for (_, destination), n in self.cells.items() if destination == LEFT)


def _sums(cells: Mapping[tuple[str, str], int], side: int, outside: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, n in sorted(cells.items()):
        if key[side] != outside:
            found[key[side]] = found.get(key[side], 0) + n
    return found
