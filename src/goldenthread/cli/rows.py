"""`children`: the rows behind a figure, by hash; or with own ids, for a purpose that is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goldenthread.base.dates import day_of
from goldenthread.base.errors import UsageError, suggest
from goldenthread.cli import context
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, print_csv, print_json
from goldenthread.cli.reveal import own_ids
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say
from goldenthread.engine.figures import figures
from goldenthread.engine.lists import RowList, rows_behind
from goldenthread.model.results import Results


def print_children(
    name: str,
    period: str | None,
    by: str | None,
    reveal: bool,
    purpose: str | None,
    format_: str,
    as_known: str | None = None,
) -> None:
    """Print the rows that a figure counts, with `in_numerator`; for derived measures, part by part."""
    check_format(format_)
    if reveal and not (purpose or "").strip():
        raise UsageError("Say why the ids are needed: --purpose TEXT.", why="The purpose is kept in the log.")
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.snapshot(here, measures, as_known)
    measure = context.measure_named(name, measures)
    when = context.period_or_latest(period, loaded)
    group = _group(by)
    lists = rows_behind(loaded, measures, measure, here.authority, when, group)
    shown = [(part, _readable(part)) for part in lists]
    if reveal:
        every = [row for _, rows in shown for row in rows]
        own_ids(here, loaded, every, purpose=str(purpose), measure=name, period=when.label)
    for part, rows in shown:
        if len(shown) > 1:
            say(f"{part.role}: {part.fact.title.lower()}")
        _PRINTERS[format_](rows)
        counted = len({row[part.count] for row in rows}) if part.count != "rows" else len(rows)
        say(f"{len(rows):,} rows, {counted:,} counted, {when.words()}")
    if len(group) == 1 and not any(rows for _, rows in shown):
        found = figures(loaded, measures, [measure], [when], list(group))
        _say_groups(found, *group.items())


def _say_groups(found: Results, asked: tuple[str, str]) -> None:
    """What groups there are, when the one asked for has no rows: it may be misspelt."""
    name, value = asked
    groups = [result.group for result in found if result.breakdown.endswith(name)]
    if groups and value not in groups:
        say(f"There is no group '{value}' of {name} in this list. {suggest(value, groups)}")


def _group(by: str | None) -> dict[str, str]:
    groups = {}
    for part in (by or "").split(","):
        name, equals, value = part.partition("=")
        if part.strip() and not equals:
            raise UsageError(f"'{part}' is not a group.", do="Write it as team=T01.")
        if equals:
            groups[name.strip()] = value.strip()
    return groups


def _readable(part: RowList) -> list[dict[str, Any]]:
    """Rows with dates as dates. `row_ref` stays, to find the row's file again; it is not printed."""
    dates = {name for name, column in part.fact.columns.items() if column.type == "date"}
    rows: list[dict[str, Any]] = part.rows.to_pylist()
    for row in rows:
        for name in dates & row.keys():
            row[name] = None if row[name] is None else day_of(row[name]).isoformat()
    return rows


def _columns(rows: list[dict[str, Any]]) -> list[str]:
    names = [name for name in (rows[0] if rows else {}) if name != "row_ref"]
    first = [name for name in ("own_id", "person_id", "in_numerator") if name in names]
    return first + [name for name in names if name not in first]


def _print_table(rows: list[dict[str, Any]]) -> None:
    names = _columns(rows)
    cells = [["" if row[name] is None else str(row[name]) for name in names] for row in rows]
    print_table(screen, names, cells)


_PRINTERS: dict[str, Callable[[list[dict[str, Any]]], None]] = {
    TABLE: _print_table,
    CSV: lambda rows: print_csv(_columns(rows), rows),
    JSON: lambda rows: print_json(_columns(rows), rows),
}
