"""Invented councils that are hard to hide: small groups, late records, children who move, groups that come
and go, months that are missing and months that are released twice.

`world(seed)` draws a theme, some of its cards with some of their breakdowns, and records. `World.release(n)`
gives what was known at the n-th release, unrounded. A reader's view of the numbers is `World.number`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from goldenthread.base.periods import Period, ending, parse
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ADOLESCENT, ALL, CROSS
from goldenthread.model.results import SCHEMA, Results
from tests.attack.themes import THEMES, Card, Quantity, Theme

AUTHORITY = "X06000001"
FIRST = parse("2021-04")
NEVER = 10_000
GROUPS = {
    "locality": ("central", "east", "west", "unknown"),
    "age_band": ("1-4", "5-9", "10-15", "16-17"),
    "sex": ("female", "male"),
    "source": ("police", "school", "health", "other"),
    "abuse_category": ("neglect", "emotional", "physical", "sexual"),
    "placement_group": ("foster", "family_friends", "residential", "parents", "secure"),
    "service": ("assessment", "safeguarding", "care"),
    "grade": ("outstanding", "good", "requires_improvement", "inadequate"),
    "band": ("three_or_more", "one_or_two", "none"),
    "hub_locality": ("central", "east", "west"),
}
AGEING = {"1-4": 48, "5-9": 60, "10-15": 72, "16-17": 24}
MOVES = ("locality", "placement_group", "abuse_category")
"""What may change while a plan or a period of care goes on. Nobody's sex does, and age only goes up."""
POPULATION = {"central": 12_000, "east": 18_000, "west": 15_000, "unknown": 0}
SPAN = 24
"""Monthly releases."""


@dataclass(frozen=True)
class Spot:
    """Where a number stands: a quantity of a group in a period."""

    quantity: Quantity
    breakdown: str
    group: str
    period: int
    """The number of its last month."""


@dataclass
class World:
    """Records and what is shown of them. `clock[n]` is the month of release n: months may be missing or
    released twice."""

    theme: Theme
    cards: tuple[Card, ...]
    records: dict[str, dict[str, np.ndarray]]
    clock: tuple[int, ...]
    back: int
    """How many months back the totals of a release go."""

    def number(self, spot: Spot, release: int) -> int:
        """The true number of a spot, as known at a release."""
        key = (spot, release)
        if key not in self._numbers:
            self._numbers[key] = self._count(spot, release)
        return self._numbers[key]

    def __post_init__(self) -> None:
        self._numbers: dict[tuple[Spot, int], int] = {}
        self._held: dict[tuple[object, ...], np.ndarray] = {}

    def _count(self, spot: Spot, release: int) -> int:
        held = self._held_by(spot.quantity, spot.period, release)
        if spot.breakdown != ALL:
            table = self.records[spot.quantity.table]
            pairs = zip(spot.breakdown.split(CROSS), spot.group.split(CROSS), strict=True)
            for name, group in pairs:
                held = held & _in_group(table, name, group, spot.period)
        return int(held.sum())

    def _held_by(self, of: Quantity, period: int, release: int) -> np.ndarray:
        key = (of, period, release)
        if key not in self._held:
            self._held[key] = self._mask(of, period, release)
        return self._held[key]

    def _mask(self, of: Quantity, period: int, release: int) -> np.ndarray:
        table = self.records[of.table]
        first = period - months_of(of.months, period) + 1
        known = table["start_known"] <= release
        end = np.where(table["end_known"] <= release, table["end"], NEVER)
        if of.by == "open":
            held = known & (table["start"] <= period) & (end > period)
        else:
            date = table["start"] if of.by == "start" else end
            held = known & (date >= first) & (date <= period)
        if of.where in ("long", "due", "new", "visited"):
            age = np.minimum(period, end) - table["start"]
            fits = {"long": age >= 12, "due": age >= 1, "new": age < 1, "visited": age >= 1}[of.where]
            held = held & fits
        if of.where == "neet":
            held = held & _in_group(table, "age_band", "16-17", period)
        if of.where in table:
            held = held & table[of.where]
        return held

    def groups(self, card: Card, breakdown: str, period: int, release: int) -> list[str]:
        """The groups printed of a breakdown. Nobody unknown, nobody in it: no line."""
        found = [""]
        for name in breakdown.split(CROSS):
            values = [*GROUPS[name], *([ADOLESCENT] if name == "age_band" else [])]
            found = [f"{group}{CROSS}{value}" if group else value for group in found for value in values]
        return [g for g in found if "unknown" not in g or self._anybody(card, breakdown, g, period, release)]

    def _anybody(self, card: Card, breakdown: str, group: str, period: int, release: int) -> bool:
        shown = [q for q in (card.top, card.bottom, card.minus) if q]
        return any(self.number(Spot(q, breakdown, group, period), release) for q in shown) and not card.rate

    def shown(self, release: int) -> Iterator[tuple[Card, str, str, int]]:
        """Card, breakdown, group and last month of every cell of a release."""
        now = self.clock[release]
        for card in self.cards:
            if card.top.months != "month":
                last = now - (now - 2) % 3 if card.top.months == "quarter" else now
                periods = [last] if last >= 12 else []
            else:
                periods = list(range(max(now - self.back, 0), now + 1))
            if not card.split:
                for period in periods:
                    yield card, ALL, ALL, period
            for breakdown in card.breakdowns if periods else ():
                for group in self.groups(card, breakdown, periods[-1], release):
                    yield card, breakdown, group, periods[-1]

    def results(self, release: int) -> Results:
        """The unrounded results of a release."""
        rows = [self._row(*cell, release) for cell in self.shown(release)]
        return Results(pa.Table.from_pylist(rows, schema=SCHEMA))

    def _row(self, card: Card, breakdown: str, group: str, period: int, release: int) -> dict[str, object]:
        top = float(self.number(Spot(card.top, breakdown, group, period), release))
        bottom: float | None = None
        value: float | None = top
        if card.minus:
            top = value = top - self.number(Spot(card.minus, breakdown, group, period), release)
        elif card.rate:
            bottom = float(sum(POPULATION.values()) if group == ALL else POPULATION[group])
            value = top / bottom * 10_000
        elif card.bottom:
            where = (ALL, ALL) if card.split else (breakdown, group)
            bottom = float(self.number(Spot(card.bottom, *where, period), release))
            value = top / bottom * 100 if bottom else None
        measure = shipped_measures()[card.measure]
        return {
            "measure": measure.id,
            "authority": AUTHORITY,
            "period": period_of(card.top.months, period).label,
            "timing": measure.timing,
            "breakdown": breakdown,
            "group": group,
            "numerator": top,
            "denominator": bottom,
            "value": value,
            "status": "ok" if value is not None else "no_cases",
            "snapshot": f"known-{release}",
            "definition_version": 1,
            "flags": "",
            "reason": "",
        }


