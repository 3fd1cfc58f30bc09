"""How sure a relative rate is: its interval, and the test of whether two groups are met at one rate."""

from __future__ import annotations

import math
from dataclasses import dataclass

FEWEST = 5
"""Children of a group below which nothing is said of its rate."""
NORMAL_975 = 1.959963984540054
SURE = 0.05


@dataclass(frozen=True)
class Rates:
    """Children met out of the people of a group, and of those it is set against."""

    met: int
    people: int
    others_met: int
    others: int

    @property
    def ratio(self) -> float | None:
        """The relative rate; None where nobody else was met or lives there."""
        if not (self.people and self.others and self.others_met):
            return None
        return (self.met / self.people) / (self.others_met / self.others)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95% interval of the ratio by the log method; None where one of the counts is nought."""
        if not self.ratio or not self.met:
            return None
        variance = 1 / self.met - 1 / self.people + 1 / self.others_met - 1 / self.others
        spread = NORMAL_975 * math.sqrt(max(0.0, variance))
        return self.ratio * math.exp(-spread), self.ratio * math.exp(spread)

    @property
    def probability(self) -> float:
        """How likely a difference as large or larger is where both groups are met at one rate: chi-squared of
        one degree, or Fisher's exact test where fewer than five are expected in a cell."""
        everybody = self.people + self.others
        met = self.met + self.others_met
        if not everybody or met in (0, everybody):
            return 1.0
        smallest = min(self.people, self.others) * min(met, everybody - met) / everybody
        return self._fisher() if smallest < FEWEST else self._chi_squared()

    @property
    def verdict(self) -> str:
        """'higher', 'lower' or 'no difference'; '' where the group is too few for one."""
        if self.met < FEWEST or self.ratio is None:
            return ""
        if self.probability >= SURE:
            return "no difference"
        return "higher" if self.ratio > 1 else "lower"

    def _chi_squared(self) -> float:
        a, b = self.met, self.people - self.met
        c, d = self.others_met, self.others - self.others_met
        margins = (a + b) * (c + d) * (a + c) * (b + d)
        statistic = (a + b + c + d) * (a * d - b * c) ** 2 / margins
        return math.erfc(math.sqrt(statistic / 2))

    def _fisher(self) -> float:
        """The sum of all tables of these margins that are no more likely than this one."""
        met, everybody = self.met + self.others_met, self.people + self.others
        whole = _log_choose(everybody, met)

        def chance(k: int) -> float:
            return math.exp(_log_choose(self.people, k) + _log_choose(self.others, met - k) - whole)

        tables = range(max(0, met - self.others), min(met, self.people) + 1)
        own = chance(self.met) * (1 + 1e-9)
        return min(1.0, math.fsum(p for p in map(chance, tables) if p <= own))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
