"""A world released month after month, attacked after each release."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, suppress
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.results import Results
from tests.attack.aims import Promises
from tests.attack.programme import Aim, Attack, Found
from tests.attack.reading import Reader
from tests.attack.worlds import AUTHORITY, World

Defence = Callable[[Results, Policy, Sequence[Earlier]], tuple[Results, bool]]
"""Unrounded results, policy and ledger to what is released, and whether that is said to be proved."""


def control(results: Results, policy: Policy, ledger: Sequence[Earlier]) -> tuple[Results, bool]:
    """The control itself."""
    out = suppress(results, shipped_measures(), AUTHORITY, policy, ledger=ledger)
    return out.results, out.report.is_proved


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
    """The same of releases of which the control itself says that an earlier one has told of it already."""

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
        printed, proved = defence(unrounded, policy, ledger)
        ledger.append(Earlier(printed, policy, unrounded))
        reader.read(release, printed)
        promises.add(release, printed)
        wrong = contradictions(reader)
        assert not wrong, wrong[:3]
        for one in attacker.on(reader.bounds, promises.aims):
            if one.aim not in out.declared and one.aim not in out.found:
                (out.found if proved else out.declared)[one.aim] = release, one
        out.releases += 1
        out.unproved += not proved
        out.cells += len(printed)
        out.hidden += printed.table.column("status").to_pylist().count("confidential")
    out.aims, out.programmes = len(promises.aims), attacker.programmes
    return out


def contradictions(reader: Reader) -> list[str]:
    """What the reader takes to be known and is not so: an error of the attacker, or of the public page."""
    found = []
    for bound in reader.bounds:
        value = sum(f * reader.truth[n] for n, f in bound.sum)
        if not bound.low <= value <= bound.high:
            spots = [(reader.names[n], f, reader.truth[n]) for n, f in bound.sum]
            found.append(f"{bound.why}: {spots} in {bound.low}..{bound.high}")
    return found
