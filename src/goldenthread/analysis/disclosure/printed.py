"""What the public is shown of a result, and what a reader can work out of that one cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil, floor, inf, log10

from goldenthread.analysis.disclosure.policy import Policy
from goldenthread.analysis.disclosure.quantities import ROLLING, TO_DATE, Part, Quantities, Role
from goldenthread.analysis.figures import is_money, is_percentage
from goldenthread.base.numbers import round_half_up
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, Result, Status

Terms = tuple[tuple[int, float], ...]
"""Quantities by number, each with its factor."""


@dataclass(frozen=True)
class Bound:
    """What is known of a sum of quantities: it lies between two numbers, both included."""

    terms: Terms
    low: float
    high: float


def multiple_of(result: Result, parts: tuple[Part, ...], policy: Policy) -> int:
    """To which multiple the counts of a result are rounded."""
    moves = result.breakdown != ALL and any(part.moves(result.period) for part in parts)
    return policy.moving_rounding if moves else policy.rounding


def places_of(measure: Measure) -> int:
    """Decimals of a value that is no count: percentages and money whole, others one."""
    return 0 if is_percentage(measure) or is_money(measure) else 1


def rounded(number: float, multiple: int) -> float:
    """The nearest multiple; a number half way goes up."""
    return float(floor(number / multiple + 0.5) * multiple)


def released(measure: Measure, result: Result, multiple: int) -> Result:
    """The result as it is printed: counts to the multiple, a rate made of its rounded count, other values to
    their decimals. The sum behind an average is not shown."""
    if result.status is not Status.OK or result.value is None:
        return replace(result, numerator=None, denominator=None, value=None)
    top = None if result.numerator is None else rounded(result.numerator, multiple)
    bottom = result.denominator
    if measure.form in ("count", "sum", "difference"):
        return replace(result, numerator=top, value=rounded(result.value, multiple))
    if measure.form == "rate":
        exact = result.numerator or 0.0
        value = result.value * (top or 0.0) / exact if exact else 0.0
        return replace(result, numerator=top, value=float(round_half_up(value, 1)))
    value = printed_mean(measure, result, multiple).value
    below = None if bottom is None else rounded(bottom, multiple)
    if measure.form in ("average", "median"):
        return replace(result, numerator=None, denominator=below, value=value)
    return replace(result, numerator=top, denominator=below, value=value)


TENS = 10
"""The step of a mean that moves is such that as many steps as it is of, in tens, make the mean or more: what
one came with or went with is then known to a mean at the best."""

_STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Printed:
    """A value that is no count as it is printed, and between which values it then lies; the upper end prints
    as the next."""

    value: float
    low: float
    high: float


def printed_mean(measure: Measure, result: Result, multiple: int) -> Printed:
    """A mean, share or index as it is printed: to its decimals; that of the whole authority that moves (who
    came and went between two of them are few) to a coarser step, which the mean and the printed number of
    those that it is of decide."""
    value = result.value or 0.0
    fine = 10.0 ** -places_of(measure)
    if not _is_moving_mean(measure, result):
        shown = float(round_half_up(value, places_of(measure)))
        return Printed(shown, shown - fine / 2, shown + fine / 2)
    # The steps change at multiples of both, as the number is one of tens: every print is of one range.
    number = rounded(rounded(result.denominator or 0.0, multiple), TENS) or TENS
    shown = _nearest(value, _step(value, number, fine), fine)
    below, above = (_step(shown * (1 + way), number, fine) for way in (-1e-9, 1e-9))
    return Printed(shown, shown - below / 2, shown + above / 2)


def _is_moving_mean(measure: Measure, result: Result) -> bool:
    """Of a stock, or of months that the one before it holds too. One over its card's window is withheld."""
    if measure.form != "average" or result.breakdown != ALL:
        return False
    is_stock = measure.base is not None and measure.base.timing == "stock"
    return is_stock or result.period.startswith((ROLLING, TO_DATE))


def _step(value: float, number: float, fine: float) -> float:
    """The least of 1, 2, 5, 10, 20 ... (or tenths) of which `number` make the value."""
    wanted = max(abs(value) / number, fine)
    power = 10.0 ** floor(log10(wanted) + 1e-12)
    return next(each * power for each in (*_STEPS, 10.0) if each * power >= wanted * (1 - 1e-12))


def _nearest(value: float, step: float, fine: float) -> float:
    """The multiple of a step; half way goes up. Without the noise of binary fractions."""
    return float(round_half_up(floor(value / step + 0.5 + 1e-12) * step, 1 if fine < 1 else 0))


def same_print(one: Result, other: Result) -> bool:
    """Whether two released results show the same."""
    return (one.status, one.numerator, one.denominator, one.value) == (
        other.status,
        other.numerator,
        other.denominator,
        other.value,
    )


