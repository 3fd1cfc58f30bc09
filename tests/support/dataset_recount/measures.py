"""How a definition becomes figures: rows counted in all and by group, for each period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from tests.support.dataset_recount.people import described
from tests.support.dataset_recount.records import Files, Period

Figures = dict[tuple[str, str, str, str], tuple[float, float | None]]
"""(numerator, denominator or none) by measure, period, breakdown and group."""

Rows = Callable[[Files, Period], pd.DataFrame]


@dataclass(frozen=True)
class Measure:
    """The rows that a measure counts, what of them is counted, and by what they are shown."""

    rows: Rows
    each: str
    by: tuple[str, ...]
    of_all: tuple[str, ...]
    total: bool


MEASURES: dict[str, Measure] = {}


def measure(
    by: str = "", *, each: str = "row", of_all: str = "", total: bool = True
) -> Callable[[Rows], Rows]:
    """Make a function of this name the definition of the measure of this name.

    It gives the rows of a period, dated `on`; where they have a column `hit`, the measure is a share.
    `each` is what is counted: every row, different values of a column, or the sum of `fte`.
    `of_all` names the groups of a share that sets each of them against the whole.
    """

    def remember(rows: Rows) -> Rows:
        MEASURES[rows.__name__] = Measure(rows, each, tuple(by.split()), tuple(of_all.split()), total)
        return rows

    return remember


def figures_of(files: Files, name: str, period: Period) -> Figures:
    """The figures of a measure for one period."""
    one = MEASURES[name]
    rows = described(files, one.rows(files, period), one.by)
    out: Figures = {}
    if one.total:
        out[name, period.name, "all", "all"] = _counted(rows, one.each)
    for breakdown in one.by:
        for group, part in _groups(rows, breakdown):
            out[name, period.name, breakdown, group] = _counted(part, one.each)
    if one.of_all:
        whole, (breakdown,) = _number(rows, one.each), one.by
        for group in one.of_all:
            part = rows[rows[breakdown] == group]
            out[name, period.name, breakdown, group] = (_number(part, one.each), whole)
    return out


def _groups(rows: pd.DataFrame, breakdown: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows of each group; beside the bands of age those of 10 to 17 together."""
    for group, part in rows.groupby(breakdown):
        yield str(group), part
    if breakdown == "age_band" and (young := rows.age_band.isin(["10-15", "16-17"])).any():
        yield "10-17", rows[young]


def _counted(rows: pd.DataFrame, each: str) -> tuple[float, float | None]:
    if "hit" not in rows:
        return _number(rows, each), None
    return _number(rows[rows.hit.astype(bool)], each), _number(rows, each)


def _number(rows: pd.DataFrame, each: str) -> float:
    if each == "row":
        return len(rows)
    return float(rows.fte.sum()) if each == "fte" else rows[each].nunique()
