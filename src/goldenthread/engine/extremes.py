"""By how much at most a figure could move when some of its rows may be wrong.

The rule of the bound: of the rows of the period, those without an issue stand as they are. Each row with one
may, once mended, count or not, in the numerator or not; its key (the child) and its value are taken as they
stand. The bound is the lowest and the highest figure over all these cases.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

Range = tuple[float, float] | None
"""Lowest and highest; None where nothing can be said."""


@dataclass(frozen=True)
class Row:
    """One row in the period: what is counted by (`key`; a row's own number where rows are counted), whether
    it `counts` (in the denominator), whether it is in the numerator, its value and its line of a split. Of a
    row with an issue `may_be_in` says whether the numerator is open to it: one of another line's is not."""

    key: object
    counts: bool
    in_numerator: bool
    value: float | None = None
    line: str | None = None
    may_be_in: bool = True


def extremes(form: str, sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    """The range of a base form. Percentages are 0 to 100."""
    return _FORMS[form](sure, touched)


def of_line(rows: Iterable[Row], line: str, share: bool) -> list[Row]:
    """The rows without an issue, as one line of a split counts them: a share keeps all in the denominator."""
    if share:
        return [replace(row, in_numerator=row.in_numerator and row.line == line) for row in rows]
    return [row for row in rows if row.line == line]


def ratio(numerator: Range, denominator: Range, times: float) -> Range:
    """The range of one figure over another."""
    if numerator is None or denominator is None or denominator[0] <= 0 or numerator[0] < 0:
        return None
    return times * numerator[0] / denominator[1], times * numerator[1] / denominator[0]


def difference(plus: Range, minus: Range) -> Range:
    """The range of one figure less another."""
    if plus is None or minus is None:
        return None
    return plus[0] - minus[1], plus[1] - minus[0]


def _keys(rows: Iterable[Row], wanted: Callable[[Row], bool]) -> set[object]:
    return {row.key for row in rows if wanted(row) and row.key is not None}


def _possible(touched: Sequence[Row]) -> set[object]:
    """The keys that rows with an issue may bring; one without a key may be somebody not counted yet."""
    return {row.key if row.key is not None else ("unknown", i) for i, row in enumerate(touched)}


def _count(sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    counted = _keys(sure, lambda row: row.counts)
    return float(len(counted)), float(len(counted | _possible(touched)))


def _percentage(sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    """At worst every row with an issue counts and is not in the numerator; at best each is in it that may be,
    and no other counts."""
    numerator = _keys(sure, lambda row: row.counts and row.in_numerator)
    whole = _keys(sure, lambda row: row.counts)
    most = whole | _possible(touched)
    gained = _possible([row for row in touched if row.may_be_in])
    if not most:
        return None
    low = 100 * len(numerator) / len(most)
    return low, 100 * len(numerator | gained) / len(whole | gained) if whole | gained else low


def _values(sure: Sequence[Row], touched: Sequence[Row]) -> tuple[list[float], list[float]] | None:
    """The values that stand and those that may, in order; None where one that may is not known."""
    certain = [row.value for row in sure if row.counts and row.value is not None]
    possible = [row.value for row in touched]
    if any(value is None for value in possible):
        return None
    return certain, sorted(value for value in possible if value is not None)


def _sum(sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    values = _values(sure, touched)
    if values is None:
        return None
    certain, possible = values
    total = math.fsum(certain)
    return (
        total + math.fsum(value for value in possible if value < 0),
        total + math.fsum(value for value in possible if value > 0),
    )


def _average(sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    return _over_ends(_values(sure, touched), lambda values: math.fsum(values) / len(values))


def _median(sure: Sequence[Row], touched: Sequence[Row]) -> Range:
    return _over_ends(_values(sure, touched), statistics.median)


def _over_ends(
    values: tuple[list[float], list[float]] | None, middle: Callable[[list[float]], float]
) -> Range:
    """Lowest with some number of the smallest values that may stand, highest with some of the largest."""
    if values is None or not (values[0] or values[1]):
        return None
    certain, possible = values
    numbers = range(0 if certain else 1, len(possible) + 1)
    low = min(middle(certain + possible[:n]) for n in numbers)
    high = max(middle(certain + possible[len(possible) - n :]) for n in numbers)
    return low, high


_FORMS = {"count": _count, "percentage": _percentage, "sum": _sum, "average": _average, "median": _median}
