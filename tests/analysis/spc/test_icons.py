from __future__ import annotations

import pytest

from goldenthread.analysis.spc import Assurance, Rule, Signal, Variation
from goldenthread.analysis.spc.icons import assurance, variation
from goldenthread.model.measure import Polarity

HIGH, LOW = Signal(Rule.OUTSIDE, "high"), Signal(Rule.OUTSIDE, "low")


@pytest.mark.parametrize(
    ("signal", "polarity", "icon"),
    [
        (HIGH, "higher", Variation.IMPROVEMENT_HIGH),
        (LOW, "higher", Variation.CONCERN_LOW),
        (HIGH, "lower", Variation.CONCERN_HIGH),
        (LOW, "lower", Variation.IMPROVEMENT_LOW),
        (HIGH, "neutral", Variation.NEITHER_HIGH),
        (LOW, "neutral", Variation.NEITHER_LOW),
        (HIGH, "nearest", Variation.NEITHER_HIGH),
        (LOW, "nearest", Variation.NEITHER_LOW),
    ],
)
def test_the_seven_variation_icons(signal: Signal, polarity: Polarity, icon: Variation) -> None:
    assert variation([signal], polarity) is icon
    assert variation([], polarity) is Variation.COMMON_CAUSE


def test_the_strongest_pattern_gives_the_side() -> None:
    """A point outside below, at the end of a rise: low."""
    assert variation([Signal(Rule.TREND, "high"), LOW], "higher") is Variation.CONCERN_LOW
    assert variation([Signal(Rule.TREND, "high")], "higher") is Variation.IMPROVEMENT_HIGH


@pytest.mark.parametrize(
    ("limits", "polarity", "icon"),
    [
        ((91.0, 97.0), "higher", Assurance.PASS),
        ((80.0, 89.0), "higher", Assurance.FAIL),
        ((80.0, 97.0), "higher", Assurance.HIT_AND_MISS),
        ((90.0, 97.0), "higher", Assurance.HIT_AND_MISS),  # on the limit
        ((91.0, 97.0), "lower", Assurance.FAIL),
        ((80.0, 89.0), "lower", Assurance.PASS),
        ((91.0, 97.0), "neutral", Assurance.NOT_KNOWN),
    ],
)
def test_assurance_by_target_and_limits(
    limits: tuple[float, float], polarity: Polarity, icon: Assurance
) -> None:
    assert assurance(limits, 90, polarity) is icon
    assert assurance(limits, None, polarity) is Assurance.NO_TARGET
    assert assurance(None, 90, polarity) is Assurance.NOT_KNOWN


@pytest.mark.parametrize(
    ("limits", "margin", "icon"),
    [
        ((0.9, 1.1), 0.1, Assurance.PASS),
        ((0.9, 1.2), 0.1, Assurance.HIT_AND_MISS),
        ((0.5, 1.5), 0.1, Assurance.HIT_AND_MISS),
        ((1.2, 1.5), 0.1, Assurance.FAIL),
        ((0.5, 0.8), 0.1, Assurance.FAIL),
        ((0.9, 1.1), None, Assurance.NOT_KNOWN),
    ],
)
def test_near_its_target_the_margin_holds_all_or_none(
    limits: tuple[float, float], margin: float | None, icon: Assurance
) -> None:
    assert assurance(limits, 1.0, "nearest", margin) is icon
