"""`findings`: what changed in a month over all measures or groups, the strongest first."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from goldenthread.analysis.annotations import with_register
from goldenthread.analysis.comparators import every_comparators
from goldenthread.analysis.figures import in_words
from goldenthread.analysis.findings import (
    Finding,
    FindingKind,
    Groups,
    MeasureSeries,
    Names,
    Register,
    beside_of,
    findings_rules,
    in_order,
    register,
    series_of,
    since,
    with_drove,
)
from goldenthread.analysis.spc import rule_set_of
from goldenthread.base.errors import UsageError, suggest
from goldenthread.base.folders import SETTINGS
from goldenthread.base.periods import Period, months_between
from goldenthread.cli import context
from goldenthread.cli.compared_with import wanted
from goldenthread.cli.figures import breakdowns_named
from goldenthread.cli.formats import harmless
from goldenthread.cli.month_edition import (
    first_month,
    shown_measures,
    strategy_breakdowns,
    with_changes,
)
from goldenthread.cli.proving import with_proofs
from goldenthread.cli.rare_events import with_rare_events
from goldenthread.cli.say import figures as screen
from goldenthread.cli.say import print_table, say, working
from goldenthread.cli.settings import own_annotations
from goldenthread.cli.snapshot_words import labels_of, targets_of
from goldenthread.cli.team_findings import ranked_groups
from goldenthread.engine.figures import figures
from goldenthread.engine.parameters import parameter_values
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS
from goldenthread.model.results import Results
from goldenthread.publication.content.words import breakdown_words
from goldenthread.warehouse.published.store import open_published
from goldenthread.warehouse.snapshot import Snapshot
from goldenthread.warehouse.workspace import Workspace

TOTALS = "totals"
"""What stands in `--by` for the measures as a whole."""

FORMATS = ("table", "csv", "json")
LEAST = 1e-9
"""Below this a probability says no more to a reader."""

FIELDS = (
    "rank",
    "measure",
    "breakdown",
    "group",
    "period",
    "kind",
    "direction",
    "strength",
    "q",
    "sentence",
    "drove",
    "proofs",
)


def print_findings(period: str | None, by: str | None, format_: str, as_known: str | None = None) -> None:
    """Print the findings of a month.

    The table for people has what changed, and what stands against a target or a comparator; machine-readable
    forms have every series with what it says.
    """
    if format_ not in FORMATS:
        raise UsageError(f"There is no format '{format_}'.", do=suggest(format_, FORMATS))
    here = context.workspace()
    measures = context.catalogue(here)
    loaded = context.snapshot(here, measures, as_known)
    when = context.period_or_latest(period, loaded)
    if when.kind != "month":
        raise UsageError(f"Findings are of a month, not of {when.words()}.", do="Name it as 2023-12.")
    with working(f"Looking at {when.words()}"):
        found, results = month_register(here, loaded, when, by)
    proofs = _proofs(here, loaded, measures, results, found.findings)
    records = [_record(rank, each, proofs) for rank, each in enumerate(found.findings, start=1)]
    if format_ == "table":
        _print_table(found, records)
    elif format_ == "csv":
        writer = csv.DictWriter(sys.stdout, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: harmless(value) for name, value in each.items()} for each in records)
    else:
        json.dump(records, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")


def month_register(
    here: Workspace, loaded: Snapshot, when: Period, by: str | None
) -> tuple[Register, Results]:
    """The register of a month over the measures of the strategy, and the results that it was made from.

    Without `by` of totals and of the lines of measures that are always split, else of the groups named. With
    `totals` among them both stand in one list, and its false alarms are those of both.
    """
    measures = context.catalogue(here)
    values = parameter_values(loaded.rows("parameters"))
    notes = own_annotations(here, measures)
    rules = rule_set_of(here.spc, SETTINGS)
    months = list(months_between(first_month(loaded, when, rules), when))
    chosen = [
        with_register(with_changes(measures[one], measures, values, here.authority, months[0]), notes)
        for one in shown_measures(context.strategy(here, measures))
    ]
    has_totals, by = _with_totals(by)
    breakdowns = breakdowns_named(by, chosen)
    results = figures(loaded, measures, chosen, months, breakdowns)
    labels, targets = labels_of(loaded), targets_of(loaded)
    groups = ranked_groups(labels)
    series: list[MeasureSeries] = []
    for measure in chosen:
        own = _own(measure, breakdowns) if by else []
        asked: list[list[str]] = [[]] if has_totals else []
        made = [
            each
            for one in [*asked, *([own] if own else [])]
            for each in series_of(
                measure,
                results,
                here.authority,
                when,
                one,
                groups=groups,
                targets=targets,
                register=notes,
            )
        ]
        # The lines of a split stand for its total and are groups too: each is one series.
        series += {(each.breakdown, each.group): each for each in made}.values()
    series = [with_rare_events(loaded, measures, here.authority, each, rules) for each in series]
    compared = _beside(here, chosen, series, when, loaded.extracted_on) if has_totals else series
    return _with_drivers(here, loaded, register(compared, rules), results, groups)


def _with_drivers(
    here: Workspace, loaded: Snapshot, found: Register, results: Results, groups: Groups
) -> tuple[Register, Results]:
    """The register with what drove each total that changed for a reason, and the results with the groups that
    say so: counted for those measures alone, in the periods of their changes."""
    measures = context.catalogue(here)
    asked = strategy_breakdowns(context.strategy(here, measures), measures)
    told = [
        (each.series, then)
        for each in found.judged
        if each.is_claim and each.series.breakdown == ALL and (then := since(each))
    ]
    have = {series.measure.id: in_order(_own(series.measure, asked)) for series, _ in told}
    periods = {period for series, then in told for period in (then, series.period)}
    by = list(dict.fromkeys(name for names in have.values() for name in names))
    if by:
        claimed = [series.measure for series, _ in told]
        results = results.with_earlier(figures(loaded, measures, claimed, sorted(periods), by))
    return with_drove(found, results, here.authority, have, Names(breakdown_words, groups.name)), results


def _with_totals(by: str | None) -> tuple[bool, str | None]:
    """Whether totals are asked for, alone or beside groups, and the groups. Nothing named asks for totals."""
    names = [name for name in map(str.strip, (by or "").split(",")) if name]
    if not names:
        return True, None
    groups = [name for name in names if name != TOTALS]
    return TOTALS in names, ",".join(groups) or None


def _own(measure: Measure, breakdowns: Sequence[str] | None) -> list[str]:
    """The breakdowns that one measure has among those asked for, named as results name them."""
    own = [*measure.breakdowns, *([measure.split.by] if measure.split else [])]
    named = list(dict.fromkeys(each.replace("*", CROSS) for each in own))
    asked = named if breakdowns is None else [each.replace("*", CROSS) for each in breakdowns]
    return [each for each in asked if each in named or set(each.split(CROSS)) <= set(named)]


def _beside(
    here: Workspace,
    chosen: Sequence[Measure],
    series: Sequence[MeasureSeries],
    when: Period,
    known_by: dt.date,
) -> list[MeasureSeries]:
    """Totals with the published figures that are like them and were known at the data date; as they are
    where none are loaded."""
    published = open_published(here)
    if not published.files:
        return list(series)
    totals = {each.measure.id: each for each in series if each.breakdown == ALL}
    own = {
        name: each.result.value
        for name, each in totals.items()
        if each.result and each.result.value is not None
    }
    found = every_comparators(
        chosen, here.authority, when.end, published, values=own, wanted=wanted(here), known_by=known_by
    )
    made = []
    for each in series:
        items = found[each.measure.id].items if each.breakdown == ALL and each.measure.id in found else ()
        made.append(replace(each, beside=beside_of(items)))
    return made


def _proofs(
    here: Workspace,
    loaded: Snapshot,
    measures: dict[str, Measure],
    results: Results,
    findings: Iterable[Finding],
) -> dict[tuple[str, str, str, str], str]:
    """The proof code of every figure in the sentences."""
    keys = {figure.key for each in findings for figure in each.figures}
    going_out = results.rows((key[0], here.authority, *key[1:]) for key in keys)
    codes = with_proofs(here, loaded, measures, going_out)
    return {(one.measure, one.period, one.breakdown, one.group): one.proof for one in codes}


def _record(rank: int, finding: Finding, proofs: dict[tuple[str, str, str, str], str]) -> dict[str, Any]:
    codes = dict.fromkeys(proofs[figure.key] for figure in finding.figures if figure.key in proofs)
    return {
        "rank": rank,
        "measure": finding.measure,
        "breakdown": finding.breakdown,
        "group": finding.group,
        "period": finding.period,
        "kind": str(finding.kind),
        "direction": finding.direction,
        "strength": finding.strength,
        "q": finding.q,
        "sentence": in_words(finding.sentence),
        "drove": " ".join(in_words(each.sentence) for each in finding.drove),
        "proofs": " ".join(codes),
    }


def _print_table(found: Register, records: Sequence[dict[str, Any]]) -> None:
    """What is said to have changed, then what stands against a target or comparator; the rest is counted."""
    pairs = zip(records, found.findings, strict=True)
    shown = [record for record, each in pairs if each.is_pressing]
    rows = [
        (
            str(place),
            record["kind"],
            record["direction"],
            _chance(record["strength"]),
            record["sentence"],
            record["proofs"].partition(" ")[0],
        )
        for place, record in enumerate(shown, start=1)
    ]
    if rows:
        print_table(
            screen, ("Rank", "Finding", "Way", "Chance", "Sentence", "Proof"), rows, ("Rank", "Chance")
        )
    for line in _said(found):
        say(line)


def _chance(strength: float | None) -> str:
    if strength is None:
        return ""
    return f"<{LEAST:.0e}" if strength < LEAST else f"{strength:.1g}"


def _said(found: Register) -> list[str]:
    """The headline, the false alarms to expect, the published figures tested, and the rules."""
    chance = found.chance
    lines = [found.headline()]
    if chance.series:
        lines.append(
            f"If nothing had changed anywhere, {chance.expected:.1f} of {chance.series} would be called so, "
            f"and in 19 months of 20 no more than {chance.most}."
        )
    if found.claims:
        stand, of = len(found.firm), len(found.claims)
        lines.append(f"{stand} of the {of} stand when about one in ten may be false.")
    if found.compared:
        told = sum(each.kind is FindingKind.COMPARATOR for each in found.findings)
        lines.append(
            f"{told} of {found.compared} published figures differ by more than chance; were none to differ, "
            "one month in 20 would show one all the same."
        )
    return [*lines, findings_rules(found.rules)]
