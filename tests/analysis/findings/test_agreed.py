"""What a register of rounded figures may say: nothing that the figures themselves do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldenthread.analysis.findings import FindingKind, agreed, register
from tests.publication.made_up import made_up_edition

FULL = made_up_edition().register


def _of(name: str, kind: FindingKind):  # type: ignore[no-untyped-def]
    """The judged series of a measure in the register, and the register with another kind for it."""
    assert FULL is not None
    one = next(each for each in FULL.judged if each.series.measure.id == name)
    other = tuple(replace(each, kind=kind) if each is one else each for each in FULL.judged)
    return one, replace(FULL, judged=other)


def test_a_register_agrees_with_itself() -> None:
    assert FULL is not None
    assert agreed(FULL, FULL).judged == FULL.judged
    unexplained = tuple(replace(each, drove=()) for each in FULL.claims)
    assert agreed(FULL, FULL).claims == unexplained  # what drove it is told by unrounded figures


@pytest.mark.parametrize("kind", [FindingKind.CHANGED, FindingKind.USUAL])
def test_nothing_is_said_of_a_series_that_the_fuller_one_sees_otherwise(kind: FindingKind) -> None:
    assert FULL is not None
    wanted = kind is FindingKind.USUAL
    name = next(each.series.measure.id for each in FULL.judged if each.is_claim is wanted and each.chart)
    _, fuller = _of(name, kind)
    kept = agreed(FULL, fuller)
    silent = next(each for each in kept.judged if each.series.measure.id == name)
    assert (silent.kind, silent.chart) == (FindingKind.NO_RANGE, None)
    assert [each for each in kept.findings if each.measure == name and each.is_claim] == []
    others = [each for each in kept.judged if each.series.measure.id != name]
    assert others == [each for each in FULL.judged if each.series.measure.id != name]


def test_a_series_that_the_fuller_one_does_not_know_is_silent() -> None:
    assert FULL is not None
    kept = agreed(FULL, register([]))
    assert kept.claims == ()
