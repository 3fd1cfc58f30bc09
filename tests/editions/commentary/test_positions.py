"""'Above the target', 'lower than England': on either side of each figure that prose may be set beside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from goldenthread.analysis.comparators.comparator import Comparator, Comparators, Kind
from goldenthread.editions.commentary.checking import check
from goldenthread.editions.commentary.checks.beside import ALIKE
from goldenthread.editions.commentary.world import World
from goldenthread.model.strategy import Target
from tests.editions.commentary.worlds import made_up
from tests.publication.made_up import AUTHORITY

OURS = {"cla_rate": 102.0, "cp_visits_in_date_pct": 100 * 276 / 303}
"""A measure of which lower is better, and one of which higher is."""

OTHERS: dict[str, Kind] = {
    "England": "england",
    "England's": "england",
    "the national average": "england",
    "the region": "region",
    "our statistical neighbours": "neighbours",
    "its neighbours": "neighbours",
}
ABOVE = ("above", "higher than", "more than", "above that of")
BELOW = ("below", "lower than", "less than", "lower than that of")


def beside(measure: str, other: float, target: float | None = None) -> World:
    """The made-up edition in which every other figure of a measure is the same."""
    kinds: tuple[Kind, ...] = ("england", "region", "neighbours")
    every = tuple(
        Comparator(kind, kind, kind, "2023", "year", other, "", 1, None, "made up", True) for kind in kinds
    )
    world = replace(
        made_up(), comparators={measure: Comparators(measure, AUTHORITY, "made up", "made up", every)}
    )
    if target is None:
        return world
    kept = tuple(one for one in world.targets if one.measure != measure)
    return replace(world, targets=(*kept, Target(measure, "all", target, "local", dt.date(2020, 4, 1))))


def kinds(text: str, world: World) -> set[str]:
    return {one.code for one in check("summary", text, world)}


@pytest.mark.parametrize("measure", OURS)
@pytest.mark.parametrize("named", OTHERS)
@pytest.mark.parametrize("by", [-20, 20])
def test_a_side_of_others_is_as_the_figures_are(measure: str, named: str, by: int) -> None:
    world = beside(measure, OURS[measure] + by)
    true, false = (ABOVE, BELOW) if by < 0 else (BELOW, ABOVE)
    for words in true:
        assert "direction" not in kinds(f"At {{{{ {measure} }}}} we are {words} {named}.", world), words
    for words in false:
        assert "direction" in kinds(f"At {{{{ {measure} }}}} we are {words} {named}.", world), words


@pytest.mark.parametrize("measure", OURS)
@pytest.mark.parametrize("by", [-5, 5])
def test_a_side_of_a_target_is_as_the_figures_are(measure: str, by: int) -> None:
    world = beside(measure, 1.0, OURS[measure] + by)
    true, false = ((*ABOVE, "over"), (*BELOW, "under"))[:: 1 if by < 0 else -1]
    for words in true:
        assert "direction" not in kinds(f"{{{{ {measure} | in full }}}} is {words} our target.", world), words
    for words in false:
        assert "direction" in kinds(f"{{{{ {measure} | in full }}}} is {words} our target.", world), words


@pytest.mark.parametrize("by", [-20, 20])
def test_better_and_worse_than_others_follow_the_polarity(by: int) -> None:
    for measure, ours in OURS.items():
        world = beside(measure, ours + by)
        is_better = (by > 0) == (measure == "cla_rate")
        for words, holds in (("better than", is_better), ("worse than", not is_better)):
            found = kinds(f"At {{{{ {measure} }}}} we are {words} England.", world)
            assert ("direction" not in found) == holds, (measure, words)


@pytest.mark.parametrize("by", [-20, 20])
@pytest.mark.parametrize("named", ["England's rate", "The region", "Statistical neighbours"])
def test_of_others_the_other_side_is_said(by: int, named: str) -> None:
    world = beside("cla_rate", 102.0 + by)
    true, false = ("higher than", "lower than") if by > 0 else ("lower than", "higher than")
    assert "direction" not in kinds(f"{named} is {true} our {{{{ cla_rate }}}}.", world)
    assert "direction" in kinds(f"{named} is {false} our {{{{ cla_rate }}}}.", world)
    assert "direction" in kinds(f"{named} is {false} ours, {{{{ cla_rate }}}}.", world)


@pytest.mark.parametrize("words", ["in line with", "similar to", "the same as", "comparable with"])
def test_alike_is_within_a_fifth_of_the_other(words: str) -> None:
    text = f"Our rate of {{{{ cla_rate }}}} is {words} that of the region."
    inside, outside = 102.0 / (1 + ALIKE) + 0.1, 102.0 / (1 + ALIKE) - 0.1
    assert "direction" not in kinds(text, beside("cla_rate", inside))
    assert "direction" in kinds(text, beside("cla_rate", outside))


def test_what_equals_another_lies_on_neither_side() -> None:
    ours = made_up().results.find("cla_rate", AUTHORITY, "2023-12")
    assert ours is not None
    world = beside("cla_rate", ours.value or 0.0)
    for words in ("above", "below"):
        assert "direction" in kinds(f"At {{{{ cla_rate }}}} we are {words} England.", world)


def test_a_group_is_held_against_the_other_and_not_the_total() -> None:
    """East is 30%, all 25%: England's 28% lies between."""
    world = beside("rereferrals_12m_pct", 28.0)
    text = "East, at {{ rereferrals_12m_pct | by locality=east | in full }}, is SIDE England."
    assert "direction" not in kinds(text.replace("SIDE", "above"), world)
    assert "direction" in kinds(text.replace("SIDE", "below"), world)


def test_without_a_figure_of_the_other_nothing_is_judged_and_its_reference_is_refused() -> None:
    text = "At {{ cp_visits_in_date_pct | in full }} we are above England."
    assert "direction" not in kinds(text, made_up())
    assert "reference" in kinds("England: {{ cp_visits_in_date_pct | england }}.", made_up())


@pytest.mark.parametrize("form", ["england", "region", "neighbours"])
def test_a_reference_to_others_prints_their_figure_and_when(form: str) -> None:
    world = beside("cla_rate", 71.4)
    (remark,) = check(
        "summary",
        f"Theirs is {{{{ cla_rate | {form} }}}}.",
        world,
        written_with={f"{{{{ cla_rate | {form} }}}}": "70 (2022)"},
    )
    assert remark.code == "moved"
    assert "70 (2022)" in remark.message
    assert "71 (2023)" in remark.message


@pytest.mark.parametrize(
    ("wanted", "not_said"),
    [
        ("We want to be below England; we are at {{ cla_rate }}.", "direction"),
        ("At {{ cla_rate }} we are not below England.", "direction"),
        ("We went over the region's plans at {{ cla_rate }}.", "direction"),
    ],
)
def test_what_is_wanted_denied_or_said_of_a_place_is_no_claim(wanted: str, not_said: str) -> None:
    assert not_said not in kinds(wanted, beside("cla_rate", 70.0))
