"""`check`: the issues of data quality, ranked by the figures they move."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from goldenthread.base.dates import day_words
from goldenthread.base.errors import Place, UsageError, suggest
from goldenthread.base.numbers import count_of, plain
from goldenthread.base.periods import Period
from goldenthread.cli import context
from goldenthread.cli.accepting import accept_issues
from goldenthread.cli.fixing import write_fix_list
from goldenthread.cli.formats import CSV, JSON, TABLE, check_format, number_text, print_csv, print_json
from goldenthread.cli.held_rows import held_lines, left_out_lines
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working
from goldenthread.engine.bounds import Bound, bounds, touches_of
from goldenthread.engine.figures import figures
from goldenthread.engine.reads import groups_by
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL
from goldenthread.publication.content.data import shortened
from goldenthread.publication.edition import HeldLine
from goldenthread.sources.quality import Rule, rules
from goldenthread.warehouse.quality.accepted import Standing, standing
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

HELD = "held_rows"
LEFT_OUT = "cells_left_out"
"""What stands in the place of a rule for rows that no rule can be asked of."""
FIELDS = ("rule", "severity", "dfe", "table", "says", "open", "accepted")
OF_MEASURE = ("measure", "period", "line", "rows", "value", "lowest", "highest", "note")


@dataclass(frozen=True)
class Asked:
    """What was asked for beside the list of issues."""

    accept: str | None = None
    reason: str | None = None
    fix_list: Path | None = None
    reveal: bool = False
    purpose: str | None = None


@dataclass(frozen=True)
class Line:
    """One rule with its issues and what they move, the most first."""

    rule: Rule
    open: int
    accepted: int
    bounds: tuple[Bound, ...]
    groups: tuple[str, ...]  # breakdowns that its issues leave people out of

    @property
    def measures(self) -> int:
        """How many measures its issues could move in the period."""
        return len({bound.measure for bound in self.bounds})


def check(period: str | None, rule: str | None, format_: str, asked: Asked) -> None:
    """Print the open issues; or accept some, or write the list of what to mend."""
    check_format(format_)
    for code in filter(None, (rule, asked.accept)):
        if code not in rules():
            raise UsageError(f"There is no rule '{code}'.", do=suggest(code, rules()))
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.checked_snapshot(here, measures)
    found = standing(here, loaded.issues())
    if asked.accept:
        accept_issues(here, found, asked.accept, asked.reason)
        return
    when = context.period_or_latest(period, loaded)
    if asked.fix_list:
        write_fix_list(here, loaded, _of_rule(found, rule), asked.fix_list, asked.reveal, asked.purpose)
        return
    with working(f"Weighing the issues against the figures of {when.words()}"):
        lines = lines_of(here, loaded, measures, found, when)
    held = () if rule else held_lines(loaded, measures)
    left_out = () if rule else left_out_lines(loaded, measures)
    if rule:
        lines = [line for line in lines if line.rule.code == rule]
    if format_ == TABLE:
        _print_table(lines, loaded, when, rule)
        _print_held(held)
        _print_left_out(left_out)
        return
    _PRINTERS[format_]([*_records(lines), *_held_records(held), *_held_records(left_out, cells=True)])


def lines_of(
    here: Workspace, loaded: Snapshot, measures: Mapping[str, Measure], found: Standing, when: Period
) -> list[Line]:
    """Every rule that has an issue, those that move the most measures first."""
    results = figures(loaded, measures, list(measures.values()), [when], [])
    moved: dict[str, list[Bound]] = defaultdict(list)
    touches = touches_of(loaded, found.open)
    for bound in bounds(loaded, measures, results, when, here.authority, rules(), touches):
        moved[bound.rule].append(bound)
    count = Counter(found.open["rule"].to_pylist())
    lines = [
        Line(
            rules()[code],
            count[code],
            found.accepted.get(code, 0),
            tuple(sorted(moved[code], key=_by_width)),
            tuple(groups_by(rules()[code].guards, measures.values())),
        )
        for code in rules()
        if count[code] or found.accepted.get(code, 0)
    ]
    return sorted(lines, key=lambda line: (-line.measures, -line.open, line.rule.code))


def _of_rule(found: Standing, rule: str | None) -> pa.Table:
    return found.open if rule is None else found.open.filter(pc.equal(found.open["rule"], rule))


def _by_width(bound: Bound) -> tuple[float, str, str]:
    return -bound.width / max(abs(bound.value or 0), 1), bound.measure, bound.line


def _print_table(lines: Sequence[Line], loaded: Snapshot, when: Period, rule: str | None) -> None:
    if rule:
        _print_rule(rules()[rule], lines, when)
        return
    rows = [
        (
            line.rule.code,
            line.rule.severity,
            plain(line.open),
            plain(line.accepted),
            plain(line.measures),
            moved_words(line.bounds[0]) if line.bounds else _groups_words(line.groups),
        )
        for line in lines
    ]
    numbers = ("Open", "Accepted", "Measures")
    if rows:
        print_table(screen, ("Rule", "Severity", *numbers, f"Moves most, {when.words()}"), rows, numbers)
    opened = sum(line.open for line in lines)
    extracted = day_words(loaded.extracted_on)
    issues, those = count_of(opened, "open issue"), count_of(len(lines), "rule")
    say(f"{issues} of {those}, in records extracted {extracted}.")
    say(f"{len(rules()):,} rules; {nothing_to_read(loaded.rules_run())} had nothing to read in this load.")
    if rows:
        say("What a rule means and every figure it moves: goldenthread check --rule RULE")


def nothing_to_read(run: pa.Table) -> int:
    """How many rules could be asked of no standard of no authority."""
    asked: dict[str, bool] = {}
    for row in run.to_pylist():
        asked[row["rule"]] = asked.get(row["rule"], False) or not row["not_run"]
    return sum(not any_ for any_ in asked.values())


def _print_rule(rule: Rule, lines: Sequence[Line], when: Period) -> None:
    say(f"{rule.code}: {rule.says} {rule.do}")
    if rule.dfe:
        say(f"The same as {rule.dfe}.")
    opened, accepted = (lines[0].open, lines[0].accepted) if lines else (0, 0)
    say(f"{opened:,} open, {accepted:,} accepted.")
    rows = [
        (
            bound.measure,
            "" if bound.line == ALL else bound.line,
            plain(bound.rows),
            *(number_text(value, 1) for value in (bound.value, *outward(bound))),
            bound.why,
        )
        for line in lines
        for bound in line.bounds
    ]
    numbers = ("Rows", "Value", "Lowest", "Highest")
    if rows:
        print_table(screen, ("Measure", "Line", *numbers, ""), rows, numbers)
    else:
        say(f"No figure of {when.words()} is moved by it.")
    if lines and lines[0].groups:
        say(f"It moves people between {_groups_words(lines[0].groups)}.")


def _groups_words(groups: Sequence[str]) -> str:
    """The breakdowns whose groups a rule is about."""
    return f"groups by {', '.join(name.replace('_', ' ') for name in groups)}" if groups else ""


def moved_words(bound: Bound) -> str:
    """What the issues could do to a figure, in words."""
    name = bound.measure if bound.line == ALL else f"{bound.measure}, {bound.line}"
    low, high = outward(bound)
    if low is None or high is None:
        return f"{name}: {bound.why}"
    return f"{name} {number_text(bound.value, 1)}: between {number_text(low, 1)} and {number_text(high, 1)}"


def outward(bound: Bound) -> tuple[float | None, float | None]:
    """The ends of a bound with one decimal, rounded away from the figure so that the bound still holds."""
    if bound.lowest is None or bound.highest is None:
        return None, None
    return math.floor(round(bound.lowest * 10, 6)) / 10, math.ceil(round(bound.highest * 10, 6)) / 10


def _records(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """One record for each rule and figure that it moves; one for a rule that moves none."""
    records = []
    for line in lines:
        own = {name: getattr(line.rule, name) for name in ("severity", "dfe", "table", "says")}
        own = {"rule": line.rule.code, **own, "open": line.open, "accepted": line.accepted}
        for bound in line.bounds or (None,):
            of_measure = {name: getattr(bound, name, None) for name in OF_MEASURE[:-1]}
            records.append({**own, **of_measure, "note": bound.why if bound else ""})
    return records


def _print_held(held: Sequence[HeldLine]) -> None:
    """Rows that are in no table of the store, so that no rule is asked of them."""
    if not held:
        return
    _print_lines(held, ("Held in", "Column", "Why", "Rows", "Of", "Counted from the list"))
    number = sum(one.rows for one in held)
    rows = "1 row is" if number == 1 else f"{number:,} rows are"
    say(f"{rows} held or refused; no figure counts what is held until it is mended and sent again.")


def _print_left_out(left_out: Sequence[HeldLine]) -> None:
    """Cells that are empty in the store, so that no rule knows that they said something."""
    if not left_out:
        return
    _print_lines(left_out, ("Left out in", "Column", "Why", "Cells", "Of", "Need the column"))
    number = sum(one.rows for one in left_out)
    count = "1 cell counts" if number == 1 else f"{number:,} cells count"
    say(f"{count} as empty or unknown until mended and sent again; the rows count.")


def _print_lines(lines: Sequence[HeldLine], headers: Sequence[str]) -> None:
    rows = [
        (
            one.list_name,
            one.column,
            one.reason,
            *map(plain, (one.rows, one.of)),
            shortened(one.measures),
        )
        for one in lines
    ]
    print_table(screen, headers, rows, headers[3:5])


def _held_records(held: Iterable[HeldLine], *, cells: bool = False) -> list[dict[str, Any]]:
    """One record for each reason and measure, as those of rules; one for a list that no measure reads."""
    rule, severity, what = (
        (LEFT_OUT, "query", "cells left out") if cells else (HELD, "error", "rows held or refused")
    )
    records = []
    for one in held:
        place = Place(one.file, one.sheet, None, one.column or None)
        own = {"rule": rule, "severity": severity, "dfe": "", "table": one.list_name, "accepted": 0}
        own |= {"says": f"{place}: {one.reason}", "open": one.rows}
        own |= dict.fromkeys(OF_MEASURE) | {"note": f"{one.rows:,} of {one.of:,} {what}"}
        records += [{**own, "measure": name} for name in one.measures or (None,)]
    return records


_PRINTERS: dict[str, Callable[[list[dict[str, Any]]], None]] = {
    CSV: lambda records: print_csv((*FIELDS, *OF_MEASURE), records),
    JSON: lambda records: print_json((*FIELDS, *OF_MEASURE), records),
}
