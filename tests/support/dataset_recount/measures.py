"""How a definition becomes figures: rows counted in all and by group, for each period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from tests.support.dataset_recount.records import Files, Period, open_at

Figures = dict[tuple[str, str, str, str], tuple[float, float | None]]
"""(numerator, denominator or none) by measure, period, breakdown and group."""

Rows = Callable[[Files, Period], pd.DataFrame]


@dataclass(frozen=True)
class Measure:
    """The rows that a measure counts, what of them is counted, and by what they are shown."""

    rows: Rows
    each: str
    by: tuple[str, ...]
    of_all: bool
    total: bool


MEASURES: dict[str, Measure] = {}


def measure(
    by: str = "", *, each: str = "row", of_all: bool = False, total: bool = True
) -> Callable[[Rows], Rows]:
    """Make a function of this name the definition of the measure of this name.

    It gives the rows of a period, dated `on`; where they have a column `hit`, the measure is a share.
    `each` is what is counted: every row, different values of a column, or the sum of `fte`.
    A share `of_all` sets each group against the whole.
    """

    def remember(rows: Rows) -> Rows:
        MEASURES[rows.__name__] = Measure(rows, each, tuple(by.split()), of_all, total)
        return rows

    return remember


def figures_of(files: Files, name: str, period: Period) -> Figures:
    """The figures of a measure for one period."""
    one = MEASURES[name]
    rows = grouped(files, one.rows(files, period), one.by)
    out: Figures = {}
    if one.total:
        out[name, period.name, "all", "all"] = _counted(rows, one.each)
    whole = _number(rows, one.each)
    for breakdown in one.by:
        for group, part in rows.groupby(breakdown):
            found = (_number(part, one.each), whole) if one.of_all else _counted(part, one.each)
            out[name, period.name, breakdown, str(group)] = found
    return out


def grouped(files: Files, rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows with team (their own, else the case worker's on the day) and locality (of the home)."""
    if "team" in by and "team" not in rows:
        rows = rows.assign(team=open_at(rows, files.case_workers, "team"))
    if "locality" in by and "locality" not in rows:
        rows = rows.assign(locality=open_at(rows, files.homes, "locality"))
    return rows.assign(**{name: rows[name].fillna("unknown") for name in by})


def _counted(rows: pd.DataFrame, each: str) -> tuple[float, float | None]:
    if "hit" not in rows:
        return _number(rows, each), None
    return _number(rows[rows.hit.astype(bool)], each), _number(rows, each)


def _number(rows: pd.DataFrame, each: str) -> float:
    if each == "row":
        return len(rows)
    return float(rows.fte.sum()) if each == "fte" else rows[each].nunique()
