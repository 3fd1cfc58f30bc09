"""`results`: figures as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.periods import Period, months_between, parse
from goldenthread.cli import context
from goldenthread.cli.formats import (
    CSV,
    FORMATS,
    JSON,
    PARQUET,
    TABLE,
    check_format,
    number_text,
    print_csv,
    print_json,
    value_text,
)
from goldenthread.cli.proving import with_proofs
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table
from goldenthread.cli.settings import with_settings
from goldenthread.engine.figures import figures
from goldenthread.engine.revisions import flagged
from goldenthread.model.measure import Measure
from goldenthread.model.result import COLUMNS, CROSS, Result
from goldenthread.model.results import Results

FORMS = (*FORMATS, PARQUET)


def print_results(
    names: list[str],
    period: str | None,
    first: str | None,
    last: str | None,
    by: str | None,
    format_: str,
    proofs: bool,
    settings: list[str],
    as_known: str | None = None,
    revised_since: str | None = None,
) -> None:
    """Compute and print results. Without `--by` only totals (and the lines of split measures). `settings` are
    parameters whose value holds in every period, whatever the council set.

    Machine-readable forms have exactly the columns of a result, and the proof code when it is asked for; the
    table for people always has it.
    """
    check_format(format_, FORMS)
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.snapshot(here, measures, as_known)
    loaded.own_rows = with_settings(loaded.own_rows, here.authority, settings)
    chosen = [context.measure_named(name, measures) for name in names] or list(measures.values())
    periods = periods_named(period, first, last, loaded)
    found = figures(loaded, measures, chosen, periods, breakdowns_named(by, chosen))
    if revised_since:
        before = context.snapshot(here, measures, revised_since)
        before.own_rows = with_settings(before.own_rows, here.authority, settings)
        found = flagged(found, figures(before, measures, chosen, periods, breakdowns_named(by, chosen)))
    if proofs or format_ == TABLE:
        found = with_proofs(here, loaded, measures, found)
    _PRINTERS[format_](found)


def periods_named(period: str | None, first: str | None, last: str | None, loaded: Any) -> list[Period]:
    """The one period named, the months from first to last, or the latest whole month."""
    if period and (first or last):
        raise UsageError("Give either --period or --from and --to.")
    if first or last:
        end = parse(last) if last else context.period_or_latest(None, loaded)
        begin = parse(first) if first else end
        if begin > end:
            raise UsageError(f"--from {begin} lies after --to {end}.")
        return list(months_between(begin, end))
    return [context.period_or_latest(period, loaded)]


def breakdowns_named(by: str | None, chosen: list[Measure]) -> list[str] | None:
    """The breakdowns named; one that none of the measures has is refused, never passed over."""
    if by is None:
        return []
    if by.strip() == "all":
        return None
    names = [name.strip() for name in by.split(",") if name.strip()]
    known = {part for measure in chosen for part in "*".join(measure.breakdowns).split("*")}
    known |= {measure.split.by for measure in chosen if measure.split}
    for part in "*".join(names).replace(CROSS, "*").split("*"):
        if part not in known:
            what = f"'{chosen[0].id}' has" if len(chosen) == 1 else "These measures have"
            raise UsageError(f"{what} no breakdown '{part}'.", do=suggest(part, known))
    return names


def _columns(found: Results) -> list[str]:
    return [*COLUMNS, *(name for name in found.table.column_names if name == "proof")]


def _print_parquet(found: Results) -> None:
    if sys.stdout.isatty():
        raise UsageError(
            "Parquet is not for a terminal.", do="Send it to a file: … --format parquet > results.parquet"
        )
    sink = pa.BufferOutputStream()
    pq.write_table(found.table.select(_columns(found)), sink)
    sys.stdout.buffer.write(sink.getvalue().to_pybytes())


def _print_table(found: Results) -> None:
    rows = [
        (
            result.measure,
            result.period,
            *_group(result),
            number_text(result.numerator),
            number_text(result.denominator),
            value_text(result),
            result.proof,
            result.reason or "; ".join(result.flags),
        )
        for result in found
    ]
    numbers = ("n", "of", "Value")
    print_table(screen, ("Measure", "Period", "Breakdown", "Group", *numbers, "Proof", ""), rows, numbers)


def _group(result: Result) -> tuple[str, str]:
    return ("", "") if result.breakdown == "all" else (result.breakdown, result.group)


_PRINTERS: dict[str, Callable[[Results], None]] = {
    TABLE: _print_table,
    CSV: lambda found: print_csv(_columns(found), found.table.to_pylist()),
    JSON: lambda found: print_json(_columns(found), found.table.to_pylist()),
    PARQUET: _print_parquet,
}
