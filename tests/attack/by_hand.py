"""Releases written by hand, for the smallest example of a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, Released, suppress
from goldenthread.engine.cards import shipped_measures
from goldenthread.model.result import ALL, Status
from goldenthread.model.results import SCHEMA, Results
from tests.attack.worlds import AUTHORITY

Number = float | tuple[float, float]
Table = Mapping[tuple[str, str, str, str], Number]
"""(Measure, period, breakdown, group), the latter two '' for the total, to a count or to numerator and
denominator."""


def results(table: Table) -> Results:
    """The table as unrounded results."""
    rows = []
    for (measure, period, breakdown, group), number in table.items():
        card = shipped_measures()[measure]
        top, bottom = number if isinstance(number, tuple) else (number, None)
        times = {"percentage": 100, "average": 1}.get(card.form, 10_000)
        value = top if bottom is None else times * top / bottom if bottom else None
        row = dict.fromkeys(SCHEMA.names) | {
            "measure": measure,
            "authority": AUTHORITY,
            "period": period,
            "timing": card.timing,
            "breakdown": breakdown or ALL,
            "group": group or ALL,
            "numerator": float(top),
            "denominator": bottom,
            "value": value,
            "status": "ok" if value is not None else "no_cases",
            "snapshot": "by hand",
            "definition_version": 1,
            "flags": "",
            "reason": "",
        }
        rows.append(row)
    return Results(pa.Table.from_pylist(rows, schema=SCHEMA))


def release(months: Sequence[Table], policy: Policy = DEFAULT) -> list[Released]:
    """One release after the other, each with those before it in the ledger."""
    ledger: list[Earlier] = []
    found = []
    for table in months:
        unrounded = results(table)
        out = suppress(unrounded, shipped_measures(), AUTHORITY, policy, ledger=ledger)
        ledger.append(Earlier(out.results, policy, unrounded))
        found.append(out)
    return found


def is_shown(out: Released, measure: str, period: str, breakdown: str = "", group: str = "") -> bool:
    """Whether a cell prints a number."""
    row = out.results.get(measure, AUTHORITY, period, breakdown or ALL, group or ALL)
    return row.status is not Status.CONFIDENTIAL
