"""Which longer periods may stand beside the months that readers were told.

A number over several months tells of each of them. Its months as they were told must add to it: where one
was corrected that is not shown again, the number tells of the correction, and two such numbers tell what a
third without it may not. Of groups more is asked. Two windows of twelve months that roll, a month apart,
differ by a month that came and one that went, and two years to date by a month; of each the months of the
whole authority say how large it can be. Without the group's own months there is no proof of what that tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from goldenthread.analysis.disclosure.cells import Cell, Key
from goldenthread.analysis.disclosure.quantities import Family, Name, Quantities
from goldenthread.base.periods import Period, month, parse
from goldenthread.model.result import ALL

Table = tuple[Family, str, str]
"""Family, period and breakdown: all groups go together, for the total less the others would give the one."""

MOVING = ("rolling_12", "fytd")
"""Kinds of period of which every month brings another that holds most of the one before."""

SAME = 1e-6


def unlike_their_months(
    cells: Sequence[Cell], known: Mapping[Name, int], told: Collection[Name], quantities: Quantities
) -> set[Key]:
    """The cells of longer periods that readers could hold against others in ways that nobody has proved.

    Of the whole authority: what is known of the months does not agree with the number. Of groups: the same,
    or some months are not known, and the period rolls or grows, or another number of some of these months is
    told. `known`: each number as of this release; `told`: the names of what earlier releases showed.
    """
    within: dict[Table, list[Cell]] = defaultdict(list)
    for cell in cells:
        for table in _tables(cell, quantities):
            within[table].append(cell)
    beside: dict[tuple[Family, str], set[Period]] = defaultdict(set)
    for family, label, breakdown, _ in told:
        beside[family, breakdown].add(parse(label))
    unlike: set[Key] = set()
    for table in sorted(within, key=lambda each: parse(each[1]).months):
        family, label, breakdown = table
        period, others = parse(label), beside[family, breakdown]
        moves_or_meets = period.kind in MOVING or any(_meet(period, other) for other in others)
        needs_months = breakdown != ALL and moves_or_meets
        if period.months == 1 or all(
            _agrees(cell, table, known, quantities, needs_months=needs_months) for cell in within[table]
        ):
            others.add(period)
        else:
            unlike |= {cell.key for cell in within[table]}
    return unlike


def _tables(cell: Cell, quantities: Quantities) -> Iterator[Table]:
    """The tables of what happened in a period that a cell stands in."""
    for part, number in cell.numbers.values():
        family, label, breakdown, _ = quantities.all[number].name
        if not part.moving and not part.signed:
            yield family, label, breakdown


def _meet(one: Period, other: Period) -> bool:
    """Whether two periods have months in common and are not the same months."""
    same = (one.first_month, one.last_month) == (other.first_month, other.last_month)
    return not same and one.first_month <= other.last_month and other.first_month <= one.last_month


def _agrees(
    cell: Cell, table: Table, known: Mapping[Name, int], quantities: Quantities, *, needs_months: bool
) -> bool:
    """Whether what is known of the months of a cell's number agrees with it."""
    for part, number in cell.numbers.values():
        family, label, breakdown, group = quantities.all[number].name
        if (family, label, breakdown) != table:
            continue
        period = parse(label)
        labels = (month(each).label for each in range(period.first_month, period.last_month + 1))
        names = [(family, each, breakdown, group) for each in labels]
        months = [quantities.truth(known[name]) for name in names if name in known]
        is_whole = len(months) == len(names)
        rest = quantities.truth(number) - sum(months)
        if needs_months and not is_whole:
            return False
        if part.additive and (rest < -SAME or (is_whole and rest > SAME)):
            return False
    return True
