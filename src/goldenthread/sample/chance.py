"""Drawing by weight. A quick form, because a sample takes several hundred thousand draws."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things with weights, made ready once."""

    def __init__(self, weighted: Sequence[tuple[T, float]]) -> None:
        self.things = [thing for thing, _ in weighted]
        self.sums = list(accumulate(weight for _, weight in weighted))

    def draw(self, chance: random.Random) -> T:
        """One thing by weight."""
        return self.things[bisect_right(self.sums, chance.random() * self.sums[-1])]


def draw(chance: random.Random, weighted: Weighted[T] | Sequence[tuple[T, float]]) -> T:
    """One thing by weight, of a list that is used seldom."""
    return (weighted if isinstance(weighted, Weighted) else Weighted(weighted)).draw(chance)
