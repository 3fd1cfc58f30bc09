"""Which further cells are withheld, so that no target can be pinned down from those that are shown."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from goldenthread.analysis.disclosure.primary import Target
from goldenthread.analysis.disclosure.repair import by_hand
from goldenthread.analysis.disclosure.search import Found, Side, reaches, search, sides_of
from goldenthread.analysis.disclosure.system import System, World

NEAR, WIDE, WHOLE = 60, 240, 1000
"""How many quantities around a target are looked at: first, for a cheaper choice, where none was found."""

EXACT = 2400
"""Up to so many differences (quantities times worlds) the targets of a cluster are solved together."""

ONE_SEARCH = 20.0
"""Seconds for one programme; its branches end it long before, unless the machine is very busy."""


@dataclass
class Protection:
    """What was chosen, and the proof: a world for each side of each target. Cells `withdrawn` because no
    proof was found. `least`: the least weight that any choice could have, as far as shown."""

    worlds: dict[Side, World] = field(default_factory=dict)
    chosen: set[int] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)
    least: float = 0.0
    clusters: int = 0
    exact: int = 0


def protect(system: System, targets: Iterable[Target], seconds: float) -> Protection:
    """Withhold cells of the system (in its `hidden`) until every target has its worlds."""
    made = Protection()
    until = time.monotonic() + seconds
    failing = _failing(system, targets, made)
    for cluster in _clusters(system, failing):
        made.clusters += 1
        if time.monotonic() < until and _together(system, cluster, made, until):
            made.exact += 1
            continue
        before = set(system.hidden)
        for target in cluster:
            _alone(system, target, made, until)
        _show_again(system, made, system.hidden - before - made.withdrawn, until)
    made.chosen -= made.withdrawn
    return made


def _failing(system: System, targets: Iterable[Target], made: Protection) -> list[Target]:
    """Targets without their worlds as things stand; the worlds of the others are kept."""
    failing = []
    for target in dict.fromkeys(targets):
        for side in sides_of(target):
            if (world := _known_world(system, side, made)) is not None:
                made.worlds[side] = world
        missing = [side for side in sides_of(target) if side not in made.worlds]
        for side in missing:
            found = search(system, [side], _near(system, target, NEAR), ONE_SEARCH, may_hide=False)
            _keep(system, [side], found, made)
        if any(side not in made.worlds for side in missing):
            failing.append(target)
    return failing


def _known_world(system: System, side: Side, made: Protection) -> World | None:
    """A world at hand: one that needs few quantities, or one found for another target."""
    if (world := by_hand(system, side)) is not None:
        return world
    numbers = {number for number, _ in side[0].terms}
    for other in made.worlds.values():
        if numbers & other.keys() and reaches(system, side, other) and system.allows(other):
            return other
    return None


def _clusters(system: System, targets: Sequence[Target]) -> list[list[Target]]:
    """Targets whose surroundings meet."""
    clusters: list[tuple[set[int], list[Target]]] = []
    for target in targets:
        around = set(_near(system, target, NEAR))
        members = [target]
        apart = []
        for others, theirs in clusters:
            if others & around:
                around |= others
                members = theirs + members
            else:
                apart.append((others, theirs))
        clusters = [*apart, (around, members)]
    return [members for _, members in clusters]


def _together(system: System, cluster: Sequence[Target], made: Protection, until: float) -> bool:
    """All targets of a cluster in one programme, where that is small enough and solved to the end."""
    sides = [side for target in cluster for side in sides_of(target)]
    near = list(dict.fromkeys(n for target in cluster for n in _near(system, target, NEAR)))
    if len(sides) * len(near) > EXACT:
        return False
    found = search(system, sides, near, min(ONE_SEARCH, until - time.monotonic()), may_hide=True)
    if found is None or not _take(system, sides, found, made):
        return False
    made.least += min(found.least, found.weight)
    return True


def _alone(system: System, target: Target, made: Protection, until: float) -> None:
    """One target: what it needs around it, then further out; else everything around it is withdrawn."""
    missing = [side for side in sides_of(target) if side not in made.worlds]
    for side in missing:
        if (world := _known_world(system, side, made)) is not None:
            made.worlds[side] = world
    missing = [side for side in missing if side not in made.worlds]
    best: Found | None = None
    for most in (NEAR, WIDE, WHOLE):
        left = until - time.monotonic()
        if not missing or left <= 0 or (best is not None and (best.weight == 0 or most == WHOLE)):
            break
        near = _near(system, target, most, through_exact=most > NEAR)
        found = search(system, missing, near, min(ONE_SEARCH, left), may_hide=True)
        if found is not None and (best is None or found.weight < best.weight):
            best = found
    if missing and (best is None or not _take(system, missing, best, made)):
        withdraw(system, target, missing, made)


def withdraw(system: System, target: Target, sides: Sequence[Side], made: Protection) -> None:
    """Withhold every cell around a target, its totals last; what has no world even then was public before."""
    for through_exact in (False, True):
        near = _near(system, target, WHOLE, through_exact=through_exact)
        cells = {
            cell
            for number in near
            for place in system.of_quantity[number]
            if (cell := system.known[place].cell) is not None
        } - system.hidden
        system.hidden |= cells
        made.withdrawn |= cells
        for side in sides:
            made.worlds.pop(side, None)
            _keep(system, [side], search(system, [side], near, ONE_SEARCH, may_hide=False), made)
        if all(side in made.worlds for side in sides):
            return


def _take(system: System, sides: Sequence[Side], found: Found, made: Protection) -> bool:
    """Withhold what was found and keep the worlds, if they stand up to being checked."""
    system.hidden |= found.hide
    if _keep(system, sides, found, made):
        made.chosen |= found.hide
        return True
    system.hidden -= found.hide
    return False


def _keep(system: System, sides: Sequence[Side], found: Found | None, made: Protection) -> bool:
    if found is None:
        return False
    pairs = list(zip(sides, found.worlds, strict=True))
    if not all(reaches(system, side, world) and system.allows(world) for side, world in pairs):
        return False
    made.worlds.update(pairs)
    return True


def _show_again(system: System, made: Protection, cells: Iterable[int], until: float) -> None:
    """Show each chosen cell again whose targets have worlds without its being withheld, the dearest first."""
    for cell in sorted(cells, key=lambda one: (-system.weights[one], one)):
        if time.monotonic() > until:
            return
        system.hidden.discard(cell)
        touched = system.of_cell[cell]
        numbers = {number for place in touched for number, _ in system.known[place].bound.terms}
        broken = [
            side
            for side, world in made.worlds.items()
            if numbers & world.keys() and not system.allows(world, touched)
        ]
        others: dict[Side, World] = {}
        for side in broken:
            if (world := _another(system, side)) is None:
                break
            others[side] = world
        if len(others) < len(broken):
            system.hidden.add(cell)
        else:
            made.worlds.update(others)
            made.chosen.discard(cell)


def _another(system: System, side: Side) -> World | None:
    """A world for the side as things stand."""
    if (world := by_hand(system, side)) is not None:
        return world
    found = search(system, [side], _near(system, side[0], NEAR), ONE_SEARCH, may_hide=False)
    if found is None or not reaches(system, side, found.worlds[0]) or not system.allows(found.worlds[0]):
        return None
    return found.worlds[0]


def _near(system: System, target: Target, most: int, *, through_exact: bool = False) -> list[int]:
    return system.near([number for number, _ in target.terms], most, through_exact=through_exact)
