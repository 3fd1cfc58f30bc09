"""The proof itself: the worlds that the control keeps are other truths that print the very same release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, release, suppress
from goldenthread.analysis.disclosure.audit import unproved
from goldenthread.analysis.disclosure.cells import Cell, Key
from goldenthread.analysis.disclosure.printed import released
from goldenthread.analysis.disclosure.quantities import Quantities
from goldenthread.analysis.disclosure.search import sides_of
from goldenthread.model.result import ALL, Result, Status
from tests.analysis.disclosure.generated import AUTHORITY, LINKS, council


class Kept:
    """What a release was made from, caught on its way."""

    system: Any
    targets: Any
    made: Any
    cells: list[Cell]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    found = Kept()
    protect, work = release.protect, release._Work

    def protecting(system: Any, targets: Any, seconds: float) -> Any:
        found.system, found.targets = system, list(targets)
        found.made = protect(system, found.targets, seconds)
        return found.made

    class Working(work):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            found.cells = self.view.cells

    monkeypatch.setattr(release, "protect", protecting)
    monkeypatch.setattr(release, "_Work", Working)
    return found


@pytest.mark.parametrize(
    ("seed", "policy"), [(3, DEFAULT), (4, Policy(rounding=3, moving_rounding=3, totals_known=False))]
)
def test_every_world_prints_the_same_release(kept: Kept, seed: int, policy: Policy) -> None:
    of = council(seed, 3)
    ledger: list[Earlier] = []
    before: set[Key] = set()
    for number in range(3):
        month = of.month(number)
        out = suppress(month.results, of.cards, AUTHORITY, policy, ledger=ledger, links=LINKS)
        ledger.append(Earlier(out.results, policy, month.results))
        told = 0
        for (target, up), world in kept.made.worlds.items():
            there = sum(f * (kept.system.quantities.truth(q) + world.get(q, 0.0)) for q, f in target.terms)
            assert there >= target.up - 1e-6 if up else there <= target.down + 1e-6
            for cell in _touched(kept.cells, world):
                shown = out.results.get(cell.result.measure, AUTHORITY, *cell.key[1:])
                if shown.status is Status.OK and cell.key not in before:  # else a correction may wait
                    told += 1
                    _prints_the_same(cell, shown, kept.system.quantities, world, policy)
        before |= {cell.key for cell in kept.cells}
        assert told > 10


def _touched(cells: list[Cell], world: Mapping[int, float]) -> list[Cell]:
    return [cell for cell in cells if any(number in world for _, number in cell.numbers.values())]


def _prints_the_same(
    cell: Cell, shown: Result, quantities: Quantities, world: Mapping[int, float], policy: Policy
) -> None:
    """The cell of the other world, computed anew from its parts and rounded."""
    moved = {role: quantities.truth(n) + world.get(n, 0.0) for role, (_, n) in cell.numbers.items()}
    if policy.totals_known and cell.result.breakdown == ALL:
        for role, (part, number) in cell.numbers.items():
            if part.counted or role == "net":
                assert moved[role] == quantities.truth(number)
        return
    there = _other(cell.result, moved)
    if there is None:
        return
    now = released(cell.measure, there, cell.multiple)
    assert (now.numerator, now.denominator) == (shown.numerator, shown.denominator)
    assert now.value == pytest.approx(shown.value)


def _other(result: Result, moved: Mapping[Any, float]) -> Result | None:
    """The result with other parts: its value scales with them. Half a per cent is half, whatever floats make
    of it on the way."""
    top = moved.get("numerator", moved.get("net", result.numerator))
    bottom = moved.get("denominator", result.denominator)
    if "denominator" in moved and bottom and result.numerator and result.denominator and top is not None:
        value = round(result.value * (top / result.numerator) * (result.denominator / bottom), 9)
        return replace(result, numerator=top, denominator=bottom, value=value)
    if result.numerator is None:
        return replace(result, denominator=bottom)
    if result.denominator is not None:
        if not result.numerator:
            return None
        return replace(result, numerator=top, value=round(result.value * top / result.numerator, 9))
    return replace(result, numerator=top, value=top)


def test_the_audit_finds_a_world_that_is_missing_or_false(kept: Kept) -> None:
    of = council(3, 1)
    suppress(of.month(0).results, of.cards, AUTHORITY, links=LINKS)
    assert unproved(kept.system, kept.targets, kept.made.worlds) == []
    side = sides_of(kept.targets[0])[0]
    without = {one: world for one, world in kept.made.worlds.items() if one != side}
    assert unproved(kept.system, kept.targets, without) == [side]
    false = {**kept.made.worlds, side: {}}
    assert side in unproved(kept.system, kept.targets, false)
    minus = {number: -1000.0 for number, _ in side[0].terms}
    assert side in unproved(kept.system, kept.targets, {**kept.made.worlds, side: minus})


def test_no_time_withdraws_rather_than_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no second to search in, every target is safe all the same: by withdrawing."""
    of = council(4, 1)
    slow = iter(range(0, 10**9, 1000))
    monkeypatch.setattr("goldenthread.analysis.disclosure.secondary.time.monotonic", lambda: next(slow))
    policy = Policy(rounding=1, moving_rounding=1)
    out = suppress(of.month(0).results, of.cards, AUTHORITY, policy, links=LINKS)
    assert out.report.is_proved
    assert out.report.withdrawn > 0
