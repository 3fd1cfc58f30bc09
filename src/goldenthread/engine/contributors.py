"""The largest contributors to sums and averages: what disclosure control must know of the rows behind them.

A contributor is a child where the fact is about children, else a row of the fact (an invoice, a team's
month). Of several rows of one contributor the amounts are added before they are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import pyarrow as pa

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period, parse
from goldenthread.engine.availability import Availability
from goldenthread.engine.lists import of_lines
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.queries import expression_sql
from goldenthread.engine.selections import put_periods, selection_sql
from goldenthread.engine.source import Source
from goldenthread.engine.tallies import Tally, breakdown_of, tallies
from goldenthread.model.measure import Measure
from goldenthread.model.result import ADOLESCENT, CROSS
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.literals import name_sql

ADDED = ("sum", "average")
"""The forms whose numerator adds the amounts of its rows."""

KEPT = 2
"""How many contributors are kept of each figure: the rule asks what two make up together."""

Key = tuple[str, str, str, str]
"""Measure, period, breakdown, group."""


def largest_contributors(
    source: Source, catalogue: Mapping[str, Measure], authority: str, keys: Collection[Key]
) -> dict[Key, tuple[float, ...]]:
    """For each key of a base measure that adds amounts: the amounts of its largest contributors, by size
    whatever their sign, the largest first; none of a group without a row. Keys of other measures, and of
    periods for which the measure is not available, are left out.
    """
    found: dict[Key, tuple[float, ...]] = {}
    wanted: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if catalogue[key[0]].form in ADDED and catalogue[key[0]].base:
            wanted[key[0]].append(key)
    availability = Availability(source.covers, parameter_values(source.rows("parameters")))
    for name, asked in wanted.items():
        periods = {label: parse(label) for label in dict.fromkeys(key[1] for key in asked)}
        tally = tallies([catalogue[name]], catalogue, ())[name]
        by_standard: dict[tuple[str, tuple[str, ...]], list[Period]] = defaultdict(list)
        for period in periods.values():
            for standard, lines in _read_from(availability, catalogue[name], tally, authority, period):
                by_standard[standard, lines].append(period)
        for (standard, lines), those in by_standard.items():
            labels = {period.label for period in those}
            rows = _rows(source, tally, standard, authority, lines, those)
            for key, held in _largest(rows, [key for key in asked if key[1] in labels]).items():
                found[key] = _first((*found.get(key, ()), *held))  # lines may come from two standards
    return found


def _read_from(
    availability: Availability, measure: Measure, tally: Tally, authority: str, period: Period
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The standards that the measure is read from, each with its lines of the split; none where it is not
    available."""
    try:
        return availability.read_from(measure, [tally], authority, period).items()
    except RefusedInput:
        return ()


def _rows(
    source: Source,
    tally: Tally,
    standard: str,
    authority: str,
    lines: tuple[str, ...],
    periods: Sequence[Period],
) -> pa.Table:
    """The rows that count: the label of the period, the contributor, the amount, and every breakdown."""
    component, parameters = tally.component, parameter_values(source.rows("parameters"))
    counted = fact(component.fact)
    columns = dict.fromkeys([*counted.breakdowns, *([tally.split] if tally.split else [])])
    if "age_band" in columns:
        columns["adolescent"] = None
    asked = {
        "period_no": "p.no",
        "contributor": "s.person_id" if counted.person else "s.row_ref",
        "amount": expression_sql(component.value or "", tally, parameters),
        **{name_sql(column): f"s.{name_sql(column)}" for column in columns},
    }
    put_periods(source, periods)
    rows = selection_sql(source, tally, standard, authority, asked, parameters)
    found = source.fetch(" AND ".join([rows, *of_lines(tally, lines)]))
    labels = pa.array([period.label for period in periods], pa.string())
    return found.append_column("period", labels.take(found["period_no"].combine_chunks()))


def _largest(rows: pa.Table, keys: Iterable[Key]) -> dict[Key, tuple[float, ...]]:
    by_breakdown: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        by_breakdown[key[2]].append(key)
    found: dict[Key, tuple[float, ...]] = {}
    for breakdown, asked in by_breakdown.items():
        columns = breakdown_of(breakdown)
        amounts = _amounts(rows, columns)
        if "age_band" in columns:  # a group of its own, over those of the bands
            wider = tuple("adolescent" if name == "age_band" else name for name in columns)
            amounts |= {
                key: held for key, held in _amounts(rows, wider).items() if ADOLESCENT in key[1].split(CROSS)
            }
        for key in asked:
            held = amounts.get((key[1], key[3]), [])
            found[key] = _first(held)
    return found


def _first(amounts: Iterable[float]) -> tuple[float, ...]:
    return tuple(sorted(amounts, key=abs, reverse=True)[:KEPT])


def _amounts(rows: pa.Table, columns: tuple[str, ...]) -> dict[tuple[str, str], list[float]]:
    """What each contributor adds to each period and group."""
    by = ["period", *columns, "contributor"]
    added = rows.group_by(by).aggregate([("amount", "sum")])
    amounts: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in added.to_pylist():
        names = [row[name] for name in columns]
        if row["amount_sum"] is not None and None not in names:
            amounts[row["period"], CROSS.join(names) or "all"].append(float(row["amount_sum"]))
    return amounts
