"""The made-up edition for everybody as rounding leaves it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from goldenthread.base.numbers import round_half_up
from goldenthread.model.results import SCHEMA, Results
from goldenthread.publication.edition import Edition
from tests.publication.made_up import made_up_edition


def everything_rounded(**changes: Any) -> Edition:
    """A public edition as disclosure control leaves it: counts to the nearest 5, each by itself, and shares
    of the exact ones."""
    edition = made_up_edition()
    if "results" in changes:
        return made_up_edition(audience="public", rounding=5, **changes)
    rows = edition.results.table.to_pylist()
    for row in rows:
        form = edition.measures[row["measure"]].form
        if row["value"] is None or form not in ("percentage", "count"):
            continue
        row["value"] = float(round_half_up(row["value"])) if form == "percentage" else to_five(row["value"])
        row.update({part: to_five(row[part]) for part in ("numerator", "denominator") if row[part]})
    results = Results(pa.Table.from_pylist(rows, schema=SCHEMA))
    return made_up_edition(results=results, audience="public", rounding=5, **changes)


def to_five(value: float) -> float:
    return float(5 * round_half_up(value / 5))