def withheld(result: Result) -> Result:
    """The result with [c] in its place. Remarks that tell of its size or change go with it."""
    kept = tuple(flag for flag in result.flags if flag not in ("revised", "low_reliability"))
    hidden = replace(result, numerator=None, denominator=None, value=None)
    return replace(hidden, status=Status.CONFIDENTIAL, flags=kept, reason="")


def shown_between(
    number: float, part: Part, multiple: int, policy: Policy, *, is_total: bool
) -> tuple[float, float]:
    """Between which numbers a reader knows a rounded one to lie."""
    printed = rounded(number, multiple)
    low, high = printed - multiple / 2, printed + multiple / 2
    if part.whole:
        low, high = float(ceil(low)), float(ceil(high) - 1)
    if not part.counted:
        return max(low, 0.0), high
    return of_its_kind(number, low, high, part, policy, is_total=is_total)


def of_its_kind(
    number: float, low: float, high: float, part: Part, policy: Policy, *, is_total: bool
) -> tuple[float, float]:
    """The bounds without the small numbers in them, which are not shown, as a reader knows; of 0, 0.
    The net change of the whole authority alone is shown however small it is."""
    if part.signed and is_total:
        return low, high
    if number == 0:
        return 0.0, 0.0
    least = float(policy.threshold)
    return (max(low, least), high) if number > 0 else (low, min(high, -least))


def bounds_of(
    measure: Measure,
    result: Result,
    numbers: Mapping[Role, tuple[Part, int]],
    quantities: Quantities,
    multiple: int,
    policy: Policy,
) -> list[Bound]:
    """All that a reader can work out of the cell when it is shown."""
    if result.status is not Status.OK or result.value is None:
        nobody = [number for _, number in numbers.values() if quantities.truth(number) == 0]
        return [Bound(((number, 1.0),), 0.0, 0.0) for number in nobody]
    exact = policy.totals_known and result.breakdown == ALL
    found = []
    for role, (part, number) in numbers.items():
        truth = quantities.truth(number)
        if role == "numerator" and not part.counted and measure.form != "sum":
            continue  # the sum behind an average is not shown
        low, high = (
            (truth, truth)
            if exact
            else shown_between(truth, part, multiple, policy, is_total=result.breakdown == ALL)
        )
        found.append(Bound(((number, 1.0),), max(low, least_base(measure, result, role, policy)), high))
    if "numerator" in numbers and "denominator" in numbers:
        top, bottom = numbers["numerator"][1], numbers["denominator"][1]
        found += rest_bounds(measure, numbers, result, policy)
        if not exact or measure.form == "average":
            found += _of_value(measure, result, top, bottom, quantities, multiple)
    return found


NEED_A_BASE = ("percentage", "average", "median", "ratio", "index")
"""Forms that are withheld where they are of few."""


def least_base(measure: Measure, result: Result, role: Role, policy: Policy) -> float:
    """What a denominator is at the least because the cell is shown: one of fewer is withheld, and so is 'all'
    or 'none' of a small group."""
    if role != "denominator" or measure.form not in NEED_A_BASE or not result.denominator:
        return -inf
    says_all_or_none = measure.form == "percentage" and result.numerator in (0, result.denominator)
    return float(policy.whole_group_below if says_all_or_none else policy.smallest_base)


def rest_bounds(
    measure: Measure, numbers: Mapping[Role, tuple[Part, int]], result: Result, policy: Policy
) -> list[Bound]:
    """Of a percentage that is shown, those who are not in it are no small number either, where policy has it
    so; the bounds are those of the true kind, none or many."""
    top, bottom = result.numerator, result.denominator
    is_kept = policy.rest_of_totals or result.breakdown != ALL
    if measure.form != "percentage" or top is None or bottom is None or not is_kept:
        return []
    low, high = (0.0, 0.0) if bottom == top else (float(policy.threshold), inf)
    return [Bound(((numbers["denominator"][1], 1.0), (numbers["numerator"][1], -1.0)), low, high)]


def _of_value(
    measure: Measure, result: Result, top: int, bottom: int, quantities: Quantities, multiple: int
) -> list[Bound]:
    """A printed share or mean holds its two parts together: value = factor x numerator / denominator, with a
    factor that everybody knows. An index against all others has those in the place of the denominator."""
    n, d = quantities.truth(top), quantities.truth(bottom)
    others = measure.form == "index" and measure.against == "others"
    below = d - n if others else d
    if result.value is None or below == 0:
        return []
    printed = printed_mean(measure, result, multiple)
    if n == 0:  # a mean that prints as nothing is of a sum that is small
        return [Bound(((top, 1.0), (bottom, -printed.high)), -inf, 0.0)] if measure.form == "average" else []
    factor = result.value * below / n
    bounds = []
    above = printed.high - (printed.high - printed.value) * 1e-4
    for edge, low, high in ((printed.low, 0.0, inf), (above, -inf, 0.0)):
        terms = ((top, factor + edge if others else factor), (bottom, -edge))
        bounds.append(Bound(terms, low, high))
    return bounds