def period_of(kind: str, last: int) -> Period:
    """The period of a kind that ends with a month of the world."""
    return ending(kind, FIRST.back(-last).end)


def months_of(kind: str, last: int) -> int:
    """How many months a period that ends with this month has."""
    return {"month": 1, "quarter": 3, "rolling_12": 12, "fytd": last % 12 + 1}[kind]


def _in_group(table: dict[str, np.ndarray], name: str, group: str, period: int) -> np.ndarray:
    if name == "age_band":
        months = table["age"] + np.minimum(period, table["end"]) - table["start"]
        edges = np.cumsum(list(AGEING.values()))[:-1]
        band = np.searchsorted(edges, months, side="right")
        wanted = (2, 3) if group == ADOLESCENT else (GROUPS[name].index(group),)
        return np.isin(band, wanted)
    if name in MOVES:
        now = np.where(period >= table["moves"], table[f"{name} then"], table[name])
        return np.asarray(now == group)
    return table[name] == group


def world(seed: int, theme: int | None = None) -> World:
    """The world of a seed."""
    chance = np.random.default_rng(seed)
    chosen = THEMES[int(chance.integers(len(THEMES))) if theme is None else theme]
    clock = _clock(chance)
    cards = []
    for card in chosen.cards:
        if chance.random() < 0.55 or card.split:
            some = tuple(b for b in card.breakdowns if chance.random() < 0.6 or card.split)
            cards.append(Card(**{**card.__dict__, "breakdowns": some}))
    cards = cards or [chosen.cards[0]]
    size = float(chance.choice((8, 15, 30, 60)))
    records = {
        name: _records(chance, (name, columns), size, chosen, clock)
        for name, columns in chosen.tables.items()
    }
    return World(chosen, tuple(cards), records, clock, int(chance.integers(1, 5)))


def _clock(chance: np.random.Generator) -> tuple[int, ...]:
    """The month of each release: the next as a rule, sometimes the same again, sometimes one left out."""
    steps = chance.choice((0, 1, 2), SPAN, p=(0.12, 0.78, 0.1))
    return tuple(int(n) for n in np.cumsum(steps) + 2)


def _records(
    chance: np.random.Generator,
    table: tuple[str, tuple[str, ...]],
    size: float,
    theme: Theme,
    clock: tuple[int, ...],
) -> dict[str, np.ndarray]:
    name, columns = table
    months = clock[-1] + 2
    stays = name in ("plans", "care")
    count = max(int(size * months / (6 if stays else 2)), 5)
    start = chance.integers(-14 if stays else 0, months, count)
    lasts = 1 + chance.geometric(0.1 if stays else 0.5, count)
    found = {
        "start": start,
        "end": start + lasts,
        "start_known": np.searchsorted(clock, start) + _late(chance, count),
        "end_known": np.searchsorted(clock, start + lasts) + _late(chance, count),
        "age": chance.integers(12, 200, count),
        "moves": start + chance.integers(1, 14, count) if stays else np.full(count, NEVER),
    }
    for column in columns:
        if column == "age_band":
            continue
        weights = chance.dirichlet(np.geomspace(4, 0.4, len(GROUPS[column])))
        found[column] = chance.choice(GROUPS[column], count, p=weights)
        found[f"{column} then"] = chance.choice(GROUPS[column], count, p=weights)
    for flag in theme.flags.get(name, ()):
        found[flag] = chance.random(count) < chance.choice((0.1, 0.3, 0.6, 0.93, 0.99))
    _consistent(found)
    return found


def _consistent(found: dict[str, np.ndarray]) -> None:
    """What the specification says of the flags of one record."""
    for part, whole in (("recent", "repeat"), ("talked", "done"), ("graded", "done"), ("in_time", "done")):
        if part in found and whole in found:
            found[part] &= found[whole]
    for one, other in (("nfa", "no_need"), ("home", "adopted")):
        if one in found:
            found[other] &= ~found[one]
    for flag, value in (("police", "police"), ("schools", "school")):
        if flag in found:
            found[flag] = found["source"] == value


def _late(chance: np.random.Generator, count: int) -> np.ndarray:
    return chance.choice((0, 1, 2, 6), count, p=(0.85, 0.07, 0.05, 0.03))
