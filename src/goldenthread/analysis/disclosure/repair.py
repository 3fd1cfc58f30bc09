"""A world found by hand: move the target, then mend each bound that breaks by moving another quantity in it.

Most worlds need two or three quantities. Finding those so spares a programme each.
"""

from __future__ import annotations

from math import ceil, floor

from goldenthread.analysis.disclosure.search import Side, need_of, reaches
from goldenthread.analysis.disclosure.system import System, World

TRIES = 40
"""So many worlds are looked at for a side before it is left to the programme."""


def by_hand(system: System, side: Side) -> World | None:
    """A world for the side, or None where none is near."""
    tries = [TRIES]
    for number, factor in side[0].terms:
        by = _step(system, number, need_of(system, side) / factor)
        found = _mended(system, {number: by}, tries) if _may(system, number, by) else None
        if found is not None and reaches(system, side, found):
            return found
    return None


def _mended(system: System, world: World, tries: list[int]) -> World | None:
    """The world with further quantities moved until readers cannot tell it."""
    tries[0] -= 1
    broken = system.broken(world)
    if broken is None:
        return world
    bound, excess = broken
    for number, factor in bound.terms:
        if number in world or tries[0] <= 0:
            continue
        by = _step(system, number, -excess / factor)
        if not _may(system, number, by):
            continue
        if (found := _mended(system, {**world, number: by}, tries)) is not None:
            return found
    return None


def _may(system: System, number: int, by: float) -> bool:
    """Whether a quantity may differ by so much, looked at alone."""
    each = system.quantities.all[number]
    return each.truth + by >= each.low and system.alone(number, by)


def _step(system: System, number: int, by: float) -> float:
    """At least so far, in whole numbers where the quantity is one."""
    if not system.quantities.all[number].whole:
        return by
    return float(ceil(by - 1e-9) if by > 0 else floor(by + 1e-9))
