"""Results as people ask for them: a month stands for the latest complete quarter of a quarterly measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from goldenthread.base.errors import UsageError
from goldenthread.base.periods import Period, ending, month
from goldenthread.engine.compute import compute
from goldenthread.engine.source import Source
from goldenthread.model.measure import Measure
from goldenthread.model.results import Results


def figures(
    source: Source,
    catalogue: Mapping[str, Measure],
    measures: Sequence[Measure],
    periods: Sequence[Period],
    breakdowns: Iterable[str] | None = None,
) -> Results:
    """Results of measures for periods. A measure that exists for some kinds of period is given for the latest
    complete one of its first kind at each period's end."""
    asked = None if breakdowns is None else tuple(breakdowns)
    groups: dict[tuple[Period, ...], list[Measure]] = defaultdict(list)
    for measure in measures:
        groups[tuple(periods_of(measure, periods))].append(measure)
    order = {measure.id: number for number, measure in enumerate(measures)}
    tables = [
        compute(source, catalogue, group, list(chosen), asked).table for chosen, group in groups.items()
    ]
    table = pa.concat_tables(tables)
    if len(tables) > 1:
        rank = pa.array([order[name] for name in table.column("measure").to_pylist()], pa.int32())
        table = table.append_column("rank", rank).sort_by("rank").drop_columns(["rank"])
    return Results(table)


def periods_of(measure: Measure, periods: Iterable[Period]) -> list[Period]:
    """The periods in which a measure answers for the periods asked for, each once, in order."""
    if not measure.periods:
        return sorted(set(periods))
    found = [p if p.kind in measure.periods else latest_complete(measure.periods[0], p) for p in periods]
    return sorted(set(found))


def kind_for_months(measure: Measure) -> str:
    """The kind of period in which a measure answers for a month, and so in an edition."""
    return "month" if not measure.periods or "month" in measure.periods else measure.periods[0]


def latest_complete(kind: str, period: Period) -> Period:
    """The latest period of a kind that has ended by the end of another."""
    for months in range(12):
        try:
            return ending(kind, month(period.last_month - months).end)
        except UsageError:
            continue
    raise UsageError(f"No {kind} has ended by {period.words()}.")
