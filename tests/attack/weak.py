"""A defence as many councils have it: what is small for its own sake is blanked, nothing for another's."""

from __future__ import annotations

from math import floor

import pyarrow as pa

from goldenthread.analysis.disclosure import Policy
from goldenthread.model.result import ALL
from goldenthread.model.results import Results

Row = dict[str, object]


def blanked(results: Results, policy: Policy) -> Results:
    """The results with small cells blanked and the others rounded as the policy says."""
    rows = [_row(row, policy) for row in results.table.to_pylist()]
    return Results(pa.Table.from_pylist(rows, schema=results.table.schema))


def _row(row: Row, policy: Policy) -> Row:
    top, bottom = row["numerator"], row["denominator"]
    assert isinstance(top, float)
    is_rate = "_rate" in str(row["measure"])
    counts = [top] + ([bottom, bottom - top] if isinstance(bottom, float) and not is_rate else [])
    small = any(policy.is_small(count) for count in counts)
    if small or (len(counts) > 1 and _is_little(top, counts[1], policy)):
        return row | {"numerator": None, "denominator": None, "value": None, "status": "confidential"}
    is_stock = row["timing"] == "stock" and row["group"] != ALL
    step = policy.moving_rounding if is_stock else policy.rounding
    printed = row | {"numerator": _rounded(top, step)}
    if isinstance(bottom, float):
        printed["value"] = None if row["value"] is None else floor(float(str(row["value"])) + 0.5)
        if not is_rate:
            printed["denominator"] = _rounded(bottom, step)
    else:
        printed["value"] = printed["numerator"]
    return printed


def _is_little(top: float, whole: float, policy: Policy) -> bool:
    """A percentage of few, or all or none of a small group."""
    is_even = top in (0, whole) and whole < policy.whole_group_below
    return whole > 0 and (whole < policy.smallest_base or is_even)


def _rounded(number: float, step: int) -> float:
    return float(step * floor(number / step + 0.5))
