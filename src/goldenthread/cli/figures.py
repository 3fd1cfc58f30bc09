"""`results`: figures as a table, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.numbers import plain
from goldenthread.base.periods import Period, months_between, parse
from goldenthread.cli import context
from goldenthread.cli.proving import with_proofs
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table
from goldenthread.engine.figures import figures
from goldenthread.engine.revisions import flagged
from goldenthread.model.measure import Measure
from goldenthread.model.result import COLUMNS, CROSS, PRINTED, Result, Status
from goldenthread.model.results import Results

FORMATS = ("table", "csv", "json", "parquet")


def print_results(
    names: list[str],
    period: str | None,
    first: str | None,
    last: str | None,
    by: str | None,
    format_: str,
    proofs: bool,
    as_known: str | None = None,
    revised_since: str | None = None,
) -> None:
    """Compute and print results. Without `--by` only totals (and the lines of split measures).

    Machine-readable forms have exactly the columns of a result, and the proof code when it is asked for; the
    table for people always has it.
    """
    if format_ not in FORMATS:
        raise UsageError(f"There is no format '{format_}'.", do=suggest(format_, FORMATS))
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.snapshot(here, measures, as_known)
    chosen = [context.measure_named(name, measures) for name in names] or list(measures.values())
    periods = periods_named(period, first, last, loaded)
    found = figures(loaded, measures, chosen, periods, breakdowns_named(by, chosen))
    if revised_since:
        before = context.snapshot(here, measures, revised_since)
        found = flagged(found, figures(before, measures, chosen, periods, breakdowns_named(by, chosen)))
    if proofs or format_ == "table":
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


def _print_csv(found: Results) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    shown = _columns(found)
    writer.writerow(shown)
    for row in found.table.select(shown).to_pylist():
        writer.writerow([cell_text(row[name]) for name in shown])


def _print_json(found: Results) -> None:
    json.dump(found.table.select(_columns(found)).to_pylist(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


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


def value_text(result: Result) -> str:
    """The value as the table for people prints it, or what stands in its place."""
    if result.status is not Status.OK or result.value is None:
        return PRINTED[result.status]
    return plain(result.value, 0 if float(result.value).is_integer() else 1)


def number_text(value: float | None) -> str:
    """A numerator or denominator; nothing where there is none."""
    return "" if value is None else plain(value, 0 if float(value).is_integer() else 2)


def cell_text(value: object) -> object:
    """A value as CSV has it: nothing for what is absent, whole numbers without a point."""
    if value is None:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_PRINTERS = {"table": _print_table, "csv": _print_csv, "json": _print_json, "parquet": _print_parquet}
