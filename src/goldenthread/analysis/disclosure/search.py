"""Worlds that a reader cannot tell from the true one, and the fewest cells to withhold for them.

For each target two worlds are sought: one in which it is as high, and one in which it is as low, as it must
be able to be. A world changes quantities around the target only, in whole numbers, so that it is a proof by
itself: the bounds further away hold as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.analysis.disclosure.primary import Target
from goldenthread.analysis.disclosure.programme import Programme
from goldenthread.analysis.disclosure.system import System, World

Side = tuple[Target, bool]
"""A target and whether it is to be high."""


@dataclass(frozen=True)
class Found:
    """A world for each side asked for, the cells to withhold for them, and their weight with the least that
    is possible (equal where the programme was solved to the end)."""

    worlds: tuple[World, ...]
    hide: frozenset[int]
    weight: float
    least: float


def sides_of(target: Target) -> list[Side]:
    """The sides on which a target has a need."""
    return [(target, up) for up, need in ((True, target.up), (False, target.down)) if need is not None]


def reaches(system: System, side: Side, world: World) -> bool:
    """Whether the target is as high or as low as it must be able to be in a world."""
    target, up = side
    moved = sum(factor * world.get(number, 0.0) for number, factor in target.terms)
    need = need_of(system, side)
    return moved >= need - 1e-6 if up else moved <= need + 1e-6


def need_of(system: System, side: Side) -> float:
    """By how much the target must differ from its true value."""
    target, up = side
    truth = sum(factor * system.quantities.truth(number) for number, factor in target.terms)
    need = target.up if up else target.down
    if need is None:
        raise ValueError("the target needs nothing on this side")
    return max(need - truth, 0.0) if up else min(need - truth, 0.0)


def search(
    system: System, sides: Sequence[Side], near: Sequence[int], seconds: float, *, may_hide: bool
) -> Found | None:
    """Worlds for all sides over the quantities `near`, withholding no more than is needed; None where there
    are none, or none was found in time."""
    programme = Programme(system, near, len(sides), may_hide=may_hide)
    for block, (target, up) in enumerate(sides):
        programme.reach(block, target.terms, need_of(system, (target, up)), up=up)
    answer = programme.solve(seconds)
    if answer is None:
        return None
    worlds, hide, least = answer
    return Found(worlds, hide, sum(system.weights[cell] for cell in hide), least)
