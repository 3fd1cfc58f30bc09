"""What earlier releases told already, which no later one can take back.

Where a target has no world although everything around it is withheld, readers have it from what was released
before. A release may then tell no more of it: either nothing that it shows reaches the target, or the target
stays as open as it was before the release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil, floor, isinf

from goldenthread.analysis.disclosure.primary import Target
from goldenthread.analysis.disclosure.programme import Programme
from goldenthread.analysis.disclosure.search import Side, need_of
from goldenthread.analysis.disclosure.system import System

EVERY = 1_000_000
"""More quantities than any system has."""

FAR = 100_000.0
"""By how much any quantity may differ where it is asked what is possible at all."""


def silence(system: System, target: Target) -> set[int]:
    """Withhold every cell from which anything follows for the target, however far away; which those were.
    What is left says nothing of it."""
    near = system.near([number for number, _ in target.terms], EVERY, through_exact=True)
    cells = {
        cell
        for number in near
        for place in system.of_quantity[number]
        if (cell := system.known[place].cell) is not None
    } - system.hidden
    system.hidden |= cells
    return cells


def is_silent(system: System, target: Target) -> bool:
    """Whether nothing that the release shows has to do with a target."""
    near = system.near([number for number, _ in target.terms], EVERY, through_exact=True)
    return not any(
        system.is_active(place) and system.known[place].cell is not None
        for number in near
        for place in system.of_quantity[number]
    )


def as_open_as_before(before: System, targets: Iterable[Target], sides: Iterable[Side]) -> list[Target]:
    """The targets, with the needs of those sides no greater than what `before`, the system of the earlier
    releases alone, allows. A side that is not shown to be impossible there keeps its need, and so does one of
    a number that no earlier release has."""
    held = {number for number, places in before.of_quantity.items() if places}
    asked: dict[Target, list[bool]] = {}
    for target, up in sides:
        if all(number in held for number, _ in target.terms):
            asked.setdefault(target, []).append(up)
    return [_reduced(before, target, asked.get(target, ())) for target in targets]


def _reduced(before: System, target: Target, ups: Iterable[bool]) -> Target:
    truth = sum(factor * before.quantities.truth(number) for number, factor in target.terms)
    for up in ups:
        near = before.near([number for number, _ in target.terms], EVERY, through_exact=True)
        most = Programme(before, near, 1, may_hide=False, reach=FAR).most(target.terms, up=up)
        need = need_of(before, (target, up))
        if isinf(most) or abs(most) >= abs(need):
            continue
        reached = truth + (floor(most + 1e-6) if up else ceil(most - 1e-6))
        target = replace(target, up=reached) if up else replace(target, down=reached)
    return target
