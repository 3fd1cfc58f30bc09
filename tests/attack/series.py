"""A world released month after month, attacked after each release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, suppress
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.results import Results
from tests.attack.aims import Promises
from tests.attack.programme import Aim, Attack, Found
from tests.attack.reading import Bound, Reader
from tests.attack.worlds import AUTHORITY, World


@dataclass(frozen=True)
class Defended:
    """What is released, whether that is said to be proved, and the names of what is said to be told by
    earlier releases already."""

    results: Results
    is_proved: bool = True
    told: frozenset[str] = frozenset()


Defence = Callable[[Results, Policy, Sequence[Earlier]], Defended]
"""Unrounded results, policy and ledger to what is released."""


def control(results: Results, policy: Policy, ledger: Sequence[Earlier]) -> Defended:
    """The control itself."""
    out = suppress(results, shipped_measures(), AUTHORITY, policy, ledger=ledger)
    told = frozenset(f"{m} {b}={g} {p}" for m, p, b, g in out.report.told)
    return Defended(out.results, out.report.is_proved, told)


@dataclass
class Series:
    """What came of attacking a world's releases."""

    releases: int = 0
    aims: int = 0
    cells: int = 0
    hidden: int = 0
    programmes: int = 0
    unproved: int = 0
    found: dict[Aim, tuple[int, Found]] = field(default_factory=dict)
    """By aim: the release after which a reader first had it, and what the reader has."""
    declared: dict[Aim, tuple[int, Found]] = field(default_factory=dict)
    """The same where the control itself says that an earlier release has told of it already, and where a
    reader had it as closely before the release."""

    def add(self, other: Series) -> None:
        """Sum up."""
        for name in ("releases", "aims", "cells", "hidden", "programmes", "unproved"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.found |= other.found
        self.declared |= other.declared

    @property
    def exact(self) -> int:
        """How many were known to the unit."""
        return sum(one.is_exact for _, one in self.found.values())


def attack(
    world: World,
    defence: Defence = control,
    policy: Policy = DEFAULT,
    *,
    promised: Policy | None = None,
    upto: int = 99,
) -> Series:
    """Release and attack, month after month. `promised`: what is asked of it, if another policy."""
    out = Series()
    reader, attacker = Reader(world, policy), Attack()
    promises = Promises(reader, promised or policy)
    ledger: list[Earlier] = []
    for release in range(min(len(world.clock), upto)):
        unrounded = world.results(release)
        defended, before = defence(unrounded, policy, ledger), list(reader.bounds)
        printed = defended.results
        ledger.append(Earlier(printed, policy, unrounded))
        reader.read(release, printed)
        promises.add(release, printed)
        wrong = contradictions(reader)
        assert not wrong, wrong[:3]
        for one in attacker.on(reader.bounds, promises.aims):
            had = out.declared.get(one.aim)
            if had is None and one.aim not in out.found:
                is_known = not defended.is_proved or _was_told(one, before, defended.told)
                (out.declared if is_known else out.found)[one.aim] = release, one
            elif had and defended.is_proved and one.width < had[1].width:
                out.found[one.aim] = release, one
        out.releases += 1
        out.unproved += not defended.is_proved
        out.cells += len(printed)
        out.hidden += printed.table.column("status").to_pylist().count("confidential")
    out.aims, out.programmes = len(promises.aims), attacker.programmes
    return out


def _was_told(one: Found, before: Sequence[Bound], told: frozenset[str]) -> bool:
    """Whether the control names it as told before, or a reader had it as closely before the release."""
    return bool(told) and (
        one.aim.name in told or any(had.width <= one.width for had in Attack().on(before, [one.aim]))
    )


def contradictions(reader: Reader) -> list[str]:
    """What the reader takes to be known and is not so: an error of the attacker, or of the public page."""
    found = []
    for bound in reader.bounds:
        value = sum(f * reader.truth[n] for n, f in bound.sum)
        if not bound.low <= value <= bound.high:
            spots = [(reader.names[n], f, reader.truth[n]) for n, f in bound.sum]
            found.append(f"{bound.why}: {spots} in {bound.low}..{bound.high}")
    return found
