"""On which side of a comparator a value stands, and what of the choice among neighbours turns it."""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.analysis.comparators.comparator import Choice, Comparator, Side
from goldenthread.analysis.comparators.editions import model_words


def side(one: Comparator, value: float | None) -> Side:
    """Above, below or the same, unrounded; beside an unlike figure nothing is said.

    Whether that is better, and more than chance, is not said here: `polarity` and the intervals say it.
    """
    if not one.like or one.value is None or value is None:
        return Side.NONE
    if value == one.value:
        return Side.SAME
    return Side.ABOVE if value > one.value else Side.BELOW


def choices(chosen: Comparator | None, others: Iterable[Comparator]) -> tuple[Choice, ...]:
    """The choices of edition or rule that put the value on another side."""
    if chosen is None or not chosen.verdict:
        return ()
    turned = [one for one in others if one.verdict and one.verdict != chosen.verdict]
    return tuple(Choice(chosen, one, _turned(chosen, one)) for one in turned)


def _turned(chosen: Comparator, other: Comparator) -> str:
    by_edition = other.model != chosen.model
    way = f"the model of {model_words(other.model)}" if by_edition else f"the {other.average}"
    own = f"the model of {model_words(chosen.model)}" if by_edition else f"the {chosen.average}"
    return f"{_beside(chosen)} the neighbours by {own}, {_beside(other)} by {way}"


def _beside(one: Comparator) -> str:
    return "the same as" if one.verdict is Side.SAME else str(one.verdict)
