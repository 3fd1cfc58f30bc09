"""What the protection rule promises of a release: the numbers that must stay open, and how far.

Written from docs/explanation/disclosure.md, "What is withheld for its own sake" and "The protection rule".
"""

from __future__ import annotations

from collections.abc import Iterator

from goldenthread.analysis.disclosure import Policy
from goldenthread.model.result import ALL, Status
from goldenthread.model.results import Results
from tests.attack.programme import Aim
from tests.attack.reading import Reader
from tests.attack.themes import Card
from tests.attack.worlds import AUTHORITY, Spot, period_of

Cell = tuple[Card, str, str, int]
MOVES = ("move", "correction")
WHOLE = ("all of a group", "none of a group")


class Promises:
    """The aims of each release; those of earlier ones stay."""

    def __init__(self, reader: Reader, policy: Policy) -> None:
        self.reader, self.policy = reader, policy
        self.aims: dict[Aim, None] = {}
        self._before: dict[Spot, tuple[int, int]] = {}
        """The unknown of a stock's group in the last month in which it was printed, and that month."""

    def add(self, release: int, printed: Results) -> None:
        """The aims of a release that has been read."""
        for cell in self.reader.world.shown(release):
            card, breakdown, group, period = cell
            label = period_of(card.top.months, period).label
            row = printed.get(card.measure, AUTHORITY, label, breakdown, group)
            name = f"{card.measure} {breakdown}={group} {label}"
            for aim in self._of(card, cell, name):
                self.aims[aim] = None
            if card.bottom:
                self._whole(card, cell, name)
            if group != ALL and row.status is not Status.CONFIDENTIAL:
                self._moves(card, cell, name)

    def _of(self, card: Card, cell: Cell, name: str) -> Iterator[Aim]:
        reader, policy = self.reader, self.policy
        top = reader.unknown(Spot(card.top, *cell[1:]))
        count = reader.truth[top]
        if card.minus:
            minus = reader.unknown(Spot(card.minus, *cell[1:]))
            net = count - reader.truth[minus]
            if policy.is_small(net) and cell[2] != ALL:
                yield self._signed(((top, 1), (minus, -1)), net, "net change", name, None)
            return
        if policy.is_small(count):
            yield self._small(((top, 1),), count, "small number", name)
        if card.bottom is None:
            return
        where = (ALL, ALL) if card.split else cell[1:3]
        bottom = reader.unknown(Spot(card.bottom, *where, cell[3]))
        whole = reader.truth[bottom]
        if policy.is_small(whole):
            yield self._small(((bottom, 1),), whole, "small number", name)
        rest = ((bottom, 1), (top, -1))
        if policy.is_small(whole - count):
            yield self._small(rest, whole - count, "small rest", name)

    def _whole(self, card: Card, cell: Cell, name: str) -> None:
        """All or none of a small group. When the group has changed the rule is judged anew."""
        assert card.bottom
        self.aims = {aim: None for aim in self.aims if aim.name != name or aim.kind not in WHOLE}
        where = (ALL, ALL) if card.split else cell[1:3]
        top = self.reader.unknown(Spot(card.top, *cell[1:]))
        bottom = self.reader.unknown(Spot(card.bottom, *where, cell[3]))
        count, whole = self.reader.truth[top], self.reader.truth[bottom]
        if not 0 < whole < self.policy.whole_group_below or bottom == top:
            return
        if count == whole:
            rest = ((bottom, 1), (top, -1))
            self.aims[Aim(rest, 0, self.policy.protection, 0, WHOLE[0], name)] = None
        if count == 0:
            self.aims[Aim(((top, 1),), 0, self.policy.protection, 0, WHOLE[1], name)] = None

    def _small(self, terms: tuple[tuple[int, int], ...], true: int, kind: str, name: str) -> Aim:
        high = max(true + self.policy.protection, self.policy.threshold)
        return Aim(terms, max(true - self.policy.protection, 0), high, true, kind, name)

    def _signed(
        self, terms: tuple[tuple[int, int], ...], true: int, kind: str, name: str, before: int | None
    ) -> Aim:
        low, high = true - self.policy.protection, true + self.policy.protection
        if true > 0:
            high = max(high, self.policy.threshold)
        else:
            low = min(low, -self.policy.threshold)
        if before is not None:
            low = max(low, -before)
        return Aim(terms, low, high, true, kind, name)

    def _moves(self, card: Card, cell: Cell, name: str) -> None:
        """The move of a stock's group since it was last printed, and of a number printed twice."""
        quantities = [q for q in (card.top, card.bottom) if q]
        where = [(ALL, ALL) if card.split and q is card.bottom else cell[1:3] for q in quantities]
        for quantity, (breakdown, group) in zip(quantities, where, strict=True):
            if group == ALL:
                continue
            now = self.reader.unknown(Spot(quantity, breakdown, group, cell[3]))
            key = Spot(quantity, breakdown, group, 0)
            moving = quantity.by == "open" or quantity.months == "rolling_12"
            before = self._before.get(key)
            if before and (before[1] == cell[3] or moving) and before[0] != now:
                moved = self.reader.truth[now] - self.reader.truth[before[0]]
                if self.policy.is_small(moved):
                    kind = MOVES[before[1] == cell[3]]
                    terms = ((now, 1), (before[0], -1))
                    aim = self._signed(terms, moved, kind, name, self.reader.truth[before[0]])
                    self.aims[aim] = None
            self._before[key] = now, cell[3]
