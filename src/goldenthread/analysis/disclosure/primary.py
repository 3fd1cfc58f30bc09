"""What may not be shown for its own sake, and how uncertain it must stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.analysis.disclosure.cells import Cell, Key
from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.printed import NEED_A_BASE, Terms

SUM_PROTECTION = 0.1
"""How uncertain a sum that one or two dominate must stay, as a share of it to either side."""

Contributions = Mapping[Key, Sequence[float]]
"""What each contributor adds to a sum."""


class Reason(StrEnum):
    """Why a cell is withheld, in words that stand after 'because'."""

    SMALL = "it is, or rests on, a small number"
    REST = "all but a small number are in it"
    BASE = "it is of too few"
    WHOLE = "it says 'all' or 'none' of a small group"
    DOMINATED = "one or two make up most of a sum, or nobody can say whether they do"
    NAMED = "an index against a named group cannot be checked"
    ROLLS = "it is over many months that are not shown one by one, as they are now"
    MOVE = "it tells of a small move, alone or beside what was shown before"
    SECONDARY = "another number could be worked out from it"
    WITHDRAWN = "no proof that others stay safe beside it was found in time"


@dataclass(frozen=True)
class Target:
    """A sum of quantities that readers may not pin down: from all they know it must be possible that it is as
    much as `up` and as little as `down` (None: no need)."""

    terms: Terms
    up: float | None
    down: float | None
    reason: Reason
    key: Key  # the cell that it was met in


def reasons_of(cell: Cell, policy: Policy, contributions: Contributions) -> list[Reason]:
    """Why the cell may not be shown for its own sake; empty where it may."""
    found = list(dict.fromkeys(target.reason for target in targets_of(cell, policy, contributions)))
    bottom = _truth(cell, "denominator")
    form = cell.measure.form
    if form in NEED_A_BASE and bottom is not None and 0 < bottom < policy.smallest_base:
        found.append(Reason.BASE)
    if form == "index" and cell.measure.against not in ("", "whole", "others"):
        found.append(Reason.NAMED)
    base = cell.measure.base
    if base is not None and base.timing != "stock" and base.window_months:
        found.append(Reason.ROLLS)
    unknown = not contributions.get(cell.key) and bool(_truth(cell, "numerator"))
    if form == "sum" and not cell.is_total and unknown:
        found.append(Reason.DOMINATED)
    return found


def targets_of(cell: Cell, policy: Policy, contributions: Contributions) -> list[Target]:
    """What readers may not pin down of the cell."""
    return [*_small(cell, policy), *_rest(cell, policy), *_dominated(cell, policy, contributions)]


def needs(truth: float, policy: Policy) -> tuple[float, float]:
    """How high and how low a small number must be able to be: by the protection to either side, and up to the
    threshold; a number of people never below nought."""
    return max(truth + policy.protection, float(policy.threshold)), max(truth - policy.protection, 0.0)


def move_needs(truth: float, policy: Policy) -> tuple[float, float]:
    """The same of a move, which may go either way: beyond the threshold on its own side."""
    if truth > 0:
        return max(truth + policy.protection, float(policy.threshold)), truth - policy.protection
    return truth + policy.protection, min(truth - policy.protection, -float(policy.threshold))


def _small(cell: Cell, policy: Policy) -> Iterable[Target]:
    for role, (part, number) in cell.numbers.items():
        truth = _truth(cell, role)
        if truth is None or not part.counted or not policy.is_small(truth):
            continue
        if not part.signed:
            yield Target(((number, 1.0),), *needs(truth, policy), Reason.SMALL, cell.key)
        elif not cell.is_total:
            yield Target(((number, 1.0),), *move_needs(truth, policy), Reason.MOVE, cell.key)


def _rest(cell: Cell, policy: Policy) -> Iterable[Target]:
    """Of a percentage those who are not in the numerator, and 'all' or 'none' of a small group."""
    top, bottom = _truth(cell, "numerator"), _truth(cell, "denominator")
    if cell.measure.form != "percentage" or top is None or bottom is None or bottom == 0:
        return
    one = ((cell.numbers["numerator"][1], 1.0),)
    rest = ((cell.numbers["denominator"][1], 1.0), (cell.numbers["numerator"][1], -1.0))
    if policy.is_small(bottom - top) and (policy.rest_of_totals or not cell.is_total):
        yield Target(rest, *needs(bottom - top, policy), Reason.REST, cell.key)
    if bottom < policy.whole_group_below and top in (0, bottom):
        yield Target(one if top == 0 else rest, float(policy.protection), None, Reason.WHOLE, cell.key)


def _dominated(cell: Cell, policy: Policy, contributions: Contributions) -> Iterable[Target]:
    """A sum of which one or two make up most: each of them could take away its own from it. So may the sum
    behind every mean of few."""
    added = contributions.get(cell.key)
    total, number = _truth(cell, "numerator"), _truth(cell, "denominator")
    if not total or cell.measure.form not in ("sum", "average"):
        return
    of_few = number is not None and policy.is_small(number)
    most = sum(sorted(map(abs, added or ()), reverse=True)[:2])
    if of_few or (added and most >= policy.dominance / 100 * abs(total)):
        around = abs(total) * SUM_PROTECTION
        terms = ((cell.numbers["numerator"][1], 1.0),)
        yield Target(terms, total + around, max(total - around, 0.0), Reason.DOMINATED, cell.key)


def _truth(cell: Cell, role: str) -> float | None:
    return cell.result.denominator if role == "denominator" else cell.result.numerator
