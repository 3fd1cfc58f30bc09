"""`loads` and `revisions`: what was known when, and which figures are no longer what they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from goldenthread.base.errors import RefusedInput
from goldenthread.base.periods import Period
from goldenthread.cli import context
from goldenthread.cli.figures import breakdowns_named, periods_named
from goldenthread.cli.formats import (
    CSV,
    JSON,
    TABLE,
    check_format,
    number_text,
    print_csv,
    print_json,
    value_text,
)
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say
from goldenthread.engine.revisions import Revision, revisions
from goldenthread.model.result import Result
from goldenthread.model.tables import TABLES
from goldenthread.warehouse.differences import KINDS
from goldenthread.warehouse.loads import read_load
from goldenthread.warehouse.snapshot import Snapshot, current_load_ids, pointed
from goldenthread.warehouse.timeline import State, states, states_before
from goldenthread.warehouse.workspace import Workspace

MONTHS = 24
"""Months that are compared when none is named: those of an edition."""

COLUMNS = ("measure", "authority", "period", "breakdown", "group", "was", "is", *KINDS, "because")


def print_loads() -> None:
    """Print each load in the order in which it came, and the snapshot that it made."""
    here = context.workspace()
    noted = states(here)
    if not noted and pointed(here):
        noted = [State(1, "", str(pointed(here)), tuple(current_load_ids(here)))]
    rows: list[tuple[str, ...]] = []
    before: tuple[str, ...] = ()
    for state in noted:
        rows += (_load_line(here, state, load) for load in state.loads if load not in before)
        before = state.loads
    if not rows:
        raise RefusedInput(
            "Nothing has been loaded into this workspace.", do="goldenthread load FILE-OR-FOLDER…"
        )
    print_table(screen, ("No.", "Loaded", "Load", "Standard", "Extracted", "Snapshot"), rows, ("No.",))


def _load_line(here: Workspace, state: State, load: str) -> tuple[str, ...]:
    stored = read_load(here.store / "loads" / load)
    when = state.at.replace("T", " ").removesuffix("+00:00")
    day = stored.extracted_on.isoformat()
    return (str(state.number), when, load, stored.standard, day, state.snapshot)


def print_revisions(
    since: str | None,
    names: list[str],
    period: str | None,
    first: str | None,
    last: str | None,
    by: str | None,
    format_: str,
    as_known: str | None,
) -> None:
    """Compare what is known with what was known before, figure by figure, and print what moved and why."""
    check_format(format_)
    here = context.workspace()
    measures = context.catalogue(here)
    after = context.snapshot(here, measures, as_known)
    before = context.snapshot(here, measures, since or _before(here, after if as_known else None))
    chosen = [context.measure_named(name, measures) for name in names] or list(measures.values())
    periods = _periods(period, first, last, before)
    found = revisions(before, after, measures, chosen, periods, breakdowns_named(by, chosen))
    _PRINTERS[format_](found)
    months = f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else str(periods[0])
    say(f"{len(found):,} figures of {months} moved between {before.id} and {after.id}.")


def _before(here: Workspace, known: Snapshot | None) -> str:
    """The snapshot that was in force before the last load; with a snapshot of what was known earlier, before
    the last load of those that it is of."""
    noted = states(here)
    earlier = noted[:-1] if known is None else states_before(noted, [load.id for load in known.loads])
    if not earlier:
        raise RefusedInput(
            "There is no earlier load to compare with.",
            do="Name a date, snapshot or load: --since 2023-11-30; 'goldenthread loads' lists them.",
        )
    return earlier[-1].snapshot


def _periods(period: str | None, first: str | None, last: str | None, before: Snapshot) -> list[Period]:
    """Those named, else the months that the earlier snapshot could show."""
    if period or first or last:
        return periods_named(period, first, last, before)
    end = context.period_or_latest(None, before)
    return [end.back(months) for months in reversed(range(MONTHS))]


def because(revision: Revision) -> str:
    """The reason in words: late: 2 visits; changed: 1 people."""
    parts = []
    for kind in KINDS:
        of_kind = [(table, number) for (one, table), number in revision.because.items() if one == kind]
        if of_kind:
            counted = ", ".join(f"{number:,} of {TABLES[table].title.lower()}" for table, number in of_kind)
            parts.append(f"{kind}: {counted}")
    return "; ".join(parts) or "no record of theirs; a population, a setting or a cover"


def _record(revision: Revision) -> dict[str, Any]:
    one = revision.figure
    named = {name: getattr(one, name) for name in COLUMNS[:5]}
    was, now = (each.value if each else None for each in (revision.was, revision.now))
    counts = {kind: revision.count(kind) for kind in KINDS}
    return {**named, "was": was, "is": now, **counts, "because": because(revision)}


def _print_table(found: Sequence[Revision]) -> None:
    rows = [
        (
            one.figure.measure,
            one.figure.period,
            "" if one.figure.breakdown == "all" else f"{one.figure.breakdown}={one.figure.group}",
            _shown(one.was),
            _shown(one.now),
            because(one),
        )
        for one in found
    ]
    print_table(screen, ("Measure", "Period", "Group", "Was", "Is", "Because"), rows, ("Was", "Is"))


def _shown(result: Result | None) -> str:
    """A figure with its parts, where it has two; 'none' of a group that has no row."""
    if result is None:
        return "none"
    if result.denominator is None:
        return value_text(result)
    return f"{value_text(result)} ({number_text(result.numerator)} of {number_text(result.denominator)})"


_PRINTERS: dict[str, Callable[[Sequence[Revision]], None]] = {
    TABLE: _print_table,
    CSV: lambda found: print_csv(COLUMNS, map(_record, found)),
    JSON: lambda found: print_json(COLUMNS, map(_record, found)),
}
