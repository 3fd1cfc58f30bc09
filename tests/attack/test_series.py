"""The hunt: councils released month after month, and attacked after every release."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy
from goldenthread.model.results import Results
from tests.attack.series import Defended, Series, attack, control
from tests.attack.weak import blanked
from tests.attack.worlds import SPAN, world

QUICK = (1000, 1003, 1007, 1009, 1010)
"""Seeds of small councils, of every theme: 120 releases."""
MANY = range(1000, 1042)
"""Seeds whose releases come to more than a thousand."""


def hunt(seeds: Sequence[int]) -> Series:
    """All worlds of the seeds, each theme in turn."""
    found = Series()
    for seed in seeds:
        found.add(attack(world(seed, seed % 4)))
    return found


def said(found: Series) -> str:
    """What was attacked and what came of it."""
    return (
        f"{found.releases} public releases in series of {SPAN} months, {found.hidden} of {found.cells} "
        f"figures withheld, {found.aims} small numbers, rests, moves and whole groups attacked by "
        f"{found.programmes} programmes: {found.exact} recovered, {len(found.found)} bounded too closely, "
        f"{len(found.declared)} that the control reports as told before, {found.unproved} releases refused"
    )


def test_no_number_is_recovered(record_property: pytest.RecordProperty) -> None:
    found = hunt(QUICK)
    record_property("count", said(found))
    assert found.releases >= 100
    assert found.found == {}


@pytest.mark.long
@pytest.mark.parametrize("seed", MANY)
def test_no_number_is_recovered_of_a_thousand_releases(
    seed: int, record_property: pytest.RecordProperty
) -> None:
    """A council a test, so that they run side by side."""
    found = hunt([seed])
    record_property("count", said(found))
    assert found.releases == SPAN
    assert found.found == {}


def test_the_councils_make_a_thousand_releases() -> None:
    assert len(MANY) * SPAN >= 1000


def only_small(results: Results, policy: Policy, _: Sequence[Earlier]) -> Defended:
    """A defence that blanks what is small and nothing else, and rounds like the control."""
    return Defended(blanked(results, policy))


@pytest.mark.parametrize("seed", [0, 4, 6])
def test_the_attack_finds_what_a_weaker_defence_leaves(seed: int) -> None:
    found = attack(world(seed, seed % 4), only_small, DEFAULT, upto=6)
    assert found.exact > 0
    assert len(found.found) > found.exact


def test_the_attack_finds_what_a_weaker_policy_leaves() -> None:
    weak = Policy(threshold=2, protection=1, rounding=1, moving_rounding=1)
    found = attack(world(6, 2), control, weak, promised=DEFAULT, upto=4)
    assert len(found.found) > 0
