"""`compare`: the figures that two loaded standards could both supply, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from goldenthread.cli import context
from goldenthread.cli.figures import periods_named
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, print_csv, print_json, value_text
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say
from goldenthread.cli.standards import months_compared
from goldenthread.engine.comparing import Compared, compare
from goldenthread.model.result import ALL, Result, same
from goldenthread.publication.content.standards import standard_name

FIELDS = (
    "measure",
    "line",
    "period",
    "standard",
    "numerator",
    "denominator",
    "value",
    "other_standard",
    "other_numerator",
    "other_denominator",
    "other_value",
    "same",
    "declared",
    "why",
)


def print_comparison(
    names: list[str], period: str | None, first: str | None, last: str | None, format_: str
) -> None:
    """Print where standards differ; machine-readable forms have every figure that was compared.

    Without a period: the latest whole month and the 12 before it.
    """
    check_format(format_)
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.snapshot(here, measures)
    chosen = [context.measure_named(name, measures) for name in names] or list(measures.values())
    named = periods_named(period, first, last, loaded)
    periods = named if period or first or last else months_compared(named[-1])
    found = compare(loaded, measures, chosen, here.authority, periods)
    _PRINTERS[format_](found)


def _print_table(found: Sequence[Compared]) -> None:
    differing = [one for one in found if one.differing]
    rows = [
        (
            one.measure,
            "" if one.line == ALL else one.line,
            " and ".join(map(standard_name, one.pair)),
            f"{len(one.differing)} of {len(one.both)}",
            next(result.period for result in one.differing[-1] if result),
            *map(_value, one.differing[-1]),
            one.why,
        )
        for one in differing
    ]
    numbers = ("Differ", "First", "Second")
    if rows:
        print_table(
            screen, ("Measure", "Line", "Standards", "Differ", "Last", *numbers[1:], "Why"), rows, numbers
        )
    if not found:
        say("No two loaded standards could supply the same figure.")
        return
    compared = sum(len(one.both) for one in found)
    say(
        f"{compared:,} figures could be read from two standards; "
        f"{sum(len(one.differing) for one in differing):,} differ."
    )


def _value(result: Result | None) -> str:
    return value_text(result) if result else "none"


def _records(found: Sequence[Compared]) -> list[dict[str, Any]]:
    records = []
    for compared in found:
        for one, other in compared.both:
            period = next(result.period for result in (one, other) if result)
            own = zip(("", "other_"), compared.pair, (one, other), strict=True)
            record: dict[str, Any] = {"measure": compared.measure, "line": compared.line, "period": period}
            for prefix, standard, result in own:
                record[f"{prefix}standard"] = standard
                for part in ("numerator", "denominator", "value"):
                    record[f"{prefix}{part}"] = getattr(result, part) if result else None
            agree = same(one, other)
            record["same"] = agree
            record["declared"] = compared.declared.verdict if compared.declared else ""
            record["why"] = "" if agree else compared.why
            records.append(record)
    return records


_PRINTERS: dict[str, Callable[[Sequence[Compared]], None]] = {
    TABLE: _print_table,
    CSV: lambda found: print_csv(FIELDS, _records(found)),
    JSON: lambda found: print_json(FIELDS, _records(found)),
}
