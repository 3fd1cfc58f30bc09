"""Months and longer periods: what happened in a quarter, a year to date or twelve months is what happened in
its months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from goldenthread.analysis.disclosure.cells import Cell
from goldenthread.analysis.disclosure.links.sums import sum_to
from goldenthread.analysis.disclosure.printed import Bound
from goldenthread.analysis.disclosure.quantities import Name, Quantities
from goldenthread.base.periods import months_between, parse


def period_links(cells: Iterable[Cell], at: Mapping[Name, int], quantities: Quantities) -> Iterable[Bound]:
    """A longer period of rows and its months, as far as every month is there; else the months that are."""
    seen: set[int] = set()
    for cell in cells:
        period = parse(cell.result.period)
        for part, number in cell.numbers.values():
            if period.months == 1 or not part.additive or number in seen:
                continue
            seen.add(number)
            family, _, breakdown, group = quantities.all[number].name
            names = [(family, month.label, breakdown, group) for month in months_between(period, period)]
            months = [at[name] for name in names if name in at]
            if months:
                yield from sum_to(number, months, quantities)
