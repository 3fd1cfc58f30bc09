"""`explain`: a measure's card in words, with the SQL that counts it."""

from __future__ import annotations

from dataclasses import replace

from goldenthread.analysis.annotations import annotation_words, annotations_of, with_register
from goldenthread.analysis.broken import before_it
from goldenthread.base.dates import day_words
from goldenthread.cli import context
from goldenthread.cli.accounting import figure_accounts
from goldenthread.cli.say import figures as screen
from goldenthread.cli.settings import own_annotations
from goldenthread.cli.standards import declared_words, source_lines
from goldenthread.engine.availability import Availability
from goldenthread.engine.changes import rule_changes
from goldenthread.engine.coincidences import coincidence, meeting
from goldenthread.engine.compute import parts_of
from goldenthread.engine.lists import list_sql
from goldenthread.engine.parameters import ParameterSet, parameter_values
from goldenthread.engine.tallies import tallies
from goldenthread.engine.words import words
from goldenthread.model.annotation import AnnotationKind
from goldenthread.model.measure import Measure
from goldenthread.publication.content.standards import standard_name
from goldenthread.warehouse.facts import fact
from goldenthread.warehouse.snapshot import Snapshot, pointed


def print_explanation(name: str) -> None:
    """Print what a measure counts. Works before anything is loaded, then without the SQL of a list."""
    here = context.workspace()
    measures = context.catalogue(here)
    measure = context.measure_named(name, measures)
    loaded = context.snapshot(here, measures) if pointed(here) else None
    values = parameter_values(loaded.rows("parameters") if loaded else [])
    said = words(measure, measures, values, here.authority)
    lines = [
        measure.name,
        f"{measure.id}, version {measure.version}, from {measure.valid_from}",
        "",
        said.sentence,
        "",
    ]
    lines += [f"{label}: {text}" for label, text in said.rule]
    lines += [f"Parameter {label}: {text}" for label, text in said.parameters]
    changes = rule_changes(measure, measures, values, here.authority)
    register = own_annotations(here, measures)
    told = with_register(replace(measure, breaks=changes), register)
    lines += [
        f"Rule changed on {day_words(made.on)}: {made.says}. {before_it(measure, made)}".rstrip()
        for made in told.breaks
    ]
    lines += [
        annotation_words(each)
        for each in annotations_of(measure, register)
        if each.kind is not AnnotationKind.DEFINITION_BREAK
    ]
    lines += ["", f"Why: {measure.why.strip()}", f"Reference: {measure.reference}", f"Owner: {measure.owner}"]
    lines += [f"Better: {measure.polarity}", f"Sources, first choice first: {', '.join(measure.standards)}"]
    lines += [f"Note: {note}" for note in measure.notes]
    if loaded:
        lines += _sources(measure, measures, loaded, here.authority)
        lines += _rows(measure, measures, loaded, here.authority)
    lines += _counting(measure, measures, loaded, values, here.authority)
    for line in lines:
        screen.print(line)


def _sources(measure: Measure, measures: dict[str, Measure], loaded: Snapshot, authority: str) -> list[str]:
    """What each loaded standard is to the figure of the latest month, and what the list of coincidences says
    of two that could both be read."""
    when = context.period_or_latest(None, loaded)
    lines = []
    for line in source_lines(loaded, measures, [measure], authority, when):
        lines += ["", f"Read from, for {line.period}:"]
        lines += [f"  {standard_name(code)}: {said}" for code, said in line.standards.items()]
        for pair in meeting(measure, measures):
            known = coincidence(measure, pair)
            if known and set(pair) <= set(line.standards):
                lines.append(f"  {' and '.join(map(standard_name, pair))}: {declared_words(known)}")
    return lines


def _rows(measure: Measure, measures: dict[str, Measure], loaded: Snapshot, authority: str) -> list[str]:
    """What became of every stored row in the figure of the latest month."""
    when = context.period_or_latest(None, loaded)
    lines = []
    for one in figure_accounts(loaded, measures, [measure], authority, when):
        part = f" ({one.part})" if one.part else ""
        lines += ["", f"Rows{part} for {one.period}: {one.stored:,} stored in {', '.join(one.tables)}"]
        lines += [f"  {rows:>9,} {fate}" for fate, rows in one.fates]
    return lines


def _counting(
    measure: Measure,
    measures: dict[str, Measure],
    loaded: Snapshot | None,
    values: ParameterSet,
    authority: str,
) -> list[str]:
    lines = []
    availability = Availability(loaded.covers, values) if loaded else None
    for role, tally in parts_of(measure, tallies([measure], measures, None)).items():
        counted = fact(tally.component.fact)
        lines += ["", f"Rows ({role}): {counted.title}, from {', '.join(counted.tables)}"]
        standards = availability.standards_for(measure, tally) if availability else []
        if loaded and standards:
            lines += ["", list_sql(loaded, tally, standards[0], authority, {})]
        lines += ["", counted.sql_for(standards[0] if standards else "")]
    return lines
