"""The last look: every target of a release has its two worlds, checked anew against all that is shown.

This trusts neither the search nor its arithmetic: it reads the worlds and the bounds alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenthread.analysis.disclosure.primary import Target
from goldenthread.analysis.disclosure.search import Side, sides_of
from goldenthread.analysis.disclosure.system import TOLERANCE, System, World


def unproved(system: System, targets: Iterable[Target], worlds: Mapping[Side, World]) -> list[Side]:
    """The sides of targets for which no world stands."""
    return [
        side
        for target in dict.fromkeys(targets)
        for side in sides_of(target)
        if side not in worlds or not _stands(system, side, worlds[side])
    ]


def _stands(system: System, side: Side, world: World) -> bool:
    target, up = side
    truth = system.quantities.truth
    there = sum(factor * (truth(number) + world.get(number, 0.0)) for number, factor in target.terms)
    need = target.up if up else target.down
    assert need is not None  # sides_of gives those with a need alone
    far_enough = there >= need - TOLERANCE if up else there <= need + TOLERANCE
    return far_enough and system.allows(world)
