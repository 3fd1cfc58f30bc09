"""Corrections of what was shown before: small ones wait.

A number that moved by 1 to 5 since it was shown would tell of one to five children. So what was shown stands
until a part of it has certainly moved by the threshold.
"""

from __future__ import annotations

from enum import Enum

from goldenthread.analysis.disclosure.cells import Cell
from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.printed import (
    Bound,
    least_base,
    of_its_kind,
    released,
    rest_bounds,
    same_print,
    shown_between,
)
from goldenthread.model.result import Result, Status


class Standing(Enum):
    """What becomes of a cell that was shown before."""

    SAME = "it prints as before"
    HELD = "what was shown stands"
    NEW = "the correction is shown"
    BETWEEN = "one part moved far and another a little"


MEANS = ("average", "median")

FAR = 0.05
"""By what share of itself a value may differ from what stands while a small correction waits."""


def standing(cell: Cell, before: Result, was: Cell, policy: Policy) -> Standing:
    """What becomes of a cell whose key was shown before as `before`, from the numbers of `was`."""
    if cell.result.status is not Status.OK or before.status is not Status.OK:
        return Standing.NEW
    if same_print(released(cell.measure, cell.result, cell.multiple), before):
        return Standing.SAME
    moves = []
    for role, (part, _) in cell.numbers.items():
        if not part.counted or role not in was.numbers:
            continue
        now = cell.result.denominator if role == "denominator" else cell.result.numerator
        then = was.result.denominator if role == "denominator" else was.result.numerator
        if now is None or then is None:
            continue
        low, high = shown_between(then, part, was.multiple, policy, is_total=was.is_total)
        moves.append(max(low - now, now - high, 0.0))
    if not moves:
        return Standing.NEW
    if max(moves) < policy.threshold:
        if not _value_differs(cell, before):
            return Standing.HELD
        return Standing.BETWEEN if max(moves) > 0 else Standing.NEW
    return Standing.BETWEEN if any(0 < move < policy.threshold for move in moves) else Standing.NEW


def _value_differs(cell: Cell, before: Result) -> bool:
    """Whether a value is another one though the numbers of children behind it hardly moved: days, scores,
    pounds or a population were corrected. (Small moves of a sum are targets of their own.)"""
    now, then = cell.result.value, before.value
    if cell.measure.form == "rate" and cell.result.numerator and before.numerator:
        now = now and now / cell.result.numerator
        then = then and then / before.numerator
    elif cell.measure.form not in MEANS:
        return False
    return now is not None and then is not None and abs(now - then) > FAR * abs(then)


def held_bounds(cell: Cell, was: Cell, policy: Policy) -> list[Bound]:
    """What a reader knows of a number whose correction waits, or that prints as before: it moved by less than
    the threshold, and neither it nor those who are not in it are a small number, which would be withheld."""
    found = []
    wait = policy.threshold - 1
    for role, (part, number) in cell.numbers.items():
        then = was.result.denominator if role == "denominator" else was.result.numerator
        now = cell.result.denominator if role == "denominator" else cell.result.numerator
        if not part.counted or role not in was.numbers or then is None or now is None:
            continue
        low, high = shown_between(then, part, was.multiple, policy, is_total=was.is_total)
        low, high = of_its_kind(now, low - wait, high + wait, part, policy, is_total=was.is_total)
        found.append(
            Bound(((number, 1.0),), max(low, least_base(cell.measure, cell.result, role, policy)), high)
        )
    return [*found, *rest_bounds(cell.measure, cell.numbers, cell.result, policy)]
