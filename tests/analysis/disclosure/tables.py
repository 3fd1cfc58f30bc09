"""Small tables by hand for the examples: one or two cards, one month, the numbers as written."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from goldenthread.analysis.disclosure import DEFAULT, Earlier, Policy, Released, suppress
from goldenthread.analysis.disclosure.links.listed import Listed
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL
from goldenthread.model.results import SCHEMA, Results
from tests.analysis.disclosure.generated import AUTHORITY, MEASURES

NOW = "2023-12"

Number = float | tuple[float, float] | None
Table = Mapping[tuple[str, str, str], Number]
"""(Measure, breakdown, group) to a count or (numerator, denominator)."""


def results(table: Table, period: str = NOW, cards: Mapping[str, Measure] = MEASURES) -> Results:
    """The table as results of one month. A breakdown written '' is the total."""
    rows = [_row(cards[key[0]], period, key[1] or ALL, key[2] or ALL, n) for key, n in table.items()]
    return Results(pa.Table.from_pylist(rows, schema=SCHEMA))


def together(*months: Results) -> Results:
    """Several months as one."""
    return Results(pa.concat_tables([month.table for month in months]))


def release(
    found: Results,
    policy: Policy = DEFAULT,
    *,
    ledger: tuple[Earlier, ...] = (),
    links: tuple[Listed, ...] = (),
    cards: Mapping[str, Measure] = MEASURES,
) -> Released:
    """What the public may see of results."""
    return suppress(found, cards, AUTHORITY, policy, ledger=ledger, links=links)


def printed(out: Released, measure: str, breakdown: str = "", group: str = "", period: str = NOW) -> object:
    """The value as printed, or '[c]'."""
    row = out.results.get(measure, AUTHORITY, period, breakdown or ALL, group or ALL)
    return "[c]" if row.status.value == "confidential" else row.value


def hidden(out: Released) -> set[tuple[str, str]]:
    """Measure and group of every withheld cell."""
    return {(row.measure, row.group) for row in out.results if row.status.value == "confidential"}


def _row(measure: Measure, period: str, breakdown: str, group: str, number: Number) -> dict[str, object]:
    top, bottom = number if isinstance(number, tuple) else (number, None)
    value = top
    if measure.form in ("percentage", "average", "rate", "index") and top is not None:
        times = {"percentage": 100.0, "rate": 10_000.0}.get(measure.form, 1.0)
        value = times * top / bottom if bottom else None
    if measure.form == "median":
        top, value = None, top
    return {
        **dict.fromkeys(SCHEMA.names, ""),
        "measure": measure.id,
        "authority": AUTHORITY,
        "period": period,
        "timing": measure.timing,
        "breakdown": breakdown,
        "group": group,
        "numerator": top,
        "denominator": bottom,
        "value": value,
        "status": "no_cases" if value is None else "ok",
        "definition_version": 1,
    }
