"""Moves from one release to the next: who came to a group's stock and who left it; corrections of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Cell, View
from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.primary import SUM_PROTECTION, Reason, Target, move_needs
from goldenthread.analysis.disclosure.quantities import Family, Part, Quantities
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL

Place = tuple[Family, str, str]
"""Family, breakdown and group."""

FEW = 3.0
NEXT_TO = 2
"""So many periods before its own a mean is held against, so that one withheld between two is no gap."""


def move_targets(views: Sequence[View], quantities: Quantities) -> list[list[Target]]:
    """Of each release, oldest first: for each group that moves (a stock, a rolling window) the small move
    since it was last shown, and for every group the small correction of what was shown. The whole authority
    has no such targets, but of what its means are made of: the days of the one child who came would be the
    difference of two sums."""
    shown: dict[Place, dict[int, str]] = defaultdict(dict)
    sums: dict[Place, dict[int, str]] = defaultdict(dict)
    found = []
    for view in views:
        targets = [target for cell in view.cells for target in _moves(cell, view.policy, shown, quantities)]
        for cell in view.cells:  # of a mean many months are printed at once: each tells of those beside it
            for _, number in _behind_mean(cell):
                family, period, breakdown, group = quantities.all[number].name
                sums[family, breakdown, group][number] = period
        targets += [target for cell in view.cells for target in _moves_of_means(cell, sums, quantities)]
        found.append(targets)
        told = [cell for cell in view.cells if cell.tells]
        for _, number in _of_groups(told, quantities):
            family, period, breakdown, group = quantities.all[number].name
            shown[family, breakdown, group][number] = period
    return found


def _moves(
    cell: Cell, policy: Policy, shown: Mapping[Place, Mapping[int, str]], quantities: Quantities
) -> Iterable[Target]:
    for part, number in _of_groups([cell], quantities):
        family, period, breakdown, group = quantities.all[number].name
        held = shown.get((family, breakdown, group), {})
        for other in _others(held, period, number, last=1 if part.moves(period) else 0):
            move = quantities.truth(number) - quantities.truth(other)
            if policy.is_small(move):
                up, down = move_needs(move, policy)
                down = max(down, -quantities.truth(other))  # nobody expects a group below nought
                yield Target(((number, 1.0), (other, -1.0)), up, down, Reason.MOVE, cell.key)


def _moves_of_means(
    cell: Cell, sums: Mapping[Place, Mapping[int, str]], quantities: Quantities
) -> Iterable[Target]:
    """The difference of what two means, a month or two apart, are made of is what came less what went."""
    for part, number in _behind_mean(cell):
        family, period, breakdown, group = quantities.all[number].name
        held = sums[family, breakdown, group]
        for other in _others(held, period, number, last=NEXT_TO if part.holds_the_same(period) else 0):
            move = quantities.truth(number) - quantities.truth(other)
            if move:
                around = SUM_PROTECTION * _of_few(move, quantities.truth(number), cell.result.denominator)
                down = max(move - around, -quantities.truth(other))
                yield Target(((number, 1.0), (other, -1.0)), move + around, down, Reason.MOVE, cell.key)


def _of_few(move: float, total: float, number: float | None) -> float:
    """What few may have come with, of which a share must stay open: the move and, as those who went took
    something with them, a mean; at the most FEW means and one, for a longer move is of more children."""
    mean = total / (number or 1.0)
    return min(abs(move), FEW * mean) + mean


def _behind_mean(cell: Cell) -> Iterable[tuple[Part, int]]:
    """The sum of days, scores or pounds that a mean is made of, of a group or of the whole authority."""
    if cell.measure.form == "average" and "numerator" in cell.numbers:
        yield cell.numbers["numerator"]


def _of_groups(cells: Iterable[Cell], quantities: Quantities) -> Iterable[tuple[Part, int]]:
    """The numbers of people in groups; what the lines of a split are shares of is the whole authority."""
    for cell in cells:
        for part, number in cell.numbers.values():
            if part.counted and not part.signed and quantities.all[number].name[2] != ALL:
                yield part, number


def _others(held: Mapping[int, str], period: str, number: int, *, last: int) -> Iterable[int]:
    """What a number is held against: all that was shown for the same period, and of what moves the last
    periods before."""
    yield from (other for other, of in held.items() if of == period and other != number)
    now = parse(period)
    before = {other: parse(of) for other, of in held.items()}
    earlier = {
        other: of.last_month
        for other, of in before.items()
        if of.kind == now.kind and of.last_month < now.last_month
    }
    for month_before in sorted(set(earlier.values()), reverse=True)[:last]:
        yield from (other for other, month_of in earlier.items() if month_of == month_before)
