"""Moves from one release to the next: who came to a group's stock and who left it; corrections of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Cell, View
from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.primary import Reason, Target, move_needs
from goldenthread.analysis.disclosure.quantities import Family, Part, Quantities
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL

Place = tuple[Family, str, str]
"""Family, breakdown and group."""


def move_targets(views: Sequence[View], quantities: Quantities) -> list[list[Target]]:
    """Of each release, oldest first: for each group that moves (a stock, a rolling window) the small move
    since it was last shown, and for every group the small correction of what was shown. The whole authority
    has no such targets."""
    shown: dict[Place, dict[int, str]] = defaultdict(dict)
    found = []
    for view in views:
        found.append(
            [target for cell in view.cells for target in _moves(cell, view.policy, shown, quantities)]
        )
        for _, number in _of_groups((cell for cell in view.cells if cell.tells), quantities):
            family, period, breakdown, group = quantities.all[number].name
            shown[family, breakdown, group][number] = period
    return found


def _moves(
    cell: Cell, policy: Policy, shown: Mapping[Place, Mapping[int, str]], quantities: Quantities
) -> Iterable[Target]:
    for part, number in _of_groups([cell], quantities):
        family, period, breakdown, group = quantities.all[number].name
        for other in _others(shown.get((family, breakdown, group), {}), period, part, number):
            move = quantities.truth(number) - quantities.truth(other)
            if policy.is_small(move):
                up, down = move_needs(move, policy)
                down = max(down, -quantities.truth(other))  # nobody expects a group below nought
                yield Target(((number, 1.0), (other, -1.0)), up, down, Reason.MOVE, cell.key)


def _of_groups(cells: Iterable[Cell], quantities: Quantities) -> Iterable[tuple[Part, int]]:
    """The numbers of people in groups; what the lines of a split are shares of is the whole authority."""
    for cell in cells:
        for part, number in cell.numbers.values():
            if part.counted and not part.signed and quantities.all[number].name[2] != ALL:
                yield part, number


def _others(shown: Mapping[int, str], period: str, part: Part, number: int) -> Iterable[int]:
    """What the number is held against: all that was shown for the same period, and of a group that moves the
    last period before that was shown."""
    yield from (other for other, of in shown.items() if of == period and other != number)
    now = parse(period)
    before = {other: parse(of) for other, of in shown.items()}
    earlier = {
        other: of.last_month
        for other, of in before.items()
        if of.kind == now.kind and of.last_month < now.last_month
    }
    if part.moves(period) and earlier:
        last = max(earlier.values())
        yield from (other for other, month_of in earlier.items() if month_of == last)
