"""`prove`: a figure by its code, computed again to the digit; and the codes of figures that go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from goldenthread.base.errors import RefusedInput
from goldenthread.base.numbers import plain
from goldenthread.base.periods import parse
from goldenthread.cli import context
from goldenthread.cli.say import figures as screen
from goldenthread.engine.compute import compute
from goldenthread.engine.figures import periods_of
from goldenthread.engine.lists import rows_behind
from goldenthread.engine.parameters import parameter_values
from goldenthread.engine.proofs import (
    as_typed,
    codes_of,
    definition_of,
    digest_of,
    engine_version,
    measures_of,
)
from goldenthread.engine.words import words
from goldenthread.model.measure import Measure
from goldenthread.model.result import ALL, CROSS, PRINTED, Result, Status
from goldenthread.model.results import Results
from goldenthread.warehouse.proofs import Proof, Register
from goldenthread.warehouse.snapshot import Snapshot, open_snapshot
from goldenthread.warehouse.workspace import Workspace

REGISTER = "proofs.sqlite"


def with_proofs(
    here: Workspace, loaded: Snapshot, measures: Mapping[str, Measure], found: Results
) -> Results:
    """Register results as figures that go out, each with its code."""
    named = set(found.measures())
    definitions = {name: definition_of(measures[name], measures) for name in named}
    hashes = {name: digest_of(definition) for name, definition in definitions.items()}
    settings = [dict(row) for row in loaded.own_rows.get("parameters", ())]
    settled = digest_of(settings)
    fields = ("measure", "authority", "period", "breakdown", "group", "snapshot")
    keys = zip(*(found.table.column(name).to_pylist() for name in fields), strict=True)
    figures = zip(
        *(found.table.column(n).to_pylist() for n in ("numerator", "denominator", "value", "status")),
        strict=True,
    )
    rows = [
        (whole, *key, hashes[key[0]], settled, *figure)
        for whole, key, figure in zip(
            codes_of(found, hashes, f"{settled} {engine_version()}"), keys, figures, strict=True
        )
    ]
    kept: dict[str, Any] = {settled: settings}
    kept |= {hashes[name]: definition for name, definition in definitions.items()}
    return found.with_proofs(_register(here).add(rows, kept))


def prove(code: str) -> None:
    """Print what a code stands for, compute its figure again and say whether it is the same to the digit."""
    here = context.workspace()
    register = _register(here)
    proof = register.find(as_typed(code))
    if proof is None:
        raise RefusedInput(
            "No figure of this workspace has that proof code.",
            do="Check each character against the page: a code has no I, L, O or U.",
        )
    loaded = open_snapshot(here, proof.snapshot, of_any_version=True)
    settings = register.kept(proof.settings)
    loaded.own_rows = {
        "parameters": [{**row, "valid_from": dt.date.fromisoformat(row["valid_from"])} for row in settings]
    }
    measures = measures_of(register.kept(proof.definition))
    measure = measures[proof.measure]
    again = _again(loaded, measures, measure, proof)
    for line in [
        *_what(proof, measure, again),
        *_definition(proof, measure, measures, loaded, here.authority),
        *_rows(loaded, measures, measure, proof),
        *_loads(loaded),
    ]:
        screen.print(line)
    _say_whether_equal(proof, again)


def _again(loaded: Snapshot, measures: Mapping[str, Measure], measure: Measure, proof: Proof) -> Result:
    by = [] if proof.breakdown == ALL else [proof.breakdown.replace(CROSS, "*")]
    periods = periods_of(measure, [parse(proof.period)])
    found = compute(loaded, measures, [measure], periods, by)
    return found.get(proof.measure, proof.authority, proof.period, proof.breakdown, proof.group)


def _what(proof: Proof, measure: Measure, again: Result) -> list[str]:
    group = "" if proof.breakdown == ALL else f", {proof.breakdown} {proof.group}"
    return [
        f"{proof.code}: {measure.name}{group}, {parse(proof.period).words()}",
        f"As it went out: {_figure(proof)}",
        f"Computed again: {_figure(again)}",
        "",
    ]


def _figure(figure: Proof | Result) -> str:
    if figure.value is None:
        return PRINTED[Status(figure.status)]
    parts = ""
    if figure.numerator is not None and figure.denominator is not None:
        parts = f" ({_digits(figure.numerator)} of {_digits(figure.denominator)})"
    return f"{figure.value!r}{parts}"


def _digits(value: float) -> str:
    return plain(value, 0) if float(value).is_integer() else repr(value)


def _definition(
    proof: Proof, measure: Measure, measures: dict[str, Measure], loaded: Snapshot, authority: str
) -> list[str]:
    said = words(measure, measures, parameter_values(loaded.rows("parameters")), authority)
    lines = [said.sentence, f"Definition {measure.id}, version {measure.version}, hash {proof.definition}"]
    lines += [f"{label}: {text}" for label, text in said.rule]
    return lines + [f"Parameter {label}: {text}" for label, text in said.parameters] + [""]


def _rows(loaded: Snapshot, measures: Mapping[str, Measure], measure: Measure, proof: Proof) -> list[str]:
    """How many rows each part of the figure counts, by the list's own query."""
    named = zip(proof.breakdown.split(CROSS), proof.group.split(CROSS), strict=False)
    groups = {name: group for name, group in named if ALL not in (name, group)}
    try:
        lists = rows_behind(loaded, measures, measure, proof.authority, parse(proof.period), groups)
    except RefusedInput as refused:
        return [str(refused), ""]
    lines = []
    for part in lists:
        counted = part.rows.num_rows
        if part.count != "rows":
            counted = len(set(part.rows.column(part.count).to_pylist()))
        met = sum(part.rows.column("in_numerator").to_pylist())
        lines.append(
            f"Rows ({part.role}): {part.rows.num_rows:,} of {part.fact.title.lower()} from {part.standard}, "
            f"{counted:,} counted, {met:,} in the numerator"
        )
    by = ",".join(f"{name}={group}" for name, group in groups.items())
    lines += ["", *(part.sql for part in lists), ""]
    command = f"goldenthread children {proof.measure} --period {proof.period}" + (f" --by {by}" if by else "")
    return [*lines, f"The list behind it, on the current snapshot: {command}", ""]


def _loads(loaded: Snapshot) -> list[str]:
    lines = [f"Snapshot {loaded.id}, made from:"]
    for load in loaded.loads:
        files = len(load.files)
        lines.append(
            f"  {load.standard}, extracted {load.extracted_on} ({load.how_dated}), "
            f"{files} {'file' if files == 1 else 'files'}, hash {load.content[:16]}"
        )
    return lines


def _say_whether_equal(proof: Proof, again: Result) -> None:
    if (proof.numerator, proof.denominator, proof.value, proof.status) != (
        *(again.numerator, again.denominator, again.value),
        str(again.status),
    ):
        raise RefusedInput(
            "The figure computed again is not the one that went out.",
            where=proof.code,
            why="The software, or the store, is not as it was.",
            do="Do not use the figure. Tell who looks after this software.",
        )
    screen.print("")
    screen.print("The same to the last digit.")


def _register(here: Workspace) -> Register:
    return Register(here.store / REGISTER)
