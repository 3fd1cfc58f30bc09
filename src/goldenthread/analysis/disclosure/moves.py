"""Moves from one release to the next: who came to a group's stock and who left it; corrections of groups; and
what those brought and took who came and went between two averages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Cell, View
from goldenthread.analysis.disclosure.links.listed import Listed
from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.primary import SUM_PROTECTION, Reason, Target, move_needs
from goldenthread.analysis.disclosure.quantities import Family, Part, Quantities
from goldenthread.base.periods import parse
from goldenthread.model.result import ALL

Place = tuple[Family, str, str]
"""Family, breakdown and group."""

FEW = 3.0
"""A move of a sum by more averages than that is taken to be of more than a few children."""

STOCKS_BESIDE, WINDOWS_BESIDE = 2, 11
"""So many periods before its own an average is held against. Of a stock the last two, so that one withheld
between two is no gap; of events every window that overlaps, for a reader may know that in the months between
nobody came."""


def move_targets(
    views: Sequence[View], quantities: Quantities, links: Sequence[Listed] = ()
) -> list[list[Target]]:
    """Of each release, oldest first: for each group that moves (a stock, a rolling window) the small move
    since it was last shown, and for every group the small correction of what was shown. The whole authority
    has no such targets, nor has a group that `links` say is the whole authority of another measure, but of
    what its means are made of: the days of the one child who came would be the difference of two sums."""
    wholes = _wholes(views, quantities, links)
    shown: dict[Place, dict[int, str]] = defaultdict(dict)
    series: dict[Place, dict[int, str]] = defaultdict(dict)
    found = []
    for view in views:
        targets = [
            target for cell in view.cells for target in _moves(cell, view.policy, shown, quantities, wholes)
        ]
        # Many months of an average are printed at once: each tells of those beside it.
        for _, number in (each for cell in view.cells for each in _of_average(cell)):
            family, period, breakdown, group = quantities.all[number].name
            series[family, breakdown, group][number] = period
        targets += [
            each for cell in view.cells for each in _moves_of_average(cell, view.policy, series, quantities)
        ]
        found.append(targets)
        told = [cell for cell in view.cells if cell.is_shown]
        for _, number in _of_groups(told, quantities, wholes):
            family, period, breakdown, group = quantities.all[number].name
            shown[family, breakdown, group][number] = period
    return found


def _moves(
    cell: Cell,
    policy: Policy,
    shown: Mapping[Place, Mapping[int, str]],
    quantities: Quantities,
    wholes: Collection[Place],
) -> Iterable[Target]:
    for part, number in _of_groups([cell], quantities, wholes):
        family, period, breakdown, group = quantities.all[number].name
        held = shown.get((family, breakdown, group), {})
        for other in _others(held, period, number, last=1 if part.moves(period) else 0):
            move = quantities.truth(number) - quantities.truth(other)
            if policy.is_small(move):
                up, down = move_needs(move, policy)
                down = max(down, -quantities.truth(other))  # nobody expects a group below nought
                yield Target(((number, 1.0), (other, -1.0)), up, down, Reason.MOVE, cell.key)


def _moves_of_average(
    cell: Cell, policy: Policy, series: Mapping[Place, Mapping[int, str]], quantities: Quantities
) -> Iterable[Target]:
    """What came less what went between two averages near each other."""
    for part, number in _of_average(cell):
        family, period, breakdown, group = quantities.all[number].name
        held, beside = series[family, breakdown, group], 0
        if part.holds_the_same(period):
            beside = STOCKS_BESIDE if cell.result.timing == "stock" else WINDOWS_BESIDE
        for other in _others(held, period, number, last=beside):
            move, before = quantities.truth(number) - quantities.truth(other), quantities.truth(other)
            if part.counted and policy.is_small(move):
                up, down = move_needs(move, policy)
            elif not part.counted and move:
                around = SUM_PROTECTION * _of_few(move, quantities.truth(number), cell.result.denominator)
                up, down = move + around, move - around
            else:
                continue
            yield Target(((number, 1.0), (other, -1.0)), up, max(down, -before), Reason.MOVE, cell.key)


def _of_average(cell: Cell) -> Iterable[tuple[Part, int]]:
    """The sum of days, scores or pounds that an average is made of, of a group or of the whole authority. Of
    events in the months before also their number in the whole authority: where a month has few of them, they
    are protected wherever that month is printed. A stock is printed elsewhere to the unit."""
    if cell.measure.form != "average":
        return
    if "numerator" in cell.numbers:
        yield cell.numbers["numerator"]
    base = cell.measure.base
    of_events = base is not None and base.timing != "stock" and cell.is_total
    if of_events and "denominator" in cell.numbers:
        yield cell.numbers["denominator"]


def _of_few(move: float, total: float, number: float | None) -> float:
    """What few may have come with, of which a share must stay open: the move and, as those who went took
    something with them, a mean; at the most FEW means and one, for a longer move is of more children."""
    mean = total / (number or 1.0)
    return min(abs(move), FEW * mean) + mean


def _of_groups(
    cells: Iterable[Cell], quantities: Quantities, wholes: Collection[Place]
) -> Iterable[tuple[Part, int]]:
    """The numbers of people in groups; what the lines of a split are shares of is the whole authority."""
    for cell in cells:
        for part, number in cell.numbers.values():
            family, _, breakdown, group = quantities.all[number].name
            if (
                part.counted
                and not part.signed
                and breakdown != ALL
                and (family, breakdown, group) not in wholes
            ):
                yield part, number


def _wholes(views: Sequence[View], quantities: Quantities, links: Sequence[Listed]) -> set[Place]:
    """Groups that are the whole authority by another name: the stage of care of all statutory children is
    every child in care. Were its move a target, so would be that of the number of children in care."""
    named = set()
    for link in links:
        groups = [ref for ref in link.refs if ref.breakdown]
        if link.kind == "parts" and len(link.refs) == 2 and len(groups) == 1:
            named.add((groups[0].measure, groups[0].breakdown, groups[0].group, groups[0].role))
    found: set[Place] = set()
    for cell in (cell for view in views for cell in view.cells):
        measure, _, breakdown, group = cell.key
        for role, (_, number) in cell.numbers.items():
            if (measure, breakdown, group, role) in named:
                family, _, *place = quantities.all[number].name
                found.add((family, place[0], place[1]))
    return found


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
