"""What a reader of all releases so far knows, as rows of bounds over unknown whole numbers.

Unknown is the number of a spot as it was known at a release; as long as it does not change it is one
unknown (the reader is taken to know that it did not). Read are the printed results, the exact totals of
what is shown, and what the work itself says: groups add up, a quarter is its months, nobody is seen before
a plan begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

from goldenthread.analysis.disclosure import Policy
from goldenthread.model.result import ADOLESCENT, ALL, CROSS, Result, Status
from goldenthread.model.results import Results
from tests.attack.themes import Card, Quantity
from tests.attack.worlds import AUTHORITY, GROUPS, Spot, World, months_of, period_of

Sum = tuple[tuple[int, int], ...]
"""Unknowns, each with its factor."""


@dataclass(frozen=True)
class Bound:
    """Between `low` and `high` lies a sum. `why` is for whoever reads a finding."""

    sum: Sum
    low: float
    high: float
    why: str = field(compare=False)


@dataclass
class Reader:
    """Reads release after release."""

    world: World
    policy: Policy
    names: list[tuple[Spot, int]] = field(default_factory=list)
    truth: list[int] = field(default_factory=list)
    bounds: dict[Bound, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._runs: dict[Spot, tuple[int, int]] = {}
        """The unknown that a spot is now, and the release until which that was looked up."""
        self._said: dict[tuple[Card, str, str, int], tuple[Result, dict[Quantity, int]]] = {}
        self._printing: set[Spot] = set()
        self._now = -1

    def unknown(self, spot: Spot) -> int:
        """The unknown of a spot as of the release being read."""
        if spot in self._runs:
            number, looked = self._runs[spot]
            if looked == self._now or self._stands(spot, self.truth[number], looked):
                self._runs[spot] = number, self._now
                return number
        self.names.append((spot, self._now))
        self.truth.append(self.world.number(spot, self._now))
        self._runs[spot] = len(self.truth) - 1, self._now
        return len(self.truth) - 1

    def _stands(self, spot: Spot, number: int, looked: int) -> bool:
        """Whether a reader knows that a number did not change. Of a group that is not printed any more only
        while nothing changes in the total."""
        if self.world.number(spot, self._now) != number:
            return False
        total = Spot(spot.quantity, ALL, ALL, spot.period)
        return spot in self._printing or all(
            self.world.number(total, between) == self.world.number(total, looked)
            for between in range(looked, self._now + 1)
        )

    def read(self, release: int, printed: Results) -> None:
        """One release."""
        self._now = release
        self._printing = {
            Spot(quantity, *cell[1:])
            for cell in self.world.shown(release)
            for quantity in (cell[0].top, cell[0].bottom, cell[0].minus)
            if quantity
        }
        here: dict[tuple[Quantity, str, int], set[str] | None] = {}
        for cell in self.world.shown(release):
            card, breakdown, group, period = cell
            label = period_of(card.top.months, period).label
            row = printed.get(card.measure, AUTHORITY, label, breakdown, group)
            self._cell(cell, row)
            for quantity in (card.top, card.bottom, card.minus):
                if quantity and not (card.split and quantity is card.bottom and card.top != card.bottom):
                    known = here.setdefault((quantity, breakdown, period), set())
                    if known is not None:
                        known.add(group)
                    if card.rate and here[quantity, breakdown, period] is not None and breakdown != ALL:
                        here.setdefault((quantity, f"?{breakdown}", period), set())
        lines = {key: groups or set() for key, groups in here.items() if not key[1].startswith("?")}
        rates = {(q, b[1:], p) for q, b, p in here if b.startswith("?")}
        for (quantity, breakdown, period), groups in list(lines.items()):
            if breakdown != ALL:
                self._groups(
                    quantity, breakdown, period, None if (quantity, breakdown, period) in rates else groups
                )
        self._windows(lines)
        self._relations(lines)
        self._stays(lines)

    def _add(self, parts: Iterable[tuple[Spot, int]], low: float, high: float, why: str) -> None:
        total: dict[int, int] = {}
        for spot, factor in parts:
            number = self.unknown(spot)
            total[number] = total.get(number, 0) + factor
        terms = tuple(sorted((n, f) for n, f in total.items() if f))
        if terms:
            self.bounds[Bound(terms, low, high, why)] = None

    def _cell(self, cell: tuple[Card, str, str, int], row: Result) -> None:
        card, breakdown, group, period = cell
        top = Spot(card.top, breakdown, group, period)
        where = (ALL, ALL) if card.split else (breakdown, group)
        bottom = Spot(card.bottom, *where, period) if card.bottom else None
        if bottom and bottom != top:
            self._add(((top, 1), (bottom, -1)), -inf, 0, "some of them")
        if row.status is Status.NO_CASES and bottom:
            self._add(((bottom, 1),), 0, 0, "[z]")
        if row.status is not Status.OK:
            return
        parts = {
            s.quantity: self.unknown(s)
            for s in (top, bottom, card.minus and Spot(card.minus, *cell[1:]))
            if s
        }
        before = self._said.get(cell)
        if group == ALL and self.policy.totals_known:
            self._exact(card, cell)
            return
        slack = 0
        if before and _same(before[0], row):
            if before[1] == parts:
                return
            slack = self.policy.threshold - 1
        else:
            self._said[cell] = row, parts
        if card.minus:
            self._difference(card, cell, row, slack)
            return
        step = self.multiple(card.top, group)
        self._printed(top, row.numerator, step, slack)
        if bottom:
            self._printed(bottom, row.denominator, step, slack)
            if not slack:
                self._share(top, bottom, row)

    def _exact(self, card: Card, cell: tuple[Card, str, str, int]) -> None:
        if card.minus:
            spots = ((Spot(card.top, *cell[1:]), 1), (Spot(card.minus, *cell[1:]), -1))
            value = sum(f * self.world.number(s, self._now) for s, f in spots)
            self._add(spots, value, value, "the exact total")
            return
        for quantity in (card.top, card.bottom):
            if quantity:
                spot = Spot(quantity, *cell[1:])
                value = self.world.number(spot, self._now)
                self._add(((spot, 1),), value, value, "the exact total")

    def multiple(self, quantity: Quantity, group: str) -> int:
        """What numbers of a group's cell are rounded to."""
        moving = quantity.by == "open" or quantity.months == "rolling_12"
        if group == ALL or not moving:
            return self.policy.rounding
        return self.policy.moving_rounding

    def _printed(self, spot: Spot, number: float | None, step: int, slack: int) -> None:
        if number is None:
            return
        low, high = number - step // 2, number + (step - 1) // 2
        if number == 0 and not slack:
            self._add(((spot, 1),), 0, 0, "a true nought")
            return
        low = low - slack if slack else max(low, self.policy.threshold)
        self._add(((spot, 1),), max(low, 0), high + slack, "printed")

    def _share(self, top: Spot, bottom: Spot, row: Result) -> None:
        """A whole per cent of the unrounded parts; the rest is none or no small number."""
        if row.value is None:
            return
        twice = round(2 * row.value)
        self._add(((top, 200), (bottom, -(twice - 1))), 0, inf, "per cent")
        self._add(((top, 200), (bottom, -(twice + 1))), -inf, -1, "per cent")
        if 0 < row.value < 100 and row.numerator != row.denominator:
            self._add(((bottom, 1), (top, -1)), self.policy.threshold, inf, "the rest is no small number")
        if row.value > 0 and row.numerator:
            self._add(((top, 1),), self.policy.threshold, inf, "no small number")
        self._add(((bottom, 1),), self.policy.smallest_base, inf, "no small base")

    def _difference(self, card: Card, cell: tuple[Card, str, str, int], row: Result, slack: int) -> None:
        assert card.minus is not None
        assert row.numerator is not None
        spots = ((Spot(card.top, *cell[1:]), 1), (Spot(card.minus, *cell[1:]), -1))
        step = self.policy.rounding
        low, high = row.numerator - step // 2 - slack, row.numerator + step // 2 + slack
        if row.numerator == 0 and not slack:
            low = high = 0
        self._add(spots, low, high, "printed difference")

    def _groups(self, quantity: Quantity, breakdown: str, period: int, shown: set[str] | None) -> None:
        """Groups add up to the total, crossed ones to both margins; no line, nobody in it."""
        total = Spot(quantity, ALL, ALL, period)
        names = breakdown.split(CROSS)
        every = [tuple(n) for n in _every(names)]
        spots = {group: Spot(quantity, breakdown, CROSS.join(group), period) for group in every}
        self._add([(s, 1) for s in spots.values()] + [(total, -1)], 0, 0, "groups add up")
        if shown is not None:
            for group, spot in spots.items():
                if CROSS.join(group) not in shown:
                    self._add(((spot, 1),), 0, 0, "no line")
        if "age_band" in names:
            at = names.index("age_band")
            for group, spot in spots.items():
                if group[at] == "16-17":
                    young, both = list(group), list(group)
                    young[at], both[at] = "10-15", ADOLESCENT
                    beside = Spot(quantity, breakdown, CROSS.join(both), period)
                    self._add(((beside, -1), (spot, 1), (spots[tuple(young)], 1)), 0, 0, "both bands")
        if len(names) == 2:
            for at, name in enumerate(names):
                for value in GROUPS[name]:
                    line = [(s, 1) for g, s in spots.items() if g[at] == value]
                    margin = Spot(quantity, name, value, period)
                    self._add([*line, (margin, -1)], 0, 0, "crossed groups add up")

    def _windows(self, lines: Mapping[tuple[Quantity, str, int], set[str]]) -> None:
        """A quarter, a year to date and twelve months are the sums of their months."""
        for (quantity, breakdown, period), groups in lines.items():
            if quantity.months == "month":
                continue
            monthly = Quantity(quantity.table, quantity.by, quantity.where)
            months = range(period - months_of(quantity.months, period) + 1, period + 1)
            for group in groups:
                parts = [(Spot(monthly, breakdown, group, month), 1) for month in months]
                whole = Spot(quantity, breakdown, group, period)
                self._add([*parts, (whole, -1)], 0, 0, "the sum of its months")
            if breakdown != ALL:
                for month in months:
                    self._groups(monthly, breakdown, month, None)

    def _relations(self, lines: Mapping[tuple[Quantity, str, int], set[str]]) -> None:
        theme = self.world.theme
        for (quantity, breakdown, period), groups in lines.items():
            for group in groups:
                here = (breakdown, group, period)
                for part, whole in theme.within:
                    if quantity == part and group in lines.get((whole, breakdown, period), ()):
                        self._add(((Spot(part, *here), 1), (Spot(whole, *here), -1)), -inf, 0, "some of them")
                for parts, whole in theme.apart:
                    if quantity == whole and any((p, breakdown, period) in lines for p in parts):
                        spots = [(Spot(p, *here), 1) for p in parts if (p, breakdown, period) in lines]
                        self._add([*spots, (Spot(whole, *here), -1)], -inf, 0, "have nobody in common")
            for stock, started, ended in theme.bridges:
                if quantity == stock and breakdown == ALL and (stock, ALL, period - 1) in lines:
                    self._bridge(stock, started, ended, lines, ALL, (ALL,), period)

    def _bridge(
        self,
        stock: Quantity,
        started: Quantity,
        ended: Quantity,
        lines: Mapping[tuple[Quantity, str, int], set[str]],
        breakdown: str,
        groups: tuple[str, ...],
        period: int,
    ) -> None:
        now = [(Spot(stock, breakdown, g, period), 1) for g in groups]
        before = [(Spot(stock, breakdown, g, period - 1), -1) for g in groups]
        if (started, breakdown, period) in lines:
            came = [(Spot(started, breakdown, g, period), -1) for g in groups]
            self._add([*now, *before, *came], -inf, 0, "there before or came since")
        if (ended, breakdown, period) in lines and len(groups) == 1 and breakdown in (ALL, "sex"):
            left = [(Spot(ended, breakdown, g, period), 1) for g in groups]
            self._add([*now, *before, *left], 0, inf, "still there or gone")

    def _stays(self, lines: Mapping[tuple[Quantity, str, int], set[str]]) -> None:
        """Nobody's sex changes, and age only goes up: bridges of groups."""
        for stock, started, ended in self.world.theme.bridges:
            for quantity, breakdown, period in list(lines):
                if (
                    quantity != stock
                    or Spot(stock, breakdown, _first(breakdown), period - 1) not in self._runs
                ):
                    continue
                if breakdown == "sex":
                    for sex in GROUPS["sex"]:
                        self._bridge(stock, started, ended, lines, "sex", (sex,), period)
                if breakdown == "age_band":
                    for upto in range(1, 4):
                        bands = GROUPS["age_band"][:upto]
                        self._bridge(stock, started, ended, lines, "age_band", bands, period)


def _first(breakdown: str) -> str:
    return CROSS.join(GROUPS[name][0] for name in breakdown.split(CROSS)) if breakdown != ALL else ALL


def _every(names: list[str]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for name in names:
        found = [(*group, value) for group in found for value in GROUPS[name]]
    return found


def _same(one: Result, other: Result) -> bool:
    return (one.numerator, one.denominator, one.value) == (other.numerator, other.denominator, other.value)
