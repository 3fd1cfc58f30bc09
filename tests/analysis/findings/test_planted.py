"""Twenty planted changes among sixty series: how many are ranked first, and how many false ones come.

Counts over sixty councils stand in docs/explanation/findings.md, as the long test prints them.
"""

from __future__ import annotations

import sys

import pytest

from goldenthread.analysis.findings import Register, register
from tests.analysis.findings.build import series_of
from tests.analysis.findings.planted import SIZES, Made, council

PLANTED = 20
WANTED = 18


def found(seed: int, scale: float = 1.0) -> tuple[Register, dict[str, Made]]:
    made = council(seed, {planted: size * scale for planted, size in SIZES.items()})
    assert sum(bool(each.planted) for each in made) == PLANTED
    assert len(made) == 60
    return register([series_of(each) for each in made]), {each.name: each for each in made}


def ranked_first(register_: Register, made: dict[str, Made]) -> int:
    return sum(bool(made[each.measure].planted) for each in register_.findings[:PLANTED])


def false_ones(register_: Register, made: dict[str, Made]) -> int:
    return sum(not made[each.measure].planted for each in register_.claims)


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_planted_changes_are_ranked_first_and_false_ones_are_no_more_than_announced(seed: int) -> None:
    register_, made = found(seed)
    assert ranked_first(register_, made) >= WANTED
    assert false_ones(register_, made) <= register_.chance.most
    for each in register_.claims:
        if made[each.measure].planted:
            assert each.direction == ("worse" if made[each.measure].rises else "better")


@pytest.mark.long
@pytest.mark.parametrize(("scale", "wanted"), [(1.0, 0.95), (0.75, 0.6)])
def test_over_many_councils(scale: float, wanted: float, capsys: pytest.CaptureFixture[str]) -> None:
    first, false, firm_false, firm, expected, beyond = [], 0, 0, 0, 0.0, 0
    for seed in range(1, 61):
        register_, made = found(seed, scale)
        first.append(ranked_first(register_, made))
        false += false_ones(register_, made)
        firm += len(register_.firm)
        firm_false += sum(not made[each.measure].planted for each in register_.firm)
        expected += register_.chance.expected
        beyond += false_ones(register_, made) > register_.chance.most
    with capsys.disabled():
        spread = {count: first.count(count) for count in sorted(set(first))}
        sys.stderr.write(
            f"\n{scale} of the sizes: ranked first {spread}; false {false}, announced {expected:.1f}, "
            f"beyond the most {beyond}; firm {firm}, of them false {firm_false}\n"
        )
    assert sum(count >= WANTED for count in first) >= wanted * len(first)
    assert false <= expected
    assert beyond <= 0.1 * len(first)
    assert firm_false <= 0.1 * firm
